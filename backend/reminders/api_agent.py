"""What an agent's browser asks of `reminders`: the exact words before booking, and the page that is handed over."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from backend.agenda.api_agent import booking_of
from backend.common.files import file_of
from backend.organisations.permits import require
from backend.reminders import actions_replies, previews, schemas, summons

router = Router()


@router.post("/appointments/preview", response=schemas.Preview)
def preview_appointment(request: HttpRequest, sent: schemas.PreviewIn) -> schemas.Preview:
    """Nothing is booked and nothing is kept."""
    return previews.preview(booking_of(sent), by=require(request, "book"), moves=sent.moves)


@router.get("/appointments/{appointment}/summons.pdf", openapi_extra=file_of("application/pdf"))
def print_summons(request: HttpRequest, appointment: UUID) -> HttpResponse:
    """One A4 page; who printed it is in the journal."""
    file = summons.printed(appointment, by=require(request, "print_summons"))
    return HttpResponse(
        file, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="convocation.pdf"'}
    )


@router.post("/replies/{reply}/seen", response={204: None})
def see_reply(request: HttpRequest, reply: UUID) -> Status[None]:
    """A text that came back was read by an agent."""
    actions_replies.see_reply(reply, by=require(request, "view_files"))
    return Status(204, None)
