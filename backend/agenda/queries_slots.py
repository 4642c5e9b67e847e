"""Seats as bookers and administrators look at them; a constant number of queries, whatever the agenda holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from backend.accounts.models import Agent
from backend.agenda.models import Agenda, Appointment, AppointmentType, ItemToBring, Slot, SlotPattern
from backend.common import clock
from backend.common.among import among
from backend.common.compiled import any_number
from backend.common.errors import Unseen
from backend.organisations import queries as organisations
from backend.organisations.models import Place

SHOWN = 31  # days, where nothing else is asked
LOOK_AHEAD = 366  # days at most in one search
FURTHEST_WEST = timedelta(hours=12)  # of UTC: by then it is that day everywhere


@dataclass(frozen=True)
class Span:
    """Days of a place's own calendar."""

    first: date
    days: int
    time_zone: str

    def instants(self) -> tuple[datetime, datetime]:
        zone = ZoneInfo(self.time_zone)
        start = datetime.combine(self.first, time.min, zone)
        return start, datetime.combine(self.first + timedelta(days=self.days), time.min, zone)


def agendas(agent: Agent, *, type_id: int | None = None, place_id: int | None = None) -> QuerySet[Agenda]:
    """Those in reach where that type may be held.

    Their places first, by themselves: PostgreSQL has to know how few they are, or reads the country's agents beside.
    """
    places = organisations.places_visible_to(agent).filter(archived_at__isnull=True)
    if place_id is not None:
        places = places.filter(pk=place_id)
    kind = _kind(type_id)
    if kind:
        places = places.filter(organisation__kind=kind)
    keys = list(places.values_list("pk", flat=True))
    rows = Agenda.objects.filter(any_number("place_id", keys), archived_at__isnull=True)
    return rows.select_related("place__organisation", "agent").order_by("place__name", "name", "pk")


def kind_of(agent: Agent, agenda_id: int) -> str | None:
    """Of the service that has the agenda; None out of reach."""
    return agendas(agent).filter(pk=agenda_id).values_list("place__organisation__kind", flat=True).first()


def patterns_to_extend(*, now: datetime, ahead: timedelta, limit: int) -> list[SlotPattern]:
    """Those whose slots do not go so far ahead in any zone yet, those least far first."""
    goal = (now - FURTHEST_WEST).date() + ahead
    rows = SlotPattern.objects.filter(Q(reached=None) | Q(reached__lt=goal), agenda__archived_at=None)
    rows = rows.filter(Q(until=None) | Q(reached=None) | Q(until__gt=F("reached")))
    rows = rows.select_related("agenda__place__organisation", "type")
    return list(rows.order_by(F("reached").asc(nulls_first=True), "pk")[:limit])


def seats(
    agent: Agent, *, type_id: int, span: Span, now: datetime, agenda_id: int | None, place_id: int | None
) -> list[Slot]:
    """Open slots to come, full ones too (they are shown, and can't be chosen)."""
    first, last = span.instants()
    rows = Slot.objects.filter(
        among("agenda_id", agendas(agent, place_id=place_id).values("pk")),
        type=type_id,
        closed_at__isnull=True,
        starts_at__gt=max(first, now),
        starts_at__lt=last,
    )
    if agenda_id is not None:
        rows = rows.filter(agenda=agenda_id)
    return list(rows.order_by("starts_at", "agenda_id", "pk"))


def next_seat_on(
    agent: Agent, *, type_id: int, after: datetime, agenda_id: int | None, place_id: int | None
) -> datetime | None:
    """When the next free seat is after that instant: an empty page of days is never the end of the search."""
    rows = Slot.objects.filter(
        among("agenda_id", agendas(agent, place_id=place_id).values("pk")),
        type=type_id,
        closed_at__isnull=True,
        taken__lt=F("capacity"),
        starts_at__gte=after,
    )
    if agenda_id is not None:
        rows = rows.filter(agenda=agenda_id)
    return rows.order_by("starts_at").values_list("starts_at", flat=True).first()


@dataclass(frozen=True)
class LocalCalendar:
    """The clock of a place, and the holidays of its service's region."""

    time_zone: str
    holiday_region: str = ""


def zone_of(agent: Agent, *, agenda_id: int | None, place_id: int | None) -> str:
    return calendar_of(agent, agenda_id=agenda_id, place_id=place_id).time_zone


def calendar_of(agent: Agent, *, agenda_id: int | None, place_id: int | None) -> LocalCalendar:
    """Where the search is about: the place, else the agent's own service."""
    rows = organisations.places_visible_to(agent).select_related("organisation")
    place: Place | None = None
    if agenda_id is not None:
        place = rows.filter(agendas=agenda_id).first()
    elif place_id is not None:
        place = rows.filter(pk=place_id).first()
    if place is not None:
        return LocalCalendar(place.time_zone or place.organisation.time_zone, place.organisation.holiday_region)
    if agenda_id is not None or place_id is not None:
        raise Unseen
    membership = organisations.membership_of(agent)
    own = membership and membership.organisation
    return LocalCalendar(own.time_zone, own.holiday_region) if own else LocalCalendar("Europe/Paris")


def slots_of(agent: Agent, agenda_id: int, span: Span) -> list[Slot]:
    first, last = span.instants()
    visible = agendas(agent).values("pk")
    rows = Slot.objects.filter(agenda=agenda_id, agenda__in=visible, starts_at__gte=first, starts_at__lt=last)
    return list(rows.select_related("type").order_by("starts_at", "pk"))


def expected_in(slots: Collection[int]) -> QuerySet[Appointment]:
    """Who is expected in these slots, whoever asks: a file out of sight is counted too."""
    return Appointment.objects.filter(slot__in=slots, state=Appointment.State.BOOKED, starts_at__gt=clock.now())


def patterns_of(agent: Agent, agenda_id: int, *, today: date) -> list[SlotPattern]:
    rows = SlotPattern.objects.filter(agenda=agenda_id, agenda__in=agendas(agent).values("pk"))
    return list(rows.exclude(until__lt=today).select_related("type").order_by("weekday", "time", "pk"))


def items_to_bring(pairs: Sequence[tuple[int, int | None]]) -> dict[tuple[int, int | None], list[ItemToBring]]:
    """The checklist for each (type, place): the place's own where it has one, else the national one. One query."""
    types = {type_id for type_id, _ in pairs}
    grouped: dict[tuple[int, int | None], list[ItemToBring]] = {}
    for item in ItemToBring.objects.filter(type__in=types).order_by("position", "pk"):
        grouped.setdefault((item.type_id, item.place_id), []).append(item)
    return {(t, p): grouped.get((t, p)) or grouped.get((t, None), []) for t, p in pairs}


def items_at(agent: Agent, place_id: int, type_id: int) -> list[ItemToBring]:
    if not organisations.places_visible_to(agent).filter(pk=place_id).exists():
        raise Unseen
    return items_to_bring([(type_id, place_id)])[type_id, place_id]


def _kind(type_id: int | None) -> str:
    if type_id is None:
        return ""
    return AppointmentType.objects.filter(pk=type_id).values_list("organisation_kind", flat=True).first() or ""
