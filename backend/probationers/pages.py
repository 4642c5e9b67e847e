"""The small page behind an e-mail's last line. No script, cookie nor sign-in: a mail program posts here by itself."""

from html import escape

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from backend.common import plain_page
from backend.common.words import say
from backend.probationers import unsubscribing


# Without CSRF: the mail program that posts has no cookie of ours, and none would be of use here.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"style-src": [plain_page.STYLE_HASH]})  # type: ignore[arg-type]  # typed for views without arguments
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET asks (readers fetch every link of a mail by themselves), POST does. The same page for every token."""
    language = plain_page.language_of(request)  # not the person's: a token that is nobody's must look no different
    if request.method == "POST":
        unsubscribing.unsubscribe(token)
        return _page(language, f'<p role="status">{escape(say("unsubscribe.done", language))}</p>')
    act = escape(say("unsubscribe.act", language))
    form = '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
    return _page(language, f"<p>{escape(say('unsubscribe.ask', language))}</p>{form}<button>{act}</button></form>")


def _page(language: str, inside: str) -> HttpResponse:
    return plain_page.page(say("unsubscribe.title", language), inside, language=language)
