"""Of every operation of both sides: its row in doors.py is what really happens."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from typing import Any

import pytest
from django.test import Client

from backend.accounts import actions_challenge
from backend.accounts.rules import Budget
from backend.config import bodies
from backend.config.api import api
from backend.journal import readings, rules_readings
from tests.architecture.doors import BOUNDS, DOORS, KEEPS, OWN
from tests.architecture.source import HOUSE, python
from tests.architecture.test_permissions import KNOWN, OPERATIONS, TABLE, browser_for, built, call, rows_of, world
from tests.architecture.world import World
from tests.documented import undocumented

pytestmark = pytest.mark.django_db
__all__ = ["built", "world"]
WRITING = [name for name in KNOWN if OPERATIONS[name].method != "get"]
UNPROVED = ("Anybody", "GatewayGuard", "PasswordGuard", "FactorGuard")


def test_every_operation_has_a_door_and_every_door_an_operation() -> None:
    assert sorted(OPERATIONS.keys() - DOORS.keys()) == [], "say in doors.py what it takes, keeps and counts"
    assert sorted(DOORS.keys() - OPERATIONS.keys()) == [], "there is no such operation any more"


def test_no_operation_answers_whatever_it_likes() -> None:
    """D152: each names its own statuses; tests/documented.py fails whoever meets another."""
    for path, operations in api.get_openapi_schema()["paths"].items():
        for operation in operations.values():
            statuses = operation["responses"].keys()
            assert all(status.isdecimal() and int(status) < 500 for status in statuses), path


@pytest.mark.parametrize(
    ("field", "said", "is_met"),
    [("time", "09:00", False), ("time", "09:00:00", True), ("since", "2026-02-30", True), ("minutes", "30", True)],
)
def test_an_answer_of_another_shape_is_met(field: str, said: str, is_met: bool) -> None:
    """By formats too; whatever a test is about, it fails where it is answered so."""
    pattern = {
        "id": 1, "agenda": 2, "type": {"id": 3, "name": "Convocation"}, "weekday": 0, "time": "09:00", "minutes": 30,
        "capacity": 1, "since": "2026-02-28", "until": None, field: said,
    }  # fmt: skip
    body = json.dumps({"items": [pattern]}).encode()
    told = undocumented("GET", "/api/agent/slot-patterns", 200, body)
    assert told.startswith(f"list_slot_patterns answered 200 at items/0/{field}: ") if is_met else not told


@pytest.mark.parametrize("name", KNOWN)
def test_a_role_is_refused_where_a_permission_is_asked_and_nowhere_else(name: str) -> None:
    is_asked = TABLE[name].permission is not None
    is_written = OPERATIONS[name].method != "get" and TABLE[name].guard != "GatewayGuard"
    assert ("403" in OPERATIONS[name].answers) == (is_asked or is_written)


@pytest.mark.parametrize("name", sorted(DOORS))
def test_what_counts_against_a_budget_says_so(name: str) -> None:
    assert ("429" in OPERATIONS[name].answers) == bool(DOORS[name].budgets)
    assert ("own" in DOORS[name].budgets) == (name in OWN)
    assert ("304" in OPERATIONS[name].answers) == (DOORS[name].keeps == "mark")


def test_every_budget_is_one_of_the_codes() -> None:
    said = {budget for door in DOORS.values() for budget in door.budgets} - {"own"}
    text = "".join(path.read_text("utf-8") for path in python("backend/**/*.py"))
    made = set(re.findall(r'Budget\("(\w+)"', text))
    made |= set(re.findall(r'\("(agent_\w+(?::\w+)?)", (?:f"|email|address|str\()', text))
    made |= {f"shown:{kind}" for kind in rules_readings.LIMITS}
    made |= {act + end for act in re.findall(r'_from\("(\w+)"', text) for end in ("", "_network")}
    ends = re.findall(r'Budget\(f"\{what\}(_\w+)"', text)
    made |= {act + end for act in re.findall(r'_of_number\("(\w+)"', text) for end in ends}
    assert all(_is_of(act, said) for act in made)
    assert all(any(_is_of(act, {budget}) for act in made) for budget in said)


def _is_of(act: str, budgets: Iterable[str]) -> bool:
    return any(fnmatch(act, budget) for budget in budgets)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The acts that an operation counts while it is asked."""
    acts: set[str] = set()
    whole = actions_challenge.take

    def take(*budgets: Budget, instead: Sequence[Budget] = ()) -> Sequence[Budget]:
        acts.update(budget.act for budget in (*budgets, *instead))
        return whole(*budgets, instead=instead)

    def count(kind: str, what: object, **more: Any) -> bool:
        acts.add(f"shown:{kind}")
        return show(kind, what, **more)

    show = readings.count
    monkeypatch.setattr(actions_challenge, "take", take)
    monkeypatch.setattr(readings, "count", count)
    return acts


@pytest.mark.parametrize("name", KNOWN)
def test_an_operation_counts_against_no_budget_but_its_own(name: str, world: World, counted: set[str]) -> None:
    for client, own, row in _asked(world, name):
        call(client, name, own, row=row)
    assert [act for act in counted if not _is_of(act, DOORS[name].budgets)] == []


ALWAYS = (
    "update_my_details",
    "answer_my_appointment",
    "ask_counter_code",
    "approve_trusted_contact",
    "search_probationers",
    "list_appointments",
    "export_appointments",
    "get_file",
)


@pytest.mark.parametrize("name", ALWAYS)
def test_a_budget_is_counted_against_whenever_it_is_spent(name: str, world: World, counted: set[str]) -> None:
    client, own = browser_for(world, name)
    call(client, name, own)
    assert counted == DOORS[name].budgets


def _asked(world: World, name: str) -> Iterator[tuple[Client, Any, Any]]:
    client, own = browser_for(world, name) if TABLE[name].guard not in UNPROVED else (Client(), world.near)
    for row in rows_of(name):
        yield client, own, replace(row, path=row.path | {"gateway": "demonstration"})


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_kept_of_an_answer_is_what_the_row_says(name: str, world: World) -> None:
    client, own, row = next(_asked(world, name))
    answer = call(client, name, own, row=row)
    assert {part.strip() for part in answer["Cache-Control"].split(",")} == KEEPS[DOORS[name].keeps]
    assert ("ETag" in answer) == (DOORS[name].keeps == "mark")


@pytest.mark.parametrize("name", WRITING)
def test_a_body_is_bounded_as_the_row_says(name: str, world: World) -> None:
    """By its length alone: nothing of it is read before."""
    client, _ = browser_for(world, name) if TABLE[name].guard not in UNPROVED else (Client(), world.near)
    path = re.sub(r"\{\w+\}", "1", OPERATIONS[name].path).replace("/gateway/1/", "/gateway/demonstration/")
    most = BOUNDS[DOORS[name].takes]
    for length, is_refused in ((most, False), (most + 1, True)):
        answer = client.generic(OPERATIONS[name].method.upper(), path, b" " * length, "application/json")
        assert (answer.status_code == 413) == is_refused, (length, answer.status_code)
        assert not is_refused or answer.json() == {"code": "too_big", "fields": {}}


@pytest.mark.parametrize("name", WRITING)
def test_what_an_operation_takes_is_what_its_contract_says(name: str) -> None:
    kinds = {"json": ["application/json"], "form": ["multipart/form-data"], "-": [], "batch": []}
    assert OPERATIONS[name].takes == kinds[DOORS[name].takes]


def test_the_proxy_lets_through_what_the_software_takes() -> None:
    """In its own words; it counts thousands."""
    proxy = (HOUSE / "deploy" / "Caddyfile").read_text("utf-8")
    said = {kind: int(size) * {"K": 1000, "M": 1_000_000}[unit] for kind, size, unit in
            re.findall(r"request_body @(\w+) \{\s+max_size (\d+)([KM])B", proxy)}  # fmt: skip
    assert said["form"] == bodies.FORM and said["photo"] == bodies.PHOTO and said["receipts"] >= bodies.REPORTS
