"""What the sender does by the clock: follow the shifted clock, free the held, sweep the lapsed, give signs of life."""

import hashlib
import logging
import os
import random
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings

from backend.delivery import rules
from backend.delivery.rules import Outcome, Try
from backend.delivery.rules_states import Event, State, after
from backend.delivery.sending import counting, outbox
from backend.delivery.sending.outbox import Connection, Lapsed, Result
from backend.delivery.sending.routing import Router

log = logging.getLogger(__name__)

COMMON = "sender"  # the sign of life that some sender is there
BEAT = timedelta(seconds=5)
FORGOTTEN_AFTER = timedelta(seconds=60)  # a sender that says nothing is a sender no more
MOST_SIGNS_OF_A_HOST = 40
TICKS_SILENT_AFTER = timedelta(minutes=3)


class DomainClock:
    """The domain's clock without the ORM: real time in production, shifted elsewhere; `follow` reads the shift."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._offset

    async def follow(self, connection: Connection) -> bool:
        """Whether the clock was moved since the last look."""
        if settings.PRODUCTION:
            return False
        before, self._offset = self._offset, await outbox.offset(connection)
        return before != self._offset


async def sweep(connection: Connection, routes: Mapping[str, Router], now: datetime) -> int:
    """Rows whose sender fell silent may be at the phone: doubtful, tried again where that is safe. How many."""
    rows = await outbox.lapsed(connection)
    if rows:
        results = [_doubt(row, routes[row.channel].honours(row.gateway), now) for row in rows]
        await outbox.settle(connection, results, now=now)
        await counting.lapsed(connection, rows, now=now)
        log.warning("%d leases lapsed", len(rows))
    return len(rows)


def _doubt(row: Lapsed, honours: bool, now: datetime) -> Result:
    tried = Try(row.lane, row.attempts, row.doubts, row.expires_at, honours)
    verdict = rules.verdict(Outcome.AMBIGUOUS, tried, now, chance=random.random())
    state = after(State.SENDING, verdict.event)
    return Result(
        row.id, row.claim, verdict.event.value, state.value, verdict.next_try_at, verdict.doubts,
        reason="answer_lost" if verdict.event == Event.GIVE_UP else "",
    )  # fmt: skip


def name_of_process() -> str:
    """Of this sender among several; on one machine and over machines."""
    return f"{COMMON}:{_short(socket.gethostname())}:{os.getpid()}"


def _short(host: str) -> str:
    """As long as fits into a row's name; machines that share a beginning or an end, as containers do, stay apart."""
    if len(host) <= MOST_SIGNS_OF_A_HOST:
        return host
    digest = hashlib.sha256(host.encode()).hexdigest()[:8]
    return f"{host[: MOST_SIGNS_OF_A_HOST - 9]}~{digest}"


async def beat(connection: Connection, process: str, routes: Mapping[str, Router]) -> None:
    """Two signs of life: the senders' common one, and this one's own, which goes when it does.

    Both tell how each gateway does, as this process sees it: {"process": …, "gateways": {name: figures}}.
    """
    figures = {name: way.figures() for route in routes.values() for name, way in route.ways.items()}
    detail = {"process": process.partition(":")[2], "gateways": figures}
    for name in (COMMON, process):
        await outbox.beat(connection, name, BEAT, detail)
    await outbox.forget_beats(connection, prefix=f"{COMMON}:", older=FORGOTTEN_AFTER)


async def watch_ticks(connection: Connection, already_said: bool) -> bool:
    """Say it once when the periodic jobs fall silent: their cluster can stall without dying."""
    quiet = await outbox.silence(connection, "cluster")
    silent = quiet is not None and quiet > TICKS_SILENT_AFTER
    if silent and not already_said:
        log.critical("the periodic jobs have given no sign for %d s", quiet.total_seconds() if quiet else 0)
    return silent
