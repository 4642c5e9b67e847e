"""A refusal for somebody who opened an address of the API herself: a file to print, a list, an entry for the calendar.

The front ends ask for JSON and draw what was refused; a tab that a link opened would show that JSON as it stands.
"""

import json
from collections.abc import Callable
from html import escape
from math import ceil

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse

from backend.common import plain_page
from backend.common.words import FALLBACK, catalogue, say

Answering = Callable[[HttpRequest], HttpResponse]
_HEADERS = ("Content-Type", "Content-Length")
_LONG = 120  # minutes: from then on one counts in hours, as the front ends do


def show_refusals(get_response: Answering) -> Answering:
    """Inside the middleware of the policy, which the page's style needs; status, cookies and other headers stay."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not _is_read_by_somebody(request, response):
            return response
        page = _page(request, str(json.loads(response.content).get("code")), int(response.get("Retry-After", "60")))
        for name, value in response.items():
            if name not in _HEADERS:
                page.headers.setdefault(name, value)
        page.status_code, page.cookies = response.status_code, response.cookies
        return page

    return answer


def _is_read_by_somebody(request: HttpRequest, response: HttpResponse) -> bool:
    """Only a browser that opens an address asks for HTML by name; the front ends and programs do not."""
    is_opened = request.method == "GET" and request.path_info.startswith("/api/")
    is_refused = response.status_code >= 400 and response.get("Content-Type", "").startswith("application/json")
    return is_opened and is_refused and "text/html" in request.headers.get("Accept", "")


def _page(request: HttpRequest, code: str, seconds: int) -> HttpResponse:
    language = plain_page.language_of(request)
    key = f"errors.{code}" if f"errors.{code}" in catalogue(FALLBACK) else "errors.unexpected"
    lines = say(key, language, wait=_waiting(seconds, language)), say("refusal_page.back", language)
    home = "/agent/" if request.path_info.startswith("/api/agent/") else "/"
    inside = "".join(f"<p>{escape(line)}</p>" for line in lines)
    inside += f'<p><a href="{home}">{escape(say("refusal_page.home", language))}</a></p>'
    page = plain_page.page(say("refusal_page.title", language), inside, language=language)
    # It marks the answer itself, for the middleware of the policy.
    csp_update({"style-src": [plain_page.STYLE_HASH]})(lambda _: page)(request)
    return page


def _waiting(seconds: int, language: str) -> str:
    """Rounded up, so that nobody is refused once more."""
    minutes = max(1, ceil(seconds / 60))
    unit, count = ("minutes", minutes) if minutes < _LONG else ("hours", ceil(minutes / 60))
    return say(f"refusal_page.{unit}", language, count=count)
