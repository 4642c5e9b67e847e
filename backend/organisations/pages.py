"""Whom to call, for a phone without JavaScript or without a session: the switchboards, which are public numbers."""

from html import escape

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from backend.common import phones, plain_page
from backend.common.words import say
from backend.organisations.models import Organisation


@cache_control(public=True, max_age=3600)
@require_safe
@csp_update({"style-src": [plain_page.STYLE_HASH]})
def switchboards(request: HttpRequest) -> HttpResponse:
    """Every service that has a number, by name; what to do without one stands above."""
    language = plain_page.language_of(request)
    rows = Organisation.objects.exclude(phone="").order_by("name").values_list("name", "phone")
    lines = "".join(_line(name, phone) for name, phone in rows)
    # An installed app draws no Back of its own around it, and not every phone has one.
    back = f'<nav><a href="/aide" rel="prev">{escape(say("switchboards.back", language))}</a></nav>'
    inside = f"{back}<p>{escape(say('switchboards.what', language))}</p><ul>{lines}</ul>{back}"
    answer = plain_page.page(say("switchboards.title", language), inside, language=language)
    answer["Vary"] = "Accept-Language"
    return answer


def _line(name: str, phone: str) -> str:
    number = f'<bdi dir="ltr">{escape(phones.spoken(phone))}</bdi>'
    return f'<li><a href="tel:{escape(phone)}">{escape(name)} : {number}</a></li>'
