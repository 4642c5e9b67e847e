"""A page without script, for whoever has none or comes from a mail: a heading and what stands below it."""

from base64 import b64encode
from hashlib import sha256
from html import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

_STYLE = (
    ":root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;"
    "padding:0 1rem}button{font:inherit;padding:.75rem 1.25rem;cursor:pointer}ul{padding:0;list-style:none}"
    "li a,nav a{display:block;padding:.75rem 0}bdi{white-space:nowrap}"
)
# For `csp_update`: the one style that the page carries.
STYLE_HASH = f"'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'"


def language_of(request: HttpRequest) -> str:
    """The one that the address asks for (`?language=`, from the app), else the browser's, or French."""
    asked = request.GET.get("language") or get_language_from_request(request)[:2]
    return asked if asked in dict(settings.LANGUAGES) else "fr"


def page(title: str, inside: str, *, language: str) -> HttpResponse:
    """`title` is text, `inside` is HTML whose texts are escaped already."""
    title, direction = escape(title), "rtl" if language == "ar" else "ltr"
    words = (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>{inside}</main></body></html>"
    )
    return HttpResponse(words, headers={"Content-Language": language})
