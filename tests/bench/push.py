"""Web push beside its ceilings: `./msj test tests/bench/push.py -s` (MSJ_BENCH_COUNT, 50,000 unless told).

Encryption alone (one core, nothing sent); all that the gateway does for a push but the network, which must keep 0.85 of
that speed: what can be reused is; then encryption and sending without a database, and the sender.
"""

import os
import statistics

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


def prepared(count: int, rounds: int) -> tuple[ground.Run, ground.Run, float]:
    """Encryption alone, everything but the network, and the share in processor time: medians of so many pairs."""
    with ground.gateway() as gateway:
        pairs = [
            (ground.bare(gateway, count, 1, "seal"), ground.bare(gateway, count, 1, "ready")) for _ in range(rounds)
        ]
    pairs.sort(key=lambda pair: pair[0].cost / pair[1].cost)
    sealed, ready = pairs[rounds // 2]
    return sealed, ready, statistics.median(alone.cost / whole.cost for alone, whole in pairs)


def _alone(gateway: ground.Gateway, count: int, what: str) -> ground.Run:
    return ground.bare(gateway, count, 1, what)


def _subscribed(number: int, url: str) -> object:
    browser, owner = bare.target(number, url), make.holder()
    make.subscription(owner, browser.endpoint, p256dh=browser.p256dh, auth=browser.auth)
    return owner.pk


def test_what_is_no_encryption_costs_little() -> None:
    sealed, ready, share = prepared(COUNT // 2, 5)
    print(  # noqa: T201
        f"\nencryption alone {sealed.rate:.0f}/s, {sealed.cost:.3f} ms; ready to be sent {ready.rate:.0f}/s, "
        f"{ready.cost:.3f} ms; share {share:.2f}"
    )
    assert share >= 0.85, share


def test_web_push() -> None:
    print(f"\n{COUNT} pushes, push service 50 ms\n{flood.HEAD} | of encryption alone")  # noqa: T201
    for hands in (100, 200, 400):
        sealed, ceiling, sent = measure(COUNT, hands)
        alone = f"{sent.rate / sealed.rate:.2f} of {sealed.rate:.0f}/s"
        print(f"{flood.row(hands, ceiling, sent)} | {alone}", flush=True)  # noqa: T201
