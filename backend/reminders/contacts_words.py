"""What a contact of trust reads: for whom, which day, which hour, the place's neutral name; nothing else.

Reminders of one day leave as one copy, as the person's own do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from uuid import UUID

from backend.agenda.models import Appointment
from backend.common import clock, phones, words
from backend.delivery import composers
from backend.delivery import queries as delivery
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.rules_states import Event
from backend.probationers import composers_trust, queries_trust, rules_trust
from backend.probationers.models import TrustedContact
from backend.probationers.states import ContactState
from backend.reminders import hours, queries, queries_told, rules, together, wording

PREFIX = "copy_"
MOVED = f"{PREFIX}moved"
# An accepted hindrance is the person's own affair: the contact reads that she need not come.
_SAID_AS = {"excused": "cancelled"}


def register() -> None:
    composers.register(PREFIX, compose)


def compose(batch: Sequence[Due]) -> list[Text | Refusal]:
    """Five queries, whatever the batch: what is carried, appointments, contacts with persons, STOPs, plans; and two
    where one moved."""
    now = clock.now()
    desk = _gather(batch)
    plans = queries.plans({(row.type_id, row.organisation_id) for row in desk.rows.values()})
    said: list[Text | Refusal] = []
    for due in batch:
        text, row = _compose(due, desk, now), desk.rows.get(due.subject_id)
        plan = row and plans.choose(row.type_id, row.organisation_id)
        late = isinstance(text, Text) and row and plan and hours.asleep(due, row, plan, now=now)
        said.append(late or text)
    return said


def at_their_hour(batch: Sequence[Due], at: Mapping[UUID, datetime]) -> list[Text | Refusal]:
    """What each would say then, as things stand: four queries, six where one moved."""
    desk = _gather(batch)
    return [_compose(due, desk, at[due.id]) for due in batch]


@dataclass(frozen=True)
class Desk:
    """What lies ready for a whole batch."""

    rows: dict[str, Appointment]
    contacts: dict[int, TrustedContact]
    carried: dict[UUID, list[Due]]
    stopped: set[str]
    was: dict[str, datetime]  # by subject, of those that moved: the hour that was told


def _gather(batch: Sequence[Due]) -> Desk:
    carried = together.carried_by(batch)
    ids = {UUID(due.subject_id) for due in (*batch, *chain.from_iterable(carried.values()))}
    found = Appointment.objects.select_related("type", "place", "organisation").filter(pk__in=ids)
    contacts = TrustedContact.objects.select_related("probationer").in_bulk([contact_of(due) for due in batch])
    stopped = delivery.opted_out([one.phone for one in contacts.values() if one.phone])
    rows = {str(row.pk): row for row in found}
    moved = {due.subject: rows[due.subject_id] for due in batch if due.kind == MOVED and due.subject_id in rows}
    return Desk(rows, contacts, carried, stopped, queries_told.hours_told(moved))


def contact_of(due: Due) -> int:
    return int(due.occasion.rpartition(":")[2])


def _compose(due: Due, desk: Desk, now: datetime) -> Text | Refusal:
    """The first that is named is this copy's own; what it carries is named too where it is still true."""
    row, contact = desk.rows.get(due.subject_id), desk.contacts.get(contact_of(due))
    refusal = _refusal(due, desk, now)
    if refusal or row is None or contact is None:
        return refusal or Refusal("appointment_gone")
    carried = [one for one in desk.carried.get(due.id, ()) if _refusal(one, desk, now) is None]
    others = sorted((desk.rows[one.subject_id] for one in carried), key=lambda row: row.starts_at)
    kind = due.kind.removeprefix(PREFIX)
    was = desk.was.get(due.subject)
    if kind == "moved" and was is None:
        kind = "confirmation"
    return _text(_SAID_AS.get(kind, kind), [row, *others], contact, now, was=was)


def _refusal(due: Due, desk: Desk, now: datetime) -> Refusal | None:
    row, contact = desk.rows.get(due.subject_id), desk.contacts.get(contact_of(due))
    if row is None:
        return Refusal("appointment_gone")
    if contact is None or contact.state != ContactState.ACTIVE or contact.probationer_id != row.probationer_id:
        return Refusal("contact_over")
    if row.revision != due.revision:
        return Refusal("older_revision", Event.SUPERSEDE)
    untrue = rules.still_true(due.kind.removeprefix(PREFIX), state=row.state, starts_at=row.starts_at, now=now)
    if untrue:
        return Refusal(untrue)
    return _unwanted(contact, desk.stopped)


def _unwanted(contact: TrustedContact, stopped: set[str]) -> Refusal | None:
    if queries_trust.is_silent(contact.probationer):
        return Refusal("state_not_messaged")
    if contact.phone and not phones.gets_sms(contact.phone):
        return Refusal("number_not_mobile", Event.REFUSE)
    if contact.phone in stopped:
        return Refusal("opted_out")
    if (contact.phone or contact.email) in (contact.probationer.phone, contact.probationer.email):
        return Refusal("contact_is_oneself")  # the person has that number now: once is enough
    return None


def _text(
    kind: str, rows: Sequence[Appointment], contact: TrustedContact, now: datetime, *, was: datetime | None
) -> Text:
    channel, end, between = ("sms", "", " ") if contact.phone else ("email", ".body", "\n")
    also = "".join(
        between + _render(_template(f"{channel}.copy_{kind}_also", contact), row, contact, now).body for row in rows[1:]
    )
    title = "" if contact.phone else _template(f"email.copy_{kind}.title", contact)
    body = _template(f"{channel}.copy_{kind}{end}", contact, also=also)
    said = _render(body, rows[0], contact, now, title=title, was=was)
    return Text(to=contact.phone or contact.email, title=said.title, body=said.body, language=contact.language)


def _render(
    body: str,
    row: Appointment,
    contact: TrustedContact,
    now: datetime,
    *,
    title: str = "",
    was: datetime | None = None,
) -> wording.Said:
    channel = "sms" if contact.phone else "email"
    template = wording.Words(title=title, body=body)
    return wording.render(template, queries.facts_of(row, was=was), language=contact.language, channel=channel, now=now)


def _template(key: str, contact: TrustedContact, *, also: str = "") -> str:
    """The catalogue's words with what only a copy says; day, hour and place are filled in as for any other message.

    `also`: what a reminder names besides, before it says how to stop; filled in already.
    """
    text = words.catalogue(contact.language).get(key) or words.catalogue(words.FALLBACK)[key]
    name = rules_trust.shown_name(contact.probationer.first_name, says_initial=contact.says_initial)
    said = text.replace("{name}", name).replace("{link}", composers_trust.link(contact))
    return said.replace("{also}", also.replace("{", "{{").replace("}", "}}"))
