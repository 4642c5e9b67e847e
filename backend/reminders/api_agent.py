"""What an agent's browser asks of `reminders`: the exact words before booking, and the page that is handed over."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from backend.agenda.api_agent import booking_of
from backend.agenda.shows import checked
from backend.common.files import file_of
from backend.common.refusals import refuses
from backend.organisations.permits import require
from backend.reminders import actions_hand, actions_replies, previews, schemas, summons
from backend.reminders.rules_reach import RESEND_AFTER

router = Router()


@router.post("/appointments/preview", response=schemas.Preview, openapi_extra=refuses(404, 409, 429))
def preview_appointment(request: HttpRequest, sent: schemas.PreviewIn) -> schemas.Preview:
    """Nothing is booked and nothing is kept but that the agent saw it."""
    return previews.preview(booking_of(sent), by=require(request, "book"), moves=sent.moves)


@router.get("/appointments/{appointment}/summons.pdf", openapi_extra=file_of("application/pdf", 403, 429))
def print_summons(request: HttpRequest, appointment: UUID) -> HttpResponse:
    """One A4 page; who printed it is in the journal."""
    file = summons.printed(appointment, by=require(request, "print_summons"))
    return HttpResponse(
        file, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="convocation.pdf"'}
    )


@router.post("/appointments/{appointment}/resend", response={201: schemas.Resent}, openapi_extra=refuses(409))
def resend_appointment(request: HttpRequest, appointment: UUID) -> Status[schemas.Resent]:
    """Once in half an hour at most: 409 says when the last one left and when the next may."""
    made = actions_hand.resend(appointment, by=require(request, "resend"))
    return Status(201, schemas.Resent(channel=checked(made.channel), again_at=made.created_at + RESEND_AFTER))


@router.post("/appointments/{appointment}/told-otherwise", response={204: None})
def tell_otherwise(request: HttpRequest, appointment: UUID, sent: schemas.ToldOtherwiseIn) -> Status[None]:
    """ "I told the person myself": by telephone, by letter, in person, through somebody."""
    actions_hand.tell_otherwise(appointment, way=sent.way, on=sent.on, by=require(request, "resend"))
    return Status(204, None)


@router.post("/replies/{reply}/seen", response={204: None})
def see_reply(request: HttpRequest, reply: UUID) -> Status[None]:
    """A text that came back was read by an agent."""
    actions_replies.see_reply(reply, by=require(request, "see_replies"))
    return Status(204, None)
