"""What each screen reads, from several apps, in a constant number of queries. Nothing is written here."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from backend.accounts.models import Agent, Device, Holder
from backend.agenda import queries as agenda
from backend.agenda import queries_lists, rules_news, shows_probationer
from backend.agenda.models import Appointment, AppointmentEvent, Task
from backend.common import paging
from backend.common.errors import Unseen
from backend.delivery import queries as delivery
from backend.delivery import queries_occasions
from backend.delivery.queries_occasions import Occasion
from backend.delivery.rules import copy_of
from backend.desk import queries_worklists as worklists
from backend.desk.queries_worklists import FEW, MOST, STILL_HERE, Cut
from backend.organisations import queries as organisations
from backend.probationers import queries as probationers
from backend.probationers import queries_duplicates
from backend.probationers.models import ContactChange, Probationer, SecondFile, TrustedContact
from backend.reminders import queries_reach
from backend.reminders.models import Reply
from backend.reminders.queries_reach import Unreached

MOST_TO_CALL = 200
MANY, MANY_APPOINTMENTS = 60, 20  # occasions, and past appointments, of a file on its screen; WHOLE when asked for
WHOLE = 1_000


@dataclass(frozen=True)
class Morning:
    """Rows, before they are shown."""

    date: date
    time_zone: str
    appointments: list[Appointment]
    without_outcome: Cut[Appointment]
    unreached: list[Unreached]
    unreached_count: int
    to_call_count: int
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
    held = worklists.held_by(agent)
    past = queries_lists.without_outcome(held.rows, now=now).filter(starts_at__lt=queries_lists.start_of(day, zone))
    calls = whom_to_call(held.rows, now=now, of=held.every) if organisations.may(agent, "resend") else []
    once = queries_reach.each_once(one for one in calls if one.task is None)
    return Morning(
        date=day,
        time_zone=zone,
        appointments=paging.take(agenda.with_all(_of_day(held.rows, day, zone))),
        without_outcome=worklists.cut_in_full(past.order_by("-starts_at"), FEW),
        unreached=_in_full(once[:FEW]),
        unreached_count=len(once),
        to_call_count=len(calls),
        **_worklists(agent, held, now=now, whole=whole),
    )


def _worklists(
    agent: Agent, held: worklists.Held, *, now: datetime, whole: worklists.Worklist | None
) -> dict[str, Cut[Any]]:
    """By the name of the list; empty where the role has no part in it."""
    hers = worklists.looked_after(agent)
    lists: dict[worklists.Worklist, QuerySet[Any]] = {
        "ending": worklists.ending(hers, now=now),
        "trusted_contacts": worklists.trusted_contacts(agent, hers),
        "second_files": worklists.second_files(agent, hers),
        "replies": worklists.replies(agent, held, hers),
        "contact_changes": worklists.contact_changes(agent, hers),
    }
    if not organisations.may(agent, "see_replies"):
        lists |= {name: lists[name].none() for name in _SAID}
    sizes = {name: MOST if name == whole else FEW for name in get_args(worklists.Worklist)}
    found: dict[str, Cut[Any]] = {name: worklists.cut(each, sizes[name]) for name, each in lists.items()}
    found["answers"] = found["tasks"] = Cut([], 0)
    if organisations.may(agent, "see_replies"):
        found["answers"] = worklists.cut_in_full(worklists.hindered(held, by=agent, now=now), sizes["answers"])
    if organisations.may(agent, "notify_formally"):
        found["tasks"] = worklists.tasks(held, now=now, size=sizes["tasks"])
    return found


_SAID: tuple[worklists.Worklist, ...] = ("replies", "contact_changes")


def _all(rows: QuerySet[Appointment]) -> list[Appointment]:
    return list(agenda.with_all(rows))


def _of_day(rows: QuerySet[Appointment], day: date, zone: str) -> QuerySet[Appointment]:
    first, last = (queries_lists.start_of(day + timedelta(days=n), zone) for n in (0, 1))
    return (
        rows.filter(starts_at__gte=first, starts_at__lt=last)
        .exclude(state=Appointment.State.CANCELLED)
        .order_by("starts_at", "pk")
    )


def to_call(agent: Agent, *, now: datetime) -> tuple[list[Unreached], int]:
    """Whom an agent has to call or to write to, in the order of their appointments, and how many there are in all."""
    held = worklists.held_by(agent)
    found = whom_to_call(held.rows, now=now, of=held.every)
    return _in_full(found[:MOST_TO_CALL]), len(found)


def whom_to_call(
    rows: QuerySet[Appointment], *, now: datetime, of: QuerySet[Appointment] | None = None
) -> list[Unreached]:
    """Those whom nothing told of these appointments, and those who are to be told of a change by hand; each once.

    `of`: among which `rows` are, where an index gives those.
    """
    once: dict[UUID, Unreached] = {}
    for one in (*queries_reach.to_tell(rows, now=now, of=of), *queries_reach.unreached(rows, now=now)):
        once.setdefault(one.appointment.pk, one)
    return sorted(once.values(), key=lambda one: (one.appointment.starts_at, str(one.appointment.pk)))


def hindrance(row: Appointment, *, now: datetime) -> Unreached | None:
    """Why nobody told this person of this appointment, if so it is."""
    return next(iter(whom_to_call(Appointment.objects.filter(pk=row.pk), now=now)), None)


def _in_full(found: list[Unreached]) -> list[Unreached]:
    """With all that is shown of each appointment."""
    rows = {row.pk: row for row in _all(Appointment.objects.filter(pk__in=[one.appointment.pk for one in found]))}
    return [replace(one, appointment=rows[one.appointment.pk]) for one in found if one.appointment.pk in rows]


@dataclass(frozen=True)
class File:
    """Rows of one file."""

    file: Probationer
    upcoming: list[Appointment]
    past: Cut[Appointment]
    occasions: list[Occasion]
    has_older_messages: bool
    contact_changes: Cut[ContactChange]
    devices_count: int
    sign_in_stopped: bool
    opted_out: bool
    replies: Cut[Reply]
    now: datetime
    unreached: Unreached | None
    hindrance: str  # why the person can't be told of anything, with or without an appointment
    first_files: list[SecondFile]  # what it may be a second file of
    second_files: list[SecondFile]  # opened elsewhere for the same person, to settle
    same_phone: list[Probationer]  # others in sight with the same number

    @property
    def has_more(self) -> bool:
        """Whether something of long ago is left out."""
        return self.has_older_messages or any(
            each.count > len(each.rows) for each in (self.past, self.contact_changes, self.replies)
        )


def file(agent: Agent, probationer: UUID, *, now: datetime, whole: bool = False) -> File:
    """One file within the agent's scope, or Unseen; `whole`: with all that is long past too."""
    found, replied = probationers.of_agent(agent, probationer), organisations.may(agent, "see_replies")
    rows = Appointment.objects.filter(probationer=found)
    upcoming = rows.filter(state=Appointment.State.BOOKED, starts_at__gt=now - STILL_HERE)
    past = rows.exclude(pk__in=upcoming.values("pk")).order_by("-starts_at", "-pk")
    many = WHOLE if whole else MANY_APPOINTMENTS
    occasions, following = queries_occasions.of_holder(found.holder_id, size=WHOLE if whole else MANY)
    return File(
        file=found,
        upcoming=_all(upcoming.order_by("starts_at", "pk")),
        past=worklists.cut(agenda.with_all(past), many),
        occasions=occasions,
        has_older_messages=following is not None,
        contact_changes=worklists.cut(probationers.contact_changes_of(found), many if replied else 0),
        devices_count=Device.objects.filter(holder=found.holder_id, revoked_at__isnull=True).count(),
        sign_in_stopped=probationers.is_sign_in_stopped(found),
        opted_out=bool(found.phone and delivery.opted_out([found.phone])),
        replies=worklists.cut(_replies_of(found), many if replied else 0),
        now=now,
        unreached=next(iter(_in_full(whom_to_call(rows, now=now)[:1])), None),
        hindrance=queries_reach.of_person(found, now=now),
        first_files=list(queries_duplicates.first_files_of(found, seen_by=agent)),
        second_files=_to_settle(agent, found),
        same_phone=list(probationers.sharing(agent, [found.phone]).exclude(pk=found.pk)) if found.phone else [],
    )


def _to_settle(agent: Agent, file: Probationer) -> list[SecondFile]:
    """Those of her own service, for whoever may settle them."""
    if not organisations.may(agent, "edit_file"):
        return []
    own = probationers.of_own_service(agent).filter(pk=file.pk)
    return list(queries_duplicates.second_files_to_settle(Q(first__in=own)))


def _replies_of(file: Probationer) -> QuerySet[Reply]:
    """The newest first."""
    return file.replies.select_related("sms", "probationer", "appointment").order_by("-at", "-pk")


@dataclass(frozen=True)
class OneAppointment:
    """Its row with its history, and what is an agent's work with it."""

    row: Appointment
    unreached: Unreached | None
    occasions: list[Occasion]
    tasks: list[Task]


def appointment(agent: Agent, appointment_id: UUID, *, now: datetime) -> OneAppointment:
    """Or Unseen; without messages and tasks for whoever reads bookings alone (field rule 21)."""
    row = _appointment(agent, appointment_id)
    if not organisations.may(agent, "view_files"):
        return OneAppointment(row, None, [], [])
    occasions = queries_occasions.of_subject(str(row), copy_of(str(row)))
    return OneAppointment(row, hindrance(row, now=now), occasions, list(row.tasks.all()))


def _appointment(agent: Agent, appointment_id: UUID) -> Appointment:
    rows = agenda.with_all(agenda.visible_to(agent)).prefetch_related(
        Prefetch("events", AppointmentEvent.objects.order_by("at", "pk")),
        Prefetch("tasks", Task.objects.order_by("created_at", "pk")),
    )
    found = rows.filter(pk=appointment_id).first()
    if found is None:
        raise Unseen
    return found


def my_appointments(holder: Holder, *, now: datetime) -> tuple[list[Appointment], list[Appointment], list[Appointment]]:
    """Booked and to come; called off and to come; missed, neither seen nor settled. In as many queries as one list."""
    state, rows = Appointment.State, agenda.of_holder(holder)
    since = (now - rules_news.MISS_LASTS, now - rules_news.AFTER_A_MISS)
    booked_since = Q(state=state.BOOKED, booked_at__gt=OuterRef("outcome_at"))
    came_since = Q(state=state.CAME, starts_at__gt=OuterRef("starts_at"))
    again = Appointment.objects.filter(booked_since | came_since, probationer=OuterRef("probationer"))
    wanted = {
        "upcoming": rows.filter(state=state.BOOKED, starts_at__gt=now - STILL_HERE).order_by("starts_at", "pk")[:10],
        "called_off": rows.filter(state__in=rules_news.CALLED_OFF, starts_at__gt=now).order_by("starts_at", "pk")[:10],
        "missed": rows.filter(state=state.MISSED, outcome_at__range=since)
        .exclude(seen_revision__gte=F("revision"))
        .exclude(Exists(again))
        .order_by("-starts_at", "-pk")[:3],
    }
    chosen = {name: list(found.values_list("pk", flat=True)) for name, found in wanted.items()}
    every = shows_probationer.with_all_of_mine(rows.filter(pk__in=[pk for keys in chosen.values() for pk in keys]))
    by_key = {row.pk: row for row in every}
    upcoming, called_off, missed = ([by_key[pk] for pk in keys if pk in by_key] for keys in chosen.values())
    return upcoming, called_off, missed


def my_past(holder: Holder, *, now: datetime) -> list[Appointment]:
    rows = agenda.over(agenda.of_holder(holder), now=now).select_related("type", "place", "organisation")
    return list(rows.order_by("-starts_at", "-pk")[:10])
