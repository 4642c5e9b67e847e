"""Who holds the phone that calls."""

from django.http import HttpRequest

from backend.accounts import cookies_holder, sessions_holder
from backend.accounts.guards import CookieGuard
from backend.accounts.sessions_holder import Caller


class HolderGuard(CookieGuard):
    """A living session of a holder, and nothing of the agents'. `request.auth` is the `Caller`.

    Unproved says why: signed_out, session_expired (the phone keeps its copy), session_revoked (it wipes it).
    """

    openapi_name = "msj_holder"

    def authenticate(self, request: HttpRequest) -> Caller:
        return sessions_holder.caller(cookies_holder.session(request), device=cookies_holder.device(request))


def caller_of(request: HttpRequest) -> Caller:
    """Of an operation behind HolderGuard."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    return caller
