"""Budgets while everybody asks at the same moment: real transactions on real connections, none passes its edge."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from pytest_django import Settings

from backend.accounts.models import Attempt, Challenge
from backend.delivery.models import Message
from tests.probationers import make
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db(transaction=True)


def together(calls: list[Callable[[], int]]) -> Counter[int]:
    """The statuses of calls that are let go at once, each on its own connection."""
    barrier = Barrier(len(calls))

    def one(call: Callable[[], int]) -> int:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return Counter(threads.map(one, calls))


def _ask(number: str, address: str) -> Callable[[], int]:
    return lambda: Phone(address).ask(number).status_code


def test_an_address_gives_twenty_codes_to_thirty_who_ask_at_once() -> None:
    asks = [_ask(make.file().phone, "198.51.100.9") for _ in range(30)]
    assert together(asks) == {202: 20, 429: 10}
    assert Message.objects.count() == Challenge.objects.count() == 20
    assert Attempt.objects.filter(act="code_to").count() == 20  # who was refused spent nothing of her number's


def test_the_ceiling_gives_five_codes_to_twenty_who_ask_at_once(settings: Settings) -> None:
    settings.CODES_AN_HOUR = 5
    asks = [_ask(make.file().phone, f"198.51.{n}.9") for n in range(20)]
    assert together(asks) == {202: 5, 429: 15}
    assert Message.objects.count() == Attempt.objects.filter(act="codes").count() == 5


def test_crossed_asks_wait_for_each_other_and_never_for_ever() -> None:
    """Two numbers from two addresses, each pair in both orders: the locks are always taken in one."""
    numbers, addresses = [make.number() for _ in range(2)], ["198.51.100.9", "203.0.113.9"]
    asks = [_ask(number, address) for number in numbers for address in addresses] * 5
    assert together(asks) == {202: 2, 429: 18}


def test_taking_a_number_back_gives_one_code_to_twenty_networks_at_once() -> None:
    """D185: nobody's phone rings ten times in a second."""
    number = make.file().phone

    def ask(n: int) -> Callable[[], int]:
        return lambda: Phone(f"198.51.{n}.9").send("take-back/challenges", {"phone": number}).status_code

    assert together([ask(n) for n in range(20)]) == {202: 1, 429: 19}
