"""Seats made beforehand: by hand, or nightly from weekly patterns, on the wall clock of the place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from time import monotonic
from zoneinfo import ZoneInfo

from django.db import transaction

from backend.accounts.models import Agent
from backend.agenda import days_off, queries_slots, rules
from backend.agenda.models import Agenda, AppointmentType, ItemToBring, Slot, SlotPattern
from backend.common import clock, sayable
from backend.common.errors import Malformed, Refused, Unseen
from backend.journal import actions as journal
from backend.organisations import queries as organisations

AHEAD = timedelta(days=183)
AT_ONCE = 50  # patterns
SLICE = 20.0  # seconds of real time

EXISTS = "exists"  # beside the codes of rules.time_faults


@dataclass(frozen=True)
class LeftOut:
    """An hour that was asked for and got no slot."""

    day: date
    time: time
    why: str


@dataclass(frozen=True)
class Made:
    created: int
    left_out: tuple[LeftOut, ...] = ()


@transaction.atomic
def create_agenda(place_id: int, *, name: str, agent_id: int | None, by: Agent) -> Agenda:
    """A new column of seats; an agent's own where one is named."""
    place = organisations.places_editable_by(by).filter(pk=place_id, archived_at__isnull=True).first()
    if place is None:
        raise Unseen
    owner = None
    if agent_id is not None:
        member = organisations.colleagues_of(by).filter(agent=agent_id, organisation=place.organisation_id).first()
        if member is None:
            raise Unseen
        owner = member.agent
    agenda = Agenda.objects.create(place=place, name=name, agent=owner)
    _write("create_agenda", f"agenda:{agenda.pk}", by=by)
    return agenda


@transaction.atomic
def create_slots(
    agenda_id: int,
    *,
    type_id: int,
    dates: Iterable[date],
    times: Sequence[time],
    minutes: int,
    capacity: int,
    by: Agent,
) -> Made:
    """One slot for each date and time; what exists stays as it is, holidays and week-ends are left out and told."""
    agenda, type = _editable(agenda_id, type_id, by=by)
    hours = [(day, hour) for day in sorted(set(dates)) for hour in sorted(set(times))]
    slots, left_out = _slots(agenda, type, hours, minutes=minutes, capacity=capacity, now=clock.now())
    there = {slot.starts_at for slot in slots} - (made := _insert(slots))
    left_out += [LeftOut(at.date(), at.time(), EXISTS) for at in sorted(there)]
    _write("create_slots", f"agenda:{agenda.pk}", by=by, slots=len(made))
    return Made(len(made), tuple(left_out))


@transaction.atomic
def update_slot(slot_id: int, *, by: Agent, capacity: int | None = None, closed: bool | None = None) -> Slot:
    """Seats already taken are never taken away. It closes only when nobody is expected there any more."""
    places = organisations.places_editable_by(by)
    slots = Slot.objects.select_for_update(no_key=True, of=("self",))
    slot = slots.filter(pk=slot_id, agenda__place__in=places).first()
    if slot is None:
        raise Unseen
    if capacity is not None:
        if capacity < slot.taken:
            raise Refused("below_taken", fields={"capacity": "below_taken"})
        slot.capacity = capacity
    if closed and (expected := queries_slots.expected_in([slot.pk]).count()):
        raise Refused("slot_has_people", detail={"count": expected})
    if closed is not None:
        slot.closed_at = (slot.closed_at or clock.now()) if closed else None
    slot.save(update_fields=["capacity", "closed_at"])
    _write("update_slot", f"slot:{slot.pk}", by=by)
    return slot


@transaction.atomic
def create_slot_patterns(
    agenda_id: int,
    *,
    type_id: int,
    weekdays: Iterable[int],
    times: Iterable[time],
    minutes: int,
    capacity: int,
    since: date,
    by: Agent,
) -> list[SlotPattern]:
    """One weekly pattern for each weekday and time; its slots stand at once, six months ahead."""
    agenda, type = _editable(agenda_id, type_id, by=by)
    same = SlotPattern.objects.filter(agenda=agenda, type=type, since=since)
    missing = set(product(weekdays, times)) - set(same.values_list("weekday", "time"))
    told = {"agenda": agenda, "type": type, "since": since, "minutes": minutes, "capacity": capacity}
    made = [SlotPattern(weekday=weekday, time=hour, **told) for weekday, hour in sorted(missing)]
    SlotPattern.objects.bulk_create(made, ignore_conflicts=True)  # another agent may be making them
    rows = same.select_related("agenda__place__organisation", "type").order_by("weekday", "time")
    patterns = [row for row in rows if (row.weekday, row.time) in missing]
    _generate(patterns, now=clock.now())
    _write("create_slot_patterns", f"agenda:{agenda.pk}", by=by, patterns=len(patterns))
    return patterns


@transaction.atomic
def end_slot_pattern(pattern_id: int, *, on: date, by: Agent, keep: bool = False) -> None:
    """From that day on no more slots; those nobody ever booked go, the others close.

    Where persons are expected there it is refused, unless the agent says that she keeps these appointments (`keep`).
    """
    places = organisations.places_editable_by(by)
    patterns = SlotPattern.objects.select_for_update(of=("self",)).select_related("agenda__place__organisation")
    pattern = patterns.filter(pk=pattern_id, agenda__place__in=places).first()
    if pattern is None:
        raise Unseen
    pattern.until = on - timedelta(days=1)
    pattern.save(update_fields=["until"])
    start = datetime.combine(on, time.min, ZoneInfo(_zone(pattern.agenda)))
    rows = pattern.slots.filter(starts_at__gte=start).order_by("pk").select_for_update().values_list("pk", flat=True)
    coming = Slot.objects.filter(pk__in=(ids := list(rows)))
    if not keep and (expected := queries_slots.expected_in(ids).count()):
        raise Refused("slot_has_people", detail={"count": expected})
    coming.filter(appointments__isnull=True).delete()
    coming.filter(closed_at__isnull=True).update(closed_at=clock.now())
    _write("end_slot_pattern", f"slot_pattern:{pattern.pk}", by=by)


def generate_slots(*, seconds: float = SLICE) -> int:
    """A part of every pattern's slots up to six months ahead, those least far first; how many slots.

    Each pattern remembers how far it has come and is committed by itself: a call that is over after its `seconds`, or
    that is killed, is gone on with by the next one, and one that finds nothing to do reads nothing.
    """
    now, ends, made = clock.now(), monotonic() + seconds, 0
    while monotonic() < ends and (part := queries_slots.patterns_to_extend(now=now, ahead=AHEAD, limit=AT_ONCE)):
        for pattern in part:
            with transaction.atomic():
                made += _generate([pattern], now=now)
    return made


@transaction.atomic
def set_items_to_bring(place_id: int, type_id: int, *, items: Sequence[dict[str, dict[str, str]]], by: Agent) -> None:
    """The checklist of a type at one place, whole; none: the national one applies again."""
    place = organisations.places_editable_by(by).filter(pk=place_id).first()
    type = AppointmentType.objects.filter(pk=type_id).first()
    if place is None or type is None:
        raise Unseen
    kept = set(_words(ItemToBring.objects.filter(place=place, type=type).values_list("words", flat=True)))
    sayable.check({"items": [words for words in _words(items) if words not in kept]})
    ItemToBring.objects.filter(place=place, type=type).delete()
    ItemToBring.objects.bulk_create(
        ItemToBring(type=type, place=place, position=n, words=words) for n, words in enumerate(items)
    )
    _write("set_items_to_bring", f"place:{place.pk}", by=by, type=type.pk)


def _words(items: Iterable[dict[str, dict[str, str]]]) -> Iterator[str]:
    return (each for item in items for said in item.values() for each in said.values())


def _generate(patterns: Iterable[SlotPattern], *, now: datetime) -> int:
    """From the first day that a pattern has not reached: what was closed or taken away before that stays so."""
    made = 0
    for pattern in patterns:
        today = clock.local(now, _zone(pattern.agenda)).date()
        goal = today + AHEAD
        since = max(pattern.since, today, (pattern.reached or date.min) + timedelta(days=1))
        days = rules.dates_of([pattern.weekday], since=since, until=min(pattern.until or date.max, goal))
        slots, _ = _slots(
            pattern.agenda,
            pattern.type,
            [(day, pattern.time) for day in days],
            minutes=pattern.minutes,
            capacity=pattern.capacity,
            now=now,
        )
        for slot in slots:
            slot.pattern = pattern
        made += len(_insert(slots))
        pattern.reached = goal
        pattern.save(update_fields=["reached"])
    return made


def _slots(
    agenda: Agenda,
    type: AppointmentType,
    hours: Iterable[tuple[date, time]],
    *,
    minutes: int,
    capacity: int,
    now: datetime,
) -> tuple[list[Slot], list[LeftOut]]:
    """Those that may be, and why the others may not."""
    zone, region = ZoneInfo(_zone(agenda)), agenda.place.organisation.holiday_region
    slots, left_out = [], []
    for day, hour in hours:
        local = datetime.combine(day, hour, zone)
        off = rules.Day(local, days_off.is_holiday(day, region), type.days_off_allowed, minutes)
        if faults := rules.time_faults(local, day=off, now=now):
            left_out.append(LeftOut(day, hour, faults[0]))
        else:
            slots.append(Slot(agenda=agenda, type=type, starts_at=local, minutes=minutes, capacity=capacity))
    return slots, left_out


def _insert(slots: Sequence[Slot]) -> set[datetime]:
    """What is really new: another night job or agent may be making the same ones."""
    if not slots:
        return set()
    same = Slot.objects.filter(agenda=slots[0].agenda, type=slots[0].type)
    before = set(same.filter(starts_at__in=[slot.starts_at for slot in slots]).values_list("starts_at", flat=True))
    Slot.objects.bulk_create(slots, ignore_conflicts=True)
    return {slot.starts_at for slot in slots} - before


def _zone(agenda: Agenda) -> str:
    return agenda.place.time_zone or agenda.place.organisation.time_zone


def _editable(agenda_id: int, type_id: int, *, by: Agent) -> tuple[Agenda, AppointmentType]:
    places = organisations.places_editable_by(by)
    agendas = Agenda.objects.select_related("place__organisation")
    agenda = agendas.filter(pk=agenda_id, archived_at__isnull=True, place__in=places).first()
    type = AppointmentType.objects.filter(pk=type_id, archived_at__isnull=True).first()
    if agenda is None or type is None:
        raise Unseen
    if type.organisation_kind and type.organisation_kind != agenda.place.organisation.kind:
        raise Malformed("type_not_held_here", fields={"type": "type_not_held_here"})
    return agenda, type


def _write(verb: str, subject: str, *, by: Agent, **detail: int) -> None:
    membership = organisations.membership_of(by)
    journal.write(
        f"agenda.{verb}",
        subject,
        by=by,
        organisation=membership.organisation if membership else "",
        detail=detail,
    )
