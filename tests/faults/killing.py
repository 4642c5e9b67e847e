"""kill -9 of senders at random moments, over and over, on one table: the fault that a queue is judged by."""

import random
import signal
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from backend.common import clock
from backend.delivery.models import Message
from tests.faults import account
from tests.faults.account import Account
from tests.faults.stage import Forked, Stage, until

HANDS = 20
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Killed:
    account: Account
    in_flight: list[int]  # at each kill: taken by the gateway, not yet written down


def kill_senders(stage: Stage, *, due: int, kills: int, keyed: bool) -> Killed:
    """Two senders of 20 hands with a short lease; every kill finds work in flight, or this fails."""
    account.queue(due, expires_at=clock.now() + 10 * DAY)
    variables = {"MSJ_SEND_CONCURRENCY": str(HANDS), "MSJ_LEASE_SECONDS": "4"}
    nursery = stage.nursery(keyed=keyed, **variables)
    # Each with a name of its own: what a dead one had on its way must not count as its successor's.
    senders = [(f"s{n}", nursery.sender(f"s{n}")) for n in (0, 1)]
    in_flight = []
    for turn in range(kills):
        name, sender = senders[turn % 2]
        until(partial(_is_busy, stage, name), within=120, what="work in flight")
        time.sleep(random.uniform(0.0, 0.3))
        hold_at_work(stage, sender, name)
        sender.send_signal(signal.SIGKILL)
        sender.wait(10)
        in_flight.append(_not_written_down(stage.taken(name)))
        assert Message.objects.filter(state="pending").exists(), "the kills came after the work"
        senders[turn % 2] = f"s{turn + 2}", nursery.sender(f"s{turn + 2}")
    finish()
    for _, sender in senders:
        assert sender.poll() is None, "a sender died by itself"
    return Killed(account.draw_up(stage), in_flight)


def _is_busy(stage: Stage, name: str) -> bool:
    return stage.in_flight(name) >= HANDS // 2


def hold_at_work(stage: Stage, sender: "Forked | subprocess.Popen[str]", name: str = "a") -> int:
    """How many messages it had on their way when it was stopped: none can land between the look and the fault."""
    return int(until(partial(_held, stage, sender, name), within=60, what="work in flight"))


def _held(stage: Stage, sender: "Forked | subprocess.Popen[str]", name: str) -> int:
    sender.send_signal(signal.SIGSTOP)
    flying = stage.in_flight(name)
    if not flying:
        sender.send_signal(signal.SIGCONT)
    return flying


def _not_written_down(texts: list[str]) -> int:
    """How many of these rows still say `sending` when their sender is dead: what could be sent twice."""
    subjects = [text.replace("Rendez-vous ", "appointment:") for text in texts]
    return Message.objects.filter(subject__in=subjects, state="sending").count()


def finish(within: float = 900) -> None:
    """To the end of the work; the waits of what is doubtful pass on the domain's clock, leases on the database's."""
    end = time.monotonic() + within
    while account.unfinished():
        states = Counter(Message.objects.values_list("state", flat=True))
        assert time.monotonic() < end, f"messages without an end: {states}"
        if not states["sending"] and not Message.objects.filter(account.OPEN, next_try_at__lte=clock.now()).exists():
            clock.shift(timedelta(minutes=11))
        time.sleep(0.5)
