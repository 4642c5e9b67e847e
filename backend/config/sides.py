"""Each side on its own host: what belongs to the other one is not there, whoever asks.

The proxy says the same (deploy/Caddyfile); here it holds behind any other. Where one host has both sides, as in the
demonstration, nothing is left out.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from backend.config import fronts

Answering = Callable[[HttpRequest], HttpResponse]
_AGENTS = ("/agent", "/api/agent")
# The providers' webhooks and what a mail program calls have the persons' host.
_PERSONS = ("/api/probationer", "/api/gateway", "/api/unsubscribe", "/api/switchboards")


def keep_apart(get_response: Answering) -> Answering:
    def answer(request: HttpRequest) -> HttpResponse:
        if _is_elsewhere(request):
            return fronts.nothing(request)
        return get_response(request)

    return answer


def _is_elsewhere(request: HttpRequest) -> bool:
    persons, agents = (urlsplit(each).netloc for each in (settings.PROBATIONER_ORIGIN, settings.AGENT_ORIGIN))
    host = request.META.get("HTTP_HOST", "").lower().removesuffix(":443")
    if persons == agents or host not in (persons, agents):
        return False
    others = _AGENTS if host == persons else _PERSONS
    return any(request.path_info == each or request.path_info.startswith(f"{each}/") for each in others)
