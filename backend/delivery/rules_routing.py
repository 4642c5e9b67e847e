"""Which gateway may carry what: breakers, allowances, the order of choice. Pure: instants are seconds, and arguments.

A message that was surely not taken may go to another gateway; one that may have been taken never does, because no
other gateway knows its key. A number that is refused says nothing of the gateway; one text after the other does.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import NamedTuple

from backend.delivery.rules import Outcome

KEPT_FOR_CODES = 10  # of what may be in flight at a gateway: reminders leave so many free
TRIES_ON_ONE = 2  # not taken twice: the third try is another gateway's
WINDOW = 60.0  # seconds that the breaker remembers
MANY, SHARE_OF_MANY = 50, 0.15  # so many errors, and such a share of all tries: a stream that goes wrong
FEW, SHARE_OF_FEW = 5, 0.5  # so few are enough where at least half goes wrong: a gateway that is seldom used
ALONE, ALONE_FOR = 3, 15.0  # so many errors and none well between them, over so many seconds: by night
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 60.0  # seconds that it stays open; doubled while the trials fail
PAUSE_OF_THE_REFUSED = 60.0  # it does not know us: nobody will have changed that within seconds
LONGEST_BUSY = 60.0  # a gateway that asks for more is asked again after this, one message at a time
SHARE_LASTS = 10.0  # seconds, two beats: who could not look around for so long does not know its share, and takes none
WHOLE_AGAIN = 64  # a gateway that comes back and carried so many at once is trusted as before


class Breaker(Enum):
    CLOSED = "closed"  # it carries what it may
    OPEN = "open"  # nothing until the pause is over
    TRIAL = "trial"  # one message, then two, four, …


class Second(NamedTuple):
    """What was tried within one second."""

    at: int
    tries: int
    errors: int


@dataclass(slots=True)
class Recent:
    """The tries of the last minute, a row a second at most: it never grows."""

    seconds: deque[Second] = field(default_factory=deque)
    tries: int = 0
    errors: int = 0
    in_a_row: int = 0  # errors since the last answer that was none, however long ago
    row_since: float = 0.0  # when the first of them came

    def add(self, error: bool, now: float) -> None:
        at = int(now)
        self.row_since = self.row_since if self.in_a_row else now
        self.in_a_row = self.in_a_row + 1 if error else 0
        if self.seconds and self.seconds[-1].at == at:
            last = self.seconds.pop()
            self.seconds.append(Second(at, last.tries + 1, last.errors + error))
        else:
            self.seconds.append(Second(at, 1, int(error)))
        self.tries, self.errors = self.tries + 1, self.errors + error
        while self.seconds[0].at <= at - WINDOW:
            gone = self.seconds.popleft()
            self.tries, self.errors = self.tries - gone.tries, self.errors - gone.errors


def trips(tries: int, errors: int) -> bool:
    """Whether so many errors among so many tries of the last minute mean that the gateway fails."""
    share = errors / tries if tries else 0.0
    return (errors >= MANY and share >= SHARE_OF_MANY) or (errors >= FEW and share >= SHARE_OF_FEW)


def stands_still(recent: Recent, now: float) -> bool:
    """Whether nothing has been well for a while: a code every ten minutes never makes five errors within one."""
    return recent.in_a_row >= ALONE and now - recent.row_since >= ALONE_FOR


@dataclass(frozen=True, slots=True)
class Health:
    """Where a breaker stands. `until`: open until then; `allowed`: how many may be in flight while it is tried."""

    breaker: Breaker = Breaker.CLOSED
    until: float = 0.0
    pause: float = FIRST_PAUSE
    allowed: int = 1
    taken: int = 0  # since `allowed` was last doubled


def opened(health: Health, now: float, *, known: bool = True) -> Health:
    """It fails: nothing for a while, longer each time it fails its trial; `known` false: it refused who we are."""
    pause = min(health.pause * 2, LONGEST_PAUSE) if health.breaker is Breaker.TRIAL else FIRST_PAUSE
    if not known:
        pause = PAUSE_OF_THE_REFUSED
    return Health(Breaker.OPEN, now + pause, pause)


def at(health: Health, now: float) -> Health:
    """What it is by now: an open one whose pause is over may be tried."""
    if health.breaker is Breaker.OPEN and now >= health.until:
        return Health(Breaker.TRIAL, pause=health.pause)
    return health


def speaks_against(outcome: Outcome, reason: str) -> bool:
    """Whether an answer is held against the gateway: it failed, or refused for good what is no number's fault.

    One text may be at fault; where one after the other is, its sender or account is, and all of them would be lost.
    """
    return outcome in (Outcome.NOT_TAKEN, Outcome.AMBIGUOUS) or reason == "gateway_refused"


def answered(health: Health, outcome: Outcome, reason: str, recent: Recent, now: float) -> Health:
    """What follows from one answer; an answer to what had left before it opened changes nothing but for the worse."""
    if reason == "gateway_refuses_us":
        return opened(health, now, known=False)
    failed = speaks_against(outcome, reason)
    if health.breaker is Breaker.CLOSED:
        fails = trips(recent.tries, recent.errors) or stands_still(recent, now)
        return opened(health, now) if failed and fails else health
    if health.breaker is Breaker.OPEN:
        return health
    return opened(health, now) if failed else _nearer(health)


def _nearer(health: Health) -> Health:
    """Back slowly: as many again as were allowed must be taken before twice as many are."""
    if health.taken + 1 < health.allowed:
        return replace(health, taken=health.taken + 1)
    if health.allowed * 2 > WHOLE_AGAIN:
        return Health()
    return replace(health, allowed=health.allowed * 2, taken=0)


@dataclass(slots=True)
class Standing:
    """How a gateway, or a push service behind one, has answered lately: its breaker, and whether it asked for quiet."""

    health: Health = field(default_factory=Health)
    recent: Recent = field(default_factory=Recent)
    busy_until: float = 0.0

    def at(self, now: float) -> Health:
        self.health = at(self.health, now)
        return self.health

    def learn(self, outcome: Outcome, reason: str, now: float, *, asked: float = 0.0) -> Breaker | None:
        """One came back, and asked to be left alone for so many seconds; what the breaker became, where it changed."""
        failed = speaks_against(outcome, reason)
        self.recent.add(failed, now)
        if failed and asked:
            self.busy_until = max(self.busy_until, now + min(asked, LONGEST_BUSY))
        before = self.at(now).breaker
        self.health = answered(self.health, outcome, reason, self.recent, now)
        if self.health.breaker is before:
            return None
        if self.health.breaker is Breaker.CLOSED:
            self.recent = Recent()
        return self.health.breaker


class State(NamedTuple):
    """One gateway at this moment, as the choice sees it: `room` for how many more, for whoever asks."""

    name: str
    breaker: Breaker
    paused: bool  # it asked to be left alone for a while
    room: int
    most: int  # that it could ever have at present


class Offer(NamedTuple):
    """Who may carry the next batch: the first is for those tried least, `room` is how many it takes, of `most`."""

    ways: tuple[str, ...]
    room: int
    most: int = 0


NOBODY = Offer((), 0)


def offer(states: Sequence[State], *, urgent: bool) -> Offer:
    """The first in order that may carry something now; then those that fail-over may turn to.

    A healthy gateway that is merely full is waited for, in its order, by all but a code. One on trial takes what its
    trial allows and hinders nobody; a code is not what it is tried with while another is healthy.
    """
    usable = [one for one in states if one.breaker is not Breaker.OPEN and not one.paused]
    healthy = [one for one in usable if one.breaker is Breaker.CLOSED]
    for one in healthy if urgent and healthy else usable:
        if one.room > 0:
            others = (other.name for other in healthy if other.name != one.name)
            return Offer((one.name, *others), one.room, one.most)
        if one.breaker is Breaker.CLOSED and not urgent:
            return Offer((), 0, one.most)
    return NOBODY


def way_of(ways: Sequence[str], *, attempts: int, doubts: int, gateway: str) -> str:
    """The gateway of a message that was tried so often before; the claim's statement does the same."""
    if doubts and gateway:
        return gateway
    return ways[attempts // TRIES_ON_ONE % len(ways)]


class Share(NamedTuple):
    """What one sender may ask of a gateway: `kept` of what is in flight are for codes alone; `rate` 0: no limit."""

    in_flight: int
    kept: int
    rate: float


NOTHING = Share(0, 0, 0.0)


def share(in_flight: int, rate: float, *, agreed: bool, senders: int) -> Share:
    """Each of so many senders takes an equal part of what the contract allows them together.

    What may be in flight is the contract's where it is `agreed`, and each sender's own otherwise. None goes without:
    more senders than may be in flight have one each, which is then too many together.
    """
    mine = max(1, in_flight // senders) if agreed else in_flight
    for_codes = max(1, KEPT_FOR_CODES // senders) if agreed else KEPT_FOR_CODES
    return Share(mine, min(for_codes, mine - 1), rate / senders)


def noticed(since: float, now: float, others: Iterable[float]) -> bool:
    """Whether a newcomer may begin: each other sender has looked around since then, or let its share lapse.

    `others`: when each last gave a sign; after its sign it looks, and counts whoever was there before.
    """
    return now - since >= SHARE_LASTS or all(at > since for at in others)


def burst(rate: float) -> float:
    """How many may leave at once where so many a second are allowed: half a second's, two at least."""
    return max(2.0, rate / 2)


def kept(rate: float) -> float:
    """Of these, what reminders and confirmations leave for codes."""
    return max(1.0, rate / 8)
