"""The gateways of a channel at work: what each may still carry, and how each has answered lately.

All of it in real time: a gateway is no better for a demonstration's clock that was moved.
"""

import logging
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from backend.delivery import rules_routing
from backend.delivery.gateways import Answer, Gateway
from backend.delivery.rules import Outcome
from backend.delivery.rules_routing import NOBODY, NOTHING, Breaker, Health, Offer, Share, Standing, State

log = logging.getLogger(__name__)

SOON = 0.25  # seconds: when to look again where no instant is known


class Way:
    """One gateway: its breaker, its bucket of tokens, what is in flight, and the figures that the operator sees."""

    def __init__(self, gateway: Gateway, now: Callable[[], float]) -> None:
        self.gateway = gateway
        self._now = now
        self._limits = gateway.limits
        self._standing = Standing()
        self._mine, self._mine_until = NOTHING, 0.0
        if not self._limits.shared:
            self._mine, self._mine_until = self._part(1), math.inf
        self._tokens = rules_routing.burst(self._limits.rate)
        self._filled_at = now()
        self.flying = 0
        self._counted: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._opened = 0
        self._since = self._last_success = ""

    @property
    def name(self) -> str:
        return self.gateway.name

    @property
    def health(self) -> Health:
        return self._standing.at(self._now())

    def share(self, senders: int, *, until: float) -> None:
        """So many senders live, and that is known until then; what no contract limits needs no sharing."""
        if not self._limits.shared:
            return
        if self.mine is NOTHING and senders > 1:
            # The others may have spent what may leave at once: a newcomer begins with none of it.
            self._tokens, self._filled_at = 0.0, self._now()
        self._mine, self._mine_until = self._part(senders), until

    def _part(self, senders: int) -> Share:
        limits = self._limits
        return rules_routing.share(limits.in_flight, limits.rate, agreed=limits.agreed, senders=senders)

    @property
    def mine(self) -> Share:
        """What this sender may ask of it; nothing while nobody knows how many share it."""
        return self._mine if self._now() < self._mine_until else NOTHING

    @property
    def busy(self) -> bool:
        """It asked to be left alone for a while."""
        return self._now() < self._standing.busy_until

    def state(self, *, urgent: bool, ahead: int = 0) -> State:
        """`ahead`: how many more are wanted ready for the hands that will be free."""
        health, mine = self.health, self.mine
        if mine is NOTHING:
            return State(self.name, health.breaker, self.busy, 0, 0)
        most = mine.in_flight - (0 if urgent else mine.kept)
        room = most - self.flying + ahead
        if mine.rate:
            room = min(room, int(self._spendable(mine.rate, urgent=urgent)))
            most = min(most, int(rules_routing.burst(mine.rate) - (0 if urgent else rules_routing.kept(mine.rate))))
        if health.breaker is not Breaker.CLOSED:
            allowed = health.allowed if health.breaker is Breaker.TRIAL else 0
            room, most = min(room, allowed - self.flying), min(most, allowed)
        return State(self.name, health.breaker, self.busy, room, most)

    def _spendable(self, rate: float, *, urgent: bool) -> float:
        now = self._now()
        self._tokens = min(self._tokens + (now - self._filled_at) * rate, rules_routing.burst(rate))
        self._filled_at = now
        return self._tokens - (0 if urgent else rules_routing.kept(rate))

    def takes(self, *, urgent: bool) -> bool:
        """Take one more, if there is room for it now."""
        state = self.state(urgent=urgent)
        if state.room < 1 or state.paused:
            return False
        self.flying += 1
        if self._limits.rate:
            self._tokens -= 1
        return True

    def wait(self, *, urgent: bool) -> float:
        """Seconds until it is worth asking again."""
        now = self._now()
        if self.busy:
            return self._standing.busy_until - now
        if self.health.breaker is Breaker.OPEN:
            return self.health.until - now
        rate = self.mine.rate
        missing = 1 - self._spendable(rate, urgent=urgent) if rate else 0
        return max(missing / rate, 0.001) if missing > 0 else SOON

    def let_go(self) -> None:
        """What was taken is not sent."""
        self.flying -= 1

    def landed(self, answer: Answer) -> None:
        """One came back: the breaker learns, and the figures."""
        self.flying -= 1
        self._counted[answer.outcome.value] += 1
        if answer.reason:
            self._reasons[answer.reason[:40]] += 1
        if answer.outcome is Outcome.TAKEN:
            self._last_success = datetime.now(UTC).isoformat(timespec="seconds")
        if not self._limits.breaker:
            return
        asked = answer.retry_after.total_seconds()
        became = self._standing.learn(answer.outcome, answer.reason, self._now(), asked=asked)
        if became is not None:
            self._tell(became, answer)

    def _tell(self, became: Breaker, answer: Answer) -> None:
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        if became is Breaker.OPEN:
            self._opened += 1
            pause = self._standing.health.pause
            log.error("gateway %s fails (%s): nothing goes there for %d s", self.name, answer.reason, pause)
        elif became is Breaker.CLOSED:
            log.warning("gateway %s carries again", self.name)

    def figures(self) -> dict[str, Any]:
        """What the operator's page shows; in JSON, nothing of any message."""
        errors = {one.value: self._counted[one.value] for one in Outcome if one is not Outcome.TAKEN}
        recent = self._standing.recent
        return {
            "breaker": self.health.breaker.value, "since": self._since, "opened": self._opened,
            "busy": self.busy,
            "in_flight": self.flying, "in_flight_limit": self.mine.in_flight, "rate_limit": self.mine.rate,
            "taken": self._counted[Outcome.TAKEN.value], "errors": errors, "reasons": dict(self._reasons),
            "last_minute": {"tries": recent.tries, "errors": recent.errors},
            "last_success": self._last_success,
        }  # fmt: skip


class Router:
    """The gateways of one channel, in the order in which they are to be used."""

    def __init__(self, gateways: Sequence[Gateway], now: Callable[[], float] = time.monotonic) -> None:
        self.ways = {gateway.name: Way(gateway, now) for gateway in gateways}

    def share(self, senders: int, *, until: float) -> None:
        """So many senders live, as is known until then: each takes its part of what the contracts allow."""
        for way in self.ways.values():
            way.share(senders, until=until)

    def offer(self, *, urgent: bool, ahead: int = 0) -> Offer:
        """Who takes the next batch, and how many; nobody, where all fail or are full."""
        if not self.ways:
            return NOBODY
        return rules_routing.offer([way.state(urgent=urgent, ahead=ahead) for way in self.ways.values()], urgent=urgent)

    def wait(self, *, urgent: bool) -> float:
        """Seconds until one of them may carry again."""
        return min((way.wait(urgent=urgent) for way in self.ways.values()), default=math.inf)

    def honours(self, gateway: str) -> bool:
        """Whether this gateway keeps our key; one that is configured no more is not asked again, so it does not."""
        way = self.ways.get(gateway)
        return way is not None and way.gateway.honours_idempotency
