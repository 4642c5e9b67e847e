"""Browsers in which an agent once passed both steps: they have a quota of their own (see quotas_agents.py)."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from backend.accounts import keys, rules

SALT = "msj_known"
LIFE = timedelta(days=180)
_AT_MOST = 5  # agents who share a counter's computer


def known(request: HttpRequest, email: str) -> str:
    """What to count this browser by if the agent signed in with it before; empty otherwise."""
    browser, marks = _kept(request)
    return browser if not set(marks).isdisjoint(_marks(email)) else ""


def remember(request: HttpRequest, response: HttpResponse, email: str) -> None:
    browser, marks = _kept(request)
    own = _marks(email)
    marks = [own[0], *(mark for mark in marks if mark not in own)][:_AT_MOST]
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        signing.dumps([browser or secrets.token_urlsafe(12), marks], salt=SALT),
        max_age=LIFE,
        path="/" if settings.COOKIES_OF_HOST else "/api/agent/session",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _kept(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        browser, marks = signing.loads(request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return "", []
    return str(browser), list(marks)


def _marks(email: str) -> list[str]:
    """As it is written now, and as older keys wrote it."""
    return [mark[:24] for mark in keys.hashes("browser", rules.folded(email))]
