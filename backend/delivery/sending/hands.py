"""The hands of one stream: each carries a message to its gateway, tells the ledger, takes the next that is ready."""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.delivery import rules
from backend.delivery.composers import Text
from backend.delivery.gateways import Answer, Parcel, Target
from backend.delivery.rules import Outcome
from backend.delivery.rules_routing import Breaker
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.outbox import Claimed
from backend.delivery.sending.routing import Way
from backend.delivery.sending.streams import Stream

log = logging.getLogger(__name__)

FRESH = 0.25  # seconds: words older than this are not sent, they are asked for again
A_TURN = 16  # messages begun in one turn of the loop: claims, which take several turns, wait for none that is long
SHORTEST_PUT_OFF = 5.0  # seconds: what waits for its own gateway alone is not looked at more often


@dataclass(slots=True)
class Ready:
    """A message with its words, waiting for a free hand."""

    claimed: Claimed
    text: Text
    way: Way
    targets: tuple[Target, ...]
    claimed_at: float
    composed_at: float


class Hands:
    def __init__(self, stream: Stream, *, ledger: Ledger, now: Callable[[], datetime], lease: timedelta) -> None:
        self._stream, self._ledger, self._now, self._lease = stream, ledger, now, lease
        self._flying: set[asyncio.Task[None]] = set()
        self._ready: deque[Ready] = deque()
        self._landings: deque[float] = deque(maxlen=stream.hands + 1)  # when the last ones came back
        self._begun = 0  # in this turn of the loop
        self._later: asyncio.TimerHandle | None = None
        self._stopped = False
        self.freed = asyncio.Event()

    @property
    def flying(self) -> int:
        return len(self._flying)

    @property
    def ready(self) -> int:
        return len(self._ready)

    def add(self, ready: Ready) -> None:
        """It leaves at the next `go`."""
        self._ready.append(ready)

    def pace(self) -> float:
        """Messages a second that come back at present: every hand once, however many of them came together."""
        if len(self._landings) <= self._stream.hands:
            return 0.0
        return self._stream.hands / max(time.monotonic() - self._landings[0], 0.001)

    def go(self) -> None:
        """Give what is ready to the free hands."""
        while not self._stopped and len(self._flying) < self._stream.hands and (ready := self._next()):
            task = asyncio.create_task(self._carry(ready))
            self._flying.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        self.go()

    def _next(self) -> Ready | None:
        """One that is fresh and whose gateway has room; None: nothing is ready, the turn over, or its gateway full."""
        while self._ready and self._begun < A_TURN:
            ready = self._ready.popleft()
            if time.monotonic() - ready.composed_at > FRESH:
                self._ledger.given_back(ready.claimed)
            elif ready.way.takes(urgent=self._stream.urgent):
                self._begin()
                return ready
            elif ready.way.health.breaker is Breaker.OPEN or ready.way.busy:
                self._turned_away(ready)
            else:
                self._ready.appendleft(ready)
                self._go_later(ready.way.wait(urgent=self._stream.urgent))
                break
        return None

    def _begin(self) -> None:
        if self._begun == 0:
            asyncio.get_running_loop().call_soon(self._next_turn)
        self._begun += 1

    def _next_turn(self) -> None:
        self._begun = 0
        self.go()

    def _go_later(self, wait: float) -> None:
        """Its gateway is full: again when it has room, or when what waits is no longer fresh."""
        if self._later is None and not self._stopped:
            self._later = asyncio.get_running_loop().call_later(min(wait, FRESH), self._waited)

    def _waited(self) -> None:
        self._later = None
        self.go()

    def _turned_away(self, ready: Ready) -> None:
        """Its gateway failed meanwhile: another may have it at once, but not what may be at a phone already."""
        if ready.claimed.doubts:
            wait = timedelta(seconds=max(ready.way.wait(urgent=self._stream.urgent), SHORTEST_PUT_OFF))
            self._ledger.put_off(ready.claimed, self._now() + wait)
        else:
            self._ledger.given_back(ready.claimed)

    async def _carry(self, ready: Ready | None) -> None:
        """This one, then the next that is ready, without a turn of the loop between them."""
        while ready is not None:
            await self._send(ready)
            self._landings.append(time.monotonic())
            self.freed.set()
            ready = None if self._stopped else self._next()

    async def _send(self, ready: Ready) -> None:
        claimed, text, gateway = ready.claimed, ready.text, ready.way.gateway
        due = claimed.due
        within = rules.time_for_a_try(
            timedelta(seconds=time.monotonic() - ready.claimed_at), gateway.time_out, self._lease
        )
        if within is None:
            ready.way.let_go()
            self._ledger.given_back(claimed)
            return
        chosen = tuple(target for target in ready.targets if not text.devices or target.device in text.devices)
        parcel = Parcel(due.id, due.kind, due.channel, text, due.expires_at - self._now(), chosen)
        try:
            answer = await gateway.send(parcel, within=within.total_seconds())
        # A gateway's fault must end in a state that somebody sees, never in a message nobody looks at.
        except Exception as error:
            log.error("message %s: %s failed with %s", due.id, gateway.name, type(error).__name__)
            answer = Answer(Outcome.AMBIGUOUS, reason="gateway_error")
        ready.way.landed(answer)
        self._ledger.answered(claimed, text, gateway, answer)

    async def one_free(self, within: float) -> None:
        """Wait until one is; what is ready and grows old meanwhile is given back."""
        self.freed.clear()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.freed.wait(), min(FRESH, within))
        while self._ready and time.monotonic() - self._ready[0].composed_at > FRESH:
            self._ledger.given_back(self._ready.popleft().claimed)

    def stop(self) -> None:
        """Nothing more is begun."""
        self._stopped = True
        if self._later:
            self._later.cancel()

    async def landed(self) -> None:
        """After `stop`: what flies is waited for, what was not begun is given back."""
        while self._ready:
            self._ledger.given_back(self._ready.popleft().claimed)
        if self._flying:
            await asyncio.wait(self._flying)
