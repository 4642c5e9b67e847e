"""What each screen reads, from several apps, in a constant number of queries. Nothing is written here."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from backend.accounts.models import Agent, Device, Holder
from backend.agenda import queries as agenda
from backend.agenda import queries_lists, shows_probationer
from backend.agenda.models import Answer, Appointment, AppointmentEvent, Task
from backend.common.errors import Unseen
from backend.delivery import queries as delivery
from backend.delivery import queries_occasions
from backend.delivery.queries_occasions import Occasion
from backend.organisations import queries as organisations
from backend.organisations.models import Role
from backend.probationers import queries as probationers
from backend.probationers import queries_seen, queries_trust
from backend.probationers.models import ContactChange, Probationer, TrustedContact
from backend.reminders import queries_reach
from backend.reminders.models import Reply
from backend.reminders.queries_reach import Unreached

# Those who receive people themselves have a morning of their own; the others see their service's.
RECEIVE = frozenset({Role.CPIP, Role.EDUCATOR, Role.PSYCHOLOGIST})
FEW, MOST_TO_CALL = 25, 200
STILL_HERE = timedelta(hours=1)  # an appointment stays first on the phone while the person may be sitting in it
MANY = 60  # occasions of a file on its screen


def mine(agent: Agent) -> Q:
    """The appointments that are this agent's to look after."""
    membership = organisations.membership_of(agent)
    if membership is None:
        raise Unseen
    return Q(agent=agent) if membership.role in RECEIVE else Q(organisation=membership.organisation)


@dataclass(frozen=True)
class Morning:
    """Rows, before they are shown."""

    date: date
    time_zone: str
    appointments: list[Appointment]
    without_outcome: list[Appointment]
    without_outcome_count: int
    unreached: list[Unreached]
    to_call_count: int
    contact_changes: list[ContactChange]
    answers: list[Appointment]
    tasks: list[Task]
    ending: list[Probationer]
    replies: list[Reply]
    trusted_contacts: list[TrustedContact]


def morning(agent: Agent, *, on: date | None, now: datetime) -> Morning:
    """The day in time order, and what needs attention."""
    zone = queries_lists.zone_of(agent)
    day = on or queries_lists.today(zone, now=now)
    rows = agenda.visible_to(agent).filter(mine(agent))
    past = queries_lists.without_outcome(rows, now=now).filter(starts_at__lt=queries_lists.start_of(day, zone))
    booked = rows.filter(state=Appointment.State.BOOKED)
    replied = organisations.may(agent, "see_replies")
    calls = whom_to_call(rows, now=now) if organisations.may(agent, "resend") else []
    return Morning(
        date=day,
        time_zone=zone,
        appointments=_all(_of_day(rows, day, zone)),
        without_outcome=_all(past.order_by("-starts_at"))[:FEW],
        without_outcome_count=past.count(),
        unreached=_in_full(queries_reach.each_once(one for one in calls if one.task is None)[:FEW]),
        to_call_count=len(calls),
        contact_changes=_contact_changes(agent) if replied else [],
        answers=_all(_hindered(booked, by=agent, now=now))[:FEW] if replied else [],
        tasks=_tasks(rows, now=now) if organisations.may(agent, "notify_formally") else [],
        ending=_ending(agent, now=now),
        replies=_replies(agent, rows) if replied else [],
        trusted_contacts=_trusted_contacts(agent),
    )


def _all(rows: QuerySet[Appointment]) -> list[Appointment]:
    return list(agenda.with_all(rows))


def _of_day(rows: QuerySet[Appointment], day: date, zone: str) -> QuerySet[Appointment]:
    first, last = (queries_lists.start_of(day + timedelta(days=n), zone) for n in (0, 1))
    return (
        rows.filter(starts_at__gte=first, starts_at__lt=last)
        .exclude(state=Appointment.State.CANCELLED)
        .order_by("starts_at", "pk")
    )


def _hindered(booked: QuerySet[Appointment], *, by: Agent, now: datetime) -> QuerySet[Appointment]:
    """Whoever can't come, and whoever is late as long as he or she may still walk in."""
    unseen = queries_seen.to_look_at(Answer.objects.all(), by=by, label="answer")
    cannot, late = (unseen.filter(kind=kind).values("appointment") for kind in (Answer.Kind.CANNOT, Answer.Kind.LATE))
    still = Q(starts_at__gt=now, pk__in=cannot) | Q(starts_at__gt=now - STILL_HERE, pk__in=late)
    return booked.filter(still).order_by("starts_at", "pk")


def _replies(agent: Agent, held: QuerySet[Appointment]) -> list[Reply]:
    """Texts that came back and that no rule could settle, of those whom the agent looks after and about appointments
    that she holds; the oldest first."""
    hers = Q(probationer__in=_looked_after(agent)) | Q(appointment__in=held)
    rows = queries_seen.to_look_at(Reply.objects.filter(hers, to_read=True), by=agent, label="reply")
    return list(rows.select_related("sms", "probationer", "appointment").order_by("at", "pk")[:FEW])


def _contact_changes(agent: Agent) -> list[ContactChange]:
    changes = probationers.contact_changes_visible_to(agent, unseen=True).filter(probationer__in=_looked_after(agent))
    return list(changes.order_by("-at", "-id")[:FEW])


def _ending(agent: Agent, *, now: datetime) -> list[Probationer]:
    """Announced by the nightly job; whoever was booked since is needed again, and the next night says so."""
    booked = Appointment.objects.filter(probationer=OuterRef("pk"), state=Appointment.State.BOOKED, starts_at__gt=now)
    return list(probationers.ending(_looked_after(agent)).exclude(Exists(booked))[:FEW])


def _looked_after(agent: Agent) -> QuerySet[Probationer]:
    """A morning of one's own tells of one's own files and of those nobody follows; a service's, of all its own."""
    membership = organisations.membership_of(agent)
    has_own = membership is not None and membership.role in RECEIVE
    return probationers.looked_after_by(agent) if has_own else probationers.of_own_service(agent)


def _trusted_contacts(agent: Agent) -> list[TrustedContact]:
    """Named by persons, and waiting for somebody who may approve them."""
    if not organisations.may(agent, "approve_contact"):
        return []
    return list(queries_trust.to_approve(agent).filter(probationer__in=_looked_after(agent))[:FEW])


def _tasks(rows: QuerySet[Appointment], *, now: datetime) -> list[Task]:
    """What can still be done in time comes first, the nearest appointment before all; what is past never hides it."""
    open_ones = Task.objects.filter(done_at__isnull=True, appointment__in=rows)
    every = open_ones.select_related("appointment__probationer")
    coming = every.filter(appointment__starts_at__gt=now).order_by("appointment__starts_at", "pk")
    past = every.filter(appointment__starts_at__lte=now).order_by("-appointment__starts_at", "pk")
    return [*coming[:FEW], *past[:FEW]][:FEW]


def to_call(agent: Agent, *, now: datetime) -> list[Unreached]:
    """All whom an agent has to call or to write to, in the order of their appointments."""
    return _in_full(whom_to_call(agenda.visible_to(agent).filter(mine(agent)), now=now)[:MOST_TO_CALL])


def whom_to_call(rows: QuerySet[Appointment], *, now: datetime) -> list[Unreached]:
    """Those whom nothing told of these appointments, and those who are to be told of a change by hand; each once."""
    once: dict[UUID, Unreached] = {}
    for one in (*queries_reach.to_tell(rows, now=now), *queries_reach.unreached(rows, now=now)):
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
    past: list[Appointment]
    occasions: list[Occasion]
    contact_changes: list[ContactChange]
    devices_count: int
    sign_in_stopped: bool
    opted_out: bool
    replies: list[Reply]
    now: datetime
    unreached: Unreached | None
    hindrance: str  # why the person can't be told of anything, with or without an appointment


def file(agent: Agent, probationer: UUID, *, now: datetime) -> File:
    """One file within the agent's scope, or Unseen."""
    found, replied = probationers.of_agent(agent, probationer), organisations.may(agent, "see_replies")
    rows = Appointment.objects.filter(probationer=found)
    upcoming = rows.filter(state=Appointment.State.BOOKED, starts_at__gt=now - STILL_HERE)
    return File(
        file=found,
        upcoming=_all(upcoming.order_by("starts_at", "pk")),
        past=_all(rows.exclude(pk__in=upcoming.values("pk")).order_by("-starts_at", "-pk"))[:20],
        occasions=queries_occasions.of_holder(found.holder_id, size=MANY)[0],
        contact_changes=list(probationers.contact_changes_of(found)[:20]) if replied else [],
        devices_count=Device.objects.filter(holder=found.holder_id, revoked_at__isnull=True).count(),
        sign_in_stopped=probationers.is_sign_in_stopped(found),
        opted_out=bool(found.phone and delivery.opted_out([found.phone])),
        replies=_replies_of(found) if replied else [],
        now=now,
        unreached=next(iter(_in_full(whom_to_call(rows, now=now)[:1])), None),
        hindrance=queries_reach.of_person(found, now=now),
    )


def _replies_of(file: Probationer) -> list[Reply]:
    """The last ones, the newest first."""
    return list(file.replies.select_related("sms", "probationer", "appointment").order_by("-at", "-pk")[:20])


def appointment(agent: Agent, appointment_id: UUID) -> Appointment:
    """One appointment within the agent's scope with its history and tasks, or Unseen."""
    rows = agenda.with_all(agenda.visible_to(agent)).prefetch_related(
        Prefetch("events", AppointmentEvent.objects.order_by("at", "pk")),
        Prefetch("tasks", Task.objects.order_by("created_at", "pk")),
    )
    found = rows.filter(pk=appointment_id).first()
    if found is None:
        raise Unseen
    return found


def my_upcoming(holder: Holder, *, now: datetime) -> list[Appointment]:
    rows = agenda.of_holder(holder).filter(state=Appointment.State.BOOKED, starts_at__gt=now - STILL_HERE)
    return list(shows_probationer.with_all_of_mine(rows.order_by("starts_at", "pk"))[:10])


def my_past(holder: Holder, *, now: datetime) -> list[Appointment]:
    rows = agenda.over(agenda.of_holder(holder), now=now).select_related("type", "place", "organisation")
    return list(rows.order_by("-starts_at", "-pk")[:10])
