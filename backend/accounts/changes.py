"""A change of what opens an agent's account: her other sessions end, and she is told by another way than this browser.

A port: `accounts` lies below what carries messages, which answers here.
"""

from collections.abc import Callable
from typing import Literal

from django.db.models import F

from backend.accounts.models import Agent

Change = Literal["password", "totp", "key_added", "key_removed", "codes"]


def _nobody(agent: Agent, change: Change) -> None:
    return None


_tell: Callable[[Agent, Change], None] = _nobody


def register(tell: Callable[[Agent, Change], None]) -> None:
    """Who tells; called once, when the apps are ready."""
    global _tell
    _tell = tell


def of(agent: Agent, change: Change) -> None:
    """In the transaction of the change. The caller's own session goes on by `sessions_agents.renew`."""
    Agent.objects.filter(pk=agent.pk).update(sessions_round=F("sessions_round") + 1)
    _tell(agent, change)
