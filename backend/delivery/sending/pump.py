"""One stream of messages: claims what its hands can take, has it composed, sends each, tells the ledger."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg

from backend.delivery import rules
from backend.delivery.composers import Refusal, Text
from backend.delivery.gateways import Answer, Parcel, Target
from backend.delivery.rules import Outcome
from backend.delivery.rules_routing import Breaker, Offer
from backend.delivery.rules_states import Channel, Lane
from backend.delivery.sending import outbox, writing
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Claimed
from backend.delivery.sending.routing import Router, Way
from backend.delivery.sending.writing import Words

Targets = Mapping[uuid.UUID, tuple[Target, ...]]
NOBODY = uuid.UUID(int=0)
log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds after the database did not answer
FRESH = 0.25  # seconds: words older than this are not sent, they are asked for again
SHORTEST_PUT_OFF = 5.0  # seconds: what waits for its own gateway alone is not looked at more often
FLOWING = 0.1  # seconds: a hand was freed so recently that the next one is near


@dataclass(slots=True)
class Ready:
    """A message with its words, waiting for a free hand."""

    claimed: Claimed
    text: Text
    way: Way
    targets: tuple[Target, ...]
    claimed_at: float
    composed_at: float


@dataclass(frozen=True, slots=True)
class Stream:
    """What a pump carries: these lanes, most urgent first, of these channels, with so many hands."""

    name: str
    channels: tuple[str, ...]
    lanes: tuple[str, ...]
    hands: int

    @property
    def urgent(self) -> bool:
        """Codes: what the gateways keep free is for them."""
        return Lane.CODE.value in self.lanes


class Pump:
    def __init__(
        self,
        stream: Stream,
        *,
        routes: Mapping[str, Router],
        ledger: Ledger,
        now: Callable[[], datetime],
        lease: timedelta,
        poll: float,
    ) -> None:
        self.stream = stream
        self._routes, self._ledger, self._now = routes, ledger, now
        self._lease, self._poll = lease, poll
        self._line = Line(stream.name)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"compose-{stream.name}")
        self._flying: set[asyncio.Task[None]] = set()
        self._ready: deque[Ready] = deque()
        self._freed = asyncio.Event()
        self._freed_at = 0.0
        self._stopped = False
        self._turn = 0
        self._later: asyncio.TimerHandle | None = None
        self.wake = asyncio.Event()

    async def run(self, stopping: asyncio.Event) -> None:
        """Until told to stop; what flies then is waited for, what was not begun is given back."""
        while not stopping.is_set():
            try:
                busy = await self._round(stopping)
            except psycopg.Error as error:
                log.warning("%s: the database does not answer (%s)", self.stream.name, type(error).__name__)
                await self._line.close()
                await asyncio.sleep(PAUSE)
                continue
            if not busy:
                await self._rest(stopping)
        self._stopped = True
        if self._later:
            self._later.cancel()
        while self._ready:
            self._ledger.given_back(self._ready.popleft().claimed)
        if self._flying:
            await asyncio.wait(self._flying)
        await self._line.close()
        self._thread.shutdown(wait=False)

    async def _round(self, stopping: asyncio.Event) -> bool:
        """Claim once, what hands and gateways can take; whether there was anything, or no need to look."""
        self.wake.clear()
        wanted, offers = self._wanted()
        if not wanted:
            if self._flying or self._ready:
                await self._a_hand()
                return True
            return False
        claimed_at = time.monotonic()
        batch: list[Claimed] = []
        try:
            await self._claim(batch, wanted, offers)
            if not batch:
                return False
            words, targets = await self._compose(batch)
        except psycopg.Error:
            # Surely not begun: it need not wait for the end of its lease, nor be doubted then.
            for claimed in batch:
                self._ledger.given_back(claimed)
            raise
        for claimed, said in zip(batch, words, strict=True):
            self._sort(claimed, said, targets, claimed_at)
        if not stopping.is_set():
            self._dispatch()
        return True

    def _wanted(self) -> tuple[int, dict[str, Offer]]:
        """How many to claim, and who would carry them, by channel; none while too few are free to be worth a claim.

        While the gateway flows, the next batch is made ready before the hands are free: none waits for words. Never
        when it does not: what is ready for long would be sent although it was cancelled meanwhile.
        """
        hands = self.stream.hands
        flowing = time.monotonic() - self._freed_at < FLOWING
        ahead = hands // 2 if flowing else 0
        free = hands - len(self._flying) - len(self._ready) + ahead
        offers = {
            channel: self._routes[channel].offer(urgent=self.stream.urgent, ahead=ahead)
            for channel in self.stream.channels
        }
        room = max(offer.room for offer in offers.values()) - len(self._ready)
        enough = min(hands, max(offer.most for offer in offers.values())) // 4
        wanted = min(free, room)
        busy = bool(self._flying or self._ready)
        return (0 if wanted < 1 or (busy and wanted < enough) else wanted), offers

    async def _claim(self, batch: list[Claimed], wanted: int, offers: Mapping[str, Offer]) -> None:
        """Into `batch`, so that what was claimed is known even if the database falls silent in the midst of it."""
        room = {channel: offer.room for channel, offer in offers.items()}
        connection = await self._line.connection()
        for lane in self.stream.lanes:
            for channel in self._channels():
                limit = min(wanted - len(batch), room[channel])
                if limit > 0:
                    found = await outbox.claim(
                        connection, channel=channel, lane=lane, limit=limit, now=self._now(), lease=self._lease,
                        ways=offers[channel].ways,
                    )  # fmt: skip
                    room[channel] -= len(found)
                    batch += found

    def _channels(self) -> Sequence[str]:
        """Each time another first: a flood of one channel's codes keeps no other channel's waiting."""
        self._turn += 1
        turn = self._turn % len(self.stream.channels)
        return self.stream.channels[turn:] + self.stream.channels[:turn]

    async def _compose(self, batch: Sequence[Claimed]) -> tuple[list[Words], Targets]:
        loop = asyncio.get_running_loop()
        words = await loop.run_in_executor(self._thread, writing.write, [claimed.due for claimed in batch])
        due = [claimed.due for claimed in batch if claimed.due.channel == Channel.PUSH]
        holders = {one.holder_id for one in due if one.holder_id}
        if not holders:
            return words, {}
        async with self._line.transaction() as connection:
            return words, await outbox.targets(connection, sorted(holders))

    def _sort(self, claimed: Claimed, said: Words, targets: Targets, claimed_at: float) -> None:
        way = self._routes[claimed.due.channel].ways.get(claimed.gateway)
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
        """Give what is ready to the free hands, as far as its gateway has room."""
        while self._ready and len(self._flying) < self.stream.hands:
            ready = self._ready.popleft()
            if time.monotonic() - ready.composed_at > FRESH:
                self._ledger.given_back(ready.claimed)
            elif ready.way.takes(urgent=self.stream.urgent):
                task = asyncio.create_task(self._send(ready))
                self._flying.add(task)
                task.add_done_callback(self._landed)
            elif ready.way.health.breaker is Breaker.OPEN or ready.way.busy:
                self._turned_away(ready)
            else:
                self._ready.appendleft(ready)
                self._dispatch_later(ready.way.wait(urgent=self.stream.urgent))
                break

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
            self._later = asyncio.get_running_loop().call_later(min(wait, FRESH), self._dispatch_now)

    def _dispatch_now(self) -> None:
        self._later = None
        if not self._stopped:
            self._dispatch()

    def _landed(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        self._freed_at = time.monotonic()
        self._freed.set()
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

    async def _rest(self, stopping: asyncio.Event) -> None:
        """Until woken, or the next look."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.wake.wait(), self._poll)

    def _wait(self) -> float:
        """Seconds until a gateway of this stream may have room."""
        return min(self._routes[channel].wait(urgent=self.stream.urgent) for channel in self.stream.channels)
