"""Copies by e-mail need an address: ticked without one, nothing would come and nobody would know."""

from typing import Any

import pytest
from django.test import Client

from backend.organisations.models import Organisation
from backend.probationers.models import Probationer
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db

FIRST = (422, {"wants_email": "email_first"})
PERSON = {"last_name": "FICTIF", "first_name": "Sacha", "birth_date": BORN.isoformat()}
ADDRESS = "camille@exemple.fr"


@pytest.fixture
def service() -> Organisation:
    return organisations.organisation()


@pytest.fixture
def office(service: Organisation) -> Client:
    return accounts.signed_in_client(accounts.agent(of=service))


def told(answer: Any) -> tuple[int, dict[str, str]]:
    return answer.status_code, answer.json()["fields"] if answer.status_code == 422 else {}


def test_the_person_gives_an_address_first() -> None:
    file, phone = make.file(), Phone()
    phone.sign_in(file)
    assert told(phone.send("me", {"wants_email": True}, method="patch")) == FIRST
    assert told(phone.send("me", {"wants_email": False, "wants_push": False}, method="patch")) == (200, {})
    Probationer.objects.update(email=ADDRESS)
    assert told(phone.send("me", {"wants_email": True}, method="patch")) == (200, {})


def test_what_was_ticked_before_keeps_nobody_from_choosing_another_way() -> None:
    file, phone = make.file(wants_email=True), Phone()
    phone.sign_in(file)
    changes = {"wants_email": True, "wants_sms": False, "wants_push": True}
    assert told(phone.send("me", changes, method="patch")) == (200, {})


def test_an_agent_writes_an_address_first_in_a_new_file(office: Client) -> None:
    def make_file(more: dict[str, Any]) -> Any:
        return office.post("/api/agent/probationers", PERSON | more, content_type="application/json")

    assert told(make_file({"wants_email": True})) == FIRST
    assert not Probationer.objects.exists()
    assert told(make_file({"wants_email": True, "email": ADDRESS})) == (200, {})


@pytest.mark.parametrize(
    ("held", "changes", "is_refused"),
    [
        ({}, {"wants_email": True}, True),
        ({}, {"wants_email": True, "email": ADDRESS}, False),
        ({"email": ADDRESS}, {"wants_email": True}, False),
        ({"email": ADDRESS, "wants_email": True}, {"email": ""}, True),
        ({"email": ADDRESS, "wants_email": True}, {"email": "", "wants_email": False}, False),
        ({"wants_email": True}, {"city": "Paris"}, False),
    ],
)
def test_an_agent_leaves_no_file_with_copies_to_nowhere(
    office: Client, service: Organisation, held: dict[str, Any], changes: dict[str, Any], is_refused: bool
) -> None:
    file = make.file(organisation=service, **held)
    answer = office.patch(f"/api/agent/probationers/{file.pk}", changes, content_type="application/json")
    assert told(answer) == (FIRST if is_refused else (204, {}))
