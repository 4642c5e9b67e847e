"""Fails a test that is answered with a status which the contract does not name for the operation.

Every call that goes through Django's test client is looked at, whatever the test is about.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any

from django.test import Client

from tests.architecture.source import HOUSE

_expected: set[int] = set()


@cache
def _operations() -> list[tuple[str, re.Pattern[str], str, frozenset[int]]]:
    """Method, address, name and statuses; whole words before those that stand for any word."""
    paths = json.loads((HOUSE / "shared" / "openapi.json").read_text("utf-8"))["paths"]
    return [
        (method.upper(), _pattern(path), each["operationId"], frozenset(map(int, each["responses"])))
        for path in sorted(paths, key=lambda path: path.count("{"))
        for method, each in paths[path].items()
    ]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", path) + r"\Z")


def undocumented(method: str, path: str, status: int) -> str:
    """What to say of that answer; empty where the contract names it, or where that is no operation."""
    for asked, pattern, name, statuses in _operations():
        if asked == method and pattern.match(path):
            return "" if status in statuses else f"{name} answered {status}, which its contract does not name"
    return ""


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
            said = undocumented(asked.get("REQUEST_METHOD", "GET"), asked.get("PATH_INFO", ""), answer.status_code)
            assert not said, f"{said}: {answer.content[:200]!r}"
        return answer

    Client.request = request  # type: ignore[method-assign]
