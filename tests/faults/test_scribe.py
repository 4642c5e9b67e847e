"""The process that writes the words is killed, or loses its sender."""

import signal
import subprocess
from os import kill
from pathlib import Path

from backend.delivery.models import Message
from tests.faults import account
from tests.faults.stage import Stage, until

DUE = 600


def scribe_of(sender: int) -> int:
    children = Path(f"/proc/{sender}/task/{sender}/children").read_text().split()
    assert len(children) == 1, children
    return int(children[0])


def test_a_killed_scribe_ends_its_sender_in_order_and_nothing_is_doubted_or_said_twice(stage: Stage) -> None:
    account.queue(DUE)
    sender = stage.sender("a", keyed=False, MSJ_SEND_CONCURRENCY="20")
    until(lambda: stage.in_flight("a") >= 10, within=60, what="work in flight")
    kill(scribe_of(sender.pid), signal.SIGKILL)
    until(lambda: sender.poll() is not None, within=30, what="the end of a sender that has no words")
    assert Message.objects.filter(state="pending").count() > 100, "the fault came after the work"
    assert not Message.objects.filter(state__in=("sending", "unknown")).exists()
    stage.sender("b", keyed=False, MSJ_SEND_CONCURRENCY="20")
    account.wait_for_the_end()
    told = account.draw_up(stage).told("the process that writes killed")
    assert (told.accepted, told.shown, told.duplicated, told.lost) == (DUE, DUE, 0, 0)


def test_a_pen_that_breaks_is_heard_of_and_what_it_was_asked_is_given_back(stage: Stage) -> None:
    """No thread may end in silence: whoever waits for its words would wait for ever."""
    account.queue(1, subject="mad:one")
    sender = stage.sender("a", stderr=subprocess.PIPE)
    until(lambda: sender.poll() is not None, within=60, what="the end of a sender whose words broke")
    assert sender.stderr is not None
    told = sender.stderr.read()
    assert "SystemExit" in told and "mad:one" not in told
    assert set(Message.objects.values_list("state", "attempts", "doubts")) == {("pending", 0, 0)}


def test_a_killed_sender_takes_its_scribe_with_it(stage: Stage) -> None:
    account.queue(10)
    sender = stage.sender("a", MSJ_SEND_CONCURRENCY="5")
    until(lambda: stage.in_flight("a") >= 1, within=60, what="work in flight")
    scribe = scribe_of(sender.pid)
    sender.send_signal(signal.SIGKILL)
    until(lambda: not _lives(scribe), within=10, what="the end of the scribe")


def _lives(process: int) -> bool:
    """A dead one that nobody has asked after yet lives no more."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
