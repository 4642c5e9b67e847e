"""An agent's second factors: added after a password alone only where there is none yet, later by one who is in.

Whoever is in says once more who she is before anything changes here (`demand_proof`): a session that was left open, or
taken, opens no door of its own.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from backend.accounts import (
    actions_factors,
    actions_keys,
    browsers_agents,
    queries_agents,
    schemas_agents,
    sessions_agents,
)
from backend.accounts.guards import FactorGuard, calling_agent
from backend.common.refusals import refuses

router = Router(auth=FactorGuard())


@router.get("/second-factors", response={200: schemas_agents.SecondFactors})
def list_second_factors(request: HttpRequest) -> dict[str, Any]:
    agent = calling_agent(request)
    return {
        "totp": queries_agents.confirmed_totp(agent) is not None,
        "security_keys": queries_agents.security_keys(agent),
        "recovery_left": queries_agents.recovery_left(agent),
    }


@router.post("/second-factors/totp", response={200: schemas_agents.TotpSecret}, openapi_extra=refuses(409))
def begin_totp(request: HttpRequest) -> dict[str, Any]:
    """A secret to scan or to type, shown once."""
    sessions_agents.demand_proof(request)
    device = actions_factors.begin_totp(calling_agent(request))
    return {
        "secret": actions_factors.secret_of(device),
        "uri": device.config_url,
        "qr_svg": actions_factors.qr_of(device),
    }


@router.post(
    "/second-factors/totp/proof", response={200: schemas_agents.RecoveryCodes}, openapi_extra=refuses(409, 429)
)
def confirm_totp(request: HttpRequest, response: HttpResponse, body: schemas_agents.Code) -> dict[str, Any]:
    """A right code proves that the secret arrived."""
    sessions_agents.demand_proof(request)
    factor, codes = actions_factors.confirm_totp(calling_agent(request), code=body.code)
    return _added(request, response, factor, codes)


@router.post("/second-factors/security-keys/options", response={200: dict[str, Any]}, openapi_extra=refuses(409))
def begin_enrolment(request: HttpRequest) -> dict[str, Any]:
    """What `navigator.credentials.create` takes."""
    sessions_agents.demand_proof(request)
    options, challenge = actions_keys.creation_options(calling_agent(request))
    sessions_agents.keep_challenge(request, "enrol", challenge)
    return options


@router.post("/second-factors/security-keys", response={200: schemas_agents.RecoveryCodes}, openapi_extra=refuses(409))
def add_security_key(request: HttpRequest, response: HttpResponse, body: schemas_agents.NewKey) -> dict[str, Any]:
    sessions_agents.demand_proof(request)
    challenge = sessions_agents.take_challenge(request, "enrol")
    key, codes = actions_keys.add_key(
        calling_agent(request),
        name=body.name,
        credential=body.credential,
        challenge=challenge,
    )
    return _added(request, response, f"security_key:{key.pk}", codes)


@router.delete("/second-factors/security-keys/{key}", response={204: None}, openapi_extra=refuses(409))
def remove_security_key(request: HttpRequest, key: int) -> Status[None]:
    sessions_agents.demand_proof(request)
    actions_keys.remove_key(calling_agent(request), key=key)
    sessions_agents.renew(request, calling_agent(request))
    return Status(204, None)


@router.post("/second-factors/recovery-codes", response={200: schemas_agents.RecoveryCodes}, openapi_extra=refuses(409))
def renew_recovery_codes(request: HttpRequest) -> dict[str, Any]:
    sessions_agents.demand_proof(request)
    codes = actions_factors.renew_recovery_codes(calling_agent(request))
    sessions_agents.renew(request, calling_agent(request))
    return {"recovery_codes": codes}


def _added(request: HttpRequest, response: HttpResponse, factor: str, codes: list[str]) -> dict[str, Any]:
    """The first factor also proves the session in which it was made."""
    sessions_agents.renew(request, calling_agent(request))
    if not sessions_agents.has_proved(request):
        sessions_agents.prove(request, factor)
        browsers_agents.remember(request, response, calling_agent(request).email)
    return {"recovery_codes": codes}
