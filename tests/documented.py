"""Fails a test that is answered with a status or a shape which the contract does not name for the operation.

Every call that goes through Django's test client is looked at, whatever the test is about.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any

import jsonschema_rs
from django.test import Client

from tests.architecture.source import HOUSE

_expected: set[int] = set()


@cache
def _contract() -> dict[str, Any]:
    contract: dict[str, Any] = json.loads((HOUSE / "shared" / "openapi.json").read_text("utf-8"))
    return contract


@cache
def _operations() -> list[tuple[str, re.Pattern[str], str, dict[str, Any]]]:
    """Method, address, name and answers by status; whole words before those that stand for any word."""
    paths = _contract()["paths"]
    return [
        (method.upper(), _pattern(path), each["operationId"], each["responses"])
        for path in sorted(paths, key=lambda path: path.count("{"))
        for method, each in paths[path].items()
    ]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + r"\Z")


@cache
def _shape(name: str, status: int) -> jsonschema_rs.Validator | None:
    """What reads such an answer, formats of dates and times too; None where the contract promises no JSON."""
    answers = next(answers for *_, known, answers in _operations() if known == name)
    schema = answers[str(status)].get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        return None
    whole = {**schema, "components": _contract()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def undocumented(method: str, path: str, status: int, body: bytes | None = None) -> str:
    """What to say of that answer; empty where the contract names it, or where that is no operation."""
    for asked, pattern, name, answers in _operations():
        if asked == method and pattern.match(path):
            if str(status) not in answers:
                return f"{name} answered {status}, which its contract does not name"
            return f"{name} answered {status} {faults}" if body and (faults := _misshapen(name, status, body)) else ""
    return ""


def _misshapen(name: str, status: int, body: bytes) -> str:
    """Where the body is not as promised, and what stands there."""
    shape = _shape(name, status)
    if shape is None:
        return ""
    return "; ".join(
        f"at {'/'.join(map(str, fault.instance_path))}: {fault.message}"
        for fault in shape.iter_errors(json.loads(body))
    )


@contextmanager
def fault() -> Iterator[None]:
    """For a test that breaks something of ours: 500 is no answer of any operation, and met here all the same."""
    _expected.add(500)
    yield
    _expected.clear()


def watch() -> None:
    """Once, before any test."""
    whole = Client.request

    @wraps(whole)
    def request(self: Client, **asked: Any) -> Any:
        answer = whole(self, **asked)
        if answer.status_code not in _expected:
            body = None if answer.streaming or answer.has_header("Content-Encoding") else answer.content
            said = undocumented(
                asked.get("REQUEST_METHOD", "GET"), asked.get("PATH_INFO", ""), answer.status_code, body
            )
            assert not said, f"{said}: {answer.content[:200]!r}"
        return answer

    Client.request = request  # type: ignore[method-assign]
