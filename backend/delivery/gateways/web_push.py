"""Web push: pywebpush encrypts and signs, aiohttp carries. Every trap named here was met once (docs/decisions)."""

import asyncio
import hashlib
import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

import aiohttp
from py_vapid import Vapid02
from pywebpush import WebPusher

from backend.delivery import gateways
from backend.delivery.gateways import NO_LIMITS, Answer, Parcel, Target
from backend.delivery.gateways.push_services import PushServices
from backend.delivery.rules import Outcome

log = logging.getLogger(__name__)

HEADER_LIFE = 6 * 3600  # seconds; a VAPID token may live 24 h
SECOND = timedelta(seconds=1)
HEADERS_KEPT = 256  # of the services signed for last: below a domain that we allow, strangers may invent hosts
TAKEN = frozenset({200, 201, 202})
# Not now: too many, too slow or too early. Windows' service says 406 where others say 429.
BUSY = gateways.BUSY | {406}
KEPT = 4096  # browsers whose unpacked keys are kept: the reading costs a sixth of an encryption


class WebPushGateway:
    """The topic makes a second send replace the first that waits at the push service; the tag does on the device."""

    name = "web_push"
    channel = "push"
    honours_idempotency = True
    time_out = timedelta(seconds=10)
    limits = NO_LIMITS  # each push service has its own health (push_services.py)

    def __init__(
        self, session: aiohttp.ClientSession, *, private_key: str, subject: str, origins: Sequence[str]
    ) -> None:
        self._session = session
        self._key = Vapid02.from_string(private_key)
        self._subject = subject
        self._origins = tuple(origins)
        self._headers: dict[str, tuple[float, str]] = {}
        self._services = PushServices()
        self._signed("https://example.org")  # a wrong subject is found at the start, not at the first push
        self._audience = lru_cache(KEPT)(self._allowed_origin)

    async def send(self, parcel: Parcel, *, within: float) -> Answer:
        if not parcel.targets:
            return Answer(Outcome.REFUSED, reason="no_subscription")
        if not parcel.text.packed:
            # Encryption of nothing fails like a broken key does, and a browser would be forgotten for it.
            raise ValueError("nobody has packed this push")
        tries = [self._send_to(target, parcel, within) for target in parcel.targets]
        if len(tries) == 1:
            return await tries[0]
        return together(await asyncio.gather(*tries))

    def _allowed_origin(self, endpoint: str) -> str | None:
        return origin(endpoint) if allowed(endpoint, self._origins) else None

    async def _send_to(self, target: Target, parcel: Parcel, within: float) -> Answer:
        audience = self._audience(target.endpoint)
        if audience is None:
            # Kept: it was allowed when it came, so that it may be our setting that is wrong.
            log.warning("subscription %s: its origin is not allowed", target.id)
            return Answer(Outcome.REFUSED, reason="push_origin_refused")
        try:
            sealed = _pusher(target.endpoint, target.p256dh, target.auth).encode(parcel.text.packed)["body"]
        # The library raises whatever its parsing meets: a broken key can't be told from a hostile one.
        except Exception:
            return Answer(Outcome.REFUSED, reason="push_gone", gone=[target.id])
        service = self._services.of(audience)
        entered = await service.enter()
        if isinstance(entered, timedelta):
            return Answer(Outcome.NOT_TAKEN, reason="gateway_unreachable", retry_after=entered)
        answer = None
        try:
            answer = await self._post(target, sealed, self._request_headers(audience, parcel), within)
        finally:
            service.leave(entered, answer)
        return answer

    async def _post(self, target: Target, sealed: bytes, headers: dict[str, str], within: float) -> Answer:
        try:
            async with self._session.post(
                target.endpoint, data=sealed, headers=headers, timeout=gateways.patience(within), allow_redirects=False
            ) as reply:
                if reply.status in TAKEN:
                    return Answer(Outcome.TAKEN, reached=[target.id])
                return of_push_status(reply.status, gateways.retry_after(reply.headers), target)
        except gateways.NETWORK_ERRORS as error:
            return gateways.of_error(error)

    def _request_headers(self, audience: str, parcel: Parcel) -> dict[str, str]:
        return {
            "Authorization": self._authorization(audience),
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(max(parcel.useful_for // SECOND, 0)),
            "Urgency": "high",
            "Topic": topic(parcel.text.tag or parcel.id.hex),
        }

    def _authorization(self, audience: str) -> str:
        """One signature per push service every six hours: it costs a third of an encryption."""
        made_at, header = self._headers.get(audience, (-1e9, ""))
        if time.monotonic() - made_at > HEADER_LIFE:
            header = self._signed(audience)
            self._headers.pop(audience, None)
            while len(self._headers) >= HEADERS_KEPT:
                del self._headers[next(iter(self._headers))]
            self._headers[audience] = (time.monotonic(), header)
        return header

    def _signed(self, audience: str) -> str:
        claims = {"aud": audience, "sub": self._subject, "exp": int(time.time()) + 2 * HEADER_LIFE}
        return str(self._key.sign(claims)["Authorization"])

    async def close(self) -> None:
        """The session is the sender's."""


def topic(tag: str) -> str:
    """At most 32 signs of base64url, as the standard has it, and nothing that names the appointment."""
    return hashlib.sha256(tag.encode()).hexdigest()[:32]


def origin(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


def allowed(endpoint: str, origins: Sequence[str]) -> bool:
    """Whether the endpoint, which a stranger's browser gives, is of a push service we know.

    A pattern is an origin; `https://*.host` also means every host below it. No user name, no other port.
    """
    try:
        parts = urlsplit(endpoint)
        here = (parts.scheme, parts.hostname or "", parts.port)
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None or not endpoint.isascii() or " " in endpoint:
        return False
    return any(_matches(here, urlsplit(pattern)) for pattern in origins)


def _matches(here: tuple[str, str, int | None], pattern: SplitResult) -> bool:
    scheme, host, port = here
    wanted = pattern.hostname or ""
    same = host.endswith(wanted[1:]) and len(host) >= len(wanted) if wanted.startswith("*.") else host == wanted
    return same and scheme == pattern.scheme and port == pattern.port


def of_push_status(status: int, asked: timedelta, target: Target) -> Answer:
    """Each answer treated as it must be: gone is forgotten, our own faults are shouted, the rest is tried again."""
    if status in TAKEN:
        return Answer(Outcome.TAKEN, reached=[target.id])
    if status in (404, 410):
        return Answer(Outcome.REFUSED, reason="push_gone", gone=[target.id])
    if status in (401, 403):
        log.error("push service %s refuses our key (%s)", urlsplit(target.endpoint).hostname, status)
        return Answer(Outcome.NOT_TAKEN, reason="push_key_refused")
    if status == 413:
        log.error("push service %s: too big", urlsplit(target.endpoint).hostname)
        return Answer(Outcome.REFUSED, reason="push_too_big")
    if status in BUSY or status >= 500:
        return Answer(Outcome.NOT_TAKEN, reason="gateway_busy", retry_after=asked)
    log.error("push service %s answers %s", urlsplit(target.endpoint).hostname, status)
    return Answer(Outcome.REFUSED, reason="gateway_refused")


def together(answers: Sequence[Answer]) -> Answer:
    """One answer for a holder of several devices: one that took it is enough; else the most hopeful decides."""
    hope = (Outcome.TAKEN, Outcome.AMBIGUOUS, Outcome.NOT_TAKEN, Outcome.REFUSED)
    best = min(answers, key=lambda answer: hope.index(answer.outcome))
    return Answer(
        best.outcome,
        reason=best.reason,
        retry_after=max(answer.retry_after for answer in answers),
        gone=[target for answer in answers for target in answer.gone],
        reached=[target for answer in answers for target in answer.reached],
    )


@lru_cache(KEPT)
def _pusher(endpoint: str, p256dh: str, auth: str) -> WebPusher:
    """A browser's keys, unpacked once; each message still gets a key of its own, made by `encode`."""
    return WebPusher({"endpoint": endpoint, "keys": {"p256dh": p256dh, "auth": auth}})
