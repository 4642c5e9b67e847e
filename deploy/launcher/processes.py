"""The running parts: started, watched, started again with a limit, and stopped in order."""

import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.launcher import records
from deploy.launcher.house import HOUSE, LOGS
from deploy.launcher.screen import Stop, say

# A part may fall this often in a minute; then something is wrong that starting again does not cure.
FALLS, WITHIN = 5, 60.0
LOG_BYTES = 5_000_000


@dataclass
class Part:
    """One process of the software."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    token: str
    process: subprocess.Popen[bytes] | None = None
    falls: deque[float] = field(default_factory=lambda: deque(maxlen=FALLS))
    again_at: float = 0.0

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(word) for word in self.command],
                cwd=HOUSE,
                env={**os.environ, **self.environment, records.TOKEN: self.token, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        records.write(self.name, self.process.pid, token=self.token)

    def watch(self) -> None:
        """Start it again when it fell, a little later each time; gives up with the end of its log."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        # Children of a killed process go on working beside the new one: they go first.
        records.kill_group(self.process.pid)
        self.process = None
        if len(self.falls) == FALLS and now - self.falls[0] < WITHIN:
            raise Stop(f"{self.name} keeps failing (exit {code}). {self.tail()}")
        self.falls.append(now)
        self.again_at = now + len(self.falls) - 1
        say(f"  !  {self.name} ended (exit {code}); it is started again. Log: {self.log}")

    def tail(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines()[-8:]
        return f"The end of {self.log}:\n" + "\n".join("    " + line for line in lines)


def watch(parts: Sequence[Part], ended: threading.Event) -> None:
    """Until somebody ends it, or a part can't be kept up."""
    while not ended.wait(0.5):
        for part in parts:
            part.watch()


def stop(parts: Sequence[Part], *, patience: float = 20) -> None:
    """Ask every part at once (the sender finishes what is in flight), wait, then insist; nothing of ours stays."""
    alive = [part.process for part in parts if part.process]
    records.stop_all([process.pid for process in alive], signal.SIGTERM, patience=patience)
    for process in alive:
        records.kill_group(process.pid)
        process.wait()
    for part in parts:
        part.process = None
        records.forget(part.name)
