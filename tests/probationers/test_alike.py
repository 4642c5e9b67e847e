"""Asking for a code tells nobody who is on file: over known and unknown numbers, in each state of each budget."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from backend.accounts import rules, rules_budgets
from backend.accounts.models import Attempt, Device
from backend.accounts.rules import Quota
from backend.accounts.rules_codes import network
from backend.common import clock
from backend.delivery import actions as delivery
from tests.probationers import make
from tests.probationers.phone import Phone, work
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db
Seed = Callable[[str, str], None]  # of a number and an address
ADDRESSES = ("198.51.100.7", "203.0.113.7")  # one for each number: no budget of one touches the other's


def _key(value: str) -> str:
    return rules.keyed(settings.SECRET_KEY, "attempt", value)


def _use(act: str, key: str, quota: Quota, *, left: int = 0) -> None:
    """So many acts, spread over the window, that `left` more may follow."""
    step = quota.within / (quota.count + 1)
    Attempt.objects.bulk_create(
        Attempt(act=act, key=_key(key), at=clock.now() - step * (n + 1)) for n in range(quota.count - left)
    )


def _states(quotas: rules_budgets.Quotas, act: str, key: Callable[[str, str], str]) -> dict[str, Seed]:
    """Each quota of one budget at its end, and one before it."""
    states: dict[str, Seed] = {}
    for quota in quotas:
        for left in (0, 1):

            def seed(number: str, address: str, quota: Quota = quota, left: int = left) -> None:
                _use(act, key(number, address), quota, left=left)

            states[f"{act} in {quota.within}, {left} left"] = seed
    return states


def _of_number(what: str) -> dict[str, Seed]:
    """Each budget of an ask for a number, those that count only where the usual one is spent among them."""
    here, there = (lambda number, address: f"{number} {network(address)}"), (lambda number, address: network(address))
    spent = _states(rules_budgets.TO_NUMBER[1:2], f"{what}_to", lambda number, address: number)
    (usual,) = [seed for name, seed in spent.items() if ", 0 left" in name]
    spare = {
        **_states(rules_budgets.SPARE_HERE, f"{what}_spare_here", here),
        **_states(rules_budgets.SPARES, f"{what}_spares", lambda number, address: number),
    }
    return {
        **_states(rules_budgets.PACE, f"{what}_pace", lambda number, address: number),
        **_states(rules_budgets.TO_NUMBER, f"{what}_here", here),
        **_states(rules_budgets.TO_NUMBER, f"{what}_to", lambda number, address: number),
        **{name: _both(usual, seed) for name, seed in spare.items()},
        **_states(rules_budgets.FROM_ADDRESS, f"{what}_from", lambda number, address: address),
        **_states(rules_budgets.FROM_NETWORK, f"{what}_from_network", there),
        **_states(rules_budgets.SMS_FROM_ADDRESS, f"{what}_sms", lambda number, address: address),
        **_states(rules_budgets.SMS_FROM_NETWORK, f"{what}_sms_network", there),
    }


def _both(one: Seed, other: Seed) -> Seed:
    def seed(number: str, address: str) -> None:
        one(number, address)
        other(number, address)

    return seed


def _ceiling(count: int) -> Seed:
    def seed(number: str, address: str) -> None:
        if not Attempt.objects.filter(act="codes").exists():  # one for both numbers
            _use("codes", "known", Quota(count, timedelta(hours=1)))

    return seed


def _stuck(number: str, address: str) -> None:
    delivery.beat("sender", every=timedelta(seconds=5), detail={"gateways": {"link_mobility": {"breaker": "open"}}})


STRANGER: dict[str, Seed] = {
    "nothing asked yet": lambda number, address: None,
    **_of_number("code"),
    "the ceiling of an hour": _ceiling(500),
    "a rush": _ceiling(300),
    "no gateway lets through": _stuck,
}
TAKE_BACK: dict[str, Seed] = {
    "nothing asked yet": lambda number, address: None,
    **_of_number("take_back"),
    "the ceiling of an hour": _ceiling(500),
}


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that stands: Retry-After is the same second."""
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)


def _told(answer: ClientResponse, number: str) -> dict[str, Any]:
    """All that a caller can see; what is drawn anew each time, and the number itself, made equal."""
    body = answer.json()
    if "id" in body:
        assert body.pop("address").endswith(number[-2:])
        body["id"] = "drawn"
    # `expires` says by the machine's clock what `max-age` says too.
    cookies = {name: {**morsel, "expires": bool(morsel["expires"])} for name, morsel in answer.cookies.items()}
    return {"status": answer.status_code, "body": body, "cookies": cookies, "headers": dict(answer.headers)}


def _assert_alike(seed: Seed, ask: Callable[[Phone, str], ClientResponse], phone: Callable[[str], Phone]) -> None:
    seen = []
    for number, address in zip((make.file().phone, make.number()), ADDRESSES, strict=True):
        caller = phone(address)
        seed(number, address)
        answer, statements = work(lambda: ask(caller, number))  # noqa: B023
        seen.append((_told(answer, number), statements))
    (known, known_work), (unknown, unknown_work) = seen
    assert known == unknown
    assert known_work == unknown_work
    assert len(known_work) > 3


@pytest.mark.parametrize("state", STRANGER)
def test_a_strangers_ask_for_a_code(state: str) -> None:
    _assert_alike(STRANGER[state], lambda phone, number: phone.ask(number), Phone)


@pytest.mark.parametrize("state", TAKE_BACK)
def test_an_ask_to_take_a_number_back(state: str) -> None:
    _assert_alike(TAKE_BACK[state], lambda phone, number: phone.send("take-back/challenges", {"phone": number}), Phone)


def _knows_another(address: str) -> Phone:
    """A phone that signed in to a third file, and asks for a number that is not its own."""
    phone = Phone(address)
    assert phone.sign_in(make.file()).status_code == 200
    Attempt.objects.exclude(act="codes").delete()
    return phone


@pytest.mark.parametrize("state", STRANGER)
def test_a_known_devices_ask_for_somebody_elses_number(state: str) -> None:
    _assert_alike(STRANGER[state], lambda phone, number: phone.ask(number), _knows_another)


@pytest.mark.parametrize("quota", rules_budgets.OF_DEVICE, ids=lambda quota: str(quota.within))
def test_a_known_device_whose_budget_is_spent(quota: Quota) -> None:
    def seed(number: str, address: str) -> None:
        for device in Device.objects.all():
            _use("code_of_device", str(device), quota)

    _assert_alike(seed, lambda phone, number: phone.ask(number), _knows_another)
