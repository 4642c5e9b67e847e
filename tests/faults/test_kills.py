import random
import signal
import time

import pytest

from backend.delivery import actions
from backend.delivery.models import Message
from tests.delivery import make
from tests.faults.stage import Stage, until

DUE, KILLS, HANDS = 5_000, 10, 20
NAMES = ("a", "b")


@pytest.mark.timeout(900)
def test_ten_kills_of_two_senders_lose_nothing_and_show_nothing_twice(stage: Stage) -> None:
    """5,000 due, a gateway of 200 ms, concurrency 20, two senders, a short lease, kill -9 with work in flight."""
    actions.queue_many([make.order() for _ in range(DUE)])
    variables = {"MSJ_SEND_CONCURRENCY": str(HANDS), "MSJ_LEASE_SECONDS": "4"}
    senders = {name: stage.sender(name, **variables) for name in NAMES}
    flying_at_kills = []
    for turn in range(KILLS):
        name = NAMES[turn % 2]
        until(lambda name=name: stage.report()["flying"].get(name, 0) >= HANDS // 2, within=120, what="work in flight")
        time.sleep(random.uniform(0.05, 0.4))
        flying_at_kills.append(_flying(stage, name))
        senders[name].send_signal(signal.SIGKILL)
        senders[name].wait(10)
        assert Message.objects.filter(state="pending").exists(), "the kills came after the work"
        senders[name] = stage.sender(name, **variables)
    until(lambda: not _unfinished(), within=400, what="every message accepted")

    report = stage.report()
    print(f"\n{DUE} due, {KILLS} kills with {flying_at_kills} in flight: {report}")  # noqa: T201
    assert len(flying_at_kills) == KILLS and min(flying_at_kills) > 0
    assert report["keys"] == report["phone"] == DUE, "lost, or shown twice"
    assert report["twice"] == 0
    assert report["requests"] > DUE, "no kill hit a message on its way: the test proved nothing"
    assert set(Message.objects.values_list("state", flat=True)) == {"accepted"}
    assert not Message.objects.exclude(text__startswith="Rendez-vous").exists()


def _flying(stage: Stage, name: str) -> int:
    """How many of its requests the gateway has not answered yet: at least one, or a moment later."""
    return int(until(lambda: stage.report()["flying"].get(name, 0), within=60, what="work in flight"))


def _unfinished() -> bool:
    return Message.objects.exclude(state="accepted").exists()
