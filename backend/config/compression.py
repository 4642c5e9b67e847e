"""Answers of the API leave compressed; the proxy compresses nothing (docs/decisions/2026-11-29-compressed-answers.md).

Django's own middleware, which adds up to 100 random bytes to each answer, so that its length tells little of what is in
it (BREACH). The files of the front ends lie there compressed already.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

# Their answers hold a secret, shown once: never compressed beside anything else (tests/architecture/test_copies.py).
SECRET = ("/api/agent/second-factors", "/api/agent/session/security-key")
TEXTS = ("application/json", "text/csv", "text/calendar", "text/html")


class Compression(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_text = response.headers.get("Content-Type", "").startswith(TEXTS)
        if not is_text or not request.path_info.startswith("/api/") or request.path_info.startswith(SECRET):
            return response
        return super().process_response(request, response)
