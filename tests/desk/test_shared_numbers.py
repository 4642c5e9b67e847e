"""One number, two files: the agent reads that it is the same number, and whose, as far as she sees them."""

import json
from typing import Any

import pytest

from backend.probationers.models import Probationer
from tests.accounts import make as accounts
from tests.agenda import make
from tests.desk.test_replies import reply
from tests.organisations import make as organisations
from tests.probationers import make as probationers
from tests.probationers.make import BORN

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


@pytest.fixture
def other(scene: make.Scene) -> Probationer:
    """Somebody in sight with the same number; one out of sight and one that is over have it too."""
    number = scene.person.phone
    probationers.file("SPECIMEN", organisation=organisations.organisation(), phone=number)
    probationers.file("DEMO", organisation=scene.service, phone=number, archived_at="2026-01-05T08:00:00Z")
    return probationers.file("TEST", "Noé", organisation=scene.service, phone=number)


def read(scene: make.Scene, path: str) -> Any:
    return accounts.signed_in_client(scene.agent).get(f"/api/agent/{path}").json()


def test_a_file_says_who_else_has_its_number(scene: make.Scene, other: Probationer) -> None:
    name = {"id": str(other.pk), "last_name": "TEST", "first_name": "Noé"}
    assert read(scene, f"files/{scene.person.pk}")["same_phone"] == [name]
    assert read(scene, f"files/{scene.another().pk}")["same_phone"] == []


def test_a_text_from_a_shared_number_says_whose_it_may_be(scene: make.Scene, other: Probationer) -> None:
    row = reply(scene.person, is_shared=True)
    (shown,) = read(scene, "morning")["replies"]
    assert (shown["id"], shown["shared"]) == (str(row.pk), True)
    assert [one["last_name"] for one in shown["shared_with"]] == ["TEST"]


def test_what_resembles_a_new_file_says_where_it_is_by_its_number(scene: make.Scene, other: Probationer) -> None:
    def ask(**typed: str) -> list[tuple[str, bool]]:
        body = {"last_name": "FICTIF", "first_name": "Sacha", "birth_date": BORN.isoformat()} | typed
        client = accounts.signed_in_client(scene.agent)
        answer = client.post("/api/agent/probationers/duplicates", json.dumps(body), content_type="application/json")
        return sorted((one["last_name"], one["same_phone"]) for one in answer.json()["items"])

    number = other.phone.replace("+33", "0")
    assert ("TEST", True) in ask(phone=number) and ("EXEMPLE", True) in ask(phone=number)
    assert ask(last_name="TEST", first_name="Noé") == [("TEST", False)]
