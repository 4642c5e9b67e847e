"""One stream of messages: claims what its hands can take, has it composed, sends each, tells the ledger."""

import asyncio
import contextlib
import logging
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import psycopg

from backend.delivery import rules_routing
from backend.delivery.composers import Refusal, Text
from backend.delivery.gateways import Target
from backend.delivery.rules_routing import Offer
from backend.delivery.rules_states import Channel
from backend.delivery.sending import outbox
from backend.delivery.sending.hands import Hands, Ready
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Claimed
from backend.delivery.sending.routing import Router
from backend.delivery.sending.scribe import PENS, ScribeGone, Write
from backend.delivery.sending.streams import Stream
from backend.delivery.sending.writing import Words

Targets = Mapping[uuid.UUID, tuple[Target, ...]]
NOBODY = uuid.UUID(int=0)
log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds after the database did not answer
MOST_AHEAD = 3  # rounds of hands, whatever the pace
SHORTEST_REST = 0.01  # seconds until a full gateway is asked again
AHEAD = 0.15  # seconds: what leaves within them is made ready before a hand is free; well under FRESH


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
        self._hands = Hands(stream, ledger=ledger, now=now, lease=lease)
        self._preparing: dict[asyncio.Task[None], list[Claimed]] = {}  # batches whose words are being written
        self._fault: BaseException | None = None
        self.wake = asyncio.Event()

    async def run(self, stopping: asyncio.Event) -> None:
        """Until told to stop; what flies then is waited for, what was not begun is given back."""
        try:
            while not stopping.is_set() and self._fault is None:
                await self._turn()
        finally:
            # Whatever ended it: the ledger is closed when every pump has, and must have what flies by then.
            await self._wind_down()
        if self._fault is not None:
            raise self._fault

    async def _turn(self) -> None:
        try:
            busy = await self._round()
        except psycopg.Error as error:
            log.warning("%s: the database does not answer (%s)", self.stream.name, type(error).__name__)
            await self._line.close()
            await asyncio.sleep(PAUSE)
            return
        if not busy:
            await self._rest()

    async def _wind_down(self) -> None:
        self._hands.stop()
        if self._preparing:
            await asyncio.wait(self._preparing)
        await self._hands.landed()
        await self._line.close()

    async def _round(self) -> bool:
        """Claim once, what hands and gateways can take; whether there was anything, or no need to look."""
        self.wake.clear()
        wanted, offer = self._wanted()
        if not wanted:
            pause = min(self._poll, max(self._wait(), SHORTEST_REST))
            await (self._hands.one_free(self._wait()) if self._busy else asyncio.sleep(pause))
            return True
        claimed_at = time.monotonic()
        batch: list[Claimed] = []
        try:
            await self._claim(batch, wanted, offer)
            targets = await self._targets(batch)
        except Exception:
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
        return bool(self._hands.flying or self._hands.ready or self._preparing)

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
        hands, at_hand = self.stream.hands, self._hands.ready + sum(map(len, self._preparing.values()))
        ahead = min(int(AHEAD * self._hands.pace()), MOST_AHEAD * hands)
        offer = self._route.offer(urgent=self.stream.urgent, ahead=ahead)
        wanted = min(hands - self._hands.flying + ahead, offer.room) - at_hand
        enough = min(ahead // MOST_AHEAD, offer.most)
        return (0 if wanted < 1 or (self._busy and wanted < enough) else wanted), offer

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
        self._hands.go()

    def _prepared(self, task: "asyncio.Task[None]") -> None:
        del self._preparing[task]
        self._fault = self._fault or task.exception()
        self._hands.freed.set()
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
            self._hands.add(Ready(claimed, said, way, found, claimed_at, time.monotonic()))
        else:
            self._ledger.not_composed(claimed, way.gateway)

    async def _rest(self) -> None:
        """Until woken, or the next look."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.wake.wait(), self._poll)

    def _wait(self) -> float:
        """Seconds until a gateway of this stream may have room."""
        return self._route.wait(urgent=self.stream.urgent)
