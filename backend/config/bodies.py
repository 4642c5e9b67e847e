"""How much a request may bring, said by its Content-Length before anything of it is read.

The proxy bounds the same (deploy/Caddyfile); here it holds behind any other. Which operation takes what, and that it is
so, is in tests/architecture/doors.py.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

Answering = Callable[[HttpRequest], HttpResponse]
FORM = 256_000
REPORTS = 2_621_440  # a provider's batch; Django's own bound on what it holds in memory
PHOTO = 12_000_000
_PHOTO = re.compile(r"PUT /api/agent/places/[^/]+/photo\Z")


def most(method: str, path: str) -> int:
    """In bytes."""
    if path.startswith("/api/gateway/"):
        return REPORTS
    return PHOTO if _PHOTO.match(f"{method} {path}") else FORM


def bound(get_response: Answering) -> Answering:
    """413 in the API's words; and what Django can't take apart before an operation is asked (a photo's form) is 422."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/") or request.method in ("GET", "HEAD", "OPTIONS"):
            return get_response(request)
        if _length(request) > most(request.method or "", request.path_info):
            return _refuse(413, "too_big")
        response = get_response(request)
        is_ours = response.get("Content-Type", "").startswith("application/json")
        return response if response.status_code != 400 or is_ours else _refuse(422, "malformed")

    return answer


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def _refuse(status: int, code: str) -> HttpResponse:
    return JsonResponse({"code": code, "fields": {}}, status=status)
