"""The three cookies of the probationer's side. Scripts can't read them, other sites can't send them."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
    """What binds a challenge to the browser that asked; a new one where there is none yet."""
    return request.COOKIES.get(settings.CHALLENGE_COOKIE_NAME) or secrets.token_urlsafe(32)
