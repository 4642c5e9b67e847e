"""No operation without a guard and a row in permissions.py; what is out of scope is met with the silence of nothing.

Who may what is expected from roles.py alone, never from the code's own table.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from backend.accounts import sessions_agents
from tests import counting, moment
from tests.accounts import make as accounts
from tests.architecture import permissions_agenda as others
from tests.architecture.permissions import TABLE as OWN
from tests.architecture.permissions import Of, Row
from tests.architecture.roles import CALLERS, Caller, allowed, may
from tests.architecture.source import HOUSE
from tests.architecture.world import Side, World, build

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Operation:
    """As the exported contract has it."""

    id: str
    method: str
    path: str
    guard: str
    answers: dict[str, Any]
    fields: frozenset[str]  # of the query and of the body
    query: tuple[str, ...]
    takes: list[str]  # kinds of body


def exported() -> dict[str, Operation]:
    contract = json.loads((HOUSE / "shared" / "openapi.json").read_text("utf-8"))
    paths, parts = contract["paths"], contract["components"]["schemas"]
    return {
        each["operationId"]: Operation(
            each["operationId"],
            method,
            path,
            "+".join(name for proof in each.get("security", [{}]) for name in proof),
            each["responses"],
            frozenset(_fields(each, parts)),
            tuple(one["name"] for one in each.get("parameters", []) if one["in"] == "query"),
            list(each.get("requestBody", {}).get("content", {})),
        )
        for path, methods in paths.items()
        for method, each in methods.items()
    }


def _fields(operation: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    yield from (each["name"] for each in operation.get("parameters", []) if each["in"] == "query")
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = content["schema"]
        yield from parts.get(schema.get("$ref", "").rpartition("/")[2], schema).get("properties", {})


OPERATIONS = exported()
TABLE = OWN | others.AGENDA | others.REMINDERS | others.DESK
KNOWN = sorted(OPERATIONS.keys() & TABLE.keys())
AGENTS = [name for name in KNOWN if TABLE[name].guard == "AgentGuard"]
PROVED = [name for name in KNOWN if TABLE[name].guard not in ("Anybody", "GatewayGuard")]


def places_of(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Where the `Of` stand in a body, a query or a path, and of what kind they are."""
    if isinstance(value, Of):
        yield at, value.kind
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places_of(inner, (*at, key))


def rows_of(name: str) -> list[Row]:
    """Every way to ask the operation that the table knows."""
    return [TABLE[name], *others.ALSO.get(name, [])]


def request_of(row: Row) -> dict[str, Any]:
    return {"path": row.path, "query": row.query, "body": row.body()}


# One case for each identifier of each operation: with several, the others are the caller's own.
IDENTIFIED = [
    pytest.param(name, row, at, kind, id=f"{name}-{number}-{'.'.join(map(str, at))}")
    for name in KNOWN
    for number, row in enumerate(rows_of(name))
    for at, kind in places_of(request_of(row))
    if kind != "type"  # types of appointments are national
]


def fill(value: Any, ids: dict[str, Any], other: tuple[Any, ...], given: Any, at: tuple[Any, ...] = ()) -> Any:
    """Every `Of` replaced by the caller's own identifier, but the one at `other`, which is `given`."""
    if isinstance(value, Of):
        return given if at == other else ids[value.kind]
    if isinstance(value, dict):
        return {key: fill(inner, ids, other, given, (*at, key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [fill(inner, ids, other, given, (*at, number)) for number, inner in enumerate(value)]
    return value


def call(
    client: Client, name: str, own: Side, other: tuple[Any, ...] = (), given: Any = None, *, row: Row | None = None
) -> Any:
    operation, row = OPERATIONS[name], row or TABLE[name]
    sent = fill(request_of(row), own.ids, other, given)
    path = operation.path.format(**sent["path"])
    if sent["query"]:
        path += "?" + "&".join(f"{key}={value}" for key, value in sent["query"].items())
    if row.as_form:
        return client.generic(operation.method.upper(), path, photo(), MULTIPART_CONTENT)
    raw = json.dumps(sent["body"]) if sent["body"] is not None else ""
    return client.generic(operation.method.upper(), path, raw, "application/json", headers=row.headers)


def photo() -> bytes:
    raw = BytesIO()
    Image.new("RGB", (8, 8)).save(raw, "PNG")
    return encode_multipart(BOUNDARY, {"photo": SimpleUploadedFile("x.png", raw.getvalue()), "alternative": "{}"})


def browser_for(world: World, name: str) -> tuple[Client, Side]:
    """Somebody who may do that: in a role that has the permission, or the near person; and whose rows are his own."""
    row = TABLE[name]
    if row.guard == "HolderGuard":
        return world.near.phone(), world.near
    caller = next(caller for caller in CALLERS if may(caller, row.permission))
    return world.browser(caller), world.side(caller)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once: each test undoes only what it did itself."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        moment.set_clock()
        yield build()
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture
def world(built: World, db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.MEDIA_ROOT = tmp_path
    # A session is noted as used once in a while: on a slow machine between the two calls that are compared.
    monkeypatch.setattr(sessions_agents, "_TOUCH_EVERY", 3600)
    return built


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    assert sorted(OPERATIONS.keys() - TABLE.keys()) == [], "say in permissions.py who may do this"
    assert sorted(TABLE.keys() - OPERATIONS.keys()) == [], "there is no such operation any more"


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_every_operation_has_a_guard_and_says_what_it_answers(name: str) -> None:
    operation = OPERATIONS[name]
    assert operation.guard, "every operation stands behind a guard"
    if name in TABLE:
        assert operation.guard == TABLE[name].guard
    right = {status: answer for status, answer in operation.answers.items() if status.startswith("2")}
    assert right
    assert all(
        "schema" in next(iter(answer["content"].values())) for status, answer in right.items() if status != "204"
    )


@pytest.mark.parametrize("name", KNOWN)
def test_the_row_names_every_identifier_of_the_path(name: str) -> None:
    named = set(re.findall(r"\{(\w+)\}", OPERATIONS[name].path)) - {"gateway"}
    assert set(TABLE[name].path) == named


# What a field of a body or a query is called, and whose identifier it holds.
IDENTIFIERS = {name: name for name in ("probationer", "place", "agenda", "agent", "type", "appointment", "challenge")}
IDENTIFIERS |= {"slot": "free_slot", "assign_to": "agent", "moves": "appointment", "organisation": "organisation"}


@pytest.mark.parametrize("name", PROVED)
def test_every_identifier_that_may_be_given_is_tried(name: str) -> None:
    """Of the bodies and the queries, as the contract has them: a new filter needs a row as well as a new operation."""
    tried = {(at[-1], kind) for row in rows_of(name) for at, kind in places_of(request_of(row))}
    given = {(field, IDENTIFIERS[field]) for field in OPERATIONS[name].fields if field in IDENTIFIERS}
    assert given <= tried


@pytest.mark.parametrize("name", PROVED)
def test_nobody_gets_in_unproved(name: str, world: World) -> None:
    """Not signed in, with the other side's session, or with a password alone."""
    callers = {"nobody": Client()}
    if TABLE[name].guard == "HolderGuard":
        callers["an agent"] = world.browser(Caller("spip", "local_admin"))
    else:
        callers["a person"] = world.near.phone()
    if TABLE[name].guard in ("AgentGuard", "FactorGuard"):
        halfway = Client()
        who = {"email": accounts.agent(world.near.service).email, "password": accounts.PASSWORD}
        assert halfway.post("/api/agent/session", who, content_type="application/json").status_code == 200
        callers["a password"] = halfway
    for caller, client in callers.items():
        assert call(client, name, world.near).status_code == 401, caller


@pytest.mark.parametrize("name", [name for name in KNOWN if OPERATIONS[name].method != "get"])
def test_no_form_of_another_site_gets_in(name: str, world: World) -> None:
    if TABLE[name].guard == "GatewayGuard":
        return  # no cookie proves there
    forged = Client(enforce_csrf_checks=True)
    client, own = browser_for(world, name)
    forged.cookies = client.cookies
    refused = call(forged, name, own)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_refused")


@pytest.mark.parametrize("name", AGENTS)
def test_each_role_may_what_its_row_says(name: str, world: World) -> None:
    row = TABLE[name]
    for caller in CALLERS:
        answer = call(world.browser(caller), name, world.side(caller), other=("nothing",))
        refused = answer.status_code == 403 and answer.json()["code"] == "role_may_not"
        assert refused != may(caller, row.permission), caller


@pytest.mark.parametrize("caller", CALLERS, ids="-".join)
def test_each_role_is_told_what_it_may(caller: Caller, world: World) -> None:
    """By its session and by a file: the front shows what these name."""
    client, own = world.browser(caller), world.side(caller)
    session = client.get("/api/agent/session").json()
    assert (session["role"], session["may"]) == (caller.role, allowed(caller))
    assert (session["organisation"] or {"kind": "none"})["kind"] == caller.kind
    file = call(client, "get_file", own)
    assert (file.status_code == 200) == may(caller, "view_files")
    assert file.status_code != 200 or file.json()["may"] == allowed(caller)


@pytest.mark.parametrize("name", [name for name in AGENTS if TABLE[name].permission])
def test_a_role_that_may_not_learns_of_no_row(name: str, world: World) -> None:
    """Refused before anything is looked up: the same words for an own, a foreign and an invented identifier."""
    caller = next(caller for caller in CALLERS if not may(caller, TABLE[name].permission))
    client, own = world.browser(caller), world.side(caller)
    for at, kind in places_of(request_of(TABLE[name])):
        said = {
            call(client, name, own, at, given).content
            for given in (own.ids[kind], world.far.ids[kind], world.never(kind))
        }
        assert len(said) == 1, at


@pytest.mark.parametrize(
    ("name", "row"),
    [
        pytest.param(name, row, id=f"{name}-{number}")
        for name in PROVED
        for number, row in enumerate(rows_of(name))
        if row.path or row.body() or row.query
    ],
)
def test_with_one_s_own_rows_it_works(name: str, row: Row, world: World) -> None:
    """Without this the silence of the next test would prove nothing."""
    client, own = browser_for(world, name)
    assert call(client, name, own, row=row).status_code in row.answers


@pytest.mark.parametrize(("name", "row", "at", "kind"), IDENTIFIED)
def test_out_of_scope_is_the_same_as_never_was(
    name: str, row: Row, at: tuple[Any, ...], kind: str, world: World
) -> None:
    client, own = browser_for(world, name)
    call(client, name, own, at, world.never(kind), row=row)  # whatever is read once for all has been read
    said, asked = [], []
    for given in (world.far.ids[kind], world.never(kind)):
        with counting.asked() as told:
            answer = call(client, name, own, at, given, row=row)
        said.append((answer.status_code, answer.content, sorted(answer.headers.items())))
        asked.append([_bare(query) for query in told])
    assert said[0] == said[1]
    assert asked[0] == asked[1]
    if row.narrows:
        assert call(client, name, own, row=row).content != said[0][1], "the own one finds nothing either"
    expected = 409 if kind == "challenge" else 200 if row.narrows else 404  # a code of nobody has expired
    assert said[0][0] == expected, said[0]


def _bare(statement: str) -> str:
    """The kind of work: a savepoint's name says nothing."""
    return statement.split('"')[0] if "SAVEPOINT" in statement else statement[:40]
