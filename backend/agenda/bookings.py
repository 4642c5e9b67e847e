"""From what a booker asks for to the rows it means: everything scoped, everything that stands in the way named."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value

from backend.accounts.models import Agent
from backend.agenda import days_off, rules
from backend.agenda.models import Agenda, Appointment, AppointmentType, Slot
from backend.common import clock
from backend.common.errors import Malformed, Refused, Unseen
from backend.organisations import queries as organisations
from backend.organisations.models import Membership, Organisation, Place, Role
from backend.probationers import queries as probationers
from backend.probationers.models import Probationer

NOT_FOLLOWED = frozenset({"ended", "deceased"})
# Roles that receive people themselves: booked for their own service without a name, the appointment is theirs.
RECEIVE = frozenset({Role.CPIP, Role.EDUCATOR, Role.PSYCHOLOGIST, Role.JAP})


@dataclass(frozen=True)
class Booking:
    """What the booker asks for, by identifiers. A slot names the rest; otherwise `starts_at` is a free time."""

    probationer: UUID
    type: int
    place: int | None = None
    agenda: int | None = None
    slot: int | None = None
    starts_at: datetime | None = None
    minutes: int | None = None
    agent: int | None = None
    tell_person: bool = True
    prosecutor_number: str = ""
    legal: tuple[str, date] | None = None
    force: bool = False  # books although the agent is busy


def wish_to_move(appointment: UUID, **where: Any) -> Booking:
    """Where and when alone are read of it: person and type are the appointment's own, whatever stands here."""
    return Booking(probationer=appointment, type=0, **where)


@dataclass(frozen=True)
class Where:
    """A seat or a free time, with all that follows from it."""

    organisation: Organisation
    place: Place | None
    agenda: Agenda | None
    slot: Slot | None
    starts_at: datetime
    minutes: int
    time_zone: str


@dataclass(frozen=True)
class Resolved:
    probationer: Probationer
    type: AppointmentType
    where: Where
    agent: Agent | None
    membership: Membership


def resolve(booking: Booking, *, by: Agent) -> Resolved:
    """The rows, or Unseen for whatever lies outside the booker's scope; Refused for what the roles forbid."""
    membership = organisations.membership_of(by)
    if membership is None:
        raise Unseen
    probationer = probationers.visible_to(by).filter(pk=booking.probationer, archived_at__isnull=True).first()
    type = AppointmentType.objects.filter(pk=booking.type).first()
    if probationer is None or type is None:
        raise Unseen
    if probationer.state in NOT_FOLLOWED:
        raise Refused("file_not_followed")
    where = _where(booking, type=type, membership=membership, by=by)
    kind = where.organisation.kind if where.place else None
    if not rules.may_book_type(type, role=membership.role, kind=kind):
        raise Refused("type_not_yours")
    agent = _agent(booking, type=type, where=where, membership=membership, probationer=probationer)
    return Resolved(probationer, type, where, agent, membership)


def _where(booking: Booking, *, type: AppointmentType, membership: Membership, by: Agent) -> Where:
    reach = organisations.reach_of(by)
    if booking.slot is not None:
        return _seat(booking.slot, type=type, reach=reach)
    if type.by_slot:
        raise Malformed("slot_needed", fields={"slot": "field_missing"})
    if booking.starts_at is None:
        raise Malformed("start_needed", fields={"starts_at": "field_missing"})
    return _free_time(booking, type=type, membership=membership, reach=reach)


def _seat(slot_id: int, *, type: AppointmentType, reach: Collection[int]) -> Where:
    slots = Slot.objects.select_related("agenda__place__organisation", "agenda__agent")
    slot = slots.filter(pk=slot_id, type=type, agenda__place__organisation__in=reach).first()
    if slot is None:
        raise Unseen
    place = slot.agenda.place
    return Where(
        place.organisation,
        place,
        slot.agenda,
        slot,
        slot.starts_at,
        slot.minutes,
        place.time_zone or place.organisation.time_zone,
    )


def _free_time(booking: Booking, *, type: AppointmentType, membership: Membership, reach: Collection[int]) -> Where:
    agenda, place = _agenda(booking.agenda, reach), None
    if agenda is not None:
        place = agenda.place
    elif booking.place is not None:
        places = Place.objects.select_related("organisation")
        place = places.filter(pk=booking.place, archived_at__isnull=True, organisation__in=reach).first()
        if place is None:
            raise Unseen
    if type.where == AppointmentType.Where.PLACE and place is None:
        raise Malformed("place_needed", fields={"place": "field_missing"})
    organisation = place.organisation if place else membership.organisation
    if booking.starts_at is None:
        raise Malformed("start_needed", fields={"starts_at": "field_missing"})
    zone = (place and place.time_zone) or organisation.time_zone
    return Where(
        organisation,
        place if type.where == AppointmentType.Where.PLACE else None,
        agenda,
        None,
        booking.starts_at,
        booking.minutes or type.minutes,
        zone,
    )


def _agenda(agenda_id: int | None, reach: Collection[int]) -> Agenda | None:
    if agenda_id is None:
        return None
    agendas = Agenda.objects.select_related("place__organisation", "agent")
    agenda = agendas.filter(pk=agenda_id, archived_at__isnull=True, place__organisation__in=reach).first()
    if agenda is None:
        raise Unseen
    return agenda


def _agent(
    booking: Booking,
    *,
    type: AppointmentType,
    where: Where,
    membership: Membership,
    probationer: Probationer,
) -> Agent | None:
    """Who receives: the one named, the agenda's own, the booker who receives, the person's referent there."""
    if booking.agent is not None:
        member = Membership.objects.select_related("agent").filter(
            agent=booking.agent, organisation=where.organisation, until__isnull=True
        )
        named = member.first()
        if named is None:
            raise Unseen
        return named.agent
    if where.agenda is not None and where.agenda.agent is not None:
        return where.agenda.agent
    if type.by_slot:
        return None
    if membership.role in RECEIVE and membership.organisation_id == where.organisation.pk:
        return membership.agent
    assignment = probationer.assignments.select_related("agent").filter(
        organisation=where.organisation, until__isnull=True
    )
    referent = assignment.first()
    return referent.agent if referent else None


def time_faults(where: Where, type: AppointmentType, *, now: datetime) -> list[str]:
    local = clock.local(where.starts_at, where.time_zone)
    holiday = days_off.is_holiday(local.date(), where.organisation.holiday_region)
    day = rules.Day(local, holiday, type.days_off_allowed, where.minutes)
    return rules.time_faults(where.starts_at, day=day, now=now)


def during(where: Where) -> QuerySet[Appointment]:
    """Booked appointments that overlap this time (none lasts longer than a day)."""
    length = ExpressionWrapper(F("minutes") * Value(timedelta(minutes=1)), output_field=DurationField())
    ends = ExpressionWrapper(F("starts_at") + length, output_field=DateTimeField())
    return Appointment.objects.annotate(ends=ends).filter(
        state=rules.State.BOOKED,
        starts_at__gt=where.starts_at - timedelta(days=1),
        starts_at__lt=where.starts_at + timedelta(minutes=where.minutes),
        ends__gt=where.starts_at,
    )


def warnings(found: Resolved, *, now: datetime, but: UUID | None = None) -> list[str]:
    """Codes of what the booker may override; `but`: the appointment that is being moved."""
    where = found.where
    person, agent = Q(probationer=found.probationer), Q(agent=found.agent) if found.agent else Q(pk=None)
    rows = (
        during(where)
        .filter(person | agent)
        .exclude(pk__in=[but] if but else [])
        .values_list("probationer_id", "agent_id", "slot_id")
    )
    # Several persons in the same slot are a group, not a clash.
    others = [(p, a) for p, a, slot in rows if slot is None or where.slot is None or slot != where.slot.pk]
    return rules.warnings(
        found.type,
        where.starts_at,
        agent_busy=found.agent is not None and any(a == found.agent.pk for _, a in others),
        person_busy=any(p == found.probationer.pk for p, _ in others),
        now=now,
    )
