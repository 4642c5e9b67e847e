"""How the outbox's states are said to people: what was done, never what somebody did with it."""

from datetime import datetime

from backend.delivery.models import State

# To an agent (field rule 6: nothing says opened or read).
TO_AGENT = {
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
    State.SUPERSEDED: "not_sent",
}
# The person sees the same history without what never left.
TO_PERSON = {
    State.HELD: "will",
    State.PENDING: "will",
    State.SENDING: "will",
    State.UNKNOWN: "sent",
    State.ACCEPTED: "sent",
    State.UNCONFIRMED: "sent",
    State.DELIVERED: "reached",
    State.FAILED: "failed",
    State.EXPIRED: "failed",
}


def said_at(
    *, delivered_at: datetime | None, accepted_at: datetime | None, ended_at: datetime | None, next_try_at: datetime
) -> datetime:
    """The instant that a line of history carries: the last thing that happened, else when it is to leave."""
    return delivered_at or accepted_at or ended_at or next_try_at
