"""The map of the API: which app answers under which prefix, and who may knock.

Every app exposes `router` in `api_agent.py` or `api_probationer.py`; nothing else is ever added here. A router's
operations stand behind its audience's guard unless one names another (`auth=`): the doors of `accounts` do.
"""

import logging
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation
from ninja.security.base import AuthBase

from backend.accounts import guards
from backend.accounts.guards_holder import HolderGuard
from backend.common import text
from backend.common.caches import clear_cache
from backend.common.errors import Problem, Slower
from backend.config import contract

log = logging.getLogger(__name__)
# prefix, guard, apps in the order of their layers
AUDIENCES: tuple[tuple[str, str, AuthBase, tuple[str, ...]], ...] = (
    (
        "agent",
        "api_agent",
        guards.AgentGuard(),
        ("accounts", "organisations", "probationers", "agenda", "reminders", "desk", "insights", "config"),
    ),
    (
        "probationer",
        "api_probationer",
        HolderGuard(),
        ("accounts", "delivery", "probationers", "agenda", "reminders", "desk"),
    ),
    ("gateway", "api_gateway", guards.GatewayGuard(), ("delivery",)),
)


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The function's name: verb and noun, unique (tests/architecture)."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **kwargs: Any) -> Any:
        return contract.complete(super().get_openapi_schema(**kwargs))


# Each side's document stands on its own addresses (docs.py).
api = Api(title="Mon Suivi Justice", version="1", docs_url=None, openapi_url=None)
for prefix, module, guard, apps in AUDIENCES:
    for app in apps:
        router = import_module(f"backend.{app}.{module}").router
        api.add_router(f"/{prefix}", router, auth=guard, tags=[f"{prefix}: {app}"])


def _answer(status: int, code: str, fields: dict[str, str] | None = None, **more: Any) -> HttpResponse:
    return api.create_response(HttpRequest(), {"code": code, "fields": fields or {}, **more}, status=status)


@api.exception_handler(Problem)
def say_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    """What a rule said, in the words of errors.py."""
    more = {"detail": problem.detail} if problem.detail else {}
    answer = _answer(problem.status, problem.code, problem.fields, **more)
    if isinstance(problem, Slower):
        answer["Retry-After"] = str(problem.seconds)
    if problem.code == "session_revoked":
        clear_cache(answer)
    return answer


@api.exception_handler(ValidationError)
def say_malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """An identifier that can't be one is a row that never was; the rest names its fields, never their values."""
    if any(fault["loc"][0] == "path" for fault in error.errors):
        return _answer(404, "unseen")
    fields = {_field(fault["loc"]): str(fault["type"]) for fault in error.errors}
    return _answer(422, "malformed", {name: _field_code(kind) for name, kind in fields.items()})


def _field(loc: Sequence[str | int]) -> str:
    """As a form names it: "inside.fr" is within "inside". Of a body the first two say whose parameter it is."""
    names = loc[2:] if loc[0] == "body" else loc[1:]
    return ".".join(str(part) for part in names or loc[-1:])


def _field_code(kind: str) -> str:
    return {"missing": "field_missing", text.UNREADABLE: text.UNREADABLE}.get(kind, "field_unreadable")


@api.exception_handler(AuthenticationError)
def say_unproved(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _answer(401, "signed_out")


@api.exception_handler(Http404)
def say_unseen(request: HttpRequest, error: Http404) -> HttpResponse:
    return _answer(404, "unseen")


@api.exception_handler(HttpError)
def say_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    code = {400: "malformed", 403: "csrf_refused", 413: "too_big"}.get(error.status_code, "unexpected")
    return _answer(422 if error.status_code == 400 else error.status_code, code)


@api.exception_handler(RequestDataTooBig)
def say_too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return _answer(413, "too_big")


@api.exception_handler(SuspiciousOperation)
@api.exception_handler(BadRequest)
@api.exception_handler(MultiPartParserError)
@api.exception_handler(UnreadablePostError)
@api.exception_handler(RawPostDataException)
def say_unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    """What Django could not take apart: a form without its boundary, one that breaks off, a line that was cut."""
    return _answer(422, "malformed")


@api.exception_handler(Exception)
def say_unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    """The log keeps where, not what: a path, a search or a database's message may name a person."""
    log.error("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
    return _answer(500, "unexpected")
