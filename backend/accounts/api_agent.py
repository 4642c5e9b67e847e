"""The agents' door: password, second factor, charter, and the session that follows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import Router, Status

from backend.accounts import (
    actions_agents,
    actions_factors,
    actions_keys,
    api_agent_factors,
    belonging,
    browsers_agents,
    queries_agents,
    schemas_agents,
    sessions_agents,
)
from backend.accounts.guards import AgentGuard, Anybody, FactorGuard, PasswordGuard, calling_agent
from backend.common import address, clock
from backend.common.caches import clear_cache
from backend.common.refusals import refuses
from backend.journal import actions as journal

router = Router()
router.add_router("", api_agent_factors.router)
Session = schemas_agents.Session


@router.get("/session", auth=Anybody(), response={200: Session})
def get_session(request: HttpRequest) -> dict[str, Any]:
    """Where the caller stands. Asking does not put off the idle end. Sets the CSRF cookie."""
    get_token(request)
    return _session(request)


@router.post("/session", auth=Anybody(), response={200: Session}, openapi_extra=refuses(401, 429))
def sign_in_agent(request: HttpRequest, response: HttpResponse, body: schemas_agents.Credentials) -> dict[str, Any]:
    """First step: e-mail and password."""
    browser = browsers_agents.known(request, body.email)
    agent = actions_agents.check_password(body.email, body.password, address=address.of(request), browser=browser)
    sessions_agents.open_for(request, agent)
    journal.write("accounts.sign_in", agent, by=agent)
    return _session(request)


@router.delete("/session", auth=Anybody(), response={204: None})
def sign_out_agent(request: HttpRequest, response: HttpResponse) -> Status[None]:
    agent = sessions_agents.agent_of(request)
    sessions_agents.close(request)
    clear_cache(response)
    if agent:
        journal.write("accounts.sign_out", agent, by=agent)
    return Status(204, None)


@router.post("/session/stay", auth=PasswordGuard(), response={200: Session})
def stay_signed_in(request: HttpRequest) -> dict[str, Any]:
    """Answer to the warning: the idle end moves on."""
    sessions_agents.stay(request)
    return _session(request)


@router.post("/session/password", auth=FactorGuard(), response={200: Session}, openapi_extra=refuses(429))
def confirm_password(request: HttpRequest, body: schemas_agents.PasswordAgain) -> dict[str, Any]:
    """Once more, before a factor is changed; a factor proves the same (`verify_…`)."""
    sessions_agents.demand_factor(request)
    actions_agents.confirm_password(calling_agent(request), body.password)
    sessions_agents.prove_again(request)
    return _session(request)


@router.post("/session/totp", auth=PasswordGuard(), response={200: Session}, openapi_extra=refuses(429))
def verify_totp(request: HttpRequest, response: HttpResponse, body: schemas_agents.Code) -> dict[str, Any]:
    """Second step: the code of the application."""
    agent = calling_agent(request)
    return _proved(request, response, actions_factors.verify_totp(agent, code=body.code))


@router.post("/session/recovery", auth=PasswordGuard(), response={200: Session}, openapi_extra=refuses(429))
def verify_recovery_code(request: HttpRequest, response: HttpResponse, body: schemas_agents.Code) -> dict[str, Any]:
    """Second step: one of the ten codes kept on paper."""
    agent = calling_agent(request)
    return _proved(request, response, actions_factors.verify_recovery_code(agent, code=body.code))


@router.post("/session/security-key/options", auth=PasswordGuard(), response={200: dict[str, Any]})
def begin_security_key(request: HttpRequest) -> dict[str, Any]:
    """Second step, key: what `navigator.credentials.get` takes."""
    options, challenge = actions_keys.request_options(calling_agent(request))
    sessions_agents.keep_challenge(request, "verify", challenge)
    return options


@router.post("/session/security-key", auth=PasswordGuard(), response={200: Session}, openapi_extra=refuses(429))
def verify_security_key(request: HttpRequest, response: HttpResponse, body: schemas_agents.KeyProof) -> dict[str, Any]:
    """Second step, key: what it answered."""
    agent, challenge = calling_agent(request), sessions_agents.take_challenge(request, "verify")
    return _proved(request, response, actions_keys.verify_key(agent, credential=body.credential, challenge=challenge))


@router.post("/charter", auth=FactorGuard(), response={200: Session})
def accept_charter(request: HttpRequest) -> dict[str, Any]:
    """Third step, once: the security charter."""
    sessions_agents.demand_factor(request)
    actions_agents.accept_charter(calling_agent(request))
    return _session(request)


@router.patch("/me", auth=AgentGuard(), response={200: Session}, openapi_extra=refuses(429))
def update_my_agent(request: HttpRequest, body: schemas_agents.ProfileIn) -> dict[str, Any]:
    """One's own profile and password; a role is given by others."""
    agent = calling_agent(request)
    changes = body.dict(include={"shares_name", "shared_phone"}, exclude_none=True)
    if changes:
        actions_agents.update_profile(agent, changes=changes)
    if body.password:
        actions_agents.change_password(agent, old=body.password.old, new=body.password.new)
        sessions_agents.renew(request, agent)
    return _session(request)


def _proved(request: HttpRequest, response: HttpResponse, factor: str) -> dict[str, Any]:
    agent = calling_agent(request)
    sessions_agents.prove(request, factor)
    browsers_agents.remember(request, response, agent.email)
    journal.write("accounts.prove_factor", agent, by=agent, detail={"factor": factor.split(":")[0]})
    return _session(request)


def _ready(place: belonging.Belonging, agent: Any) -> dict[str, Any]:
    return {"may": place.may, "has_spent_codes": queries_agents.has_spent_codes(agent)}


def _session(request: HttpRequest) -> dict[str, Any]:
    told: dict[str, Any] = {
        "signed_in": False,
        "stage": "signed_out",
        **dict.fromkeys(("agent", "organisation", "role", "idle_at", "ends_at")),
        "may": [],
        "has_own_day": False,
        "ways": [],
        "has_spent_codes": False,
        "now": clock.now(),
        "environment": settings.ENVIRONMENT.env,
    }
    agent = sessions_agents.agent_of(request)
    if agent is None:
        return told
    stage = sessions_agents.stage(request, agent)
    told |= {
        "signed_in": True,
        "stage": stage,
        "agent": agent,
        "idle_at": sessions_agents.idle_at(request),
        "ends_at": sessions_agents.ends_at(request),
    }
    if stage == "second_factor":
        told["ways"] = queries_agents.ways(agent)
    if stage in ("charter", "ready") and (place := belonging.of(agent)):
        told |= {"organisation": place.service, "role": place.role, "has_own_day": place.has_own_day}
        told |= _ready(place, agent) if stage == "ready" else {}
    return told
