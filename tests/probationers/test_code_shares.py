"""Whoever asks codes for somebody's number, or for invented ones, keeps nobody elsewhere from a code (D183 to D185)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from backend.accounts import actions_challenge, rules, rules_budgets
from backend.accounts.models import Attempt, Challenge
from backend.accounts.rules import Quota
from backend.common import clock
from backend.common.errors import Slower
from backend.delivery.models import Message
from tests.probationers import make
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db
Ask = Callable[[str, str], Any]
MINUTE = timedelta(seconds=61)
HOME = "203.0.113.5"


def _sign_in(number: str, address: str) -> Any:
    return Phone(address).ask(number)


def _take_back(number: str, address: str) -> Any:
    return Phone(address).send("take-back/challenges", {"phone": number})


@pytest.fixture(params=[_sign_in, _take_back], ids=["sign-in", "take-back"])
def ask(request: pytest.FixtureRequest) -> Ask:
    found: Ask = request.param
    return found


@pytest.fixture(params=["in a file", "in no file"])
def number(request: pytest.FixtureRequest) -> str:
    return make.file().phone if request.param == "in a file" else make.number()


def _is_given(count: rules_budgets.Ask) -> bool:
    try:
        actions_challenge.take(*count.budgets, instead=count.instead)
    except Slower:
        return False
    return True


@pytest.fixture(params=["sign-in", "take-back"])
def budgets(request: pytest.FixtureRequest) -> Callable[[str], rules_budgets.Ask]:
    """What an ask for one number from an address counts against."""
    if request.param == "take-back":
        return lambda address: rules_budgets.of_take_back("+33639980001", address=address)
    return lambda address: rules_budgets.of_sign_in("+33639980001", device="", is_own=False, address=address)


def test_three_asks_of_a_stranger_keep_the_holder_from_no_code(ask: Ask, number: str) -> None:
    for _ in range(3):
        assert ask(number, "192.0.2.1").status_code == 202
        clock.shift(MINUTE)
    assert ask(number, "192.0.2.1").status_code == 429
    assert ask(number, HOME).status_code == 202


@pytest.mark.parametrize(("networks", "codes"), [(1, 6), (4, 6 + 8), (9, 6 + 18)])
def test_a_stranger_on_a_few_networks_who_asks_all_day_keeps_the_holder_from_no_code(
    networks: int, codes: int, budgets: Callable[[str], rules_budgets.Ask]
) -> None:
    given = 0
    for turn in range(45):
        given += _is_given(budgets(f"192.0.{turn % networks}.9"))
        clock.shift(timedelta(minutes=5))
    assert given == codes
    for _ in range(2):
        assert _is_given(budgets(HOME))
        clock.shift(MINUTE)


def test_what_strangers_everywhere_cause_for_one_number_is_bounded(
    budgets: Callable[[str], rules_budgets.Ask],
) -> None:
    """Twenty-three in an hour, twenty-six in a day."""
    given = []
    for hour in range(4):
        for minute in range(30):
            given += [hour] if _is_given(budgets(f"192.{hour}.{minute}.9")) else []
            clock.shift(MINUTE)
        clock.shift(timedelta(minutes=30))
    assert [given.count(hour) for hour in range(4)] == [23, 3, 0, 0]


def test_one_code_a_minute_to_a_number_from_wherever_they_are_asked(ask: Ask, number: str) -> None:
    """D185: ten texts rang within seconds, each asked for from another network."""
    statuses = [ask(number, f"192.0.{n}.9").status_code for n in range(10)]
    assert statuses == [202] + [429] * 9
    assert 0 < int(ask(number, HOME).headers["Retry-After"]) <= 60


def test_a_borrowed_phone_that_is_known_gets_the_codes_of_its_guest_too() -> None:
    guest, phone = make.file(), Phone(HOME)
    assert phone.sign_in(make.file()).status_code == 200
    for _ in range(3):
        clock.shift(MINUTE)
        assert Phone("192.0.2.1").ask(guest.phone).status_code == 202
    clock.shift(MINUTE)
    assert phone.ask(guest.phone).status_code == 202


def test_invented_numbers_keep_nobody_behind_an_address_or_its_network_for_more_than_a_minute(number: str) -> None:
    """D184: ten asks stopped an address for ten minutes, sixty its whole network for an hour."""
    asks = [Phone("198.51.100.9").ask(make.number()) for _ in range(62)]
    assert [answer.status_code for answer in asks] == [202] * 20 + [429] * 42
    assert 0 < int(asks[-1].headers["Retry-After"]) <= 60
    assert Phone("198.51.100.77").ask(number).status_code == 202
    clock.shift(MINUTE)
    assert Phone("198.51.100.9").ask(make.file().phone).status_code == 202


def test_sms_wait_for_their_turn_where_very_many_left_for_one_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who knows numbers on file has no more sent than before; the answer is the same, whoever is on file."""
    monkeypatch.setattr("backend.accounts.rules_budgets.SMS_FROM_NETWORK", (Quota(2, timedelta(minutes=8)),))
    asks = [Phone(f"198.51.100.{n}").ask(make.file().phone) for n in range(6)]
    asks.append(Phone("198.51.100.9").ask(make.number()))
    assert {answer.status_code for answer in asks} == {202}
    now, over = clock.now(), [row.expires_at for row in Challenge.objects.order_by("created_at")]
    turns = [row.not_before for row in Message.objects.order_by("created_at")]
    later = [now + timedelta(minutes=8)] * 2
    expected = [now, now, *later, *over[4:]]
    assert all(abs(turn - want) < timedelta(seconds=20) for turn, want in zip(turns, expected, strict=True))
    assert Attempt.objects.filter(act="codes", key=_key("known")).count() == 4  # those of the ceiling that leave
    assert Phone("203.0.113.9").ask(make.file().phone).status_code == 202
    assert abs(Message.objects.latest("created_at").not_before - now) < timedelta(seconds=20)


def test_invented_numbers_make_no_sms_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.accounts.rules_budgets.SMS_FROM_NETWORK", (Quota(2, timedelta(minutes=8)),))
    for n in range(6):
        Phone(f"198.51.100.{n}").ask(make.number())
    Phone("198.51.100.9").ask(make.file().phone)
    assert Message.objects.latest("created_at").not_before <= clock.now()


def _key(value: str) -> str:
    return rules.keyed(settings.SECRET_KEY, "attempt", value)
