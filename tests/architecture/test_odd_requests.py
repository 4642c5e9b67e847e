"""D12: whatever is sent to an operation is answered, never with a failure of ours. Signed in, where one has to be."""

import base64
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.architecture.test_permissions import KNOWN, OPERATIONS, TABLE, browser_for, built, fill, request_of, world
from tests.architecture.world import World

__all__ = ["built", "world"]
pytestmark = pytest.mark.django_db
# The gateways have formats and tests of their own.
ASKED = [name for name in KNOWN if TABLE[name].guard != "GatewayGuard"]
WRITING = [name for name in ASKED if OPERATIONS[name].method != "get"]
JSON, FORM = "application/json", "multipart/form-data"
BODIES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", JSON),
    "a form without a boundary": (b"--x\r\n", FORM),
    "a form that breaks off": (b'--x\r\nContent-Disposition: form-data; name="photo"', FORM + "; boundary=x"),
    "a form with a boundary that can't be one": (b"--", FORM + "; boundary=" + "\xe9" * 80),
    "no UTF-8": (b'{"a": "\xff\xfe"}', JSON),
    "half a letter": (b'{"a": "\\ud800"}', JSON),
    "another encoding": (b'{"a": 1}', JSON + "; charset=utf-99"),
    "a list": (b"[1, 2]", JSON),
    "a word": (b'"a"', JSON),
    "a number without end": (b"1" + b"0" * 5000, JSON),
    "not a number": (b'{"a": NaN, "b": Infinity}', JSON),
    "a hundred thousand levels": (b"[" * 100_000, JSON),
    "three megabytes": (b'{"a": "' + b"x" * 3_000_000 + b'"}', JSON),
}
# Lists that are only right in shape: how many keys a list has, and of which kind, is read off none of them.
FIRSTS: list[Any] = [
    ["t", "2026-12-02T14:30:00+00:00"],
    ["t", 5],
    ["u", 5],
    ["t", "0001-01-01T00:00:00+14:00"],
    "a",
    "\0",
    5,
]
SECONDS: list[Any] = [["u", 5], ["u", "x"], ["d", 5], 5, 1e400, True, None, [[]], {}, "\ud800"]
CURSORS = [
    base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=")
    for first in FIRSTS
    for second in SECONDS
    for one in ([first, second], [second])
]
# For each field alone, whatever it expects.
VALUES = ["9999-12-31", "0001-01-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "10000-01-01", "-1",
          "99999999999999999999", "1e400", "\x00", "%00", "\ud800", "٣", "x" * 70_000, ""]  # fmt: skip
A_FEW = 5


def send(
    world: World,
    name: str,
    *,
    body: object = None,
    raw: bytes = b"",
    kind: str = JSON,
    query: Mapping[str, object] | None = None,
) -> Any:
    """As its row asks the operation, but for what is given: fields of the body, a raw body, words of the query."""
    client, own = browser_for(world, name)
    sent = fill(request_of(TABLE[name]), own.ids, (), None)
    path = OPERATIONS[name].path.format(**sent["path"])
    if isinstance(body, dict):
        raw = json.dumps({**sent["body"], **body}).encode()
    asked = {**(sent["query"] or {}), **(query or {})}
    return client.generic(
        OPERATIONS[name].method.upper(), path, raw, kind, query_params=asked, headers=TABLE[name].headers
    )


@pytest.mark.parametrize("name", WRITING)
def test_any_body_is_answered(name: str, world: World) -> None:
    for what, (raw, kind) in BODIES.items():
        answer = send(world, name, raw=raw, kind=kind)
        assert answer.status_code < 500, (what, answer.content[:300])


def some(values: Sequence[object], turn: int) -> Sequence[object]:
    """A few of them, others for the next field; all where the tables are read whole."""
    if os.environ.get("MSJ_WHOLE_TABLES"):
        return values
    return [values[(turn * A_FEW + at) % len(values)] for at in range(A_FEW)]


@pytest.mark.parametrize(
    ("turn", "name", "field"),
    [(turn, *asked) for turn, asked in enumerate((name, field) for name in ASKED for field in OPERATIONS[name].query)],
)
def test_any_word_in_an_address_is_answered(turn: int, name: str, field: str, world: World) -> None:
    for value in some(VALUES, turn):
        answer = send(world, name, query={field: str(value).encode("utf-8", "surrogatepass")})
        assert answer.status_code < 500, (str(value)[:40], answer.content[:300])


@pytest.mark.parametrize(
    ("turn", "name"), list(enumerate(name for name in WRITING if isinstance(TABLE[name].body(), dict)))
)
def test_any_value_in_a_field_is_answered(turn: int, name: str, world: World) -> None:
    for place, field in enumerate(TABLE[name].body() or {}):
        for value in some([*VALUES, 10**30, -1, None, [], {}, [[]], True, 1e300], turn + place):
            answer = send(world, name, body={field: value})
            assert answer.status_code < 500, (field, str(value)[:40], answer.content[:300])


@pytest.mark.parametrize("name", [name for name in ASKED if "cursor" in OPERATIONS[name].fields])
def test_any_cursor_is_answered(name: str, world: World) -> None:
    """D178: in the address or in the body, on every list that goes on."""
    for cursor in CURSORS:
        asked = {"cursor": cursor}
        is_in_address = "cursor" in OPERATIONS[name].query
        answer = send(world, name, query=asked) if is_in_address else send(world, name, body=asked)
        assert answer.status_code < 500, (base64.urlsafe_b64decode(cursor + "=="), answer.content[:300])
