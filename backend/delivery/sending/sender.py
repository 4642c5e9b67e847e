"""The sender: pumps of their own for codes, SMS, push and mail, one ledger, one clockwork. Several may run at once.

A code never waits behind anything: it has its own pump, hands, connection and thread, and NOTIFY wakes it.
"""

import asyncio
import contextlib
import gc
import logging
import signal
import traceback
from collections.abc import Coroutine, Mapping, Sequence
from datetime import timedelta
from typing import Any

import aiohttp
import psycopg
from django.conf import settings

from backend.delivery.actions import WAKE
from backend.delivery.gateways import Gateway, choice
from backend.delivery.sending import clockwork, outbox
from backend.delivery.sending.clockwork import DomainClock
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Connection
from backend.delivery.sending.pump import Pump
from backend.delivery.sending.routing import Router
from backend.delivery.sending.scribe import Scribe, in_thread
from backend.delivery.sending.sharing import Sharing
from backend.delivery.sending.streams import streams

log = logging.getLogger(__name__)

POLL = 0.5  # seconds: the longest a due message waits to be noticed
TICK = 0.25


class Sender:
    """`scribe`, where there is one, writes for all but codes: these are short, and wait for no other process."""

    def __init__(
        self, gateways: Mapping[str, Sequence[Gateway]], *, hands: int, lease: timedelta, scribe: Scribe | None = None
    ) -> None:
        self._routes = {channel: Router(several) for channel, several in gateways.items()}
        self._name = clockwork.name_of_process()
        self._sharing = Sharing(self._name, self._routes)
        self._lease = lease
        self._line = Line("clockwork")
        self._ear = Line("ear")
        self._now = DomainClock()
        self._book = Line("ledger")
        self.ledger = Ledger(self._book, self._now)
        self.pumps = [
            Pump(
                stream,
                route=self._routes[stream.channel],
                ledger=self.ledger,
                now=self._now,
                lease=lease,
                poll=POLL,
                write=scribe.writer(stream.name) if scribe and not stream.urgent else in_thread(stream.name),
            )
            for stream in streams(hands)
        ]
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        """Until SIGTERM or SIGINT: then nothing more is claimed, what flies lands, everything is written down."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stopping.set)
        await self._line.lasting(self._now.follow)
        booking = self._start(self.ledger.keep())
        background = [self._start(self._listen()), self._start(self._tick())]
        pumping = [self._start(pump.run(self.stopping)) for pump in self.pumps]
        await self.stopping.wait()
        self._wake_all()
        log.info("stopping: waiting for what is on its way")
        await asyncio.gather(*pumping, return_exceptions=True)
        self.ledger.close()
        for task in background:
            task.cancel()
        await asyncio.gather(booking, *background, return_exceptions=True)
        await self.ledger.flush()
        with contextlib.suppress(psycopg.Error):
            async with self._line.transaction() as connection:
                await outbox.end_beat(connection, self._name)
        for line in (self._line, self._ear, self._book):
            await line.close()

    def _start(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """A part that dies takes the process with it: whoever supervises starts it afresh, leases do the rest."""
        task = asyncio.create_task(work)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and task.exception() is not None and not self.stopping.is_set():
            error = task.exception()
            # Where and what kind, never its message: a database's names the values.
            where = "".join(traceback.format_tb(error.__traceback__)) if error else ""
            log.critical("a part of the sender died: %s\n%s", type(error).__name__, where)
            self.stopping.set()

    def _wake_all(self) -> None:
        for pump in self.pumps:
            pump.wake.set()

    async def _listen(self) -> None:
        """Wake the pumps concerned at the commit of whoever queues."""
        while not self.stopping.is_set():
            try:
                connection = await self._ear.connection()
                await connection.execute(f"LISTEN {WAKE}")
                self._wake_all()
                async for note in connection.notifies():
                    for pump in self.pumps:
                        if note.payload in pump.stream.lanes:
                            pump.wake.set()
            except psycopg.Error:
                await self._ear.close()
                await asyncio.sleep(1)

    async def _tick(self) -> None:
        """The clockwork: each round is repeatable, so a round that failed is simply made again."""
        turns, silent = 0, False
        while not self.stopping.is_set():
            with contextlib.suppress(psycopg.Error):
                async with self._line.transaction() as connection:
                    moved = await self._now.follow(connection)
                    if moved or turns % 4 == 0:
                        await self._every_second(connection)
                    await self._sharing.keep(connection)
                    if turns % int(clockwork.BEAT.total_seconds() / TICK) == 0:
                        silent = await clockwork.watch_ticks(connection, silent)
                if moved:
                    self._wake_all()
            turns += 1
            await asyncio.sleep(TICK)

    async def _every_second(self, connection: Connection) -> None:
        if await outbox.release(connection, now=self._now()):
            self._wake_all()
        await clockwork.sweep(connection, self._routes, self._now())


def serve() -> None:
    """Until told to stop: the process that writes, the HTTP client, the pumps."""
    # Modules and settings live as long as the process: the collector need not walk them, a sixth of a push's cost.
    gc.collect()
    gc.freeze()
    scribe = Scribe([stream.name for stream in streams(settings.SEND_CONCURRENCY) if not stream.urgent])
    try:
        asyncio.run(_serve(scribe))
    finally:
        scribe.close()


async def _serve(scribe: Scribe) -> None:
    connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=60)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
        gateways = choice.gateways(session)
        await Sender(gateways, hands=settings.SEND_CONCURRENCY, lease=settings.LEASE, scribe=scribe).run()
        for several in gateways.values():
            for gateway in several:
                await gateway.close()
