"""How many codes may be asked for: the same for a number in a file and for any other."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from backend.accounts import rules
from backend.accounts.models import Attempt
from backend.common import clock
from backend.delivery.models import Message
from tests.probationers import make
from tests.probationers.phone import Phone, wrong_code

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["in a file", "in no file"])
def number(request: pytest.FixtureRequest) -> str:
    return make.file().phone if request.param == "in a file" else make.number()


def test_one_code_a_minute_to_a_number(number: str) -> None:
    assert Phone("192.0.2.1").ask(number).status_code == 202
    answer = Phone("192.0.2.2").ask(number)
    assert (answer.status_code, answer.json()) == (429, {"code": "codes_to_number", "fields": {}})
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    clock.shift(timedelta(seconds=61))
    assert Phone("192.0.2.2").ask(number).status_code == 202


def test_three_codes_an_hour_and_six_a_day_to_a_number(number: str) -> None:
    sent, now = [], 0
    for minute in (*range(0, 2 * 60, 5), *range(2 * 60, 26 * 60, 20)):  # after two hours the day's six have left
        clock.shift(timedelta(minutes=minute - now))
        now = minute
        answer = Phone(f"192.0.2.{minute % 250}").ask(number)
        if answer.status_code == 202:
            sent.append(minute)
    assert [minute for minute in sent if minute < 60] == [0, 5, 10]
    assert len([minute for minute in sent if minute < 24 * 60]) == 6
    assert len(sent) > 6  # the next day it goes on


def test_twenty_codes_a_minute_from_an_address() -> None:
    statuses = [Phone("192.0.2.9").ask(make.number()).status_code for _ in range(22)]
    assert statuses == [202] * 20 + [429] * 2
    assert Phone("192.0.2.10").ask(make.number()).status_code == 202


def test_a_known_device_is_not_stopped_by_others_asking_for_its_number() -> None:
    file, phone = make.file(), Phone()
    phone.sign_in(file)
    clock.shift(timedelta(minutes=2))
    assert Phone("198.51.100.1").ask(file.phone).status_code == 202
    assert Phone("198.51.100.2").ask(file.phone).status_code == 429
    assert phone.ask(file.phone).status_code == 202


def test_pumping_codes_to_numbers_in_files_stops_them_all() -> None:
    for _ in range(rules.CODES_AN_HOUR):
        Attempt.objects.create(act="codes", key=_key("known"), at=clock.now())
    for number in (make.file().phone, make.number()):
        answer = Phone().ask(number)
        assert (answer.status_code, answer.json()["code"]) == (429, "codes_paused")
    assert not Message.objects.exists()


def test_pumping_codes_to_made_up_numbers_stops_nobody() -> None:
    """They cost nothing, since none leaves; counting them would let anybody stop the service."""
    for _ in range(rules.CODES_AN_HOUR):
        Attempt.objects.create(act="codes", key=_key("unknown"), at=clock.now())
    assert Phone().ask(make.file().phone).status_code == 202


def test_codes_asked_for_made_up_numbers_use_up_no_budget(settings: Any) -> None:
    settings.CODES_AN_HOUR = 2
    for host in range(3):
        assert Phone(f"192.0.2.{host}").ask(make.number()).status_code == 202
    assert Phone("192.0.2.3").ask(make.file().phone).status_code == 202


def test_guessing_everywhere_makes_new_devices_wait_and_no_known_one() -> None:
    file, known, new = make.file(), Phone(), Phone("192.0.2.2")
    known.sign_in(file)
    clock.shift(timedelta(minutes=2))
    Attempt.objects.bulk_create(
        Attempt(act="code_failed", key=_key("known"), at=clock.now()) for _ in range(rules.FAILURES_AN_HOUR)
    )
    challenge = new.ask(make.file().phone).json()["id"]
    answer = new.enter(challenge)
    assert (answer.status_code, answer.json()["code"]) == (429, "paused")
    assert known.enter(known.ask(file.phone).json()["id"], born=None).status_code == 200
    clock.shift(timedelta(minutes=61))
    assert new.sign_in(make.file()).status_code == 200


def test_a_failure_is_counted_once() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    phone.enter(challenge, wrong_code(challenge))
    phone.enter(challenge, born=None)
    assert Attempt.objects.filter(act="code_failed", key=_key("known")).count() == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "phone_unreadable"),
        ("12", "phone_too_few"),
        ("+1 202 555 0143", "phone_foreign"),
        ("01 40 00 00 00", "phone_landline"),
        ("not a number", "phone_letters"),
        ("3639", "phone_short"),
    ],
)
def test_what_is_no_french_mobile_number_is_said_to_be_none(said: str, why: str) -> None:
    answer = Phone().ask(said)
    assert answer.status_code == 422
    assert answer.json()["fields"] == {"phone": why}
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("said", ["06 39 98 00 01", "+33639980001", "0033 6 39 98 00 01", "06.39.98.00.01"])
def test_a_number_is_found_however_it_is_written(said: str) -> None:
    file = make.file(phone="+33639980001")
    phone = Phone()
    assert phone.enter(phone.ask(said).json()["id"]).json()["holder"] == str(file.holder_id)


def _key(value: str) -> str:
    return rules.keyed(settings.SECRET_KEY, "attempt", value)
