"""Nobody's slowness is somebody else's."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from psycopg import OperationalError

from backend.delivery import composers
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.gateways import NO_LIMITS, Answer, Parcel
from backend.delivery.rules import Outcome
from backend.delivery.rules_states import Channel, Lane
from backend.delivery.sending import outbox
from backend.delivery.sending.sender import Sender
from backend.delivery.sending.streams import HANDS_FOR_CODES, streams
from tests.delivery import make
from tests.running import run as run_it

pytestmark = pytest.mark.django_db(transaction=True)


class Slow:
    """Answers when it is let, or at once."""

    honours_idempotency, time_out, limits = True, timedelta(seconds=20), NO_LIMITS

    def __init__(self, channel: str, *, free: bool) -> None:
        self.name = self.channel = channel
        self.asked, self.free = asyncio.Event(), asyncio.Event()
        if free:
            self.free.set()

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        self.asked.set()
        await self.free.wait()
        return Answer(Outcome.TAKEN)

    async def close(self) -> None:
        """Nothing is open."""


def _say(batch: Sequence[Due]) -> list[Text | Refusal]:
    return [Text("to", "words", keep=False) for _ in batch]


def _another_code() -> None:
    make.message(kind="code", channel="sms", lane="code", occasion="")
    connection.close()  # this thread's own


def test_every_channel_and_lane_has_one_stream() -> None:
    carried = [(stream.channel, lane) for stream in streams(5) for lane in stream.lanes]
    assert sorted(carried) == sorted((channel.value, lane.value) for channel in Channel for lane in Lane)


def test_codes_by_a_mail_server_that_hangs_keep_no_code_by_sms_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        composers, "_composers", {"code": lambda batch: [Text("to", "words", keep=False) for _ in batch]}
    )
    for _ in range(2 * HANDS_FOR_CODES):
        make.message(kind="code", channel="email", lane="code", occasion="")

    async def story() -> None:
        mail, sms, push = Slow("email", free=False), Slow("sms", free=True), Slow("push", free=True)
        ways = {one.channel: [one] for one in (mail, sms, push)}
        sender = Sender(ways, hands=5, lease=timedelta(seconds=60))
        running = asyncio.create_task(sender.run())
        await asyncio.wait_for(mail.asked.wait(), 30)
        await asyncio.to_thread(_another_code)
        await asyncio.wait_for(sms.asked.wait(), 30)
        assert not mail.free.is_set()
        mail.free.set()
        sender.stopping.set()
        await running

    run_it(story())


def test_a_pump_that_breaks_down_waits_for_what_it_has_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process ends; what the gateway takes meanwhile must not be doubted by the next."""
    monkeypatch.setattr(composers, "_composers", {"reminder": _say})
    row = make.message()

    async def story() -> None:
        sms = Slow("sms", free=False)
        ways = {"sms": [sms], "push": [Slow("push", free=True)], "email": [Slow("email", free=True)]}
        sender = Sender(ways, hands=5, lease=timedelta(seconds=60))
        running = asyncio.create_task(sender.run())
        await asyncio.wait_for(sms.asked.wait(), 30)
        [pump] = [one for one in sender.pumps if one.stream.name == "sms"]
        monkeypatch.setattr(pump, "_wanted", _break)
        await asyncio.sleep(1.5)
        sms.free.set()
        await asyncio.wait_for(running, 30)
        assert sender.stopping.is_set(), "nobody was told"

    run_it(story())
    row.refresh_from_db()
    assert row.state == "accepted"


def test_what_was_claimed_when_the_database_fell_silent_is_given_back_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It falls silent between the claims of two lanes: the first one's need not wait for the end of its lease."""
    monkeypatch.setattr(composers, "_composers", {"reminder": _say})
    row, really = make.message(lane="now"), outbox.claim
    silent: list[str] = []

    async def claim(connection: outbox.Connection, *, channel: str, lane: str, **more: Any) -> list[outbox.Claimed]:
        if (channel, lane) == ("sms", "bulk") and not silent:
            silent.append(lane)
            raise OperationalError("server closed the connection unexpectedly")
        return await really(connection, channel=channel, lane=lane, **more)

    async def story() -> None:
        monkeypatch.setattr(outbox, "claim", claim)
        sms = Slow("sms", free=True)
        ways = {"sms": [sms], "push": [Slow("push", free=True)], "email": [Slow("email", free=True)]}
        sender = Sender(ways, hands=5, lease=timedelta(seconds=60))
        running = asyncio.create_task(sender.run())
        await asyncio.wait_for(sms.asked.wait(), 20)
        sender.stopping.set()
        await running

    run_it(story())
    row.refresh_from_db()
    assert silent and (row.state, row.attempts, row.doubts) == ("accepted", 1, 0)


def _break() -> None:
    raise ZeroDivisionError
