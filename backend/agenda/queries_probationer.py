"""What the app shows of appointments. Whose they are is the caller's matter: only keys are asked for here."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import QuerySet

from backend.agenda import queries, rules
from backend.agenda.models import Appointment, AppointmentEvent, ItemToBring
from backend.common.compiled import Compiled, any_number, any_of, attach
from backend.organisations.models import Directions, Place


def in_full(keys: Collection[UUID]) -> dict[UUID, Appointment]:
    """Everything that the app shows of each: seven queries."""
    rows = _shown(keys=list(keys)) if keys else []
    if not rows:
        return {}
    queries.attach_answers(rows)
    attach(rows, "events", _changes(keys=list(keys)), by="appointment_id")
    _bring_places(rows)
    types = [row.type for row in rows]
    attach(types, "items", _items(types=sorted({each.pk for each in types})), by="type_id")
    return {row.pk: row for row in rows}


def _bring_places(rows: Sequence[Appointment]) -> None:
    """By themselves: with all else in one query PostgreSQL takes longer to plan it than to answer both."""
    keys = sorted({row.place_id for row in rows if row.place_id is not None})
    places = {place.pk: place for place in _places(places=keys)} if keys else {}
    if places:
        attach(places.values(), "directions", _directions(places=keys), by="place_id")
    for row in rows:
        row.place = places.get(row.place_id) if row.place_id is not None else None


@Compiled
def _shown(*, keys: list[UUID]) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(any_of("id", keys))
    return rows.select_related("type", "organisation", "agent", "probationer")


@Compiled
def _places(*, places: list[int]) -> QuerySet[Place]:
    return Place.objects.filter(any_number("id", places)).select_related("organisation", "photo")


@Compiled
def _changes(*, keys: list[UUID]) -> QuerySet[AppointmentEvent]:
    moved = AppointmentEvent.objects.filter(any_of("appointment_id", keys), event__in=_CHANGES)
    return moved.order_by("at", "pk")


@Compiled
def _directions(*, places: list[int]) -> QuerySet[Directions]:
    return Directions.objects.filter(any_number("place_id", places))


@Compiled
def _items(*, types: list[int]) -> QuerySet[ItemToBring]:
    return ItemToBring.objects.filter(any_number("type_id", types)).order_by("position", "pk")


_CHANGES = (rules.Event.MOVE, rules.Event.RELOCATE)
