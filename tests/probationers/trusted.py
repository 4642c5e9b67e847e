"""Contacts of trust as tests need them: in a state, with the code and the token that only messages carry."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from backend.accounts.models import Agent
from backend.common import clock
from backend.probationers import actions_trust, actions_trust_answer, rules_trust
from backend.probationers.models import Probationer, TrustedContact
from tests.probationers import make
from tests.probationers.phone import right_code

WISH: dict[str, Any] = {"name": "Mme SPECIMEN", "relation": "social_worker", "language": "fr"}


def wish(**more: Any) -> dict[str, Any]:
    """What a form says: a number unless an e-mail is given."""
    address = {} if "email" in more else {"phone": make.number()}
    return WISH | address | more


def asked(file: Probationer, by: Agent, **more: Any) -> TrustedContact:
    """Named by an agent who may approve: the question is in the outbox."""
    made = actions_trust.name(file, by=by, given=wish(**more), consented_on=clock.now().date(), approves=True)
    clock.shift(timedelta(minutes=2))
    return made


def active(file: Probationer, by: Agent, **more: Any) -> TrustedContact:
    made = asked(file, by, **more)
    actions_trust_answer.answer(token(made), yes=True, address="192.0.2.9")
    made.refresh_from_db()
    assert made.state == "active"
    return made


def token(contact: TrustedContact) -> str:
    return rules_trust.token(settings.CODE_KEYS[0], contact.pk)


def code(contact: TrustedContact) -> str:
    contact.refresh_from_db()
    return right_code(str(contact.challenge_id))
