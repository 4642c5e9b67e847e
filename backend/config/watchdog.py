"""Keeps django-q2's cluster alive: it can stall without dying (a killed idle worker takes the queue's lock with it).

The cluster runs as a child with a process group of its own. When its heartbeat is silent for too long, the whole group
is killed and a new one started: its jobs are idempotent and its claims come back by themselves.
"""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

log = logging.getLogger(__name__)

PATIENCE = timedelta(seconds=20)  # for an orderly end before the group is killed


class Watchdog:
    """`silence` tells how long the child gave no sign, counted in real time; None if it never did."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        silence: Callable[[], timedelta | None],
        allowed: timedelta,
        look_every: float = 10.0,
    ) -> None:
        self._command = list(command)
        self._silence, self._allowed, self._look_every = silence, allowed, look_every
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self.starts = 0

    def run(self) -> None:
        """Until `stop`."""
        self._start()
        while not self._stopping.wait(self._look_every):
            if self._child is not None and self._child.poll() is not None:
                log.error("the cluster ended by itself (%s)", self._child.returncode)
                self._kill()
                self._start()
            elif self._stalled():
                log.critical("the cluster gave no sign for %d s: started afresh", self._allowed.total_seconds())
                self._kill()
                self._start()
        self._end()

    def stop(self, *_: object) -> None:
        self._stopping.set()

    def _stalled(self) -> bool:
        """A child just started has as long to give its first sign as later ones to repeat it."""
        if time.monotonic() - self._started < self._allowed.total_seconds():
            return False
        quiet = self._silence()
        return quiet is None or quiet > self._allowed

    def _start(self) -> None:
        self._child = subprocess.Popen(  # noqa: S603  our own command line
            self._command, start_new_session=True, preexec_fn=_die_with_parent
        )
        self._started = time.monotonic()
        self.starts += 1

    def _end(self) -> None:
        """SIGTERM to the child alone, which drains; the group is killed only if that takes too long, or leaves some."""
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(PATIENCE.total_seconds())
            except subprocess.TimeoutExpired:
                log.warning("the cluster did not end in time")
        self._kill()

    def _kill(self) -> None:
        """The whole group: workers outlive their parent otherwise, and go on with old code."""
        if self._child is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()


def _die_with_parent() -> None:
    """Linux tells the child to end when we are killed ourselves; elsewhere nothing happens."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
