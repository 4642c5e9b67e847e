"""Since when a number is proved: each way of proving one writes it down, and the counter reads it first."""

from datetime import timedelta
from typing import Any

import pytest

from backend.common import clock
from backend.probationers.models import Probationer
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db

BIRTH = {"birth_date": BORN.isoformat()}


class Counter:
    """An agent at the counter of a service."""

    def __init__(self) -> None:
        self.service = organisations.organisation()
        self.client = accounts.signed_in_client(accounts.agent(of=self.service))

    def send(self, path: str, body: dict[str, Any], method: str = "post") -> ClientResponse:
        call = getattr(self.client, method)
        answer: ClientResponse = call(f"/api/agent/probationers{path}", body, content_type="application/json")
        return answer

    def prove(self, file: Probationer, number: str) -> None:
        path = f"/{file.pk}/phone-proof"
        challenge = self.send(path, {"phone": number}).json()["id"]
        self.send(f"{path}/answer", {"challenge": challenge, "code": right_code(challenge)})

    def find(self, file: Probationer) -> list[dict[str, Any]]:
        named = {"last_name": file.last_name, "first_name": file.first_name}
        items: list[dict[str, Any]] = self.send("/duplicates", named | BIRTH).json()["items"]
        return items


@pytest.fixture
def counter() -> Counter:
    return Counter()


def proved_for(file: Probationer) -> timedelta | None:
    """How long ago the number was proved; None: it is not, or nobody wrote it down."""
    file.refresh_from_db()
    return clock.now() - file.phone_proved_at if file.phone_proved_at else None


MOMENT = timedelta(seconds=30)


def test_each_way_of_proving_a_number_says_since_when(counter: Counter) -> None:
    file, phone = make.file(organisation=counter.service), Phone()
    assert proved_for(file) is None
    phone.sign_in(file)
    assert (first := proved_for(file)) is not None and first < MOMENT
    clock.shift(timedelta(days=1))
    Phone("192.0.2.8").sign_in(file)
    assert (still := proved_for(file)) is not None and still > timedelta(hours=23)  # since the first of them
    challenge = phone.send("me/phone", {"phone": (other := make.number())} | BIRTH).json()["id"]
    phone.send("me/phone/proof", {"challenge": challenge, "code": right_code(challenge)})
    assert (changed := proved_for(file)) is not None and changed < MOMENT and file.phone == other
    clock.shift(timedelta(hours=2))
    counter.prove(file, make.number())
    assert (seen := proved_for(file)) is not None and seen < MOMENT and file.phone_status == "proved"


def test_a_number_that_an_agent_corrects_is_proved_no_more(counter: Counter) -> None:
    file = make.file(organisation=counter.service)
    counter.prove(file, file.phone)
    assert counter.send(f"/{file.pk}", {"city": "Paris"}, "patch").status_code == 204
    assert proved_for(file) is not None
    assert counter.send(f"/{file.pk}", {"phone": make.number()}, "patch").status_code == 204
    assert (proved_for(file), file.phone_status) == (None, "given")


def test_the_counter_reads_of_an_existing_file_whether_its_number_is_proved(counter: Counter) -> None:
    file = make.file("ESSAI", organisation=counter.service)
    (known,) = counter.find(file)
    assert (known["phone_status"], known["phone_proved_at"]) == ("given", None)
    counter.prove(file, file.phone)
    (known,) = counter.find(file)
    file.refresh_from_db()
    assert (known["phone"], known["phone_status"]) == (file.phone, "proved")
    assert known["phone_proved_at"] is not None


def test_of_a_file_out_of_sight_nothing_is_read_of_its_number(counter: Counter) -> None:
    hidden = make.file("FICTIF", organisation=organisations.organisation())
    Phone().sign_in(hidden)
    (known,) = counter.find(hidden)
    assert (known["visible"], known["phone"], known["phone_status"], known["phone_proved_at"]) == (False, "", "", None)
