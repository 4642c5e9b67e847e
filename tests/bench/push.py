"""Web push beside its ceilings: `./msj test tests/bench/push.py -s` (MSJ_BENCH_COUNT, 50,000 unless told).

Encryption alone (one core, nothing sent), encryption and sending without a database, and the sender.
"""

import os

import pytest

from backend.delivery.models import Message
from tests.bench import bare, flood, ground
from tests.delivery import make

COUNT = int(os.environ.get("MSJ_BENCH_COUNT", "50000"))
pytestmark = [pytest.mark.timeout(3600), pytest.mark.django_db(transaction=True)]


def measure(count: int, hands: int) -> tuple[ground.Run, ground.Run, ground.Run]:
    with ground.gateway() as gateway:
        sealed = ground.bare(gateway, count, hands, "seal")
        ceiling = ground.bare(gateway, count, hands, "push")
        Message.objects.all().delete()
        holders = [_subscribed(number, gateway.url) for number in range(bare.HOLDERS)]
        ground.fill(count, channel="push", holders=holders)
        with ground.sender(gateway, hands) as process:
            sent = ground.drain(process, count)
    return sealed, ceiling, sent


def _subscribed(number: int, url: str) -> object:
    browser, owner = bare.target(number, url), make.holder()
    make.subscription(owner, browser.endpoint, p256dh=browser.p256dh, auth=browser.auth)
    return owner.pk


def test_web_push() -> None:
    print(f"\n{COUNT} pushes, push service 50 ms\n{flood.HEAD} | of encryption alone")  # noqa: T201
    for hands in (100, 200, 400):
        sealed, ceiling, sent = measure(COUNT, hands)
        alone = f"{sent.rate / sealed.rate:.2f} of {sealed.rate:.0f}/s"
        print(f"{flood.row(hands, ceiling, sent)} | {alone}", flush=True)  # noqa: T201
