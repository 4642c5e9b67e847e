"""Contacts of trust: the person's own list, and the link by which a contact answers without an account."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from backend.accounts.guards import Anybody
from backend.accounts.guards_holder import caller_of
from backend.common import address
from backend.common.refusals import refuses
from backend.probationers import (
    actions_trust,
    actions_trust_answer,
    actions_trust_asking,
    presenting_trust,
    queries,
    queries_trust,
)
from backend.probationers import schemas_trust as schemas

router = Router()
anybody = Anybody()


@router.get("/me/trusted-contacts", response=schemas.MyTrustedContacts)
def list_my_trusted_contacts(request: HttpRequest) -> dict[str, Any]:
    return presenting_trust.mine(queries.of_holder(caller_of(request).holder))


@router.post("/me/trusted-contacts", response=schemas.MyTrustedContacts, openapi_extra=refuses(409, 429))
def name_my_trusted_contact(request: HttpRequest, payload: schemas.TrustedContactIn) -> dict[str, Any]:
    """Waits for an agent; nobody is written to yet."""
    caller = caller_of(request)
    actions_trust.propose(caller, given=payload.dict())
    return presenting_trust.mine(queries.of_holder(caller.holder))


@router.post("/me/trusted-contacts/{contact}/ask", response={204: None}, openapi_extra=refuses(409, 429))
def ask_my_trusted_contact(request: HttpRequest, contact: int) -> Status[None]:
    """The question once more."""
    caller = caller_of(request)
    actions_trust_asking.ask_again(queries_trust.own(queries.of_holder(caller.holder), contact), by=caller)
    return Status(204, None)


@router.post("/me/trusted-contacts/{contact}/code", response={204: None}, openapi_extra=refuses(409))
def prove_my_trusted_contact(request: HttpRequest, contact: int, payload: schemas.TrustedCode) -> Status[None]:
    """The contact told the person her code."""
    caller = caller_of(request)
    mine = queries_trust.own(queries.of_holder(caller.holder), contact)
    actions_trust_answer.agree_by_code(mine, code=payload.code, by=caller)
    return Status(204, None)


@router.delete("/me/trusted-contacts/{contact}", response={204: None}, openapi_extra=refuses(409))
def revoke_my_trusted_contact(request: HttpRequest, contact: int) -> Status[None]:
    """No copies there any more."""
    actions_trust.revoke(caller_of(request), contact)
    return Status(204, None)


@router.post("/trust-link", response=schemas.TrustLink, auth=anybody, openapi_extra=refuses(429))
def open_trust_link(request: HttpRequest, payload: schemas.TrustLinkIn) -> dict[str, Any]:
    """What the contact is asked; the token is in the body, since addresses are logged everywhere."""
    return presenting_trust.to_contact(actions_trust_answer.look(payload.token, address=address.of(request)))


@router.post("/trust-link/answer", response=schemas.TrustLink, auth=anybody, openapi_extra=refuses(429))
def answer_trust_link(request: HttpRequest, payload: schemas.TrustAnswerIn) -> dict[str, Any]:
    """I agree, I refuse, stop."""
    found = actions_trust_answer.answer(payload.token, yes=payload.yes, address=address.of(request))
    return presenting_trust.to_contact(found)
