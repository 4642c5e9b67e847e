"""The bare client: the sender's HTTP client and gateway code, as many hands, no database. Prints seconds, CPU seconds.

`bare.py URL COUNT HANDS sms|push|ready|seal`; with nothing sent and on one core: `ready` is a push up to the request in
the gateway's hand (encryption, signed headers; its payload is packed where the words are written), `seal` is encryption
alone.
"""

import asyncio
import base64
import json
import os
import sys
import time
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import django

django.setup()

import aiohttp  # noqa: E402
from cryptography.hazmat.primitives import serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402
from django.conf import settings  # noqa: E402
from pywebpush import WebPusher  # noqa: E402

from backend.delivery import push_words  # noqa: E402
from backend.delivery.composers import Text  # noqa: E402
from backend.delivery.gateways import Gateway, Parcel, Target, choice  # noqa: E402

HOLDERS = 500


def target(number: int, url: str) -> Target:
    """A browser of its own, with its own keys."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return Target(number, f"{url}/push/{number}", _told(raw), _told(os.urandom(16)))


def _told(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def parcels(count: int, channel: str, targets: list[Target]) -> Iterable[Parcel]:
    for number in range(count):
        text = Text("+33639980001", f"Rendez-vous {uuid.uuid4()}", title="Votre rendez-vous", tag=f"tag-{number}")
        chosen, name = (targets[number % len(targets)],) if targets else (), uuid.uuid4()
        if channel == "push":
            text = replace(text, packed=push_words.payload(name, "reminder", text))
        yield Parcel(name, "reminder", channel, text, timedelta(hours=1), chosen)


async def send(url: str, count: int, hands: int, channel: str) -> tuple[float, float]:
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
        gateway: Gateway = choice.push(session) if channel == "push" else choice.sms(session, settings.SMS_GATEWAYS[0])
        todo = iter(parcels(count, channel, _targets(url) if channel == "push" else []))

        async def hand() -> None:
            for parcel in todo:
                await gateway.send(parcel, within=10)

        began, used = time.monotonic(), time.process_time()
        await asyncio.gather(*(hand() for _ in range(hands)))
        return time.monotonic() - began, time.process_time() - used


def _targets(url: str) -> list[Target]:
    return [target(number, url) for number in range(HOLDERS)]


def seal(url: str, count: int) -> tuple[float, float]:
    """Encryption and nothing else, by the library, each browser's keys unpacked beforehand."""
    told = [{"endpoint": one.endpoint, "keys": {"p256dh": one.p256dh, "auth": one.auth}} for one in _targets(url)]
    pushers = [WebPusher(one) for one in told]
    body = b"x" * 350
    began, used = time.monotonic(), time.process_time()
    for number in range(count):
        pushers[number % HOLDERS].encode(body)
    return time.monotonic() - began, time.process_time() - used


class Nowhere:
    """A session that takes every request and sends none."""

    def post(self, *args: object, **more: object) -> "Nowhere":
        return self

    async def __aenter__(self) -> "Nowhere":
        return self

    async def __aexit__(self, *error: object) -> None:
        """Nothing is open."""

    status = 201
    headers: dict[str, str] = {}


async def ready(url: str, count: int) -> tuple[float, float]:
    """The gateway's own code and all it does for a push, but the network."""
    gateway = choice.push(Nowhere())  # type: ignore[arg-type]
    todo = list(parcels(count, "push", _targets(url)))
    began, used = time.monotonic(), time.process_time()
    for parcel in todo:
        answer = await gateway.send(parcel, within=10)
        assert answer.reached, answer
    return time.monotonic() - began, time.process_time() - used


def measured(place: str, count: int, hands: int, what: str) -> tuple[float, float]:
    if what == "seal":
        return seal(place, count)
    return asyncio.run(ready(place, count) if what == "ready" else send(place, count, hands, what))


if __name__ == "__main__":
    place, count, hands, what = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    print(json.dumps(measured(place, count, hands, what)))  # noqa: T201
