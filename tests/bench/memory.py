"""What the sender holds, however much is due: `./msj test tests/bench/memory.py -s`."""

import time

import pytest

from backend.delivery.models import Message
from tests.bench import ground
from tests.faults.stage import until

SENT = 8_000
pytestmark = [pytest.mark.timeout(1800), pytest.mark.django_db(transaction=True)]


def most_memory(due: int, *, sent: int, later: int = 0) -> tuple[int, float]:
    """Peak in MB, and messages per second, while so many are due (and so many not yet); stopped after `sent`."""
    Message.objects.all().delete()
    ground.fill(due)
    if later:
        ground.fill(later, delay=12)
    with ground.gateway() as gateway:
        already = gateway.report()["requests"]
        with ground.sender(gateway, 100) as process:
            began = ground.make_due()
            until(lambda: gateway.report()["requests"] - already >= sent, within=300, what="so many sent")
            took = time.monotonic() - began
            return ground.peak(process.pid), sent / took


def test_memory_is_flat() -> None:
    found = {}
    for due, later in ((10_000, 0), (100_000, 0), (1_000_000, 0), (10_000, 1_000_000)):
        found[due, later] = most_memory(due, sent=SENT, later=later)
        print(f"\n{due} due, {later} later: peak {found[due, later][0]} MB, {found[due, later][1]:.0f} messages/s")  # noqa: T201
    few, many = found[10_000, 0], found[1_000_000, 0]
    assert many[0] <= few[0] + 10
    assert many[1] >= 0.7 * few[1]
