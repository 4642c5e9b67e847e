"""Whose asks count against what: known devices, numbers, shared addresses, take-back, the counter (A5, D4, D5)."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from backend.accounts.models import Attempt, Challenge
from backend.common import clock
from backend.delivery.models import Message
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db
HOSTEL = "198.51.100.9"
LATER = timedelta(minutes=2)


def known_phone(address: str = HOSTEL) -> tuple[str, Phone]:
    """A number and the phone that signed in to its file, which calls from that address by now."""
    file, phone = make.file(), Phone(f"192.0.2.{Attempt.objects.count() % 250}")
    assert phone.sign_in(file).status_code == 200
    phone.client.defaults["REMOTE_ADDR"] = address
    return file.phone, phone


def ask_take_back(number: str, address: str = "203.0.113.5") -> int:
    return Phone(address).send("take-back/challenges", {"phone": number}).status_code


def test_a5_twelve_known_phones_behind_one_address_all_get_their_code() -> None:
    phones = [known_phone() for _ in range(12)]
    clock.shift(LATER)
    strangers = [Phone(HOSTEL).ask(make.number()).status_code for _ in range(21)]
    assert strangers == [202] * 20 + [429]
    assert [phone.ask(number).status_code for number, phone in phones] == [202] * 12


def test_a5_many_first_sign_ins_behind_one_address_wait_a_minute_at_most() -> None:
    answers = [Phone(HOSTEL).ask(make.number()) for _ in range(22)]
    assert [answer.status_code for answer in answers] == [202] * 20 + [429] * 2
    assert answers[-1].json()["code"] == "codes_on_network"
    assert int(answers[-1].headers["Retry-After"]) <= 60
    clock.shift(timedelta(minutes=1))
    assert Phone(HOSTEL).ask(make.number()).status_code == 202


def test_a5_what_is_refused_costs_nothing() -> None:
    """Neither the address, which the one-minute rule refused, nor the number, which the address refused."""
    number = make.file().phone
    asked = [Phone(HOSTEL).ask(number).status_code for _ in range(30)]
    assert asked == [202] + [429] * 29
    assert [Phone(HOSTEL).ask(make.number()).status_code for _ in range(20)] == [202] * 19 + [429]
    other = make.file().phone
    assert Phone(HOSTEL).ask(other).status_code == 429
    assert Phone("192.0.2.77").ask(other).status_code == 202


def test_at_the_ceiling_a_refused_ask_costs_nothing_either(settings: Settings) -> None:
    settings.CODES_AN_HOUR = 1
    Phone("192.0.2.8").ask(make.file().phone)
    before = Attempt.objects.count()
    number = make.file().phone
    assert Phone(HOSTEL).ask(number).json()["code"] == "codes_paused"
    assert Attempt.objects.count() == before
    settings.CODES_AN_HOUR = 500
    assert Phone(HOSTEL).ask(number).status_code == 202


def test_each_known_device_of_a_file_has_its_own_budget() -> None:
    number, phone = known_phone()
    other = Phone("192.0.2.250")
    clock.shift(LATER)
    assert other.enter(other.ask(number).json()["id"]).status_code == 200
    assert phone.ask(number).status_code == other.ask(number).status_code == 202
    assert phone.ask(number).status_code == other.ask(number).status_code == 429


def test_a_known_device_asks_for_other_numbers_within_both_budgets() -> None:
    """Its cookie opens no hole: neither to pump numbers nor to learn who is on file."""
    _, phone = known_phone()
    number = make.file().phone
    clock.shift(LATER)
    assert phone.ask(number).status_code == 202
    clock.shift(LATER)
    assert Phone("192.0.2.3").ask(number).status_code == 202
    assert phone.ask(number).status_code == 429
    clock.shift(timedelta(hours=1))
    assert [phone.ask(make.number()).status_code for _ in range(2)] == [202, 429]


def test_d4_asking_codes_for_a_number_keeps_nobody_from_taking_it_back() -> None:
    number = make.file().phone
    for n in range(6):
        assert Phone(f"192.0.2.{n}").ask(number).status_code == 202
        clock.shift(timedelta(minutes=61))
    assert Phone("192.0.2.9").ask(number).status_code == 429
    assert Phone("198.51.100.9").ask(number).status_code == 202  # of its spare ones, at this very moment
    assert ask_take_back(number) == 202


def test_d4_a_stranger_who_asks_to_take_a_number_back_does_not_stop_its_owner() -> None:
    number = make.file().phone
    strangers = [ask_take_back(number, f"192.0.2.{n}") for n in range(12)]  # one network
    assert strangers.count(202) == 1
    clock.shift(timedelta(minutes=1))
    assert ask_take_back(number) == 202


def test_d4_a_number_is_taken_back_while_sign_ins_have_no_codes_left(settings: Settings) -> None:
    settings.CODES_AN_HOUR = 1
    Phone().ask(make.file().phone)
    assert Phone("192.0.2.2").ask(make.file().phone).json()["code"] == "codes_paused"
    assert ask_take_back(make.number()) == 202


def test_d4_the_counter_never_waits_for_strangers(settings: Settings) -> None:
    service = organisations.organisation()
    file = make.file(organisation=service)
    client = accounts.signed_in_client(accounts.agent(service))
    settings.CODES_AN_HOUR = 1
    assert Phone().ask(file.phone).status_code == 202
    path = f"/api/agent/probationers/{file.pk}/phone-proof"
    assert client.post(path, {"phone": file.phone}, content_type="application/json").status_code == 202
    spent = Attempt.objects.filter(act="codes").count()
    assert spent == 1  # and the counter's codes keep nobody from signing in


def test_d4_a_new_number_and_a_new_e_mail_do_not_wait_for_strangers() -> None:
    _, phone = known_phone()
    number = make.number()
    clock.shift(LATER)
    assert Phone("192.0.2.3").ask(number).status_code == 202
    proof = {"phone": number, "birth_date": BORN.isoformat()}
    assert phone.send("me/phone", proof).status_code == 202


def test_guessing_ones_birth_date_counts_though_the_number_is_ones_own() -> None:
    number, phone = known_phone()
    wrong = {"phone": number, "birth_date": "1971-01-02"}
    assert [phone.send("me/phone", wrong).status_code for _ in range(6)] == [401] * 5 + [429]
    right = {"phone": number, "birth_date": BORN.isoformat()}
    assert phone.send("me/phone", right).status_code == 429


def test_a_new_number_that_may_have_no_code_now_costs_no_ask() -> None:
    _, phone = known_phone()
    number = make.number()
    proof = {"phone": number, "birth_date": BORN.isoformat()}
    statuses = [phone.send("me/phone", proof).status_code for _ in range(9)]
    assert statuses == [202] + [429] * 8
    assert phone.send("me/phone", proof | {"phone": make.number()}).status_code == 202


@pytest.mark.parametrize(
    "addresses",
    [
        [f"2001:db8:7:1:{n:x}::1" for n in range(21)],
        [f"::ffff:{HOSTEL}"] * 10 + [HOSTEL] * 11,
    ],
    ids=["one /64", "one IPv4 in two spellings"],
)
def test_d5_one_line_has_one_budget(addresses: list[str]) -> None:
    assert [Phone(address).ask(make.number()).status_code for address in addresses] == [202] * 20 + [429]


def test_d5_a_port_makes_no_other_address(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    statuses = []
    for port in range(21):
        phone = Phone("127.0.0.1")
        phone.client.defaults["HTTP_X_FORWARDED_FOR"] = f"{HOSTEL}:{50_000 + port}"
        statuses.append(phone.ask(make.number()).status_code)
    assert statuses == [202] * 20 + [429]


def test_nothing_is_queued_for_a_refused_ask() -> None:
    number = make.file().phone
    for _ in range(3):
        Phone().ask(number)
    assert Message.objects.count() == Challenge.objects.count() == 1
