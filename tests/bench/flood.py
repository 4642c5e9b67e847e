"""How fast reminders leave, beside the bare ceiling: `./msj test tests/bench/flood.py -s`.

MSJ_BENCH_COUNT and MSJ_BENCH_HANDS="100 200" make it smaller; fewer than 100 hands send a thousand each, about a
minute's work. Draws docs/sending-curve.svg when all five were measured.
The second table has the real composer over real appointments, at a concurrency of 100.
"""

import os
import statistics
from pathlib import Path

import pytest

from backend.delivery.models import Message
from tests.bench import curve, ground, people

COUNT = int(os.environ.get("MSJ_BENCH_COUNT", "100000"))
HANDS = [int(word) for word in os.environ.get("MSJ_BENCH_HANDS", "20 50 100 200 400").split()]
RUNS = int(os.environ.get("MSJ_BENCH_RUNS", "1"))
HEAD = "hands | bare msg/s | ms CPU | sender msg/s | ms CPU | share | peak MB"
PICTURE = Path(__file__).resolve().parents[2] / "docs" / "sending-curve.svg"

pytestmark = [pytest.mark.timeout(7200), pytest.mark.django_db(transaction=True)]


def row(hands: int, ceiling: ground.Run, sent: ground.Run) -> str:
    share = sent.rate / ceiling.rate
    return (
        f"{hands:5} | {ceiling.rate:10.0f} | {ceiling.cost:6.2f} | {sent.rate:12.0f} | {sent.cost:6.2f} | {share:5.2f} "
        f"| {sent.peak:7}"
    )


def measure(count: int, hands: int, *, composers: str = ground.STUB) -> tuple[ground.Run, ground.Run]:
    """The bare client, then the sender, on a gateway that answers after 50 ms; medians of the runs by rate."""
    pairs = []
    for _ in range(RUNS):
        with ground.gateway() as gateway:
            ceiling = ground.bare(gateway, count, hands)
            Message.objects.all().delete()
            people.fill(count) if composers == ground.REAL else ground.fill(count)
            with ground.sender(gateway, hands, composers) as process:
                sent = ground.drain(process, count)
            assert gateway.report()["requests"] == 2 * count
        pairs.append((ceiling, sent))
    middle = statistics.median_low(sent.rate / ceiling.rate for ceiling, sent in pairs)
    return next(pair for pair in pairs if pair[1].rate / pair[0].rate == middle)


def test_the_curve() -> None:
    print(f"\n{COUNT} reminders, gateway 50 ms\n{HEAD}")  # noqa: T201
    found = {}
    for hands in HANDS:
        found[hands] = measure(min(COUNT, 1_000 * hands), hands)
        print(row(hands, *found[hands]), flush=True)  # noqa: T201
    if len(found) == 5:
        PICTURE.write_text(curve.draw(found))
    if 100 in found:
        assert found[100][1].rate >= 0.90 * found[100][0].rate


def test_the_real_composer() -> None:
    print(f"\n{COUNT} reminders of real appointments, gateway 50 ms\n{HEAD}")  # noqa: T201
    print(row(100, *measure(COUNT, 100, composers=ground.REAL)), flush=True)  # noqa: T201
