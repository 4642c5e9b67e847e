"""What each screen reads, from several apps, in a constant number of queries. Nothing is written here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.models import Agent
from backend.agenda import queries as agenda
from backend.agenda import queries_lists
from backend.agenda.models import Appointment, AppointmentEvent, Task
from backend.common.compiled import Compiled, attach
from backend.common.errors import Unseen
from backend.delivery import queries_occasions
from backend.delivery.queries_occasions import Occasion
from backend.delivery.rules import copy_of
from backend.delivery.rules_states import MAY_HAVE_LEFT
from backend.desk import queries_held
from backend.desk import queries_worklists as worklists
from backend.desk.queries_held import FEW
from backend.desk.queries_worklists import Cut
from backend.organisations import queries as organisations
from backend.probationers.models import ContactChange, Probationer, SecondFile, TrustedContact
from backend.reminders import queries_reach
from backend.reminders.models import Reply
from backend.reminders.queries_reach import Unreached
from backend.reminders.rules_reach import Known

MOST_TO_CALL = 200
_EVER = timedelta(days=3660)
_OPEN = Known(phone="", phone_status="", messaged=True, mark="s")  # to whoever may not know: nothing is said
MANY, MANY_APPOINTMENTS = 60, 20  # occasions, and past appointments, of a file on its screen; WHOLE when asked for
WHOLE = 1_000


@dataclass(frozen=True)
class Attention:
    """What waits for an agent, list by list; appointments by their keys, and nothing else of them was read."""

    to_call: list[Unreached]
    unreached: list[Unreached]  # each person once, without what a task asks for
    without_outcome: Cut[UUID]
    lists: dict[str, Cut[Any]]

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each, those left out too."""
        return {"unreachable": len(self.unreached)} | {name: found.count for name, found in self.lists.items()}


@dataclass(frozen=True)
class Morning:
    """Rows, before they are shown."""

    date: date
    time_zone: str
    appointments: list[Appointment]
    without_outcome: Cut[Appointment]
    unreached: list[Unreached]
    to_call_count: int
    counts: dict[str, int]
    contact_changes: Cut[ContactChange]
    answers: Cut[Appointment]
    tasks: Cut[Task]
    ending: Cut[Probationer]
    replies: Cut[Reply]
    trusted_contacts: Cut[TrustedContact]
    second_files: Cut[SecondFile]


def morning(agent: Agent, *, on: date | None, now: datetime, whole: worklists.Worklist | None = None) -> Morning:
    """The day in time order, and what needs attention: the first of each list, and every one of the `whole` list."""
    zone = queries_lists.zone_of(agent)
    day = on or queries_lists.today(zone, now=now)
    start, end = (queries_lists.start_of(day + timedelta(days=n), zone) for n in (0, 1))
    held = queries_held.held_by(agent)
    days = queries_held.keys_of_day(**held.scope, start=start, end=end)
    found = _attention(agent, held, before=start, now=now, whole=whole)
    answers, unreached = found.lists["answers"], found.unreached[:FEW]
    keys = (one.appointment.pk for one in unreached)
    rows = _by_key({*days, *found.without_outcome.rows, *answers.rows, *keys})
    return Morning(
        date=day,
        time_zone=zone,
        appointments=[rows[pk] for pk in days if pk in rows],
        without_outcome=worklists.filled(found.without_outcome, rows),
        unreached=with_rows(unreached, rows),
        to_call_count=len(found.to_call),
        counts=found.counts,
        **found.lists | {"answers": worklists.filled(answers, rows)},
    )


def waiting(agent: Agent, *, now: datetime) -> Attention:
    """What of today's morning needs attention, without the day and its rows."""
    zone = queries_lists.zone_of(agent)
    start = queries_lists.start_of(queries_lists.today(zone, now=now), zone)
    return _attention(agent, queries_held.held_by(agent), before=start, now=now)


def _attention(
    agent: Agent,
    held: queries_held.Held,
    *,
    before: datetime,
    now: datetime,
    whole: worklists.Worklist | None = None,
) -> Attention:
    """`before`: appointments from then on are not late in having no outcome."""
    calls = _whom_to_call(held, now=now) if organisations.may(agent, "resend") else []
    return Attention(
        to_call=calls,
        unreached=queries_reach.each_once(one for one in calls if one.task is None),
        without_outcome=worklists.cut_keys(queries_held.without_outcome(**held.scope, now=now, before=before)),
        lists=_worklists(agent, held, now=now, whole=whole),
    )


def _worklists(
    agent: Agent, held: queries_held.Held, *, now: datetime, whole: worklists.Worklist | None
) -> dict[str, Cut[Any]]:
    """By the name of the list; empty where the role has no part in it; of the answers the keys of the appointments."""
    hers = worklists.looked_after(agent)
    is_whole = {name: name == whole for name in get_args(worklists.Worklist)}
    found: dict[str, Cut[Any]] = {name: Cut([], 0) for name in get_args(worklists.Worklist)} | {
        "ending": worklists.ending(hers, now=now, whole=is_whole["ending"]),
        "trusted_contacts": worklists.trusted_contacts(agent, hers, whole=is_whole["trusted_contacts"]),
        "second_files": worklists.second_files(agent, hers, whole=is_whole["second_files"]),
    }
    if organisations.may(agent, "see_replies"):
        found["answers"] = worklists.hindered(held, by=agent, now=now, whole=is_whole["answers"])
        found["replies"] = worklists.replies(agent, held, hers, whole=is_whole["replies"])
        found["contact_changes"] = worklists.contact_changes(agent, hers, whole=is_whole["contact_changes"])
    if organisations.may(agent, "notify_formally"):
        found["tasks"] = worklists.tasks(held, now=now, whole=is_whole["tasks"])
    return found


def to_call(agent: Agent, *, now: datetime) -> tuple[list[Unreached], int]:
    """Whom an agent has to call or to write to, in the order of their appointments, and how many there are in all."""
    found = _whom_to_call(queries_held.held_by(agent), now=now)
    shown = found[:MOST_TO_CALL]
    rows = agenda.in_full([one.appointment.pk for one in shown], whole_files=True)
    return with_rows(shown, {row.pk: row for row in rows}), len(found)


def _whom_to_call(held: queries_held.Held, *, now: datetime) -> list[Unreached]:
    until = now + queries_reach.WITHIN
    tasks = queries_held.tasks_to_tell(**held.scope, now=now)
    return judged(tasks, queries_held.soon(**held.scope, now=now, until=until))


def whom_to_call(
    rows: QuerySet[Appointment],
    *,
    now: datetime,
    of: QuerySet[Appointment] | None = None,
    within: timedelta = queries_reach.WITHIN,
) -> list[Unreached]:
    """Those whom nothing told of these appointments, and those who are to be told of a change by hand; each once.

    `of`: among which `rows` are, where an index gives those.
    """
    tasks = queries_reach.tasks_to_tell(rows, now=now, of=of)
    return _in_order([*queries_reach.to_tell(tasks), *queries_reach.unreached(rows, now=now, within=within)])


def judged(tasks: Iterable[Task], soon: Sequence[Appointment]) -> list[Unreached]:
    """The same of what was read already: `queries_reach.tasks_to_tell`, `queries_reach.soon`."""
    return _in_order([*queries_reach.to_tell(tasks), *queries_reach.untold(soon)])


def _in_order(found: Iterable[Unreached]) -> list[Unreached]:
    """Each appointment once: what an agent was asked to tell comes before what nothing told."""
    once: dict[UUID, Unreached] = {}
    for one in found:
        once.setdefault(one.appointment.pk, one)
    return sorted(once.values(), key=lambda one: (one.appointment.starts_at, str(one.appointment.pk)))


def hindrance(row: Appointment, *, now: datetime) -> Unreached | None:
    """Why nobody told this person of this appointment, if so it is."""
    # However far it is: a list is of the next fortnight, a page tells what is so.
    return next(iter(whom_to_call(Appointment.objects.filter(pk=row.pk), now=now, within=_EVER)), None)


def _by_key(keys: Collection[UUID]) -> dict[UUID, Appointment]:
    return {row.pk: row for row in agenda.in_full(keys)}


def with_rows(found: list[Unreached], rows: Mapping[UUID, Appointment]) -> list[Unreached]:
    """With all that is shown of each appointment."""
    return [replace(one, appointment=rows[one.appointment.pk]) for one in found if one.appointment.pk in rows]


@dataclass(frozen=True)
class OneAppointment:
    """Its row with its history, and what is an agent's work with it."""

    row: Appointment
    unreached: Unreached | None
    known: Known
    occasions: list[Occasion]
    tasks: list[Task]

    @property
    def is_told(self) -> bool:
        """By a message of its own or one that carried it, which has left or may have."""
        own = [one for each in self.occasions for one in each.messages if one.subject == str(self.row)]
        return any((one.carrier.state if one.carrier else one.state) in MAY_HAVE_LEFT for one in own)


def appointment(agent: Agent, appointment_id: UUID, *, now: datetime) -> OneAppointment:
    """Or Unseen; without messages and tasks for whoever reads bookings alone (field rule 21)."""
    row = _appointment(agent, appointment_id)
    if not organisations.may(agent, "view_files"):
        return OneAppointment(row, None, _OPEN, [], [])
    known = queries_reach.of_appointment(appointment_id)
    occasions = queries_occasions.of_subject(str(row), copy_of(str(row)))
    return OneAppointment(row, hindrance(row, now=now), known, occasions, list(row.tasks.all()))


def _appointment(agent: Agent, appointment_id: UUID) -> Appointment:
    found = agenda.first_in_full(agenda.visible_to(agent).filter(pk=appointment_id))
    if not found:
        raise Unseen
    attach(found, "events", _events(appointment=appointment_id), by="appointment_id")
    attach(found, "tasks", _tasks(appointment=appointment_id), by="appointment_id")
    return found[0]


@Compiled
def _events(*, appointment: UUID) -> QuerySet[AppointmentEvent]:
    return AppointmentEvent.objects.filter(appointment=appointment).order_by("at", "pk")


@Compiled
def _tasks(*, appointment: UUID) -> QuerySet[Task]:
    return Task.objects.filter(appointment=appointment).order_by("created_at", "pk")
