"""Whether a page of this very host asks: what a form or a script of any other page can send is told apart here.

The other side's host is another page too, though it is of the same site: `SameSite` lets its cookies through, and it
may set some for both hosts. What it can't do is write these headers, nor send JSON without being asked first.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest

_READING = ("GET", "HEAD", "OPTIONS")
# "none": typed or opened by the person herself. Browsers before 2023 send no such header.
_OWN = ("", "same-origin", "none")
# A page may send these to anybody unasked; JSON and every method but POST only after the server allowed it.
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


def is_own(request: HttpRequest) -> bool:
    """True of whatever only reads, and in tests that leave CSRF out."""
    if request.method in _READING or getattr(request, "_dont_enforce_csrf_checks", False):
        return True
    if request.method == "POST" and request.content_type in _FORMS:
        return False
    origin = request.headers.get("Origin")
    is_same = origin is None or urlsplit(origin)[:2] == (request.scheme, request.get_host())
    return is_same and request.headers.get("Sec-Fetch-Site", "") in _OWN
