"""What the probationer's app asks of `probationers`: signing in, devices, one's own details."""

from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import Header, Router, Status

from backend.accounts import cookies_holder, devices, queries_holder, sessions_holder
from backend.accounts.guards import Anybody
from backend.accounts.guards_holder import caller_of
from backend.accounts.schemas_acts import act_of
from backend.accounts.sessions_holder import Caller
from backend.common import address
from backend.common.caches import clear_cache
from backend.common.errors import Unproved
from backend.common.refusals import refuses
from backend.probationers import (
    actions,
    actions_contact,
    actions_notices,
    actions_sessions,
    actions_take_back,
    api_probationer_trust,
    presenting,
    queries,
    schemas,
)

router = Router()
router.add_router("", api_probationer_trust.router)
anybody = Anybody()


@router.get("/session", response=schemas.MySession, auth=anybody)
def get_my_session(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in on this device, or why nobody is; sets the CSRF cookie."""
    get_token(request)
    try:
        caller = sessions_holder.caller(cookies_holder.session(request))
    except Unproved as why:
        return presenting.no_session(why.code)
    return presenting.session(caller)


@router.post("/challenges", response={202: schemas.CodeAsked}, auth=anybody, openapi_extra=refuses(429))
def ask_my_code(request: HttpRequest, response: HttpResponse, payload: schemas.PhoneIn) -> Status[Any]:
    """A code by SMS, if the number stands in a file; the same answer if it does not."""
    browser = cookies_holder.new_browser()
    asked = actions.ask_code(
        payload.phone,
        language=_language(payload.language),
        browser=browser,
        device=cookies_holder.device(request),
        address=address.of(request),
    )
    cookies_holder.keep_browser(response, browser)
    return Status(202, _asked(asked))


@router.post(
    "/challenges/{challenge}/elsewhere", response={202: schemas.CodeAsked}, auth=anybody, openapi_extra=refuses(409)
)
def send_my_code_elsewhere(request: HttpRequest, challenge: UUID, payload: schemas.ElsewhereIn) -> Status[Any]:
    """The same code by notification on this device, or by proved e-mail; the same answer if there is neither."""
    asked = actions.send_elsewhere(
        challenge,
        by=payload.by,
        browser=cookies_holder.browser(request),
        device=cookies_holder.device(request),
    )
    return Status(202, _asked(asked))


def _asked(asked: actions.Asked) -> dict[str, Any]:
    return presenting.asked(
        asked.challenge, birth_date_needed=asked.birth_date_needed, by=asked.by, other_ways=asked.other_ways
    )


@router.post("/session", response=schemas.MySession, auth=anybody, openapi_extra=refuses(401, 409, 429))
def sign_in(request: HttpRequest, response: HttpResponse, payload: schemas.BirthProof) -> dict[str, Any]:
    """The code and, on a new device, the birth date: any mismatch is the same 401."""
    browser = cookies_holder.browser(request)
    signed = actions.sign_in(
        payload.challenge,
        code=payload.code,
        born=payload.birth_date,
        year=payload.birth_year,
        browser=browser,
        device=cookies_holder.device(request),
        label=devices.label(request.headers.get("User-Agent", "")),
    )
    cookies_holder.keep(response, settings.HOLDER_COOKIE_NAME, signed.session_token)
    cookies_holder.keep_browser(response, browser, is_used=True)
    if signed.device_token:
        cookies_holder.keep(response, settings.DEVICE_COOKIE_NAME, signed.device_token)
    return presenting.session(sessions_holder.caller(signed.session_token))


@router.delete("/session", response={204: None})
def sign_out(request: HttpRequest, response: HttpResponse) -> Status[None]:
    actions_sessions.sign_out(caller_of(request))
    cookies_holder.drop_session(response)
    clear_cache(response)
    return Status(204, None)


@router.get("/devices", response=schemas.MyDevices)
def list_my_devices(request: HttpRequest) -> dict[str, Any]:
    caller = caller_of(request)
    return {"items": presenting.devices(queries_holder.devices_of(caller.holder), current=caller.device)}


@router.delete("/devices/{device}", response={204: None})
def revoke_my_device(request: HttpRequest, device: UUID) -> Status[None]:
    """It is known no more, and wipes its copy when it next calls."""
    actions_sessions.revoke_device(caller_of(request), device)
    return Status(204, None)


@router.post("/not-my-phone", response={204: None})
def disown_phone(request: HttpRequest, response: HttpResponse) -> Status[None]:
    actions_sessions.disown(caller_of(request))
    cookies_holder.drop(response, settings.DEVICE_COOKIE_NAME)
    cookies_holder.drop(response, settings.CHALLENGE_COOKIE_NAME)
    clear_cache(response)
    return Status(204, None)


@router.post("/notices/settled", response={204: None})
def settle_my_notice(request: HttpRequest, payload: schemas.NoticeSettledIn) -> Status[None]:
    """ "It was me": this device says it no more."""
    actions_notices.settle_notice(caller_of(request), kind=payload.kind, until=payload.until)
    return Status(204, None)


@router.get("/me", response=schemas.Me)
def get_my_details(request: HttpRequest) -> dict[str, Any]:
    return presenting.me(queries.of_holder(caller_of(request).holder))


@router.patch("/me", response=schemas.Me, openapi_extra=refuses(404, 409, 429))
def update_my_details(
    request: HttpRequest, payload: schemas.MeIn, idempotency_key: Annotated[UUID | None, Header()] = None
) -> dict[str, Any]:
    """What counts afterwards; refused where the person said something newer of the same."""
    caller = caller_of(request)
    given = payload.dict(exclude_unset=True, exclude_none=True, exclude={"act"})
    act = act_of(payload.act, caller=caller, key=idempotency_key)
    return presenting.me(actions_contact.update_details(caller, given=given, act=act))


@router.post("/me/phone", response={202: schemas.CodeAsked}, openapi_extra=refuses(409, 429))
def ask_my_new_phone(request: HttpRequest, response: HttpResponse, payload: schemas.NewPhoneIn) -> Status[Any]:
    """A code to the new number, once the birth date is right again."""
    caller = caller_of(request)
    browser = _browser(request, caller)
    challenge = actions_contact.ask_new_phone(
        caller, payload.phone, born=payload.birth_date, year=payload.birth_year, browser=browser
    )
    cookies_holder.keep_browser(response, browser)
    return Status(202, presenting.asked(challenge))


@router.post("/me/phone/proof", response=schemas.Me, openapi_extra=refuses(409))
def prove_my_new_phone(request: HttpRequest, payload: schemas.Proof) -> dict[str, Any]:
    browser = cookies_holder.browser(request)
    return presenting.me(
        actions_contact.prove_new_phone(caller_of(request), payload.challenge, code=payload.code, browser=browser)
    )


@router.post("/me/email", response={202: schemas.CodeAsked}, openapi_extra=refuses(429))
def ask_my_new_email(request: HttpRequest, response: HttpResponse, payload: schemas.NewEmailIn) -> Status[Any]:
    caller = caller_of(request)
    browser = _browser(request, caller)
    challenge = actions_contact.ask_new_email(caller, payload.email, browser=browser)
    cookies_holder.keep_browser(response, browser)
    return Status(202, presenting.asked(challenge))


@router.post("/me/email/proof", response=schemas.Me, openapi_extra=refuses(409))
def prove_my_new_email(request: HttpRequest, payload: schemas.Proof) -> dict[str, Any]:
    browser = cookies_holder.browser(request)
    return presenting.me(
        actions_contact.prove_new_email(caller_of(request), payload.challenge, code=payload.code, browser=browser)
    )


@router.post("/take-back/challenges", response={202: schemas.CodeAsked}, auth=anybody, openapi_extra=refuses(429))
def ask_take_back(request: HttpRequest, response: HttpResponse, payload: schemas.PhoneIn) -> Status[Any]:
    """A code to the number that a file had until lately; the same answer for any other."""
    browser = cookies_holder.new_browser()
    challenge = actions_take_back.ask_take_back(
        payload.phone, language=_language(payload.language), browser=browser, address=address.of(request)
    )
    cookies_holder.keep_browser(response, browser)
    return Status(202, presenting.asked(challenge, birth_date_needed=True))


@router.post("/take-back", response={204: None}, auth=anybody, openapi_extra=refuses(401, 409))
def take_back(request: HttpRequest, payload: schemas.BirthProof) -> Status[None]:
    actions_take_back.take_back(
        payload.challenge,
        code=payload.code,
        born=payload.birth_date,
        year=payload.birth_year,
        browser=cookies_holder.browser(request),
    )
    return Status(204, None)


def _browser(request: HttpRequest, caller: Caller) -> str:
    """A new one, unless another code that this person just asked for hangs on the one that is there."""
    held = cookies_holder.browser(request)
    return held if queries_holder.has_open_challenge(caller.holder, held) else cookies_holder.new_browser()


def _language(said: str) -> str:
    """One that the catalogues have; a screen in another gets French."""
    return said if said in dict(settings.LANGUAGES) else "fr"
