"""What Django logs of a request: the pattern of its address, never the address, which names a person's file."""

import logging
import re
import traceback

from django.http import HttpRequest

NOWHERE = "(no such address)"


class RoutesForPaths(logging.Filter):
    """On the handler, so that it holds for every logger (django.request, django.security.csrf, …): each record that
    brings its request. Of an exception it keeps where it was raised: its message may hold what was asked."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.msg, record.args = _without_address(record.getMessage(), request), ()
            if record.exc_info and record.exc_info[0]:
                kind, _, trace = record.exc_info
                record.msg += f"\n{kind.__name__}\n{''.join(traceback.format_tb(trace))}"
            record.exc_info = record.exc_text = None
        return True


def _without_address(message: str, request: HttpRequest) -> str:
    match = request.resolver_match
    route = f"/{match.route.lstrip('/')}" if match else NOWHERE
    plain = [request.get_full_path(), request.path]  # the longer one first
    # Django writes it with its odd signs told; a short one ("/") stands in many words, and names nobody.
    written = [each for one in plain for each in (one, one.encode("unicode_escape").decode("ascii")) if len(each) > 1]
    return re.sub("|".join(map(re.escape, written)), lambda _: route, message) if written else message
