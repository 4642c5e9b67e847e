"""Told to an agent by e-mail when what opens her account was changed: who took her session cannot keep it from her."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from backend.accounts import changes
from backend.accounts.changes import Change
from backend.accounts.models import Agent
from backend.common import clock
from backend.common.words import say
from backend.delivery import actions, composers
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.rules_states import Channel, Lane

KIND = "account_change"
LANGUAGE = "fr"  # the back office's own; an agent has none on file
OF_USE = timedelta(days=3)


def answer_port() -> None:
    """Called once, when the apps are ready."""
    changes.register(tell)


def register() -> None:
    """Called once, by config/composers.py."""
    composers.register(KIND, compose)


def tell(agent: Agent, change: Change) -> None:
    """One e-mail for each change, in the transaction of the change."""
    now = clock.now()
    actions.queue(
        subject=str(agent), revision=1, kind=KIND, channel=Channel.EMAIL, holder=None, lane=Lane.NOW,
        occasion=f"{change}:{uuid.uuid4().hex[:16]}", not_before=now, expires_at=now + OF_USE,
    )  # fmt: skip


def compose(messages: Sequence[Due]) -> list[Text | Refusal]:
    """One query. Neither the words nor the address are kept: the journal has the change."""
    agents = Agent.objects.filter(is_active=True).in_bulk([int(one.subject_id) for one in messages])
    return [_words(one, agents.get(int(one.subject_id))) for one in messages]


def _words(due: Due, agent: Agent | None) -> Text | Refusal:
    if agent is None:
        return Refusal("account_closed")
    change = due.occasion.partition(":")[0]
    what = say(f"email.account_change.{change}", LANGUAGE)
    body, title = (say(f"email.account_change.{part}", LANGUAGE, what=what) for part in ("body", "title"))
    return Text(to=agent.email, title=title, body=body, language=LANGUAGE, keep=False)
