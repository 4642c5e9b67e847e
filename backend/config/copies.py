"""Which copies may be made of an answer, and how a phone learns that its own is still right.

Nothing is kept by a browser or a proxy unless the view says that it may: the pages and files of the front ends and the
photos of places do, and nothing else (tests/architecture/test_copies.py). The app has a copy of its own, with an end
and a lock; it sends the mark of that copy, and an answer that is still the same is 304. The agents' side has no marks:
each of their readings is journalled and shown anew.
"""

import re
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac

from backend.accounts.sessions_holder import Caller
from backend.common import clock

Answering = Callable[[HttpRequest], HttpResponse]
NOW = "X-Now"
# The hour in an answer says nothing about whether anything changed; 304 brings it in a header. A quotation mark inside
# a text is escaped, so no text can look like this.
_HOUR = re.compile(rb'"now": ?"[^"]*"')


def keep_no_copies(get_response: Answering) -> Answering:
    """The outermost middleware: what it says holds for refusals and faults too."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        if request.path_info.startswith("/api/"):
            patch_vary_headers(response, ["Cookie"])
        return response

    return answer


def mark_answers(get_response: Answering) -> Answering:
    """What a signed-in person reads carries a mark (ETag), and the hour beside it; 304 where hers is the same."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        caller = getattr(request, "auth", None)
        if not isinstance(caller, Caller) or not _is_reading(request, response):
            return response
        response["ETag"] = mark = _mark(caller, request, response)
        # It gives back the response itself or a 304.
        answered = cast(HttpResponse, get_conditional_response(request, etag=mark, response=response))
        answered[NOW] = clock.now().isoformat()
        return answered

    return answer


def _is_reading(request: HttpRequest, response: HttpResponse) -> bool:
    is_json = response.get("Content-Type", "").startswith("application/json")
    return request.method == "GET" and response.status_code == 200 and is_json


def _mark(caller: Caller, request: HttpRequest, response: HttpResponse) -> str:
    """Of this device alone and under our secret: it tells nobody what the answer holds, nor whose is the same.

    Weak (RFC 9110, 8.8.1): it stands for the content, which leaves compressed or not and with another hour.
    """
    content = _HOUR.sub(b"", response.content)
    whose = f"{caller.device.pk} {request.get_full_path()} ".encode()
    return f'W/"{salted_hmac(__name__, whose + content, algorithm="sha256").hexdigest()[:32]}"'
