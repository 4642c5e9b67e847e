"""Many at once, on a real PostgreSQL: each thread its own connection, all let go together."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection

from backend.accounts.models import Challenge, Device, HolderSession
from backend.common.errors import Problem
from backend.delivery.models import Message
from backend.probationers import actions_files
from backend.probationers.models import Probationer
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.phone import Phone, right_code, wrong_code

pytestmark = pytest.mark.django_db(transaction=True)
Answer = TypeVar("Answer")
MANY = 20


def at_once(call: Callable[[], Answer]) -> list[Answer]:
    """What twenty simultaneous calls answer."""
    barrier = Barrier(MANY)

    def one() -> Answer:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=20)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as threads:
        return [future.result() for future in [threads.submit(one) for _ in range(MANY)]]


def _twin(phone: Phone) -> Phone:
    """The same browser in another thread: Django's test client is not made to be shared."""
    twin = Phone()
    twin.client.cookies.update(phone.client.cookies)
    return twin


def test_twenty_right_answers_open_one_session() -> None:
    """Those that come after it was used ask again, as where the answer was lost: one device, one open session."""
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    statuses = Counter(at_once(lambda: _twin(phone).enter(challenge).status_code))
    assert 1 <= statuses[200] <= 5 and statuses[200] + statuses[409] == MANY
    assert Device.objects.count() == HolderSession.objects.filter(ended_at=None).count() == 1


def test_twenty_wrong_answers_are_compared_five_times() -> None:
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    statuses = Counter(at_once(lambda: _twin(phone).enter(challenge, wrong_code(challenge)).status_code))
    assert statuses == {401: 5, 409: MANY - 5}
    assert phone.enter(challenge, right_code(challenge)).status_code == 409
    assert Challenge.objects.get(pk=challenge).comparisons == 5


def test_a_right_answer_among_wrong_ones_is_counted_with_them() -> None:
    """Whatever the order: at most five are compared, and no session opens after the fifth."""
    file, phone = make.file(), Phone()
    challenge = phone.ask(file.phone).json()["id"]
    turns = iter([True] + [False] * (MANY - 1))

    def enter() -> int:
        code = right_code(challenge) if next(turns) else wrong_code(challenge)
        return _twin(phone).enter(challenge, code).status_code

    statuses = Counter(at_once(enter))
    assert statuses[200] == HolderSession.objects.count() <= 1
    assert statuses[200] + statuses[401] <= 5


def test_twenty_asks_send_one_code() -> None:
    number = make.file().phone
    statuses = Counter(at_once(lambda: Phone().ask(number).status_code))
    assert statuses == {202: 1, 429: MANY - 1}
    assert Message.objects.count() == Challenge.objects.count() == 1


def test_twenty_agents_make_one_file_of_one_person() -> None:
    agents = [accounts.agent(organisations.organisation(), role="cpip")] * MANY
    given = {"last_name": "ESSAI", "first_name": "Noé", "birth_date": make.BORN, "birth_year": None}
    turns = iter(agents)

    def create() -> str:
        try:
            actions_files.create(next(turns), given=given)
        except Problem as refusal:
            return refusal.code
        return "created"

    assert Counter(at_once(create)) == {"created": 1, "duplicate_certain": MANY - 1}
    assert Probationer.objects.count() == 1
