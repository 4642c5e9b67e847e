"""What the probationer's app asks of `agenda`: only ever the caller's own appointments."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Header, Router, Status

from backend.accounts.guards_holder import caller_of
from backend.accounts.schemas_acts import act_of
from backend.agenda import actions_answers, calendar_file, queries, queries_probationer, shows_probationer
from backend.agenda import schemas_probationer as schemas
from backend.common import clock
from backend.common.errors import Unseen
from backend.common.files import file_of
from backend.common.paging import Cursor, page
from backend.common.refusals import refuses

router = Router()


@router.get("/appointments", response=schemas.MyAppointments)
def list_my_appointments(request: HttpRequest, cursor: Cursor | None = None) -> schemas.MyAppointments:
    """Past and ended ones, the last first."""
    holder = caller_of(request).holder
    now = clock.now()
    rows = queries.over(queries.of_holder(holder), now=now)
    found, following = page(
        rows.select_related("type", "place", "organisation"), cursor=cursor, by=("-starts_at", "-id")
    )
    items = [shows_probationer.past(row, holder.language, now=now) for row in found]
    return schemas.MyAppointments(items=items, next=following)


@router.get("/appointments/{appointment}", response=schemas.MyAppointment)
def get_my_appointment(request: HttpRequest, appointment: UUID) -> schemas.MyAppointment:
    holder = caller_of(request).holder
    hers = queries.of_holder(holder).filter(pk=appointment).values_list("pk", flat=True)
    row = queries_probationer.in_full(list(hers)).get(appointment)
    if row is None:
        raise Unseen
    return shows_probationer.appointment(row, holder.language, now=clock.now())


@router.get("/appointments/{appointment}/calendar.ics", openapi_extra=file_of("text/calendar"))
def download_my_appointment(request: HttpRequest, appointment: UUID) -> HttpResponse:
    holder = caller_of(request).holder
    row = queries.of_holder(holder).select_related("type", "place").filter(pk=appointment).first()
    if row is None:
        raise Unseen
    file = calendar_file.of(row, language=holder.language)
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")


@router.post("/appointments/{appointment}/seen", response={204: None}, openapi_extra=refuses(409))
def see_my_appointment(
    request: HttpRequest, appointment: UUID, sent: schemas.SeenIn, idempotency_key: Annotated[UUID, Header()]
) -> Status[None]:
    """The change is put away on every phone of the person. Nobody else is told."""
    caller = caller_of(request)
    act = act_of(sent.act, caller=caller, key=idempotency_key)
    actions_answers.put_away(appointment, revision=sent.revision, holder=caller.holder, act=act)
    return Status(204, None)


@router.post("/appointments/{appointment}/answers", response={201: schemas.AnswerOut}, openapi_extra=refuses(409, 429))
def answer_my_appointment(
    request: HttpRequest, appointment: UUID, sent: schemas.AnswerIn, idempotency_key: Annotated[UUID, Header()]
) -> Status[Any]:
    """Passed on, never a decision: nobody is excused by this."""
    caller = caller_of(request)
    act = act_of(sent.act, caller=caller, key=idempotency_key)
    words = actions_answers.Said(sent.kind, sent.revision, sent.reason or "", sent.words, sent.late_minutes, act=act)
    actions_answers.answer(appointment, words, holder=caller.holder, key=idempotency_key)
    return Status(201, shows_probationer.answer_taken(actions_answers.last_answer(appointment)))
