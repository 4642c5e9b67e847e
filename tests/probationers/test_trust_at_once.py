"""Contacts of trust when everybody acts at the same moment: real transactions on real connections."""

from collections.abc import Callable
from functools import partial

import pytest

from backend.accounts.models import Challenge
from backend.common import clock
from backend.common.errors import Refused, Unproved
from backend.delivery.models import Message
from backend.probationers import actions_trust, actions_trust_answer
from backend.probationers.models import TrustedContact
from tests.accounts import make as accounts
from tests.agenda.test_concurrency import together
from tests.organisations import make as organisations
from tests.probationers import make, trusted

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_namings_at_once_leave_two_contacts() -> None:
    service = organisations.organisation()
    agent = accounts.agent(service)
    file = make.file(organisation=service)
    today, wishes = clock.now().date(), [trusted.wish() for _ in range(10)]
    acts: list[Callable[[], object]] = [
        partial(actions_trust.name, file, by=agent, given=wish, consented_on=today, approves=True) for wish in wishes
    ]
    assert together(acts) == {"done": 2, "contact_too_many": 8}
    assert TrustedContact.objects.count() == Message.objects.filter(kind="trust_ask").count() == 2


def test_of_ten_guesses_at_once_five_are_compared() -> None:
    service = organisations.organisation()
    agent = accounts.agent(service)
    contact = trusted.asked(make.file(organisation=service), agent)
    wrong = f"{(int(trusted.code(contact)) + 1) % 1_000_000:06d}"

    def guess() -> None:
        try:
            actions_trust_answer.agree_by_code(contact, code=wrong, by=agent)
        except Unproved as refused:
            raise Refused(refused.code) from refused

    assert together([guess] * 10) == {"code_refused": 5, "code_expired": 5}
    assert contact.challenge_id is not None
    assert Challenge.objects.get(pk=contact.challenge_id).comparisons == 5


def test_a_yes_and_a_block_at_once_never_leave_it_active() -> None:
    service = organisations.organisation()
    agent = accounts.agent(service)
    contacts = [trusted.asked(make.file(organisation=service), agent) for _ in range(6)]
    acts: list[Callable[[], object]] = []
    for one in contacts:
        token = trusted.token(one)
        acts.append(partial(actions_trust_answer.answer, token, yes=True, address="192.0.2.9"))
        acts.append(partial(actions_trust.block, one, by=agent, why="safety"))
    assert together(acts) == {"done": 12}
    assert set(TrustedContact.objects.values_list("state", flat=True)) == {"blocked"}
