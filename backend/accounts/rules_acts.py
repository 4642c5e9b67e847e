"""Which of two acts of one person on one subject is the later: what she did last counts, however it travelled. Pure.

On one device its counter decides, which only grows: a phone's clock may be put back between two taps. Across devices
the instant does, as the phone tells it by the server's clock, and never later than the arrival.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

BY_SMS = "sms"  # in the place of a device: its counter is the SMS's own number
UNCOUNTED = ""  # said on the spot, to an agent or by an app that counts nothing: as late as it arrives


@dataclass(frozen=True)
class Act:
    """One act, as it says of itself; `at` is when the person did it."""

    device: str
    counter: int
    at: datetime
    key: UUID | None = None  # of idempotency: the same act delivered again
    digest: str | None = None  # of what it asks for, by `idempotency.digest_of`


def act_at_once(now: datetime, key: UUID | None = None) -> Act:
    """Of whoever says neither counter nor instant: done as it arrives."""
    return Act(UNCOUNTED, 0, now, key)


def instant_of(act: Act, *, now: datetime) -> datetime:
    """When it was done, never later than its arrival: a clock ahead must not win over what is done tomorrow."""
    return min(act.at, now)


def repeats(act: Act, taken: Iterable[Act]) -> bool:
    """Whether this very act is the last that was taken of its device: delivered twice, it is done once."""
    return act.key is not None and any(one.key == act.key and one.device == act.device for one in taken)


def is_older(act: Act, taken: Iterable[Act], *, now: datetime) -> bool:
    """Whether the person did something else on the same subject after it; `taken` holds the last act of each device.

    As old as the other device's is not older: the later to arrive wins.
    """
    return any(_is_before(act, one, now) for one in taken)


def _is_before(act: Act, other: Act, now: datetime) -> bool:
    if act.device == other.device and act.counter != other.counter:
        return act.counter < other.counter
    return instant_of(act, now=now) < other.at
