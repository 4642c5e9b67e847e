"""The small page behind an e-mail's last line. No script, cookie nor sign-in: a mail program posts here by itself."""

from base64 import b64encode
from hashlib import sha256
from html import escape

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from backend.common.words import say
from backend.probationers import unsubscribing

_STYLE = (
    ":root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;"
    "padding:0 1rem}button{font:inherit;padding:.75rem 1.25rem;cursor:pointer}"
)
_HASH = f"'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"


# Without CSRF: the mail program that posts has no cookie of ours, and none would be of use here.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"style-src": [_HASH]})  # type: ignore[arg-type]  # typed for views without arguments
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks (readers fetch every link of a mail by themselves), POST does. The same page for every token."""
    language = _language(request)
    if request.method == "POST":
        unsubscribing.unsubscribe(token)
        return _page(language, f'<p role="status">{escape(say("unsubscribe.done", language))}</p>')
    act = escape(say("unsubscribe.act", language))
    form = '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
    return _page(language, f"<p>{escape(say('unsubscribe.ask', language))}</p>{form}<button>{act}</button></form>")


def _language(request: HttpRequest) -> str:
    """The browser's, not the person's: a token that is nobody's must look no different."""
    asked = get_language_from_request(request)[:2]
    return asked if asked in dict(settings.LANGUAGES) else "fr"


def _page(language: str, inside: str) -> HttpResponse:
    title = escape(say("unsubscribe.title", language))
    direction = "rtl" if language == "ar" else "ltr"
    page = (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>{inside}</main></body></html>"
    )
    return HttpResponse(page, headers={"Content-Language": language})
