"""The sender's own statements, asked from a test: on a connection of its own, as the sender's."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import psycopg

from backend.common import clock
from backend.delivery.sending import line, outbox
from backend.delivery.sending.outbox import Claimed, Connection
from tests.running import run as run_it

T = TypeVar("T")


def asked(work: Callable[[Connection], Awaitable[T]]) -> T:
    async def run() -> T:
        async with await psycopg.AsyncConnection.connect(**line.address(), autocommit=True) as connection:
            return await work(connection)

    return run_it(run())


def claim(
    limit: int = 10,
    *,
    channel: str = "sms",
    lane: str = "bulk",
    now: datetime | None = None,
    ways: Sequence[str] = ("demonstration",),
) -> list[Claimed]:
    instant = now or clock.now()
    return asked(
        lambda connection: outbox.claim(
            connection,
            channel=channel,
            lane=lane,
            limit=limit,
            now=instant,
            lease=timedelta(minutes=1),
            ways=ways,
        )
    )
