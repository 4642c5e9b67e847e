"""The two front ends: every route of theirs is answered by the page that knows it; whitenoise serves the files."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


@require_safe
def probationer_page(request: HttpRequest) -> HttpResponse:
    return _page(request, "probationer/index.html")


@require_safe
def agent_page(request: HttpRequest) -> HttpResponse:
    return _page(request, "agent/index.html")


def nothing(request: HttpRequest) -> HttpResponse:
    """An address of the API or of a file that does not exist: never a front end's page."""
    return JsonResponse({"code": "unseen", "fields": {}}, status=404)


def _page(request: HttpRequest, name: str) -> HttpResponse:
    """The page, never from a cache without asking: it names the files of this release."""
    last = request.path_info.rsplit("/", 1)[-1]
    if "." in last and not last.endswith(".html"):
        raise Http404  # a file that is not there is not a screen
    accepted = request.headers.get("Accept-Encoding", "")
    for encoding, suffix in _ENCODINGS:
        if encoding in accepted and (packed := _read(settings.FRONT_ROOT / f"{name}{suffix}")):
            answer = HttpResponse(packed, headers={"Content-Encoding": encoding})
            break
    else:
        answer = HttpResponse(_read(settings.FRONT_ROOT / name) or _refuse())
    answer["Cache-Control"] = "no-cache"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


def _read(path: Path) -> bytes | None:
    try:
        return _kept(path, path.stat().st_mtime_ns)
    except OSError:
        return None


@cache
def _kept(path: Path, changed: int) -> bytes:
    return path.read_bytes()


def _refuse() -> bytes:
    raise Http404
