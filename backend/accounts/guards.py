"""Who is calling, asked before every operation. Each guard enforces CSRF on unsafe methods, signed in or not.

django-ninja's own `django_auth` asks only whether a password was right: no guard here does.
"""

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from backend.accounts import belonging, pages, sessions_agents
from backend.accounts.models import Agent
from backend.common.errors import Unproved


class CookieGuard(AuthBase):
    """The common part: a cookie proves, so another site's form must not be able to use it."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "msj_csrf"

    def __call__(self, request: HttpRequest) -> Any:
        if not pages.is_own(request) or check_csrf(request):
            raise HttpError(403, "csrf_refused")
        return self.authenticate(request)

    def authenticate(self, request: HttpRequest) -> Any:
        """What `request.auth` becomes; raises Unproved."""
        raise NotImplementedError


def calling_agent(request: HttpRequest) -> Agent:
    """Of an operation behind a guard for agents; django-ninja adds `auth` to the request, which Django's type lacks."""
    agent: Agent = request.auth  # type: ignore[attr-defined]
    return agent


class Anybody(CookieGuard):
    """Open to everyone, signed in or not: the doors themselves. `request.auth` says nothing."""

    def authenticate(self, request: HttpRequest) -> Any:
        return True


class PasswordGuard(CookieGuard):
    """The password was right and the session lives; the second factor and the charter may still be missing."""

    openapi_name = "msj_agent"

    def authenticate(self, request: HttpRequest) -> Agent:
        agent = sessions_agents.agent_of(request)
        if agent is None:
            raise Unproved(sessions_agents.end_of(request))
        return agent


class FactorGuard(PasswordGuard):
    """Past the second factor, or with none yet to ask for (its enrolment is the next step)."""

    def authenticate(self, request: HttpRequest) -> Agent:
        agent = super().authenticate(request)
        if sessions_agents.stage(request, agent) == "second_factor":
            raise Unproved("second_factor_needed")
        return agent


class AgentGuard(PasswordGuard):
    """Ready to work: verified second factor, accepted charter, a service. `request.auth` is the `Agent`."""

    def authenticate(self, request: HttpRequest) -> Agent:
        agent = super().authenticate(request)
        stage = sessions_agents.stage(request, agent)
        if stage != "ready":
            raise Unproved(f"{stage}_needed")
        if belonging.of(agent) is None:
            raise Unproved("service_needed")
        sessions_agents.touch(request)
        return agent


class GatewayGuard(AuthBase):
    """A provider's webhook: no cookie, hence no CSRF. The operation itself asks the gateway's class for its proof."""

    openapi_type = "apiKey"
    openapi_in = "header"
    openapi_name = "gateway"

    def __call__(self, request: HttpRequest) -> Any:
        return True
