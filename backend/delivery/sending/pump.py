"""One stream of messages: claims what its hands can take, has it composed, sends each, tells the ledger."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg

from backend.delivery import rules, rules_routing
from backend.delivery.composers import Refusal, Text
from backend.delivery.gateways import Answer, Parcel, Target
from backend.delivery.rules import Outcome
from backend.delivery.rules_routing import Breaker, Offer
from backend.delivery.rules_states import Channel
from backend.delivery.sending import outbox
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Claimed
from backend.delivery.sending.routing import Router, Way
from backend.delivery.sending.scribe import PENS, ScribeGone, Write
from backend.delivery.sending.streams import Stream
from backend.delivery.sending.writing import Words

Targets = Mapping[uuid.UUID, tuple[Target, ...]]
NOBODY = uuid.UUID(int=0)
log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds after the database did not answer
FRESH = 0.25  # seconds: words older than this are not sent, they are asked for again
A_TURN = (
    16  # messages begun in one turn of the loop: claims and words, which take ten turns, wait for none that is long
)
MOST_AHEAD = 3  # rounds of hands, whatever the pace
SHORTEST_PUT_OFF = 5.0  # seconds: what waits for its own gateway alone is not looked at more often
SHORTEST_REST = 0.01  # seconds until a full gateway is asked again
AHEAD = 0.15  # seconds: what leaves within them is made ready before a hand is free; well under FRESH


@dataclass(slots=True)
class Ready:
    """A message with its words, waiting for a free hand."""

    claimed: Claimed
    text: Text
    way: Way
    targets: tuple[Target, ...]
    claimed_at: float
    composed_at: float


class Pump:
    def __init__(
        self,
        stream: Stream,
        *,
        route: Router,
        ledger: Ledger,
        now: Callable[[], datetime],
        lease: timedelta,
        poll: float,
        write: Write,
    ) -> None:
        self.stream = stream
        self._route, self._ledger, self._now = route, ledger, now
        self._lease, self._poll, self._write = lease, poll, write
        self._line = Line(stream.name)
        self._flying: set[asyncio.Task[None]] = set()
        self._preparing: dict[asyncio.Task[None], list[Claimed]] = {}  # batches whose words are being written
        self._ready: deque[Ready] = deque()
        self._freed = asyncio.Event()
        self._landings: deque[float] = deque(maxlen=stream.hands + 1)  # when the last ones came back
        self._begun = 0  # in this turn of the loop
        self._stopped = False
        self._fault: BaseException | None = None
        self._later: asyncio.TimerHandle | None = None
        self.wake = asyncio.Event()

    async def run(self, stopping: asyncio.Event) -> None:
        """Until told to stop; what flies then is waited for, what was not begun is given back."""
        while not stopping.is_set() and self._fault is None:
            try:
                busy = await self._round()
            except psycopg.Error as error:
                log.warning("%s: the database does not answer (%s)", self.stream.name, type(error).__name__)
                await self._line.close()
                await asyncio.sleep(PAUSE)
                continue
            if not busy:
                await self._rest()
        self._stopped = True
        await self._wind_down()
        if self._fault is not None:
            raise self._fault

    async def _wind_down(self) -> None:
        if self._later:
            self._later.cancel()
        if self._preparing:
            await asyncio.wait(self._preparing)
        while self._ready:
            self._ledger.given_back(self._ready.popleft().claimed)
        if self._flying:
            await asyncio.wait(self._flying)
        await self._line.close()

    async def _round(self) -> bool:
        """Claim once, what hands and gateways can take; whether there was anything, or no need to look."""
        self.wake.clear()
        wanted, offer = self._wanted()
        if not wanted:
            pause = min(self._poll, max(self._wait(), SHORTEST_REST))
            await (self._a_hand() if self._busy else asyncio.sleep(pause))
            return True
        claimed_at = time.monotonic()
        batch: list[Claimed] = []
        try:
            await self._claim(batch, wanted, offer)
            targets = await self._targets(batch)
        except psycopg.Error:
            self._give_back(batch)
            raise
        batch = self._in_turn(batch)
        if batch:
            task = asyncio.create_task(self._prepare(batch, targets, claimed_at))
            self._preparing[task] = batch
            task.add_done_callback(self._prepared)
        return bool(batch)

    def _in_turn(self, batch: list[Claimed]) -> list[Claimed]:
        """Without what speaks of what is being written about: no notice overtakes the reminder that it corrects."""
        written = {one.due.subject for some in self._preparing.values() for one in some}
        self._give_back([one for one in batch if one.due.subject in written])
        return [one for one in batch if one.due.subject not in written]

    @property
    def _busy(self) -> bool:
        return bool(self._flying or self._ready or self._preparing)

    def _give_back(self, batch: Sequence[Claimed]) -> None:
        """Surely not begun: it need not wait for the end of its lease, nor be doubted then."""
        for claimed in batch:
            self._ledger.given_back(claimed)

    def _wanted(self) -> tuple[int, Offer]:
        """How many to claim, and who would carry them; none while too few are free to be worth a claim.

        As many as leave at the present pace within a moment are made ready before the hands are free: none waits for
        words. Never more: what is ready for long would be sent although it was cancelled meanwhile, or be given back.
        """
        if len(self._preparing) >= PENS:
            return 0, rules_routing.NOBODY
        hands, at_hand = self.stream.hands, len(self._ready) + sum(map(len, self._preparing.values()))
        ahead = min(int(AHEAD * self._pace()), MOST_AHEAD * hands)
        offer = self._route.offer(urgent=self.stream.urgent, ahead=ahead)
        wanted = min(hands - len(self._flying) + ahead, offer.room) - at_hand
        enough = min(ahead // MOST_AHEAD, offer.most)
        return (0 if wanted < 1 or (self._busy and wanted < enough) else wanted), offer

    def _pace(self) -> float:
        """Messages a second that come back at present: every hand once, however many of them came together."""
        if len(self._landings) <= self.stream.hands:
            return 0.0
        return self.stream.hands / max(time.monotonic() - self._landings[0], 0.001)

    async def _claim(self, batch: list[Claimed], wanted: int, offer: Offer) -> None:
        """Into `batch`, so that what was claimed is known even if the database falls silent in the midst of it."""
        connection = await self._line.connection()
        for lane in self.stream.lanes:
            if len(batch) < wanted:
                batch += await outbox.claim(
                    connection, channel=self.stream.channel, lane=lane, limit=wanted - len(batch), now=self._now(),
                    lease=self._lease, ways=offer.ways,
                )  # fmt: skip

    async def _targets(self, batch: Sequence[Claimed]) -> Targets:
        holders = {one.due.holder_id for one in batch if one.due.channel == Channel.PUSH and one.due.holder_id}
        if not holders:
            return {}
        return await outbox.targets(await self._line.connection(), sorted(holders))

    async def _prepare(self, batch: Sequence[Claimed], targets: Targets, claimed_at: float) -> None:
        """Have the words written, and give them to the hands that are free."""
        try:
            words = await self._write([claimed.due for claimed in batch])
        except ScribeGone:
            self._give_back(batch)
            raise
        for claimed, said in zip(batch, words, strict=True):
            self._sort(claimed, said, targets, claimed_at)
        if not self._stopped:
            self._dispatch()

    def _prepared(self, task: "asyncio.Task[None]") -> None:
        del self._preparing[task]
        self._fault = self._fault or task.exception()
        self._freed.set()
        if self._fault is not None:
            self.wake.set()

    def _sort(self, claimed: Claimed, said: Words, targets: Targets, claimed_at: float) -> None:
        way = self._route.ways.get(claimed.gateway)
        if isinstance(said, Refusal):
            self._ledger.refused(claimed, said)
        elif way is None:
            self._ledger.abandoned(claimed)
        elif isinstance(said, Text):
            found = targets.get(claimed.due.holder_id or NOBODY, ())
            self._ready.append(Ready(claimed, said, way, found, claimed_at, time.monotonic()))
        else:
            self._ledger.not_composed(claimed, way.gateway)

    def _dispatch(self) -> None:
        """Give what is ready to the free hands."""
        while len(self._flying) < self.stream.hands and (ready := self._next()):
            task = asyncio.create_task(self._carry(ready))
            self._flying.add(task)
            task.add_done_callback(self._flying.discard)

    def _next(self) -> Ready | None:
        """The next one that is fresh and whose gateway took it; None: nothing is ready, not in this turn, or it is full."""
        while self._ready:
            if self._begun >= A_TURN:
                break
            ready = self._ready.popleft()
            if time.monotonic() - ready.composed_at > FRESH:
                self._ledger.given_back(ready.claimed)
            elif ready.way.takes(urgent=self.stream.urgent):
                if self._begun == 0:
                    asyncio.get_running_loop().call_soon(self._next_turn)
                self._begun += 1
                return ready
            elif ready.way.health.breaker is Breaker.OPEN or ready.way.busy:
                self._turned_away(ready)
            else:
                self._ready.appendleft(ready)
                self._dispatch_later(ready.way.wait(urgent=self.stream.urgent))
                break
        return None

    def _next_turn(self) -> None:
        self._begun = 0
        self._dispatch_now()

    async def _carry(self, ready: Ready | None) -> None:
        """One hand: this one, then the next that is ready, without a turn of the loop between them."""
        while ready is not None:
            await self._send(ready)
            self._landings.append(time.monotonic())
            self._freed.set()
            ready = None if self._stopped else self._next()

    def _turned_away(self, ready: Ready) -> None:
        """Its gateway failed meanwhile: another may have it at once, but not what may be at a phone already."""
        if ready.claimed.doubts:
            wait = timedelta(seconds=max(ready.way.wait(urgent=self.stream.urgent), SHORTEST_PUT_OFF))
            self._ledger.put_off(ready.claimed, self._now() + wait)
        else:
            self._ledger.given_back(ready.claimed)

    def _dispatch_later(self, wait: float) -> None:
        """Its gateway is full: again when it has room, or when what waits is no longer fresh."""
        if self._later is None and not self._stopped:
            self._later = asyncio.get_running_loop().call_later(min(wait, FRESH), self._waited)

    def _waited(self) -> None:
        self._later = None
        self._dispatch_now()

    def _dispatch_now(self) -> None:
        if not self._stopped:
            self._dispatch()

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

    async def _a_hand(self) -> None:
        """Wait until a hand is free; what is ready and grows old meanwhile is given back."""
        self._freed.clear()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._freed.wait(), min(FRESH, self._wait()))
        while self._ready and time.monotonic() - self._ready[0].composed_at > FRESH:
            self._ledger.given_back(self._ready.popleft().claimed)

    async def _rest(self) -> None:
        """Until woken, or the next look."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.wake.wait(), self._poll)

    def _wait(self) -> float:
        """Seconds until a gateway of this stream may have room."""
        return self._route.wait(urgent=self.stream.urgent)
