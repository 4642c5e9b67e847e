"""The way out: what every gateway promises the sender. One file each; `choice.py` picks by the settings."""

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Protocol

import aiohttp

from backend.delivery.composers import Text
from backend.delivery.rules import Outcome


@dataclass(frozen=True, slots=True)
class Target:
    """A browser that listens: what encryption needs. The endpoint is a secret."""

    id: int
    endpoint: str
    p256dh: str
    auth: str
    device: uuid.UUID | None = None


@dataclass(slots=True)
class Parcel:
    """A composed message on its way. `id` is the idempotency key and the same at every try."""

    id: uuid.UUID
    kind: str
    channel: str
    text: Text
    useful_for: timedelta  # until it expires
    targets: tuple[Target, ...] = ()


@dataclass(slots=True)
class Answer:
    """What one try told. `reason` is a message key; `gone` and `reached` are the targets' ids."""

    outcome: Outcome
    reference: str = ""
    reason: str = ""
    retry_after: timedelta = timedelta()
    gone: list[int] = field(default_factory=list)
    reached: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be asked of a gateway; `rate` in messages a second, 0 for none. `breaker`: whether it has one.

    The rate is the contract's, for all senders together; what may be in flight too where it is `agreed`, and each
    process's own otherwise.
    """

    in_flight: int = 1 << 20
    rate: float = 0
    breaker: bool = True
    agreed: bool = False

    @property
    def shared(self) -> bool:
        return self.agreed or self.rate > 0


NO_LIMITS = Limits(breaker=False)


class Gateway(Protocol):
    """`honours_idempotency`: whether the same key twice arrives once. `time_out` is for a whole try."""

    name: str
    channel: str
    honours_idempotency: bool
    time_out: timedelta
    limits: Limits

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        """Try once, within so many seconds; never raises for what the network or the other side does."""
        ...

    async def close(self) -> None:
        """Give back connections and threads."""
        ...


@lru_cache(16)
def patience(within: float) -> aiohttp.ClientTimeout:
    """Half of it for a connection, new or of the pool: whoever has none by then has surely handed over nothing.

    Without a limit of its own, a host that swallows the call would use up the whole, and look like a lost answer.
    """
    return aiohttp.ClientTimeout(total=within, connect=within / 2)


def of_error(error: BaseException) -> Answer:
    """The class of an exception of the HTTP client: only what fails before the first byte is surely not taken."""
    before = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)
    if isinstance(error, before):
        return Answer(Outcome.NOT_TAKEN, reason="gateway_unreachable")
    return Answer(Outcome.AMBIGUOUS, reason="answer_lost")


LONGEST_ANSWER = 64 * 1024
NETWORK_ERRORS = (aiohttp.ClientError, asyncio.TimeoutError, OSError)


async def body(reply: aiohttp.ClientResponse) -> bytes:
    """What it answered; nothing where that is longer than any answer is, lest a broken gateway fill our memory."""
    whole = bytearray()
    async for part in reply.content.iter_any():
        whole += part
        if len(whole) > LONGEST_ANSWER:
            reply.close()
            return b""
    return bytes(whole)


def retry_after(headers: Mapping[str, str]) -> timedelta:
    """The seconds a gateway asks for; an HTTP date or nonsense counts as none. Never more than an hour."""
    value = headers.get("Retry-After", "")
    return timedelta(seconds=min(int(value), 3600)) if value.isdecimal() else timedelta()


NOT_ASKED = timedelta()
# Whoever answers so means our account or our address, and would say so of every message: none of them is at fault.
ABOUT_US = frozenset({401, 402, 403, 404, 405, 407, 410})
BUSY = frozenset({408, 425, 429, 503})


def of_status(status: int, asked: timedelta = NOT_ASKED) -> Answer:
    """The class of an HTTP answer other than success, where the gateway's own document says no better."""
    if status in ABOUT_US or 300 <= status < 400:
        return Answer(Outcome.NOT_TAKEN, reason="gateway_refuses_us", retry_after=asked)
    if status in BUSY:
        return Answer(Outcome.NOT_TAKEN, reason="gateway_busy", retry_after=asked)
    if status >= 500 or status < 300:
        return Answer(Outcome.AMBIGUOUS, reason="gateway_error", retry_after=asked)
    return Answer(Outcome.REFUSED, reason="gateway_refused")
