"""What became of the messages, gathered and written down ten times a second: one statement for all of them.

A result stays here until the database has it. What a killed process had not written down comes back by its lease.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

import psycopg

from backend.common.text import storable
from backend.delivery import rules, rules_routing
from backend.delivery.composers import Refusal, Text
from backend.delivery.gateways import Answer, Gateway
from backend.delivery.rules import Outcome, Try, Verdict
from backend.delivery.rules_states import Channel, Event, State, after
from backend.delivery.sending import outbox
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Claimed, Connection, Result

log = logging.getLogger(__name__)

EVERY = 0.1  # seconds
MOST_AT_ONCE = 500
LONGEST_PUT_OFF = timedelta(seconds=rules_routing.LONGEST_BUSY)


class Batch(NamedTuple):
    """What is written down together."""

    results: list[Result]
    gone: list[int]
    reached: list[int]


class Ledger:
    def __init__(self, line: Line, now: Callable[[], datetime]) -> None:
        self._line = line
        self._now = now
        self._results: list[Result] = []
        self._gone: list[int] = []
        self._reached: list[int] = []
        self._some = asyncio.Event()
        self.settled = 0
        self.failed = 0
        self._closed = False

    def answered(self, claimed: Claimed, text: Text, gateway: Gateway, answer: Answer) -> None:
        """A gateway has spoken, or has not."""
        verdict = rules.verdict(
            answer.outcome, _try(claimed, gateway), self._now(), chance=random.random(),
            retry_after=_put_off(gateway, answer),
        )  # fmt: skip
        result = self._result(claimed, verdict, reason=answer.reason)
        result.gateway, result.gateway_ref = gateway.name, storable(answer.reference)
        if text.keep and answer.outcome is not Outcome.NOT_TAKEN:
            result.recipient, result.title, result.text = text.to[:254], text.title[:120], text.body
        if claimed.due.channel == Channel.SMS:
            result.segments = rules.segments(text.body).segments
        self._gone += answer.gone
        self._reached += answer.reached
        self._add(result)

    def refused(self, claimed: Claimed, refusal: Refusal) -> None:
        """Its composer says no."""
        verdict = rules.refused(
            refusal.event, until=refusal.until, expires_at=claimed.due.expires_at, doubts=claimed.doubts
        )
        self._add(self._result(claimed, verdict, reason=refusal.reason))

    def not_composed(self, claimed: Claimed, gateway: Gateway) -> None:
        """Its composer failed: again later, as when a gateway is down."""
        verdict = rules.verdict(Outcome.NOT_TAKEN, _try(claimed, gateway), self._now(), chance=random.random())
        self._add(self._result(claimed, verdict, reason="not_composed"))

    def put_off(self, claimed: Claimed, until: datetime) -> None:
        """Not begun: it may be at the phone already, and its own gateway fails at the moment."""
        verdict = Verdict(Event.DOUBT if claimed.doubts else Event.POSTPONE, until, claimed.doubts)
        self._add(self._result(claimed, verdict, reason="gateway_unreachable"))

    def abandoned(self, claimed: Claimed) -> None:
        """It may be at the phone, sent by a gateway that is configured no more: nobody can ask again."""
        self._add(self._result(claimed, Verdict(Event.GIVE_UP, doubts=claimed.doubts), reason="answer_lost"))

    def given_back(self, claimed: Claimed) -> None:
        """Not begun, and will not be by us."""
        if claimed.doubts:
            self._add(self._result(claimed, Verdict(Event.DOUBT, self._now(), claimed.doubts)))
        else:
            self._add(self._result(claimed, Verdict(Event.GIVE_BACK, self._now())))

    def _result(self, claimed: Claimed, verdict: Verdict, *, reason: str = "") -> Result:
        state = after(State.SENDING, verdict.event)
        return Result(
            claimed.due.id, claimed.claim, verdict.event.value, state.value, verdict.next_try_at, verdict.doubts,
            reason=reason[:60],
        )  # fmt: skip

    def _add(self, result: Result) -> None:
        self._results.append(result)
        self.settled += result.state == State.ACCEPTED
        self.failed += result.state == State.FAILED
        self._some.set()

    async def keep(self) -> None:
        """Write down until `close`: a round is never cut off, so no result is dropped."""
        while not self._closed:
            await self._some.wait()
            await asyncio.sleep(EVERY)
            await self.flush()

    def close(self) -> None:
        self._closed = True
        self._some.set()

    async def flush(self) -> None:
        """Write down all there is, however long the database takes."""
        self._some.clear()
        while self._results or self._gone or self._reached:
            batch = self._taken_out()
            try:
                await self._keep(batch)
            except BaseException:
                # Whatever it was: who writes next, at the latest at the end, still has them.
                self._put_back(batch)
                raise

    def _taken_out(self) -> Batch:
        batch = Batch(self._results[:MOST_AT_ONCE], self._gone, self._reached)
        self._results, self._gone, self._reached = self._results[MOST_AT_ONCE:], [], []
        return batch

    def _put_back(self, batch: Batch) -> None:
        self._results = batch.results + self._results
        self._gone, self._reached = batch.gone + self._gone, batch.reached + self._reached

    async def _keep(self, batch: Batch) -> None:
        write = partial(_write, batch=batch, now=self._now())
        try:
            await self._line.lasting(write, whole=False)
        except (psycopg.DataError, ValueError):
            # Words that the table can't hold must not keep the fact that they left from being written.
            log.error("the words of one of %d messages can't be kept", len(batch.results))
            for result in batch.results:
                result.recipient = result.title = result.text = result.gateway_ref = ""
            await self._line.lasting(write, whole=False)


async def _write(connection: Connection, *, batch: Batch, now: datetime) -> None:
    if batch.results:
        await outbox.settle(connection, batch.results, now=now)
    await outbox.tend(connection, gone=batch.gone, reached=batch.reached, now=now)


def _put_off(gateway: Gateway, answer: Answer) -> timedelta:
    """How long this one message has to wait because its gateway asked for quiet: a minute at most.

    Not at all where the gateway itself is left alone (`routing.Way`): another may take the message meanwhile.
    """
    return timedelta() if gateway.limits.breaker else min(answer.retry_after, LONGEST_PUT_OFF)


def _try(claimed: Claimed, gateway: Gateway) -> Try:
    due = claimed.due
    return Try(due.lane, claimed.attempts, claimed.doubts, due.expires_at, gateway.honours_idempotency)
