"""How the outbox's states are said to people, in plain words: what was done, never what somebody did with it.

Field rule 6: sent, reached, failed; nothing says opened or read. The person and the agent read the same words: keys of
`told.` and, after a colon, of `reasons.`.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Literal, NamedTuple

from backend.delivery.models import Channel, State

Told = Literal["will", "held", "sent", "reached", "failed", "not_sent", "replaced", "unknown"]

TOLD: dict[str, Told] = {
    State.HELD: "held",
    State.PENDING: "will",
    State.SENDING: "will",
    State.UNKNOWN: "unknown",
    State.ACCEPTED: "sent",
    State.UNCONFIRMED: "sent",
    State.DELIVERED: "reached",
    State.FAILED: "failed",
    State.EXPIRED: "failed",
    State.CANCELLED: "not_sent",
    State.SUPERSEDED: "replaced",
}
# Of an occasion's channels the most hopeful speaks for all; what will still leave goes before what failed.
_HOPE: tuple[Told, ...] = ("reached", "sent", "unknown", "will", "held", "failed", "replaced", "not_sent")
# Why something was replaced says how: these need no reason after them.
_REPLACED = {"push_shown": "needless", "merged": "merged"}


class Sentence(NamedTuple):
    """`key` under told., `why` under reasons. or nothing."""

    key: str
    why: str | None = None


def sentence(state: str, *, channel: str, reason: str, tried: bool, is_due: bool, carried: bool = False) -> Sentence:
    """The plain words of one message. `is_due`: the instant at which it was to leave has passed.

    `carried`: another message of the same day says it too.
    """
    if state in (State.HELD, State.PENDING, State.SENDING):
        return Sentence("carried") if carried else _to_come(state, reason, tried=tried, is_due=is_due)
    if state == State.DELIVERED:
        return Sentence("reached_mail" if channel == Channel.EMAIL else "reached")
    if state == State.ACCEPTED:
        return Sentence("sent")
    if state == State.SUPERSEDED:
        return Sentence(_REPLACED.get(reason, "replaced"), None if reason in _REPLACED else reason or "older_revision")
    return Sentence(str(State(state).value), reason or _USUAL.get(state))


_USUAL: dict[str, str] = {State.EXPIRED: "expired", State.UNCONFIRMED: "no_receipt", State.UNKNOWN: "answer_lost"}


def _to_come(state: str, reason: str, *, tried: bool, is_due: bool) -> Sentence:
    if state == State.SENDING:
        return Sentence("leaving")
    if reason:
        return Sentence("network" if reason.startswith("gateway_") else "waiting", reason)
    if state == State.HELD:
        return Sentence("held")
    if tried:
        return Sentence("network")
    return Sentence("due" if is_due else "will")


def together(states: Collection[str]) -> Told:
    """What is said of the channels of one occasion at once."""
    return min((TOLD[state] for state in states), key=_HOPE.index)


def said_at(
    *, delivered_at: datetime | None, accepted_at: datetime | None, ended_at: datetime | None, leaves_at: datetime
) -> datetime:
    """The instant that a line of history carries: the last thing that happened, else when it is to leave."""
    return delivered_at or accepted_at or ended_at or leaves_at
