"""What an agent's browser asks of `agenda`. One appointment with its messages is `desk`'s; a preview, `reminders`'."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Status

from backend.agenda import actions, actions_slots, queries, queries_lists, queries_slots, schemas, shows
from backend.agenda.bookings import Booking
from backend.common import clock
from backend.common.files import file_of
from backend.common.paging import Cursor, page
from backend.journal import actions as journal
from backend.organisations.permits import require

router = Router()


def booking_of(sent: schemas.BookIn) -> Booking:
    legal = (sent.legal.way, sent.legal.on) if sent.legal else None
    return Booking(**(sent.dict(exclude={"legal", "moves"}) | {"legal": legal}))


def move_of(appointment: UUID, sent: schemas.MoveIn) -> Booking:
    """Person and type are the appointment's own: whatever is put here is replaced."""
    return Booking(probationer=appointment, type=0, **sent.dict())


@router.get("/appointment-types", response=schemas.Types)
def list_appointment_types(request: HttpRequest) -> schemas.Types:
    agent = require(request, "view_files")
    return schemas.Types(items=[shows.type(row) for row in queries.types_for(agent)])


@router.get("/agendas", response=schemas.Agendas)
def list_agendas(request: HttpRequest, type: int | None = None, place: int | None = None) -> schemas.Agendas:
    agent = require(request, "view_files")
    rows = queries_slots.agendas(agent, type_id=type, place_id=place)
    return schemas.Agendas(items=[shows.agenda(row) for row in rows])


@router.get("/free-seats", response=schemas.FreeSeats)
def list_free_seats(
    request: HttpRequest,
    type: int,
    place: int | None = None,
    agenda: int | None = None,
    since: Annotated[date | None, Query(alias="from")] = None,
    days: Annotated[int, Query(ge=1, le=queries_slots.LOOK_AHEAD)] = 14,
) -> schemas.FreeSeats:
    agent, now = require(request, "view_files"), clock.now()
    zone = queries_slots.zone_of(agent, agenda_id=agenda, place_id=place)
    span = queries_slots.Span(since or clock.local(now, zone).date(), days, zone)
    chosen: dict[str, Any] = {"type_id": type, "agenda_id": agenda, "place_id": place}
    slots = queries_slots.seats(agent, span=span, now=now, **chosen)
    later = queries_slots.next_seat_on(agent, after=span.instants()[1], **chosen)
    return schemas.FreeSeats(
        days=shows.days_of_seats(slots, zone=zone),
        time_zone=zone,
        next_from=clock.local(later, zone).date() if later else None,
    )


@router.post("/appointments", response={201: schemas.Booked})
def book_appointment(
    request: HttpRequest, sent: schemas.BookIn, idempotency_key: Annotated[UUID | None, Header()] = None
) -> Status[Any]:
    agent = require(request, "book")
    made = actions.book(booking_of(sent), by=agent, key=idempotency_key)
    return Status(201, {"id": made.pk, "revision": made.revision})


@router.get("/appointments", response=schemas.Appointments)
def list_appointments(
    request: HttpRequest,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    place: int | None = None,
    agenda: int | None = None,
    type: int | None = None,
    agent: int | None = None,
    state: schemas.State | None = None,
    without_outcome: bool = False,
    sort: Literal["starts_at", "-starts_at"] = "starts_at",
    cursor: Cursor | None = None,
) -> schemas.Appointments:
    caller = require(request, "view_files")
    want = queries_lists.Wanted(first, last, place, agenda, type, agent, state, without_outcome, sort)
    rows = queries.with_all(queries_lists.wanted(caller, want, now=clock.now()))
    found, following = page(rows, cursor=cursor, by=want.order())
    return schemas.Appointments(items=shows.appointments(found, to=caller), next=following)


@router.get("/appointments.csv", openapi_extra=file_of("text/csv"))
def export_appointments(
    request: HttpRequest,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
    place: int | None = None,
    agenda: int | None = None,
    type: int | None = None,
    agent: int | None = None,
    state: schemas.State | None = None,
    without_outcome: bool = False,
) -> HttpResponse:
    caller = require(request, "view_files")
    want = queries_lists.Wanted(first, last, place, agenda, type, agent, state, without_outcome)
    rows = queries.with_all(queries_lists.wanted(caller, want, now=clock.now())).order_by(*want.order())
    found = list(rows[: queries_lists.EXPORTED_AT_MOST])
    journal.write("agenda.export", caller, by=caller, detail={"appointments": len(found)})
    named = {"Content-Disposition": 'attachment; filename="rendez-vous.csv"'}
    return HttpResponse(queries_lists.as_csv(found), content_type="text/csv; charset=utf-8", headers=named)


@router.post("/appointments/{appointment}/move", response=schemas.Booked)
def move_appointment(request: HttpRequest, appointment: UUID, sent: schemas.MoveIn) -> dict[str, object]:
    agent = require(request, "move")
    moved = actions.move(appointment, move_of(appointment, sent), by=agent)
    return {"id": moved.pk, "revision": moved.revision}


@router.post("/appointments/{appointment}/cancel", response={204: None})
def cancel_appointment(request: HttpRequest, appointment: UUID, sent: schemas.CancelIn) -> Status[Any]:
    actions.cancel(appointment, tell_person=sent.tell_person, by=require(request, "cancel"))
    return Status(204, None)


@router.post("/appointments/{appointment}/outcome", response=schemas.AppointmentForAgent)
def record_outcome(request: HttpRequest, appointment: UUID, sent: schemas.OutcomeIn) -> schemas.AppointmentForAgent:
    agent = require(request, "record_outcome")
    actions.record(appointment, outcome=sent.outcome, reason_told=sent.reason_told or "", by=agent)
    return shows.appointments(queries.with_all(queries.visible_to(agent)).filter(pk=appointment), to=agent)[0]


@router.post("/appointments/{appointment}/undo", response=schemas.AppointmentForAgent)
def undo_outcome(request: HttpRequest, appointment: UUID) -> schemas.AppointmentForAgent:
    agent = require(request, "record_outcome")
    actions.undo(appointment, by=agent)
    return shows.appointments(queries.with_all(queries.visible_to(agent)).filter(pk=appointment), to=agent)[0]


@router.post("/appointments/{appointment}/legal-notifications", response={204: None})
def add_legal_notification(request: HttpRequest, appointment: UUID, sent: schemas.LegalNotificationIn) -> Status[Any]:
    agent = require(request, "notify_formally")
    actions.add_legal_notification(appointment, way=sent.way, on=sent.on, returned_on=sent.returned_on, by=agent)
    return Status(204, None)


@router.post("/answers/{answer}/seen", response={204: None})
def see_answer(request: HttpRequest, answer: UUID) -> Status[Any]:
    actions.see_answer(answer, by=require(request, "see_replies"))
    return Status(204, None)


@router.post("/tasks/{task}/done", response={204: None})
def finish_task(request: HttpRequest, task: int) -> Status[Any]:
    actions.finish_task(task, by=require(request, "notify_formally"))
    return Status(204, None)


@router.post("/agendas", response={201: schemas.AgendaForAgent})
def create_agenda(request: HttpRequest, sent: schemas.AgendaIn) -> Status[Any]:
    agent = require(request, "manage_slots")
    made = actions_slots.create_agenda(sent.place, name=sent.name, agent_id=sent.agent, by=agent)
    return Status(201, shows.agenda(made))


@router.get("/slots", response=schemas.Slots)
def list_slots(
    request: HttpRequest,
    agenda: int,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> schemas.Slots:
    agent = require(request, "view_files")
    zone = queries_slots.zone_of(agent, agenda_id=agenda, place_id=None)
    start = first or clock.local(clock.now(), zone).date()
    days = min((last - start).days + 1, queries_slots.LOOK_AHEAD) if last else queries_slots.SHOWN
    rows = queries_slots.slots_of(agent, agenda, queries_slots.Span(start, days, zone))
    return schemas.Slots(items=[shows.slot(row, zone=zone) for row in rows], time_zone=zone)


@router.post("/slots", response={201: schemas.MadeSlots})
def create_slots(request: HttpRequest, sent: schemas.SlotsIn) -> Status[Any]:
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
    return Status(201, {"created": made.created, "skipped": made.skipped})


@router.patch("/slots/{slot}", response={204: None})
def update_slot(request: HttpRequest, slot: int, sent: schemas.SlotChange) -> Status[Any]:
    agent = require(request, "manage_slots")
    actions_slots.update_slot(slot, capacity=sent.capacity, closed=sent.closed, by=agent)
    return Status(204, None)


@router.get("/slot-patterns", response=schemas.Patterns)
def list_slot_patterns(request: HttpRequest, agenda: int) -> schemas.Patterns:
    agent = require(request, "view_files")
    zone = queries_slots.zone_of(agent, agenda_id=agenda, place_id=None)
    rows = queries_slots.patterns_of(agent, agenda, today=clock.local(clock.now(), zone).date())
    return schemas.Patterns(items=[shows.pattern(row) for row in rows])


@router.post("/slot-patterns", response={201: schemas.Patterns})
def create_slot_pattern(request: HttpRequest, sent: schemas.PatternIn) -> Status[Any]:
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
    return Status(201, schemas.Patterns(items=[shows.pattern(row) for row in made]))


@router.delete("/slot-patterns/{pattern}", response={204: None})
def end_slot_pattern(request: HttpRequest, pattern: int, first: Annotated[date, Query(alias="from")]) -> Status[Any]:
    actions_slots.end_slot_pattern(pattern, on=first, by=require(request, "manage_slots"))
    return Status(204, None)


@router.get("/places/{place}/items", response=schemas.Items)
def list_items_to_bring(request: HttpRequest, place: int, type: int) -> schemas.Items:
    agent = require(request, "view_files")
    rows = queries_slots.items_at(agent, place, type)
    return schemas.Items(items=[shows.item(row) for row in rows])


@router.put("/places/{place}/items/{type}", response=schemas.Items)
def set_items_to_bring(request: HttpRequest, place: int, type: int, sent: schemas.ItemsIn) -> schemas.Items:
    agent = require(request, "manage_places")
    words: list[Any] = [{language: w.dict() for language, w in item.words.items()} for item in sent.items]
    actions_slots.set_items_to_bring(place, type, items=words, by=agent)
    return schemas.Items(items=[shows.item(row) for row in queries_slots.items_at(agent, place, type)])
