"""No text comes in but through backend/common/text.py: every field of every body and query says which kind it is."""

import json
from collections.abc import Iterator
from inspect import isclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from django.test import Client
from ninja.operation import Operation
from pydantic import BaseModel

from backend.common import text
from backend.common.digits import Western
from backend.config.api import api
from tests.architecture.source import HOUSE
from tests.architecture.test_permissions import OPERATIONS, TABLE, browser_for, built, fill, request_of, world
from tests.architecture.world import World

pytestmark = pytest.mark.django_db
CONTRACT: dict[str, Any] = json.loads((HOUSE / "shared" / "openapi.json").read_text("utf-8"))
KINDS = (text.Line, text.Name, text.Lines, text.Untouched, Western)
# What a browser's security key says: read by the library, of which every text is base64 or refused.
READ_ELSEWHERE = {"add_security_key.credential", "verify_security_key.credential"}
FIXTURES = (built, world)  # used by name
ZERO = "a\0b"


def leaves(kind: Any, marks: tuple[Any, ...], at: str) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each text within a type, or what may hold one unseen, with the marks that stand at it."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from leaves(inner[0], (*marks, *inner[1:]), at)
    elif origin is not None:
        for one in () if origin is Literal else inner:
            yield from leaves(one, marks if origin in (Union, UnionType) else (), at)
    elif isclass(kind) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield from leaves(field.annotation, tuple(field.metadata), f"{at}.{name}")
    elif kind in (str, Any):
        yield at, marks


def operations() -> list[Operation]:
    """As the framework built them, nested routers too."""
    views = [view for router in api._get_bound_routers() for view in router.path_operations.values()]
    return [operation for view in views for operation in view.operations]


def taken() -> Iterator[tuple[str, tuple[Any, ...]]]:
    for operation in operations():
        for params in operation.models:
            for at, marks in leaves(params, (), ""):
                name = ".".join(part for part in at.split(".") if part not in ("body", "payload", "sent"))
                yield operation.view_func.__name__ + name, marks


def test_every_text_of_a_body_or_a_query_is_of_a_kind() -> None:
    found = list(taken())
    assert {each.view_func.__name__ for each in operations()} == set(OPERATIONS), "some are not looked at"
    bare = {at for at, marks in found if not any(mark is kind for mark in marks for kind in KINDS)}
    assert bare == READ_ELSEWHERE


def texts(schema: dict[str, Any], at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a body holds a text that is no date, identifier or choice."""
    schema = _resolved(schema)
    kind = schema.get("type")
    if kind == "object":
        more = schema.get("additionalProperties")
        by_language = {"fr": more} if isinstance(more, dict) else {}
        for name, inner in schema.get("properties", by_language).items():
            yield from texts(inner, (*at, name))
    elif kind == "array":
        yield from texts(schema["items"], (*at, 0))
    elif kind == "string" and not schema.keys() & {"format", "enum", "const"}:
        yield at


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _resolved(CONTRACT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    choices = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
    return _resolved(choices[0]) if choices else schema


def put(body: Any, at: tuple[Any, ...], given: str) -> Any:
    """The body with `given` there, made where it is missing."""
    if not at:
        return given
    first, *rest = at
    if isinstance(first, int):
        return [put((body or [None])[0], tuple(rest), given)]
    return {**(body or {}), first: put((body or {}).get(first), tuple(rest), given)}


def _of_contract(name: str) -> dict[str, Any]:
    operation = OPERATIONS[name]
    found: dict[str, Any] = CONTRACT["paths"][operation.path][operation.method]
    return found


WITH_BODY = sorted(
    name
    for name in OPERATIONS
    if "application/json" in _of_contract(name).get("requestBody", {}).get("content", {})
    and list(texts(_of_contract(name)["requestBody"]["content"]["application/json"]["schema"]))
)
WITH_WORDS = sorted(
    (name, each["name"])
    for name in OPERATIONS
    for each in _of_contract(name).get("parameters", [])
    if each["in"] == "query" and list(texts(each["schema"]))
)


def ask(world: World, name: str, *, body: Any = None, query: str = "") -> Any:
    row, operation = TABLE[name], OPERATIONS[name]
    client, own = browser_for(world, name) if row.guard != "GatewayGuard" else (Client(), world.near)
    path = operation.path.format(**fill(row.path, own.ids, ("nothing",), None))
    sent = fill(body(fill(request_of(row)["body"], own.ids, ("nothing",), None)), {}, (), None) if body else None
    return client.generic(
        operation.method.upper(), path + query, json.dumps(sent), "application/json", headers=row.headers
    )


@pytest.mark.parametrize("name", WITH_BODY)
def test_a_zero_byte_is_refused_for_its_field_in_every_body(name: str, world: World) -> None:
    schema = _of_contract(name)["requestBody"]["content"]["application/json"]["schema"]
    for at in texts(schema):
        answer = ask(world, name, body=lambda known, at=at: put(known, at, ZERO))
        assert answer.status_code == 422, (at, answer.content)
        assert text.UNREADABLE in answer.json()["fields"].values(), (at, answer.content)


@pytest.mark.parametrize(("name", "word"), WITH_WORDS)
def test_a_zero_byte_is_refused_in_every_query(name: str, word: str, world: World) -> None:
    answer = ask(world, name, query=f"?{word}=a%00b")
    assert (answer.status_code, answer.json()["fields"]) == (422, {word: text.UNREADABLE})


def test_nor_does_one_get_in_by_a_path_a_cursor_or_a_security_key(world: World) -> None:
    client, _ = browser_for(world, "list_contact_changes")
    hidden = "WyJcdTAwMDAiLCJcdTAwMDAiXQ"  # ["\\u0000", "\\u0000"]
    assert client.get(f"/api/agent/contact-changes?cursor={hidden}").json()["code"] == "cursor_unreadable"
    assert Client().post("/api/gateway/a%00b/receipts").status_code == 404
    key = {"name": "Clé", "credential": {"id": ZERO, "rawId": ZERO, "type": ZERO, "response": {}}}
    said = client.post("/api/agent/second-factors/security-keys", key, content_type="application/json")
    assert 400 <= said.status_code < 500


def test_half_a_sign_is_refused_too(world: World) -> None:
    answer = ask(world, "search_probationers", body=lambda known: known | {"q": "\ud83d"})
    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["q"])
