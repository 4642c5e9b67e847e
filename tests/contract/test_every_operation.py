"""Whatever the contract allows, and what comes close to it, sent to every operation of both sides by whoever may call
it: never a failure of ours, never a status or a shape that the contract does not name.

As many requests each as MSJ_EXAMPLES says, the same ones in every run but for the identifiers of rows; `./msj prove
contract` sends more.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import strategies
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.generation.case import Case
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.config.wsgi import application
from tests.architecture.source import HOUSE
from tests.architecture.test_permissions import KNOWN, OPERATIONS, TABLE, browser_for, built, fill, request_of, world
from tests.architecture.world import World
from tests.undoing import undone

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]
__all__ = ["built", "world"]
EXAMPLES = int(os.environ.get("MSJ_EXAMPLES") or 10)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(json.loads((HOUSE / "shared" / "openapi.json").read_text("utf-8")))
SCHEMA.app = application
FUZZED = {
    each.ok().definition.raw["operationId"]: each.ok() for each in SCHEMA.get_all_operations() if isinstance(each, Ok)
}


@contextmanager
def one_line() -> Iterator[None]:
    """A request ends without closing the connection, as in Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def sent_by(client: Client) -> dict[str, Any]:
    """Cookies and the proof that the page is this side's own."""
    client.get("/api/agent/session")
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    return {"cookies": cookies, "headers": {"X-CSRFToken": cookies["msj_csrf"], "Accept-Encoding": "identity"}}


def some_rows(world: World, name: str) -> tuple[Client, dict[str, Any], dict[str, Any]]:
    """Who asks, and identifiers of rows that are there for the caller, in path and query: else all would be 404."""
    is_proved = TABLE[name].guard in ("AgentGuard", "HolderGuard")
    of_side = "get_morning" if OPERATIONS[name].path.startswith("/api/agent/") else "get_my_home"
    client, own = browser_for(world, name if is_proved else of_side)
    request = fill(request_of(TABLE[name]), own.ids, (), None)
    return client, {"gateway": "demonstration"} | request["path"], request["query"] or {}


@pytest.fixture(autouse=True)
def the_same_in_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else hypothesis also sends numbers and words out of whatever modules of ours this worker has loaded so far."""
    monkeypatch.setattr(providers, "_get_local_constants", Constants)
    providers.CONSTANTS_CACHE.cache.clear()


def test_every_operation_is_asked() -> None:
    assert FUZZED.keys() == OPERATIONS.keys()


@pytest.mark.parametrize("name", KNOWN)
def test_it_answers_as_its_contract_says(name: str, world: World) -> None:
    operation = FUZZED[name]
    client, near, asked = some_rows(world, name)
    proof = sent_by(client)
    named = {key: value for key, value in near.items() if key in re.findall(r"\{(\w+)\}", operation.path)}
    cases = strategies.one_of(
        operation.as_strategy(GenerationMode.POSITIVE, path_parameters=named),
        *([operation.as_strategy(GenerationMode.POSITIVE, path_parameters=named, query=asked)] if asked else []),
        operation.as_strategy(GenerationMode.POSITIVE),
        operation.as_strategy(GenerationMode.NEGATIVE),
    )

    @hypothesis.seed(9)
    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.generate],
    )  # fmt: skip
    @hypothesis.given(case=cases)
    def ask(case: Case[Any]) -> None:
        with one_line(), undone():
            answer = case.call(**proof)
        case.validate_response(answer, checks=CHECKS)

    ask()
