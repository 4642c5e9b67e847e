"""The three cookies of the probationer's side. Scripts can't read them, other sites can't send them."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from backend.accounts import rules

# Longer than any session: the server decides when one ends, and the phone must still be told which one it was.
LONG = timedelta(days=400)


def _path() -> str:
    """The prefix of a host's own cookies wants the whole of it; else the agents' side never sees them."""
    return "/" if settings.COOKIES_OF_HOST else "/api/probationer"


def keep(response: HttpResponse, name: str, value: str, *, life: timedelta = LONG) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(life.total_seconds()),
        path=_path(),
        httponly=True,
        samesite="Strict",
        secure=settings.PRODUCTION,
    )


def drop(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name, path=_path(), samesite="Strict")


def session(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.HOLDER_COOKIE_NAME, "")


def device(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")


def browser(request: HttpRequest) -> str:
    """What binds a challenge to the browser that asked; one that binds none where it has none."""
    return request.COOKIES.get(settings.CHALLENGE_COOKIE_NAME) or new_browser()


def new_browser() -> str:
    """For each ask another: what somebody else put into this browser, or read there, binds nothing."""
    return secrets.token_urlsafe(32)


def keep_browser(response: HttpResponse, value: str, *, is_used: bool = False) -> None:
    """As long as its challenge can be answered. `is_used`: as long as the answer can be asked for again."""
    life = rules.ASKED_AGAIN if is_used else settings.CHALLENGE_LIFE
    keep(response, settings.CHALLENGE_COOKIE_NAME, value, life=life)


def drop_session(response: HttpResponse) -> None:
    """Signed out: neither a session nor a code that was asked for goes on."""
    drop(response, settings.HOLDER_COOKIE_NAME)
    drop(response, settings.CHALLENGE_COOKIE_NAME)
