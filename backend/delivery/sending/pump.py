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
from backend.delivery.gateways import Answer, Gateway, Parcel, Target
from backend.delivery.rules import Outcome
from backend.delivery.rules_states import Channel
from backend.delivery.sending import outbox, writing
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Claimed
from backend.delivery.sending.writing import Words

Targets = Mapping[uuid.UUID, tuple[Target, ...]]
NOBODY = uuid.UUID(int=0)
log = logging.getLogger(__name__)

PAUSE = 1.0  # seconds after the database did not answer
FRESH = 0.25  # seconds: words older than this are not sent, they are asked for again
FLOWING = 0.1  # seconds: a hand was freed so recently that the next one is near


@dataclass(slots=True)
class Ready:
    """A message with its words, waiting for a free hand."""

    claimed: Claimed
    text: Text
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


class Pump:
    def __init__(
        self,
        stream: Stream,
        *,
        gateways: Mapping[str, Gateway],
        ledger: Ledger,
        now: Callable[[], datetime],
        lease: timedelta,
        poll: float,
    ) -> None:
        self.stream = stream
        self._gateways, self._ledger, self._now = gateways, ledger, now
        self._lease, self._poll = lease, poll
        self._line = Line(stream.name)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"compose-{stream.name}")
        self._flying: set[asyncio.Task[None]] = set()
        self._ready: deque[Ready] = deque()
        self._freed = asyncio.Event()
        self._freed_at = 0.0
        self._stopped = False
        self._turn = 0
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
        while self._ready:
            self._ledger.given_back(self._ready.popleft().claimed)
        if self._flying:
            await asyncio.wait(self._flying)
        await self._line.close()
        self._thread.shutdown(wait=False)

    async def _round(self, stopping: asyncio.Event) -> bool:
        """Claim once, as many as there are hands free or soon free; whether there was anything, or no need to look."""
        wanted = self._wanted()
        if wanted < max(1, self.stream.hands // 4) and (self._flying or self._ready):
            await self._a_hand()
            return True
        self.wake.clear()
        claimed_at = time.monotonic()
        batch = await self._claim(wanted)
        if not batch:
            return False
        words, targets = await self._compose(batch)
        for claimed, said in zip(batch, words, strict=True):
            self._sort(claimed, said, targets, claimed_at)
        if not stopping.is_set():
            self._dispatch()
        return True

    def _wanted(self) -> int:
        """While the gateway flows, the next batch is made ready before the hands are free: none waits for words.

        Never when it does not: what is ready for long would be sent although it was cancelled meanwhile.
        """
        free = self.stream.hands - len(self._flying) - len(self._ready)
        flowing = time.monotonic() - self._freed_at < FLOWING
        return free + (self.stream.hands // 2 if flowing else 0)

    async def _claim(self, wanted: int) -> list[Claimed]:
        batch: list[Claimed] = []
        connection = await self._line.connection()
        for lane in self.stream.lanes:
            for channel in self._channels():
                if wanted > len(batch):
                    batch += await outbox.claim(
                        connection, channel=channel, lane=lane, limit=wanted - len(batch), now=self._now(),
                        lease=self._lease,
                    )  # fmt: skip
        return batch

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
        if isinstance(said, Refusal):
            self._ledger.refused(claimed, said)
        elif isinstance(said, Text):
            found = targets.get(claimed.due.holder_id or NOBODY, ())
            self._ready.append(Ready(claimed, said, found, claimed_at, time.monotonic()))
        else:
            self._ledger.not_composed(claimed, self._gateways[claimed.due.channel])

    def _dispatch(self) -> None:
        """Give what is ready to the free hands."""
        while self._ready and len(self._flying) < self.stream.hands:
            ready = self._ready.popleft()
            if time.monotonic() - ready.composed_at > FRESH:
                self._ledger.given_back(ready.claimed)
                continue
            task = asyncio.create_task(self._send(ready))
            self._flying.add(task)
            task.add_done_callback(self._landed)

    def _landed(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        self._freed_at = time.monotonic()
        self._freed.set()
        if not self._stopped:
            self._dispatch()

    async def _send(self, ready: Ready) -> None:
        claimed, text = ready.claimed, ready.text
        due = claimed.due
        gateway = self._gateways[due.channel]
        within = rules.time_for_a_try(
            timedelta(seconds=time.monotonic() - ready.claimed_at), gateway.time_out, self._lease
        )
        if within is None:
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
        self._ledger.answered(claimed, text, gateway, answer)

    async def _a_hand(self) -> None:
        """Wait until a hand is free; what is ready and grows old meanwhile is given back."""
        self._freed.clear()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._freed.wait(), FRESH)
        while self._ready and time.monotonic() - self._ready[0].composed_at > FRESH:
            self._ledger.given_back(self._ready.popleft().claimed)

    async def _rest(self, stopping: asyncio.Event) -> None:
        """Until woken, or the next look."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.wake.wait(), self._poll)
