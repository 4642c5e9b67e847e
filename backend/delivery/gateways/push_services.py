"""The push services behind one gateway, each with its own health: one that hangs or fails holds up no other's pushes.

All of it in real time. What a service will not get now is surely not taken, and is tried again when it may.
"""

import asyncio
import itertools
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta

from backend.delivery import rules_routing
from backend.delivery.gateways import Answer
from backend.delivery.rules_routing import Breaker, Health, Recent

log = logging.getLogger(__name__)

UNPROVEN = 3  # so many at once until it has answered: were they all lost, most hands would still be free
PROVEN_FOR = 60.0  # seconds after its last answer
PATIENCE = 2.0  # seconds: an answer takes a tenth of one; who has more on its way for longer gets no more
LOOK = 0.02  # seconds
SOON = timedelta(seconds=1)
KEPT = 256  # a browser names its service; below a domain that we allow it may invent hosts


class PushService:
    def __init__(self, name: str, now: Callable[[], float] = time.monotonic) -> None:
        self._name, self._now = name, now
        self._health, self._recent = Health(), Recent()
        self._busy_until = 0.0
        self._answered_at = -PROVEN_FOR
        self._numbers = itertools.count()
        self._flying: dict[int, float] = {}  # since when, the oldest first

    @property
    def idle(self) -> bool:
        return not self._flying

    def wait(self) -> timedelta | None:
        """How long to leave it alone; None where it may have one more."""
        now = self._now()
        self._health = rules_routing.at(self._health, now)
        if now < self._busy_until:
            return timedelta(seconds=self._busy_until - now)
        if self._health.breaker is Breaker.OPEN:
            return timedelta(seconds=self._health.until - now)
        full = self._health.breaker is Breaker.TRIAL and len(self._flying) >= self._health.allowed
        return SOON if full or self._stalls(now) else None

    def _stalls(self, now: float) -> bool:
        """Many are on their way, and nothing has come back for long."""
        oldest = next(iter(self._flying.values()), now)
        return len(self._flying) >= UNPROVEN and now - max(oldest, self._answered_at) > PATIENCE

    async def enter(self) -> int | timedelta:
        """A number to leave with; or how long to leave the service alone."""
        if self._is_well(self._now()):
            return self._begin()
        wait = self.wait()
        if wait is None and self._is_unproven():
            wait = await self._proof()
        return self._begin() if wait is None else wait

    def _is_well(self, now: float) -> bool:
        """The usual case, of which nothing more has to be asked."""
        is_closed = self._health.breaker is Breaker.CLOSED
        return is_closed and now >= self._busy_until and now - self._answered_at <= PATIENCE

    def _begin(self) -> int:
        number = next(self._numbers)
        self._flying[number] = self._now()
        return number

    def _is_unproven(self) -> bool:
        return len(self._flying) >= UNPROVEN and self._now() - self._answered_at > PROVEN_FOR

    async def _proof(self) -> timedelta | None:
        """Until one of the first is answered, which takes a service that is well a tenth of a second."""
        until = self._now() + PATIENCE
        while self._is_unproven() and self._now() < until:
            await asyncio.sleep(LOOK)
        return SOON if self._is_unproven() else self.wait()

    def leave(self, number: int, answer: Answer | None) -> None:
        """It came back; without an answer where the try was broken off."""
        del self._flying[number]
        if answer is None:
            return
        now = self._now()
        failed = rules_routing.speaks_against(answer.outcome, answer.reason)
        self._recent.add(failed, now)
        if not failed:
            self._answered_at = now
        if failed and answer.retry_after:
            asked = min(answer.retry_after.total_seconds(), rules_routing.LONGEST_BUSY)
            self._busy_until = max(self._busy_until, now + asked)
        self._become(rules_routing.answered(self._health, answer.outcome, answer.reason, self._recent, now), answer)

    def _become(self, health: Health, answer: Answer) -> None:
        before, self._health = self._health, health
        if health.breaker is before.breaker:
            return
        if health.breaker is Breaker.OPEN:
            log.error(
                "push service %s fails (%s): nothing goes there for %d s", self._name, answer.reason, health.pause
            )
        elif health.breaker is Breaker.CLOSED:
            self._recent = Recent()
            log.warning("push service %s carries again", self._name)


class PushServices:
    """By origin; of the many that strangers may name, those used last."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, PushService] = OrderedDict()

    def of(self, origin: str) -> PushService:
        found = self._known.get(origin)
        if found is None:
            self._forget()
            found = self._known[origin] = PushService(origin.partition("://")[2])
        self._known.move_to_end(origin)
        return found

    def _forget(self) -> None:
        idle = [name for name, service in self._known.items() if service.idle]
        for name in idle[: max(len(self._known) - KEPT, 0)]:
            del self._known[name]
