"""What an agent's browser asks of `agenda`. One appointment with its messages is `desk`'s; a preview, `reminders`'."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Header, Query, Router, Status

from backend.agenda import (
    actions,
    actions_exports,
    actions_states,
    api_agent_places,
    api_agent_slots,
    queries,
    queries_lists,
    queries_slots,
    reach,
    schemas,
    shows,
)
from backend.agenda.bookings import Booking, wish_to_move
from backend.common import clock
from backend.common.dates import Day
from backend.common.files import file_of
from backend.common.paging import Cursor
from backend.common.refusals import refuses
from backend.organisations.permits import require

router = Router()
router.add_router("", api_agent_slots.router)
router.add_router("", api_agent_places.router)


def booking_of(sent: schemas.BookIn) -> Booking:
    legal = (sent.legal.way, sent.legal.on) if sent.legal else None
    return Booking(**(sent.dict(exclude={"legal", "moves"}) | {"legal": legal}))


@router.get("/appointment-types", response=schemas.Types, openapi_extra=refuses(403))
def list_appointment_types(request: HttpRequest, agenda: int | None = None) -> schemas.Types:
    """`agenda`: those that may be held there; none out of reach."""
    agent = require(request, "view_appointments")
    kind = queries_slots.kind_of(agent, agenda) if agenda is not None else None
    if agenda is not None and kind is None:
        return schemas.Types(items=[])
    return schemas.Types(items=[shows.type(row) for row in queries.types_for(agent, kind=kind)])


@router.post("/appointments", response={201: schemas.Booked}, openapi_extra=refuses(404, 409, 429))
def book_appointment(
    request: HttpRequest, sent: schemas.BookIn, idempotency_key: Annotated[UUID | None, Header()] = None
) -> Status[Any]:
    agent = require(request, "book")
    made = actions.book(booking_of(sent), by=agent, key=idempotency_key)
    return Status(201, {"id": made.pk, "revision": made.revision})


@router.get("/appointments", response=schemas.Appointments, openapi_extra=refuses(403, 429))
def list_appointments(
    request: HttpRequest,
    first: Annotated[Day | None, Query(alias="from")] = None,
    last: Annotated[Day | None, Query(alias="to")] = None,
    place: int | None = None,
    agenda: int | None = None,
    type: int | None = None,
    agent: int | None = None,
    in_slot: int | None = None,
    in_pattern: int | None = None,
    state: schemas.State | None = None,
    without_outcome: bool = False,
    sort: Literal["starts_at", "-starts_at"] = "starts_at",
    cursor: Cursor | None = None,
) -> schemas.Appointments:
    caller = require(request, "view_appointments")
    want = queries_lists.Wanted(
        first, last, place, agenda, type, agent, in_slot, in_pattern, state, without_outcome=without_outcome, sort=sort
    )
    found, following = actions_exports.read_page(want, cursor=cursor, by=caller)
    return schemas.Appointments(items=shows.appointments(found, to=caller), next=following)


@router.get("/appointments.csv", openapi_extra=file_of("text/csv", 403, 429))
def export_appointments(
    request: HttpRequest,
    first: Annotated[Day | None, Query(alias="from")] = None,
    last: Annotated[Day | None, Query(alias="to")] = None,
    place: int | None = None,
    agenda: int | None = None,
    type: int | None = None,
    agent: int | None = None,
    state: schemas.State | None = None,
    without_outcome: bool = False,
) -> HttpResponse:
    caller = require(request, "view_appointments")
    want = queries_lists.Wanted(first, last, place, agenda, type, agent, state=state, without_outcome=without_outcome)
    file = actions_exports.export_list(want, by=caller)
    name = "rendez-vous-incomplet.csv" if file.is_cut else "rendez-vous.csv"
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.text, content_type="text/csv; charset=utf-8", headers=named)


@router.post("/appointments/{appointment}/move", response=schemas.Booked, openapi_extra=refuses(409, 429))
def move_appointment(request: HttpRequest, appointment: UUID, sent: schemas.MoveIn) -> dict[str, object]:
    agent = require(request, "move")
    moved = actions.move(appointment, wish_to_move(appointment, **sent.dict()), by=agent)
    return {"id": moved.pk, "revision": moved.revision}


@router.post("/appointments/{appointment}/cancel", response={204: None}, openapi_extra=refuses(409))
def cancel_appointment(request: HttpRequest, appointment: UUID, sent: schemas.CancelIn) -> Status[Any]:
    actions.cancel(appointment, tell_person=sent.tell_person, reason=sent.reason, by=require(request, "cancel"))
    return Status(204, None)


@router.post("/appointments/{appointment}/restore", response={204: None}, openapi_extra=refuses(409))
def restore_appointment(request: HttpRequest, appointment: UUID) -> Status[Any]:
    """A cancellation is taken back within a few seconds, before anything of it leaves."""
    actions.restore(appointment, by=require(request, "cancel"))
    return Status(204, None)


@router.post("/probationers/{probationer}/state", response=schemas.StateSet, openapi_extra=refuses(409))
def set_probationer_state(request: HttpRequest, probationer: UUID, sent: schemas.StateIn) -> schemas.StateSet:
    """409 `appointments_to_come` where nothing is said of them and no reminder would leave any more."""
    agent = require(request, "set_state")
    if sent.coming == "cancel":
        require(request, "cancel")
    done = actions_states.set_state(
        probationer, state=sent.state, coming=sent.coming, tell_person=sent.tell_person, by=agent
    )
    return schemas.StateSet(cancelled=done.cancelled, kept=done.kept)


@router.post("/appointments/{appointment}/outcome", response=schemas.Recorded, openapi_extra=refuses(409))
def record_outcome(request: HttpRequest, appointment: UUID, sent: schemas.OutcomeIn) -> dict[str, Any]:
    agent = require(request, "record_outcome")
    done = actions.record(appointment, outcome=sent.outcome, reason_told=sent.reason_told or "", by=agent)
    (row,) = shows.appointments(queries.first_in_full(queries.visible_to(agent).filter(pk=appointment)), to=agent)
    return row.dict() | {"tells_from": reach.tells_from(done, now=clock.now())}


@router.post("/appointments/{appointment}/undo", response=schemas.AppointmentForAgent, openapi_extra=refuses(409))
def undo_outcome(request: HttpRequest, appointment: UUID, knows: bool = False) -> schemas.AppointmentForAgent:
    """`knows`: the agent was asked whether she calls back somebody who was told that she need not come."""
    agent = require(request, "record_outcome")
    actions.undo(appointment, by=agent, knows=knows)
    return shows.appointments(queries.first_in_full(queries.visible_to(agent).filter(pk=appointment)), to=agent)[0]


@router.post("/appointments/{appointment}/legal-notifications", response={204: None})
def add_legal_notification(request: HttpRequest, appointment: UUID, sent: schemas.LegalNotificationIn) -> Status[Any]:
    agent = require(request, "notify_formally")
    actions.add_legal_notification(appointment, way=sent.way, on=sent.on, returned_on=sent.returned_on, by=agent)
    return Status(204, None)


@router.post("/answers/{answer}/seen", response={204: None})
def see_answer(request: HttpRequest, answer: UUID) -> Status[Any]:
    actions.see_answer(answer, by=require(request, "see_replies"))
    return Status(204, None)


@router.post("/tasks/{task}/done", response={204: None}, openapi_extra=refuses(409))
def finish_task(request: HttpRequest, task: int) -> Status[Any]:
    actions.finish_task(task, by=require(request, "notify_formally"))
    return Status(204, None)
