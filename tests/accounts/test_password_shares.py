"""Whoever guesses at agents' passwords keeps no agent from signing in elsewhere (D186)."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from backend.accounts import quotas_agents
from backend.accounts.models import Attempt
from backend.common import clock
from backend.common.errors import Slower
from tests.accounts import make
from tests.accounts.test_api_agents_sign_in import password

pytestmark = pytest.mark.django_db
ABSENT = "personne@exemple.fr"


def _guess(email: str, *, networks: int, each: int) -> int:
    """How many wrong tries are let through, of so many from each of so many networks."""
    let_through = 0
    for n in range(networks):
        for k in range(each):
            try:
                quotas_agents.password_tried(email, address=f"192.0.{n}.{k // 4}", browser="")
            except Slower:
                continue
            let_through += 1
    return let_through


@pytest.mark.parametrize("networks", [4, 8, 15])
def test_guesses_from_some_networks_keep_no_agent_from_signing_in_elsewhere(networks: int) -> None:
    agent = make.agent()
    assert _guess(agent.email, networks=networks, each=12) >= 20
    assert password(Client(), agent, REMOTE_ADDR="203.0.113.9").status_code == 200
    assert [password(Client(), agent, "faux", REMOTE_ADDR="203.0.113.9").status_code for _ in range(4)] == [
        401, 401, 401, 429,
    ]  # fmt: skip


def test_one_network_alone_does_not_use_up_an_e_mails_tries() -> None:
    assert _guess(ABSENT, networks=1, each=40) == 10
    assert Attempt.objects.filter(act="agent_password:strangers").count() == 10


def test_all_guesses_of_a_day_at_one_e_mail_are_bounded() -> None:
    let_through = 0
    for quarter in range(12):
        for n in range(60):
            let_through += _guess_once(f"192.{quarter}.{n}.9")
        clock.shift(timedelta(minutes=16))
    assert let_through == 400


def _guess_once(address: str) -> bool:
    try:
        quotas_agents.password_tried(ABSENT, address=address, browser="")
    except Slower:
        return False
    return True


def test_an_e_mail_of_nobody_is_slowed_as_an_agents() -> None:
    told: list[list[Any]] = []
    for email, block in ((make.agent().email, 1), (ABSENT, 2)):
        answers = [password(Client(), email, "faux", REMOTE_ADDR=f"192.{block}.{n // 6}.9") for n in range(36)]
        told.append([(answer.status_code, answer.content) for answer in answers])
    assert told[0] == told[1]
    assert {status for status, _ in told[0]} == {401, 429}


def test_a_shared_address_is_slowed_by_the_minute_and_never_stopped() -> None:
    """Sixty wrong tries, whatever the e-mails, stopped a whole court for a quarter of an hour."""
    agent = make.agent()
    for n in range(20):
        quotas_agents.password_tried(f"invente{n}@exemple.fr", address="127.0.0.1", browser="")
    slowed = password(Client(), agent)
    assert slowed.status_code == 429 and 0 < int(slowed["Retry-After"]) <= 60
    clock.shift(timedelta(minutes=1))
    assert password(Client(), agent).status_code == 200
