"""What to do with a message after a try: pure decisions; `now` and the throw of the dice are arguments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from backend.common import sms
from backend.delivery import rules_states
from backend.delivery.rules_states import Channel, Event, Lane, State

TRANSITIONS = rules_states.TRANSITIONS
after = rules_states.after
segments = sms.segments
gsm = sms.gsm

SHORTEST_WAIT = timedelta(seconds=5)
SHORTEST_WAIT_OF_A_CODE = timedelta(seconds=2)  # somebody looks at the screen
LONGEST_WAIT = timedelta(minutes=15)
# How long a receipt may settle a doubtful send before it is tried again where the gateway keeps no key.
WAIT_FOR_A_RECEIPT = timedelta(minutes=10)
RECEIPTS_COME_WITHIN = timedelta(hours=72)
# How long a receipt may be ahead of the gateway's reference that we write down; later it is no message of ours. Long
# enough for an answer that waited for a database which was away for half a night.
RECEIPTS_WAIT_FOR = timedelta(hours=6)


# Labels of what is said about a holder to somebody else, a contact of trust: it shows in the holder's history and
# never counts as having reached her.
COPY, TO_OTHERS = "copy:", ("copy:", "trusted_contact:")


def copy_of(label: str) -> str:
    """The label of the copies of what is said about a subject."""
    return COPY + label.partition(":")[2]


class Outcome(Enum):
    """What one try told us: the error classes of every gateway."""

    TAKEN = "taken"
    NOT_TAKEN = "not_taken"  # connection refused, 429, 5xx said before anything was taken
    REFUSED = "refused"  # for good: the number is wrong, the text is
    AMBIGUOUS = "ambiguous"  # no answer in time, connection lost: perhaps taken


@dataclass(frozen=True, slots=True)
class Try:
    """What is known of a message when a try has ended."""

    lane: str
    attempts: int  # this one included
    doubts: int  # ambiguous tries before this one
    expires_at: datetime
    honours_idempotency: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the message goes; `next_try_at` only where it is tried again."""

    event: Event
    next_try_at: datetime | None = None
    doubts: int = 0

    def state_from(self, state: State) -> State:
        return rules_states.after(state, self.event)


def time_for_a_try(held_for: timedelta, time_out: timedelta, lease: timedelta) -> timedelta | None:
    """How long a try may take that begins now; None: it could outlast its lease, so it is given back instead.

    Half of the lease is for the gateway. Whoever finds a lease lapsed may be sure that nobody is still sending.
    """
    within = min(time_out, lease / 2)
    return within if held_for + within <= lease else None


def next_try_at(tried: Try, now: datetime, *, chance: float, retry_after: timedelta = timedelta()) -> datetime | None:
    """Doubling waits with jitter (half to whole), at least what the gateway asks; None where it would be too late."""
    shortest = SHORTEST_WAIT_OF_A_CODE if tried.lane == Lane.CODE else SHORTEST_WAIT
    wait = min(shortest * 2 ** min(tried.attempts - 1, 16), LONGEST_WAIT)
    instant = now + max(wait * (0.5 + chance / 2), retry_after)
    return instant if instant < tried.expires_at else None


def verdict(
    outcome: Outcome,
    tried: Try,
    now: datetime,
    *,
    chance: float,
    retry_after: timedelta = timedelta(),
) -> Verdict:
    """What follows from a try. A doubtful one is never followed by another gateway, which would not know the key."""
    if outcome is Outcome.TAKEN:
        return Verdict(Event.TAKE, doubts=tried.doubts)
    if outcome is Outcome.REFUSED:
        return Verdict(Event.REFUSE, doubts=tried.doubts)
    again = next_try_at(tried, now, chance=chance, retry_after=retry_after)
    if outcome is Outcome.NOT_TAKEN and tried.doubts == 0:
        return Verdict(Event.NOT_TAKE, again) if again else Verdict(Event.REFUSE)
    return _doubtful(outcome, tried, now, again)


def _doubtful(outcome: Outcome, tried: Try, now: datetime, again: datetime | None) -> Verdict:
    doubts = tried.doubts + (outcome is Outcome.AMBIGUOUS)
    if outcome is Outcome.AMBIGUOUS and not tried.honours_idempotency:
        again = now + WAIT_FOR_A_RECEIPT
        # A code asked for again is worth more than the same code twice.
        if doubts > 1 or tried.lane == Lane.CODE or again >= tried.expires_at:
            again = None
    return Verdict(Event.DOUBT, again, doubts) if again else Verdict(Event.GIVE_UP, doubts=doubts)


def refused(event: Event, *, until: datetime | None, expires_at: datetime, doubts: int) -> Verdict:
    """What a composer's refusal means: a message that may have left once can't be called unsent, only left in doubt."""
    if event == Event.POSTPONE and until is not None and until < expires_at:
        return Verdict(Event.DOUBT if doubts else Event.POSTPONE, until, doubts)
    if event == Event.POSTPONE:
        event = Event.EXPIRE
    return Verdict(Event.GIVE_UP if doubts else event, doubts=doubts)


_ARRIVED = frozenset({State.ACCEPTED, State.DELIVERED, State.UNCONFIRMED})
_FAILED = frozenset({State.FAILED, State.EXPIRED})


class Said(NamedTuple):
    """What `standing` looks at of a message."""

    state: str
    channel: str
    kind: str
    occasion: str
    reason: str
    at: datetime


class Standing(NamedTuple):
    """ok, waiting, failed (why, since when) or none. Sent, reached, failed: never opened nor read (field rule 6)."""

    state: str = "none"
    reason: str = ""
    since: datetime | None = None


def standing(said: Sequence[Said]) -> Standing:
    """What agents are told of the messages of one subject or person, newest first: the newest that ended decides.

    A failed push says nothing while another channel carries the same words; what was withdrawn or replaced never does.
    One that no device has shown says nothing until no more can be known: then it failed, if nothing else arrived.
    """
    unshown = [one for one in said if one.channel == Channel.PUSH and one.state in _ARRIVED - {State.DELIVERED}]
    for one in said:
        if one.state in _ARRIVED and one not in unshown:
            return Standing("ok")
        if one.state in _FAILED and not _carried(one, said):
            return Standing("failed", one.reason or one.state, one.at)
    if any(one.state in rules_states.OPEN or one.state == State.ACCEPTED for one in said):
        return Standing("waiting")
    return Standing("failed", unshown[0].reason or "no_receipt", unshown[0].at) if unshown else Standing()


def _carried(failed: Said, said: Sequence[Said]) -> bool:
    """Whether another channel says, or is about to say, what this push could not."""
    if failed.channel != Channel.PUSH:
        return False
    same = [one for one in said if (one.kind, one.occasion) == (failed.kind, failed.occasion)]
    return any(one.channel != Channel.PUSH and one.state in rules_states.OPEN | _ARRIVED for one in same)
