"""What an agent's browser asks of `probationers`. First the role (`permits`), then the scope (`of_agent`: else 404)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from backend.common.errors import Refused
from backend.common.paging import Cursor
from backend.common.refusals import refuses
from backend.organisations import permits
from backend.probationers import (
    actions_births,
    actions_counter,
    actions_duplicates,
    actions_files,
    actions_reading,
    actions_seen,
    actions_sessions,
    api_agent_trust,
    presenting,
    presenting_agent,
    queries,
    schemas,
)
from backend.probationers import schemas_agent as agents

router = Router()
router.add_router("", api_agent_trust.router)


@router.post("/probationers/search", response=agents.FoundPage, openapi_extra=refuses(429))
def search_probationers(request: HttpRequest, payload: agents.SearchIn) -> dict[str, Any]:
    """As one types; in the body, since an address is logged everywhere and names stay out of it."""
    agent = permits.require(request, "view_files")
    page = actions_reading.search(agent, payload.q, mine=payload.mine, cursor=payload.cursor)
    items = [presenting_agent.found(file) for file in page.files]
    return {"items": items, "next": page.following, "count": page.count}


@router.post("/probationers/duplicates", response=agents.Duplicates, openapi_extra=refuses(429))
def find_duplicates(request: HttpRequest, payload: agents.IdentityIn) -> dict[str, Any]:
    """Before the form is sent: is there a file already?"""
    agent = permits.require(request, "create_file")
    given = payload.dict()
    found = actions_files.look_for_duplicates(agent, given=given)
    return {"items": presenting_agent.duplicates(found, given=given)}


@router.post("/probationers", response={200: agents.Created}, openapi_extra=refuses(404, 409, 429))
def create_probationer(request: HttpRequest, payload: agents.ProbationerIn) -> dict[str, Any]:
    agent = permits.require(request, "create_file")
    given = payload.dict(exclude={"assign_to", "force", "reason"}, exclude_none=True)
    given |= {"birth_date": payload.birth_date, "birth_year": payload.birth_year}
    # Left out, the role decides; null says "nobody yet".
    assign_to: actions_files.Chosen = (
        payload.assign_to if "assign_to" in payload.model_fields_set else actions_files.OWN
    )
    with _naming_duplicates(given):
        file = actions_files.create(agent, given=given, assign_to=assign_to, force=payload.force, reason=payload.reason)
    return {"id": file.pk}


@contextmanager
def _naming_duplicates(given: dict[str, Any]) -> Iterator[None]:
    """A refusal says which files there are, as far as the agent may know."""
    try:
        yield
    except actions_duplicates.Duplicated as refusal:
        items = presenting_agent.duplicates(refusal.found, given=given)
        raise Refused(refusal.code, detail={"items": items}) from refusal


@router.post("/second-files/{second}/settlement", response={204: None}, openapi_extra=refuses(409))
def settle_second_file(request: HttpRequest, second: int, payload: agents.SettlementIn) -> Status[None]:
    """Of a person in one's own service, for whom another service opened a second file."""
    agent = permits.require(request, "edit_file")
    actions_duplicates.settle_second_file(second, settlement=payload.settlement, by=agent)
    return Status(204, None)


@router.patch("/probationers/{probationer}", response={204: None}, openapi_extra=refuses(409, 429))
def update_probationer(request: HttpRequest, probationer: UUID, payload: agents.ProbationerPatch) -> Status[None]:
    """What is sent and nothing else."""
    agent = permits.require(request, "edit_file")
    file = queries.of_agent(agent, probationer)
    given = payload.dict(exclude_unset=True, exclude={"force", "reason"})
    births = {name: given[name] for name in ("birth_date", "birth_year") if name in given}
    given = {name: value for name, value in given.items() if value is not None} | births
    with _naming_duplicates(given):
        actions_files.update(file, by=agent, given=given, force=payload.force, reason=payload.reason)
    return Status(204, None)


@router.post("/probationers/{probationer}/assignment", response={204: None}, openapi_extra=refuses(409))
def assign_probationer(request: HttpRequest, probationer: UUID, payload: agents.AssignmentIn) -> Status[None]:
    agent = permits.require(request, "assign_file")
    actions_files.assign(queries.of_agent(agent, probationer), by=agent, agent=payload.agent)
    return Status(204, None)


@router.post("/probationers/{probationer}/phone-proof", response={202: schemas.CodeAsked}, openapi_extra=refuses(429))
def ask_counter_code(request: HttpRequest, probationer: UUID, payload: agents.CounterIn) -> Status[Any]:
    """A code to the number that the person, standing there, says."""
    agent = permits.require(request, "edit_file")
    challenge = actions_counter.ask_counter_code(queries.of_agent(agent, probationer), payload.phone, by=agent)
    return Status(202, presenting.asked(challenge))


@router.post("/probationers/{probationer}/phone-proof/answer", response={204: None}, openapi_extra=refuses(409))
def prove_counter_code(request: HttpRequest, probationer: UUID, payload: schemas.Proof) -> Status[None]:
    agent = permits.require(request, "edit_file")
    file = queries.of_agent(agent, probationer)
    actions_counter.prove_counter_code(file, payload.challenge, code=payload.code, by=agent)
    return Status(204, None)


@router.post("/probationers/{probationer}/relations", response=agents.Relation)
def add_relation(request: HttpRequest, probationer: UUID, payload: agents.RelationIn) -> dict[str, Any]:
    agent = permits.require(request, "edit_file")
    file = queries.of_agent(agent, probationer)
    return presenting_agent.relation(actions_files.add_relation(file, by=agent, **payload.dict()))


@router.delete("/probationers/{probationer}/relations/{relation}", response={204: None})
def remove_relation(request: HttpRequest, probationer: UUID, relation: int) -> Status[None]:
    agent = permits.require(request, "edit_file")
    actions_files.remove_relation(queries.of_agent(agent, probationer), by=agent, relation=relation)
    return Status(204, None)


@router.post("/probationers/{probationer}/sign-in/allow", response={204: None})
def allow_sign_in(request: HttpRequest, probationer: UUID) -> Status[None]:
    """After too many wrong birth dates: they are compared again."""
    agent = permits.require(request, "edit_file")
    actions_births.allow(queries.of_agent(agent, probationer), by=agent)
    return Status(204, None)


@router.get("/contact-changes", response=agents.ContactChangePage, openapi_extra=refuses(403, 429))
def list_contact_changes(request: HttpRequest, unseen: bool = False, cursor: Cursor | None = None) -> dict[str, Any]:
    """Old beside new, the latest first."""
    agent = permits.require(request, "see_replies")
    changes, following = actions_reading.contact_changes(agent, unseen=unseen, cursor=cursor)
    return {"items": presenting_agent.contact_changes(changes, to=agent), "next": following}


@router.post("/contact-changes/{change}/seen", response={204: None})
def see_contact_change(request: HttpRequest, change: UUID) -> Status[None]:
    """For herself; for all where she follows the file."""
    agent = permits.require(request, "see_replies")
    actions_seen.see_contact_change(queries.contact_change_of_agent(agent, change), by=agent)
    return Status(204, None)


@router.get("/probationers/{probationer}/journal", response=agents.JournalPage, openapi_extra=refuses(403))
def list_file_journal(request: HttpRequest, probationer: UUID, cursor: Cursor | None = None) -> dict[str, Any]:
    """Who saw and did what; that it was read stands in it too."""
    agent = permits.require(request, "read_journal")
    file = queries.of_agent(agent, probationer)
    entries, following = actions_reading.file_journal(agent, file, cursor=cursor)
    return {"items": presenting_agent.journal(entries), "next": following}


@router.post("/probationers/{probationer}/sessions/revoke", response={204: None})
def revoke_sessions(request: HttpRequest, probationer: UUID) -> Status[None]:
    """A lost phone: every device forgotten."""
    agent = permits.require(request, "edit_file")
    actions_sessions.revoke_all(queries.of_agent(agent, probationer), by=agent)
    return Status(204, None)
