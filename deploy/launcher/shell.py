"""Runs one command of the set-up: its output in a log, its usual failures in one line."""

import os
import re
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.launcher.house import HOUSE, LOGS
from deploy.launcher.screen import Stop, say

# What the tools say, and what to tell the person instead. First match wins.
KNOWN = (
    (r"No space left on device|ENOSPC|EDQUOT", "The disk is full. Make room, then start again."),
    (
        (
            r"error sending request|dns error|client error|name resolution|Failed to establish a new connection|"
            r"Connection refused|Network is unreachable|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH"
        ),
        "A package registry can't be reached. Check the network, or the mirror set for pip, uv or npm.",
    ),
    (
        r"ensurepip is not available",
        "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv",
    ),
    (
        r"THESE PACKAGES DO NOT MATCH THE HASHES|Hash mismatch|EINTEGRITY",
        "A downloaded package is not the one we locked (its hash differs). Do not go on; ask who keeps the project.",
    ),
)

ENDED = "ended before it was done"

_running: set[subprocess.Popen[str]] = set()
_closed = threading.Event()


def run(
    name: str,
    command: Sequence[str | Path],
    *,
    cwd: Path = HOUSE,
    environment: Mapping[str, str] | None = None,
    aloud: bool = False,
) -> str:
    """The command's output. It stands in var/log/<name>.log too; `aloud` shows each line as it comes."""
    log = LOGS / f"{name}.log"
    lines: list[str] = []
    with log.open("w") as kept:
        process = _start(command, cwd, environment)
        assert process.stdout is not None  # noqa: S101  (piped by _start)
        try:
            for line in process.stdout:
                kept.write(line)
                lines.append(line)
                if aloud and line.strip():
                    say("       " + line.rstrip())
            code = process.wait()
        finally:
            process.stdout.close()
            _running.discard(process)
    if code and _closed.is_set():
        raise Stop(ENDED)  # by us: what failed first is told instead
    if code:
        raise Stop(explain(name, "".join(lines), log))
    return "".join(lines)


def _start(command: Sequence[str | Path], cwd: Path, environment: Mapping[str, str] | None) -> subprocess.Popen[str]:
    if _closed.is_set():
        raise Stop(ENDED)
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
    )
    _running.add(process)
    return process


def explain(name: str, output: str, log: Path) -> str:
    """One line for a failure we know; otherwise the end of what the tool said and where the rest is."""
    for pattern, words in KNOWN:
        if re.search(pattern, output):
            return f"{words} (Details: {log})"
    tail = "\n".join("    " + line for line in output.strip().splitlines()[-12:])
    return f"{name} failed; its last lines (all of them: {log}):\n{tail}"


def interrupt() -> None:
    """Ends the set-up commands that still run, with their children; no new one starts."""
    _closed.set()
    for process in list(_running):
        try:
            os.killpg(process.pid, signal.SIGTERM)
        except ProcessLookupError:
            continue
