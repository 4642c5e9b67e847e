"""Contacts of trust, by agents: named for a person, looked at, asked, ended."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from backend.common.refusals import refuses
from backend.organisations import permits
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


@router.get(
    "/probationers/{probationer}/trusted-contacts", response=schemas.TrustedContacts, openapi_extra=refuses(403)
)
def list_trusted_contacts(request: HttpRequest, probationer: UUID) -> dict[str, Any]:
    """Those of one file, what is over too."""
    agent = permits.require(request, "view_files")
    file = queries.of_agent(agent, probationer)
    items = [presenting_trust.to_agent(row) for row in actions_trust.read(file, by=agent)]
    return {"items": items, "hindrance": queries_trust.hindrance(file)}


@router.post(
    "/probationers/{probationer}/trusted-contacts", response=schemas.TrustedContact, openapi_extra=refuses(409, 429)
)
def name_trusted_contact(
    request: HttpRequest, probationer: UUID, payload: schemas.TrustedContactByAgentIn
) -> dict[str, Any]:
    """In the person's name, who said so; by an agent who may approve, the contact is asked at once."""
    agent = permits.require(request, "edit_file")
    file = queries.of_agent(agent, probationer)
    given = payload.dict(exclude={"consented_on"})
    approves = permits.has(agent, "approve_contact")
    made = actions_trust.name(file, by=agent, given=given, consented_on=payload.consented_on, approves=approves)
    return presenting_trust.to_agent(made)


@router.post("/trusted-contacts/{contact}/approve", response={204: None}, openapi_extra=refuses(409, 429))
def approve_trusted_contact(request: HttpRequest, contact: int) -> Status[None]:
    """Code and link leave; copies begin when the contact agrees."""
    agent = permits.require(request, "approve_contact")
    actions_trust.approve(queries_trust.of_agent(agent, contact), by=agent)
    return Status(204, None)


@router.post("/trusted-contacts/{contact}/block", response={204: None}, openapi_extra=refuses(409))
def block_trusted_contact(request: HttpRequest, contact: int, payload: schemas.BlockIn) -> Status[None]:
    """Neither the person nor the contact ever learns why, nor that it was an agent."""
    agent = permits.require(request, "approve_contact")
    actions_trust.block(queries_trust.of_agent(agent, contact), by=agent, why=payload.why)
    return Status(204, None)


@router.post("/trusted-contacts/{contact}/revoke", response={204: None}, openapi_extra=refuses(409))
def revoke_trusted_contact(request: HttpRequest, contact: int) -> Status[None]:
    """The person said so."""
    agent = permits.require(request, "edit_file")
    actions_trust.revoke_for(queries_trust.of_agent(agent, contact), by=agent)
    return Status(204, None)


@router.post("/trusted-contacts/{contact}/ask", response={204: None}, openapi_extra=refuses(409, 429))
def ask_trusted_contact(request: HttpRequest, contact: int) -> Status[None]:
    """The question once more."""
    agent = permits.require(request, "edit_file")
    actions_trust_asking.ask_again(queries_trust.of_agent(agent, contact), by=agent)
    return Status(204, None)


@router.post("/trusted-contacts/{contact}/code", response={204: None}, openapi_extra=refuses(409))
def prove_trusted_contact(request: HttpRequest, contact: int, payload: schemas.TrustedCode) -> Status[None]:
    """The contact told the agent her code."""
    agent = permits.require(request, "edit_file")
    actions_trust_answer.agree_by_code(queries_trust.of_agent(agent, contact), code=payload.code, by=agent)
    return Status(204, None)
