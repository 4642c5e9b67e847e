"""What waits for an agent, list by list: the first of each, how many there are, and every one when she asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from backend.accounts.models import Agent
from backend.agenda.models import Answer, Appointment, Task
from backend.common.compiled import Compiled, any_of
from backend.desk import queries_held
from backend.desk.queries_held import FEW, MOST, Held, counted
from backend.organisations import queries as organisations
from backend.organisations import rules
from backend.probationers import queries as probationers
from backend.probationers import queries_duplicates, queries_trust
from backend.probationers.models import ContactChange, Probationer, SecondFile, TrustedContact
from backend.reminders.models import Reply

STILL_HERE = timedelta(hours=1)  # an appointment stays first on the phone while the person may be sitting in it
Worklist = Literal["answers", "replies", "tasks", "second_files", "trusted_contacts", "contact_changes", "ending"]
Listed = TypeVar("Listed")


@dataclass(frozen=True)
class Cut(Generic[Listed]):
    """The first rows of a list, and how many there are in all."""

    rows: list[Listed]
    count: int


def cut(found: list[Listed]) -> Cut[Listed]:
    """What `counted` found."""
    return Cut(found, getattr(found[0], "in_all", 0) if found else 0)


def cut_keys(found: list[queries_held.Keys]) -> Cut[UUID]:
    """What `counted_keys` found."""
    return Cut([pk for pk, _ in found], found[0][1] if found else 0)


def filled(keys: Cut[UUID], rows: Mapping[UUID, Appointment]) -> Cut[Appointment]:
    return Cut([rows[pk] for pk in keys.rows if pk in rows], keys.count)


def hindered(held: Held, *, by: Agent, now: datetime, whole: bool) -> Cut[UUID]:
    """Whoever can't come, is late as long as he or she may still walk in, or says what happened after a miss.

    Who has changed her mind, or has another date by now, is no longer hindered. Their answers first: two queries.
    """
    said: dict[str, list[UUID]] = {kind: [] for kind in (Answer.Kind.CANNOT, Answer.Kind.LATE, Answer.Kind.EXPLAIN)}
    for pk, kind in queries_held.standing_answers(**held.mine, by=by.pk):
        said[kind].append(pk)
    cannot, late, explained = said.values()
    every = [*cannot, *late, *explained]
    if not every:
        return Cut([], 0)
    lists: dict[str, Any] = {"cannot": cannot, "late": late, "explained": explained, "every": every}
    found = queries_held.hindered(**held.scope, **lists, now=now, still_here=now - STILL_HERE, whole=whole)
    return cut_keys(found)


def replies(agent: Agent, held: Held, hers: Sequence[UUID], *, whole: bool) -> Cut[Reply]:
    """Texts that came back and that no rule could settle."""
    return cut(queries_held.replies(reach=held.reach, **held.mine, hers=list(hers), by=agent.pk, whole=whole))


def contact_changes(agent: Agent, hers: Sequence[UUID], *, whole: bool) -> Cut[ContactChange]:
    return cut(_contact_changes(hers=list(hers), by=agent.pk, whole=whole))


@Compiled
def _contact_changes(*, hers: list[UUID], by: int, whole: bool) -> QuerySet[ContactChange]:
    changes = ContactChange.objects.filter(any_of("probationer_id", hers))
    return _first(probationers.changes_to_look_at(changes, by=by).order_by("-at", "-id"), whole)


def ending(hers: Sequence[UUID], *, now: datetime, whole: bool) -> Cut[Probationer]:
    """Announced by the nightly job; whoever was booked since is needed again, and the next night says so."""
    return cut(_ending(hers=list(hers), now=now, whole=whole))


@Compiled
def _ending(*, hers: list[UUID], now: datetime, whole: bool) -> QuerySet[Probationer]:
    booked = Appointment.objects.filter(probationer=OuterRef("pk"), state=Appointment.State.BOOKED, starts_at__gt=now)
    files = probationers.ending(Probationer.objects.filter(any_of("id", hers)))
    return _first(files.exclude(Exists(booked)), whole)


def trusted_contacts(agent: Agent, hers: Sequence[UUID], *, whole: bool) -> Cut[TrustedContact]:
    """Named by persons, and waiting for somebody who may approve them."""
    if not organisations.may(agent, "approve_contact"):
        return Cut([], 0)
    return cut(_trusted_contacts(hers=list(hers), whole=whole))


@Compiled
def _trusted_contacts(*, hers: list[UUID], whole: bool) -> QuerySet[TrustedContact]:
    return _first(queries_trust.to_approve(any_of("probationer_id", hers)), whole)


def second_files(agent: Agent, hers: Sequence[UUID], *, whole: bool) -> Cut[SecondFile]:
    """Opened by other services for persons of this one, whom their own agents settle it for."""
    if not organisations.may(agent, "edit_file"):
        return Cut([], 0)
    return cut(_second_files(hers=list(hers), whole=whole))


@Compiled
def _second_files(*, hers: list[UUID], whole: bool) -> QuerySet[SecondFile]:
    return _first(queries_duplicates.second_files_to_settle(any_of("first_id", hers)), whole)


def tasks(held: Held, *, now: datetime, whole: bool) -> Cut[Task]:
    return cut(queries_held.tasks(**held.scope, now=now, whole=whole))


def _first(rows: QuerySet[queries_held.Row], whole: bool) -> QuerySet[queries_held.Row]:
    return counted(rows, MOST if whole else FEW)


def looked_after(agent: Agent) -> list[UUID]:
    """A morning of one's own tells of one's own files and of those nobody follows; a service's, of all its own.

    Their keys, asked for once: all that waits is then looked for among these.
    """
    membership = organisations.membership_of(agent)
    has_own = membership is not None and rules.has_own_day(membership.role)
    return probationers.keys_looked_after_by(agent) if has_own else probationers.keys_of_own_service(agent)
