"""What binds a code to the browser that asked (cookie msj_challenge): drawn for each ask, gone when it is of no use."""

from datetime import timedelta
from typing import Any

import pytest

from backend.accounts import rules
from backend.common import clock
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code

pytestmark = pytest.mark.django_db
NAME, PLANTED = "msj_challenge", "A" * 43
LATER = timedelta(minutes=2)


def _binder(phone: Phone) -> Any:
    return phone.client.cookies[NAME]


def _signed_in() -> Phone:
    phone = Phone()
    assert phone.sign_in(make.file()).status_code == 200
    clock.shift(LATER)
    return phone


@pytest.mark.parametrize("path", ["challenges", "take-back/challenges"])
def test_what_somebody_put_into_the_browser_binds_no_code(path: str) -> None:
    """D189: not even what binds a living code of theirs."""
    number, planting, phone = make.file().phone, Phone("192.0.2.66"), Phone()
    planting.send(path, {"phone": make.number()})
    for planted in (PLANTED, _binder(planting).value):
        phone.client.cookies[NAME] = planted
        challenge = phone.send(path, {"phone": number}).json()["id"]
        assert _binder(phone).value != planted and len(_binder(phone).value) >= 43
        planting.client.cookies[NAME] = planted
        assert planting.enter(challenge).json()["code"] == "code_expired"
        clock.shift(LATER)


def test_it_lives_as_long_as_its_code() -> None:
    phone = Phone()
    phone.ask(make.number())
    assert _binder(phone)["max-age"] == 600


def test_each_ask_draws_another() -> None:
    phone, seen = Phone(), set()
    for _ in range(3):
        phone.ask(make.number())
        seen.add(_binder(phone).value)
    assert len(seen) == 3


def test_a_refused_ask_leaves_the_living_code_its_browser() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    assert phone.ask(file.phone).status_code == 429
    assert phone.enter(challenge).status_code == 200


def test_after_a_sign_in_it_lives_only_while_a_lost_answer_can_be_asked_for_again() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    assert phone.enter(challenge).status_code == 200
    assert _binder(phone)["max-age"] == rules.ASKED_AGAIN.total_seconds() == 300
    assert phone.enter(challenge).status_code == 200


@pytest.mark.parametrize(("path", "method"), [("session", "delete"), ("not-my-phone", "post")])
def test_signing_out_takes_it_along(path: str, method: str) -> None:
    phone = _signed_in()
    assert phone.send(path, method=method).status_code == 204
    assert _binder(phone).value == "" and _binder(phone)["max-age"] == 0


def test_a_new_number_and_a_new_e_mail_can_be_proved_side_by_side() -> None:
    phone, number = _signed_in(), make.number()
    phone.client.cookies[NAME] = PLANTED
    by_phone = phone.send("me/phone", {"phone": number, "birth_date": BORN.isoformat()}).json()["id"]
    drawn = _binder(phone).value
    assert drawn != PLANTED
    by_email = phone.send("me/email", {"email": "camille@exemple.fr"}).json()["id"]
    assert _binder(phone).value == drawn
    for path, challenge in (("me/phone/proof", by_phone), ("me/email/proof", by_email)):
        assert phone.send(path, {"challenge": challenge, "code": right_code(challenge)}).status_code == 200
