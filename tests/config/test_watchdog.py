"""The watchdog over real processes: one that falls silent is killed with all it started, and started afresh."""

import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from backend.config.watchdog import Watchdog

# A cluster: writes its number and its worker's, then does nothing more; SIGTERM ends it in order.
CLUSTER = """
import os, signal, subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
signal.signal(signal.SIGTERM, lambda *_: (open(sys.argv[1] + ".ended", "w").close(), worker.kill(), sys.exit(0)))
open(sys.argv[1], "a").write(f"{os.getpid()} {worker.pid}\\n")
time.sleep(600)
"""


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.05)


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def started(log: Path) -> list[list[int]]:
    return [[int(number) for number in line.split()] for line in log.read_text().splitlines()] if log.exists() else []


@pytest.mark.parametrize("never", [True, False])
def test_a_silent_cluster_is_killed_with_its_workers_and_started_afresh(tmp_path: Path, never: bool) -> None:
    log = tmp_path / "log"
    silent, quiet = threading.Event(), None if never else timedelta(hours=1)
    watchdog = Watchdog(
        [sys.executable, "-c", CLUSTER, str(log)],
        silence=lambda: quiet if silent.is_set() and watchdog.starts == 1 else timedelta(),
        allowed=timedelta(seconds=0.2),
        look_every=0.05,
    )
    thread = threading.Thread(target=watchdog.run)
    thread.start()
    until(lambda: len(started(log)) == 1)
    time.sleep(0.5)
    assert watchdog.starts == 1, "a cluster that gives signs is left alone"
    silent.set()
    until(lambda: len(started(log)) == 2)
    until(lambda: not any(alive(number) for number in started(log)[0]))
    watchdog.stop()
    thread.join(20)
    until(lambda: not any(alive(number) for numbers in started(log) for number in numbers))
    assert Path(f"{log}.ended").exists(), "the last one ended in order"


def test_a_cluster_that_died_is_started_afresh(tmp_path: Path) -> None:
    log = tmp_path / "log"
    watchdog = Watchdog(
        [sys.executable, "-c", CLUSTER, str(log)],
        silence=timedelta,
        allowed=timedelta(minutes=3),
        look_every=0.05,
    )
    thread = threading.Thread(target=watchdog.run)
    thread.start()
    until(lambda: len(started(log)) == 1)
    os.kill(started(log)[0][0], 9)
    until(lambda: len(started(log)) == 2)
    watchdog.stop()
    thread.join(20)
    until(lambda: not any(alive(number) for numbers in started(log) for number in numbers))  # no worker left behind
