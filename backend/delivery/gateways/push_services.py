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
from backend.delivery.rules_routing import Breaker, Standing

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
        self._standing = Standing()
        self._answered_at = -PROVEN_FOR
        self._numbers = itertools.count()
        self._flying: dict[int, float] = {}  # since when, the oldest first

    @property
    def idle(self) -> bool:
        return not self._flying

    def wait(self) -> timedelta | None:
        """How long to leave it alone; None where it may have one more."""
        now = self._now()
        health = self._standing.at(now)
        if now < self._standing.busy_until:
            return timedelta(seconds=self._standing.busy_until - now)
        if health.breaker is Breaker.OPEN:
            return timedelta(seconds=health.until - now)
        full = health.breaker is Breaker.TRIAL and len(self._flying) >= health.allowed
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
        standing = self._standing
        is_closed = standing.health.breaker is Breaker.CLOSED
        return is_closed and now >= standing.busy_until and now - self._answered_at <= PATIENCE

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
        now, asked = self._now(), answer.retry_after.total_seconds()
        became = self._standing.learn(answer.outcome, answer.reason, now, asked=asked)
        if not rules_routing.speaks_against(answer.outcome, answer.reason):
            self._answered_at = now
        if became is Breaker.OPEN:
            pause = self._standing.health.pause
            log.error("push service %s fails (%s): nothing goes there for %d s", self._name, answer.reason, pause)
        elif became is Breaker.CLOSED:
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
