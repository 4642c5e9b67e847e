"""What an agent's browser asks of agendas, slots and checklists."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Status

from backend.agenda import actions_closing, actions_slots, days_off, queries_slots, schemas, schemas_slots, shows
from backend.common import clock
from backend.common.dates import Day
from backend.common.refusals import refuses
from backend.organisations.permits import require

router = Router()


@router.get("/agendas", response=schemas.Agendas, openapi_extra=refuses(403))
def list_agendas(request: HttpRequest, type: int | None = None, place: int | None = None) -> schemas.Agendas:
    agent = require(request, "view_appointments")
    rows = queries_slots.agendas(agent, type_id=type, place_id=place)
    return schemas.Agendas(items=[shows.agenda(row) for row in rows])


@router.get("/free-seats", response=schemas.FreeSeats, openapi_extra=refuses(403, 404))
def list_free_seats(
    request: HttpRequest,
    type: int,
    place: int | None = None,
    agenda: int | None = None,
    since: Annotated[Day | None, Query(alias="from")] = None,
    days: Annotated[int, Query(ge=1, le=queries_slots.LOOK_AHEAD)] = 14,
) -> schemas.FreeSeats:
    agent, now = require(request, "view_files"), clock.now()
    here = queries_slots.calendar_of(agent, agenda_id=agenda, place_id=place)
    zone = here.time_zone
    span = queries_slots.Span(since or clock.local(now, zone).date(), days, zone)
    chosen: dict[str, Any] = {"type_id": type, "agenda_id": agenda, "place_id": place}
    slots = queries_slots.seats(agent, span=span, now=now, **chosen)
    later = queries_slots.next_seat_on(agent, after=span.instants()[1], **chosen)
    return schemas.FreeSeats(
        days=shows.days_of_seats(slots, zone=zone),
        days_off=shows.days_off(days_off.list_days_off(span.first, span.days, here.holiday_region)),
        time_zone=zone,
        next_from=clock.local(later, zone).date() if later else None,
    )


@router.post("/agendas", response={201: schemas.AgendaForAgent}, openapi_extra=refuses(404))
def create_agenda(request: HttpRequest, sent: schemas.AgendaIn) -> Status[Any]:
    agent = require(request, "manage_slots")
    made = actions_slots.create_agenda(sent.place, name=sent.name, agent_id=sent.agent, by=agent)
    return Status(201, shows.agenda(made))


@router.get("/slots", response=schemas_slots.Slots, openapi_extra=refuses(403, 404))
def list_slots(
    request: HttpRequest,
    agenda: int,
    first: Annotated[Day | None, Query(alias="from")] = None,
    last: Annotated[Day | None, Query(alias="to")] = None,
) -> schemas_slots.Slots:
    agent = require(request, "view_files")
    zone = queries_slots.zone_of(agent, agenda_id=agenda, place_id=None)
    start = first or clock.local(clock.now(), zone).date()
    days = min((last - start).days + 1, queries_slots.LOOK_AHEAD) if last else queries_slots.SHOWN
    rows = queries_slots.slots_of(agent, agenda, queries_slots.Span(start, days, zone))
    return schemas_slots.Slots(items=[shows.slot(row, zone=zone) for row in rows], time_zone=zone)


@router.post("/slots", response={201: schemas_slots.MadeSlots}, openapi_extra=refuses(404))
def create_slots(request: HttpRequest, sent: schemas_slots.SlotsIn) -> Status[Any]:
    agent = require(request, "manage_slots")
    made = actions_slots.create_slots(
        sent.agenda,
        type_id=sent.type,
        dates=sent.dates,
        times=sent.times,
        minutes=sent.minutes,
        capacity=sent.capacity,
        by=agent,
    )
    return Status(201, shows.made_slots(made))


@router.patch("/slots/{slot}", response={204: None}, openapi_extra=refuses(409, 429))
def update_slot(request: HttpRequest, slot: int, sent: schemas_slots.SlotChange) -> Status[Any]:
    """It closes with nobody in it: `people` says where each goes. 409 `slot_has_people` where it says nothing."""
    agent = require(request, "manage_slots")
    if sent.closed and sent.people:
        for permission in ("move", "cancel"):
            require(request, permission)
        people = [actions_closing.Reseating(one.appointment, one.slot) for one in sent.people]
        actions_closing.close_slot(slot, people=people, tell_person=sent.tell_person, by=agent)
    else:
        actions_slots.update_slot(slot, capacity=sent.capacity, closed=sent.closed, by=agent)
    return Status(204, None)


@router.get("/slot-patterns", response=schemas_slots.Patterns, openapi_extra=refuses(403, 404))
def list_slot_patterns(request: HttpRequest, agenda: int) -> schemas_slots.Patterns:
    agent = require(request, "view_files")
    zone = queries_slots.zone_of(agent, agenda_id=agenda, place_id=None)
    rows = queries_slots.patterns_of(agent, agenda, today=clock.local(clock.now(), zone).date())
    return schemas_slots.Patterns(items=[shows.pattern(row) for row in rows])


@router.post("/slot-patterns", response={201: schemas_slots.Patterns}, openapi_extra=refuses(404))
def create_slot_pattern(request: HttpRequest, sent: schemas_slots.PatternIn) -> Status[Any]:
    agent = require(request, "manage_slots")
    made = actions_slots.create_slot_patterns(
        sent.agenda,
        type_id=sent.type,
        weekdays=sent.weekdays,
        times=sent.times,
        minutes=sent.minutes,
        capacity=sent.capacity,
        since=sent.since,
        by=agent,
    )
    return Status(201, schemas_slots.Patterns(items=[shows.pattern(row) for row in made]))


@router.delete("/slot-patterns/{pattern}", response={204: None}, openapi_extra=refuses(409))
def end_slot_pattern(
    request: HttpRequest, pattern: int, first: Annotated[Day, Query(alias="from")], keep: bool = False
) -> Status[Any]:
    """409 `slot_has_people` where persons are expected there, unless they are kept."""
    actions_slots.end_slot_pattern(pattern, on=first, keep=keep, by=require(request, "manage_slots"))
    return Status(204, None)


@router.get("/places/{place}/items", response=schemas_slots.Items, openapi_extra=refuses(403))
def list_items_to_bring(request: HttpRequest, place: int, type: int) -> schemas_slots.Items:
    agent = require(request, "view_files")
    rows = queries_slots.items_at(agent, place, type)
    return schemas_slots.Items(items=[shows.item(row) for row in rows])


@router.put("/places/{place}/items/{type}", response=schemas_slots.Items)
def set_items_to_bring(request: HttpRequest, place: int, type: int, sent: schemas_slots.ItemsIn) -> schemas_slots.Items:
    agent = require(request, "manage_places")
    words: list[Any] = [{language: w.dict() for language, w in item.words.items()} for item in sent.items]
    actions_slots.set_items_to_bring(place, type, items=words, by=agent)
    return schemas_slots.Items(items=[shows.item(row) for row in queries_slots.items_at(agent, place, type)])
