"""What agents looked at, for whoever answers for their service. That it was read is written down too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from backend.accounts.models import Agent
from backend.common import clock
from backend.common.errors import Unseen
from backend.common.paging import page
from backend.journal import actions as journal
from backend.journal import readings
from backend.journal.models import Entry, Reading
from backend.organisations import queries
from backend.organisations.models import Membership, Organisation

# Acts of looking; a file's own journal says who opened it. They have an index of their own, with these very words
# (journal_entry_looks, migration 0003): another verb needs another index.
VERBS = (
    "agenda.export",
    "agenda.list",
    "desk.read_appointment",
    "desk.read_file",
    "desk.read_morning",
    "desk.read_to_call",
    "journal.reach_limit",
    "probationers.list_contact_changes",
    "probationers.look_elsewhere",
    "probationers.search",
    "reminders.preview",
)


@dataclass(frozen=True)
class Read:
    """`names`: of the agents of `reached`, by label."""

    reached: Sequence[Reading] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    following: str | None = None


@transaction.atomic
def read(by: Agent, *, of: int | None, cursor: str | None) -> Read:
    """Who of the caller's service met a limit lately, and what one agent of it did; Unseen of any other's.

    Whoever has no service has none to look after.
    """
    membership = queries.membership_of(by)
    if membership is None:
        if of is not None:
            raise Unseen
        return Read()
    service = membership.organisation
    reached = _reached(service)
    names = _names(service, [row.actor for row in reached])
    shown = [row for row in reached if row.actor in names]
    if of is None:
        return Read(shown, names)
    if not Membership.objects.filter(organisation=service, agent=of).exists():
        raise Unseen
    rows = Entry.objects.filter(actor=f"agent:{of}", organisation=str(service), verb__in=VERBS)
    entries, following = page(rows, cursor=cursor, by=("-at", "-id"))
    journal.write("journal.read_readings", f"agent:{of}", by=by, organisation=service)
    return Read(shown, names, entries, following)


def _reached(service: Organisation) -> list[Reading]:
    since = clock.now() - readings.REACHED_FOR
    rows = Reading.objects.filter(organisation=str(service), reached_at__gt=since)
    return list(rows.order_by("-reached_at", "-pk")[:50])


def _names(service: Organisation, labels: Sequence[str]) -> dict[str, str]:
    agents = [int(label.partition(":")[2]) for label in labels]
    rows = Membership.objects.filter(organisation=service, agent__in=agents).select_related("agent")
    return {str(row.agent): f"{row.agent.first_name} {row.agent.last_name}" for row in rows}
