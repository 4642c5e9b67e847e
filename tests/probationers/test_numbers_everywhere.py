"""A number typed anywhere is the same number: the table of numbers × every field that takes one."""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest

from backend.accounts.models import Agent, Challenge
from backend.common import clock
from backend.delivery import actions_reports
from backend.delivery.models import IncomingSms
from backend.delivery.rules_reports import Incoming
from backend.organisations.models import Place
from backend.probationers.models import Probationer, Relation, TrustedContact
from tests.accounts import make as accounts
from tests.agenda import make
from tests.common.tables.numbers import ROWS, Row
from tests.probationers import make as probationers
from tests.probationers.make import BORN
from tests.probationers.phone import Phone
from tests.undoing import undone

pytestmark = pytest.mark.django_db

ZONES = {
    "FR": "Europe/Paris", "NC": "Pacific/Noumea", "PF": "Pacific/Tahiti", "WF": "Pacific/Wallis",
    "PM": "America/Miquelon",
}  # fmt: skip
BIRTH = {"birth_date": BORN.isoformat()}
PERSON = {"last_name": "FICTIF", "first_name": "Sacha", "assign_to": None, "force": True} | BIRTH
WISH = {"name": "Mme SPECIMEN", "relation": "family", "language": "fr"}
PLACE = {
    "name": "Antenne EXEMPLE", "neutral_name": "Maison EXEMPLE", "address": "1 rue de l'Essai", "postcode": "92000",
    "city": "Nanterre",
}  # fmt: skip


class World:
    """A service somewhere, its agents, a person signed in on her phone, somebody at another."""

    def __init__(self, territory: str) -> None:
        self.scene = make.Scene(time_zone=ZONES[territory])
        Place.objects.filter(pk=self.scene.place.pk).update(postcode="")
        self.scene.person.phone = f"+3363998777{list(ZONES).index(territory)}"  # in no row of the table
        self.scene.person.save()
        self.agents = {
            "cpip": accounts.signed_in_client(self.scene.agent),
            "dpip": accounts.signed_in_client(accounts.agent(self.scene.service, "dpip")),
        }
        self.own, self.other = Phone(), Phone("192.0.2.77")
        self.own.sign_in(self.scene.person)
        clock.shift(timedelta(minutes=2))

    def by(self, role: str, path: str, body: dict[str, Any], method: str = "post") -> Any:
        call = getattr(self.agents[role], method)
        return call(f"/api/agent/{path}", json.dumps(body), content_type="application/json")

    @property
    def file(self) -> str:
        return f"probationers/{self.scene.person.pk}"


class Field(NamedTuple):
    """`wants`: which column of the table holds there."""

    wants: str
    send: Callable[[World, str], Any]
    stored: Callable[[World], str]
    name: str = "phone"
    is_placed: bool = True  # a local number is read with the service's territory


def _challenge(world: World) -> str:
    return Challenge.objects.latest("created_at").address


FIELDS: dict[str, Field] = {
    "a new file": Field(
        "number",
        lambda world, typed: world.by("cpip", "probationers", PERSON | {"phone": typed}),
        lambda world: Probationer.objects.latest("created_at").phone,
    ),
    "a corrected file": Field(
        "number",
        lambda world, typed: world.by("cpip", world.file, {"phone": typed}, "patch"),
        lambda world: Probationer.objects.get(pk=world.scene.person.pk).phone,
    ),
    "a relation": Field(
        "number",
        lambda world, typed: world.by(
            "cpip", f"{world.file}/relations", {"kind": "lawyer", "name": "Me TEST", "phone": typed}
        ),
        lambda world: Relation.objects.get().phone,
    ),
    "the counter": Field(
        "mobile",
        lambda world, typed: world.by("cpip", f"{world.file}/phone-proof", {"phone": typed}),
        _challenge,
    ),
    "a contact of trust, by an agent": Field(
        "mobile",
        lambda world, typed: world.by(
            "cpip", f"{world.file}/trusted-contacts", WISH | {"phone": typed, "consented_on": "2026-01-05"}
        ),
        lambda world: TrustedContact.objects.get().phone,
    ),
    "a contact of trust, by the person": Field(
        "mobile",
        lambda world, typed: world.own.send("me/trusted-contacts", WISH | {"phone": typed}),
        lambda world: TrustedContact.objects.get().phone,
    ),
    "the person's new number": Field(
        "mobile", lambda world, typed: world.own.send("me/phone", BIRTH | {"phone": typed}), _challenge
    ),
    "the sign-in": Field("mobile", lambda world, typed: world.other.ask(typed), _challenge, is_placed=False),
    "taking a number back": Field(
        "mobile",
        lambda world, typed: world.other.send("take-back/challenges", {"phone": typed}),
        _challenge,
        is_placed=False,
    ),
    "a new place": Field(
        "called",
        lambda world, typed: world.by("dpip", "places", PLACE | {"phone": typed}),
        lambda world: Place.objects.latest("pk").phone,
    ),
    "a corrected place": Field(
        "called",
        lambda world, typed: world.by("dpip", f"places/{world.scene.place.pk}", {"phone": typed}, "patch"),
        lambda world: Place.objects.get(pk=world.scene.place.pk).phone,
    ),
    "an agent's own line": Field(
        "line",
        lambda world, typed: world.by("cpip", "me", {"shared_phone": typed}, "patch"),
        lambda world: Agent.objects.get(pk=world.scene.agent.pk).shared_phone,
        name="shared_phone",
    ),
}
EVERY = 1 if os.environ.get("MSJ_WHOLE_TABLES") else 6  # `./msj prove` reads every row in every field


def drawn(field: str) -> list[Row]:
    """Every so-many-th row, another beginning for each field: together they read all."""
    typed = [row for row in ROWS if row.typed.strip() and "\0" not in row.typed]
    return typed[list(FIELDS).index(field) % EVERY :: EVERY]


def wanted(row: Row, field: Field) -> str:
    if row.uncalled and field.wants in ("called", "line"):
        return ""
    if field.wants == "called":
        return row.called
    return row.number if field.wants in ("number", "line") or row.sms else ""


def why(row: Row, field: Field) -> str:
    """What is said beside the field where the number is refused."""
    if field.wants == "called":
        return row.uncalled or row.unread
    return row.unread or {"mobile": row.unsent, "line": row.uncalled}.get(field.wants, "")


def read(field: Field, world: World, row: Row) -> str:
    """What is stored, empty where it was refused by its field in the row's words; nothing of it stays."""
    with undone():
        answer = field.send(world, row.typed)
        kept = field.stored(world) if answer.status_code < 300 else answer.content.decode()
    is_refusal = answer.status_code == 422 and answer.json()["fields"] == {field.name: why(row, field)}
    return "" if is_refusal else kept


@pytest.mark.parametrize("name", FIELDS)
def test_a_number_is_the_same_in_every_field(name: str) -> None:
    field = FIELDS[name]
    rows = [row for row in drawn(name) if field.is_placed or row.territory == "FR"]
    worlds = {territory: World(territory) for territory in sorted({row.territory for row in rows})}
    found = {(row.typed, row.territory): read(field, worlds[row.territory], row) for row in rows}
    should = {(row.typed, row.territory): wanted(row, field) for row in rows}
    wrong = {ascii(key): (found[key], should[key]) for key in should if found[key] != should[key]}
    assert wrong == {}, f"{len(wrong)} of {len(rows)}"


@pytest.mark.parametrize("sender", ["262692123456", "+262692123456", "0692123456", "+33692123456", "00262692123456"])
def test_a_reply_is_of_the_file_whatever_the_gateway_calls_its_number(sender: str) -> None:
    actions_reports.take_incoming("demonstration", Incoming("in-1", sender, "1"))
    assert IncomingSms.objects.get().sender == "+262692123456"


@pytest.mark.parametrize(
    "typed", sorted({row.typed for row in ROWS if row.number == "+262692123456" and row.typed.isascii()})
)
def test_a_file_is_found_and_a_second_one_noticed_by_its_number_in_any_shape(typed: str) -> None:
    scene = make.Scene()
    probationers.file("METROPOLE", "Lou", organisation=scene.service, phone="+262692123456")
    client = accounts.signed_in_client(scene.agent)
    search = client.post("/api/agent/probationers/search", json.dumps({"q": typed}), content_type="application/json")
    assert [one["last_name"] for one in search.json()["items"]] == ["METROPOLE"]
    body = json.dumps(PERSON | {"phone": typed, "force": False})
    refused = client.post("/api/agent/probationers", body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "duplicate_possible")
