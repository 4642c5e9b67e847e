"""Of every operation of both sides: what may be kept of its answer, what marks it, and whether it leaves compressed."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from backend.accounts import sessions_holder
from backend.accounts.models import Device
from backend.common import clock
from backend.config import compression
from tests.architecture.source import HOUSE
from tests.architecture.test_permissions import KNOWN, OPERATIONS, TABLE, browser_for, built, call, world
from tests.architecture.world import World

pytestmark = pytest.mark.django_db
__all__ = ["built", "world"]

READS = [name for name in KNOWN if OPERATIONS[name].method == "get"]
MARKED = [
    name
    for name in READS
    if TABLE[name].guard == "HolderGuard" and "application/json" in OPERATIONS[name].answers["200"]["content"]
]
# A field with one of these words in its name might hold a secret. Those that do not, and why.
SECRETS = ("secret", "token", "password", "recovery_code", "uri", "challenge")
HARMLESS: dict[str, str] = {}
UNTYPED = {"begin_enrolment", "begin_security_key"}  # what WebAuthn takes: a challenge stands in it


def told(answer: Any, header: str) -> set[str]:
    return {part.strip() for part in answer.get(header, "").split(",") if part.strip()}


@pytest.mark.parametrize("name", KNOWN)
def test_no_browser_and_no_proxy_keeps_an_answer(name: str, world: World) -> None:
    """Neither the answer nor a refusal, whoever asks."""
    client, own = browser_for(world, name) if TABLE[name].guard not in OPEN else (Client(), world.near)
    row = replace(TABLE[name], path=TABLE[name].path | {"gateway": "demonstration"})
    for caller in (client, Client()):
        answer = call(caller, name, own, row=row)
        assert "no-store" in told(answer, "Cache-Control"), answer.status_code
        assert "Cookie" in told(answer, "Vary"), answer.status_code


OPEN = ("Anybody", "GatewayGuard", "PasswordGuard", "FactorGuard")


@pytest.mark.parametrize("name", [name for name in READS if TABLE[name].guard != "GatewayGuard"])
def test_only_what_a_person_reads_of_herself_carries_a_mark(name: str, world: World) -> None:
    """The agents' readings are journalled, each one; who is signed in must be asked in full."""
    client, own = browser_for(world, name) if TABLE[name].guard not in OPEN else (Client(), world.near)
    answer = call(client, name, own)
    assert ("ETag" in answer, "X-Now" in answer) == ((True, True) if name in MARKED else (False, False))


@pytest.mark.parametrize("name", MARKED)
def test_what_has_not_changed_is_not_sent_again(name: str, world: World) -> None:
    client, own = browser_for(world, name)
    first = call(client, name, own)
    path = OPERATIONS[name].path.format(**{key: own.ids[each.kind] for key, each in TABLE[name].path.items()})
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["X-Now"] and told(again, "Cache-Control") == {"no-store"}
    other = client.get(path, headers={"If-None-Match": 'W/"another"'})
    assert (other.status_code, other["ETag"]) == (200, first["ETag"])


def test_there_is_something_to_mark() -> None:
    assert {"get_my_home", "get_my_details", "list_my_messages", "get_my_appointment"} <= set(MARKED)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_no_answer_that_holds_a_secret_is_compressed(name: str) -> None:
    """By the names of its fields, as the contract has them."""
    operation = OPERATIONS[name]
    holds = [field for field in fields_of(operation.answers) if any(word in field for word in SECRETS)]
    is_left_out = operation.path.startswith(compression.SECRET)
    assert is_left_out or not [field for field in holds if field not in HARMLESS]
    assert is_left_out or name not in UNTYPED


def fields_of(value: Any, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every field of an answer, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from fields_of(each, seen)
    if not isinstance(value, dict):
        return
    name = value.get("$ref", "")
    if name and name not in seen:
        kind, _, part = name.removeprefix("#/components/").partition("/")
        yield from fields_of(PARTS[kind][part], seen | {name})
    if isinstance(value.get("properties"), dict):
        yield from value["properties"]
    for each in value.values():
        yield from fields_of(each, seen)


PARTS = json.loads((HOUSE / "shared" / "openapi.json").read_text("utf-8"))["components"]


def test_a_long_answer_leaves_compressed_and_of_no_certain_length(world: World) -> None:
    client, own = browser_for(world, "get_my_home")
    asked = {"Accept-Encoding": "gzip"}
    answers = [client.get("/api/probationer/home", headers=asked) for _ in range(12)]
    assert {answer["Content-Encoding"] for answer in answers} == {"gzip"}
    assert "Accept-Encoding" in told(answers[0], "Vary")
    plain = call(client, "get_my_home", own)
    assert len(answers[0].content) < len(plain.content) * 0.7
    assert json.loads(gzip.decompress(answers[0].content)).keys() == plain.json().keys()
    assert len({len(answer.content) for answer in answers}) > 3


def test_a_secret_leaves_as_it_is(world: World) -> None:
    client, _ = browser_for(world, "list_places")
    answer = client.post(
        "/api/agent/second-factors/totp", "{}", "application/json", headers={"Accept-Encoding": "gzip"}
    )
    assert answer.json()["secret"] and "Content-Encoding" not in answer


def test_one_answer_has_another_mark_on_every_device(world: World) -> None:
    """Whoever could compare marks would learn whether two were told the same."""
    device, _ = sessions_holder.add_device(world.near.person.holder, label="Chrome, Windows")
    second = Client()
    second.cookies["msj_holder"] = sessions_holder.open_session(device, life=timedelta(days=1))
    one, other = (phone.get("/api/probationer/me") for phone in (world.near.phone(), second))
    assert one.content == other.content and one["ETag"] != other["ETag"]


@pytest.mark.parametrize(
    ("name", "is_clearing"),
    [("sign_out", True), ("sign_out_agent", True), ("disown_phone", True), ("get_my_home", False)],
)
def test_signing_out_clears_the_browsers_cache_and_nothing_else(name: str, is_clearing: bool, world: World) -> None:
    client, own = browser_for(world, name) if name != "sign_out_agent" else (browser_for(world, "list_places"))
    assert call(client, name, own).get("Clear-Site-Data", "") == ('"cache"' if is_clearing else "")


def test_a_revoked_phone_is_told_to_clear_its_cache_too(world: World) -> None:
    phone = world.near.phone()
    Device.objects.filter(pk=world.near.ids["device"]).update(revoked_at=clock.now())
    answer = phone.get("/api/probationer/home")
    assert (answer.json()["code"], answer.get("Clear-Site-Data")) == ("session_revoked", '"cache"')


def test_the_proxy_compresses_nothing() -> None:
    """One part does, the one that knows which answers hold a secret."""
    lines = (HOUSE / "deploy" / "Caddyfile").read_text("utf-8").splitlines()
    assert not [line for line in lines if line.split()[:1] == ["encode"]]
