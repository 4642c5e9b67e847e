"""Who we started: a record per process, so that what a crash left behind is found, known for ours, and stopped."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from deploy.launcher import house
from deploy.launcher.house import RUN

# In the environment of everything we start, so that a grandchild whose parent was killed is known for ours too.
TOKEN = "MSJ_RUN"  # noqa: S105  (the name of a variable)
LAUNCHER = "launcher"
DATABASE = "postgresql"


def birth(pid: int) -> str:
    """When the process started, as the system tells it; empty when there is none (a pid alone is used again)."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.parent.parent.joinpath("self").exists():
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            return ""
        return "" if fields[0] == "Z" else fields[19]
    told = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip()


def write(name: str, pid: int, **more: object) -> None:
    house.write_private(RUN / f"{name}.json", {"pid": pid, "birth": birth(pid), **more})


def read(name: str) -> dict[str, Any] | None:
    try:
        record = json.loads((RUN / f"{name}.json").read_text())
        return record if isinstance(record, dict) else None
    except (OSError, ValueError):
        return None


def alive(record: dict[str, Any] | None) -> bool:
    return bool(record) and record is not None and record["birth"] != "" and birth(record["pid"]) == record["birth"]


def forget(name: str) -> None:
    (RUN / f"{name}.json").unlink(missing_ok=True)


def running_launcher() -> dict[str, Any] | None:
    record = read(LAUNCHER)
    return record if alive(record) else None


def sweep() -> list[str]:
    """Stop what an earlier run left, PostgreSQL last; the names of what was found."""
    names = [path.stem for path in RUN.glob("*.json") if path.stem != LAUNCHER]
    left = {name: record for name in names if (record := read(name))}
    found = [name for name in left if alive(left[name])]
    stop_all([left[name]["pid"] for name in found if name != DATABASE], signal.SIGTERM, patience=15)
    stop_all([left[name]["pid"] for name in found if name == DATABASE], signal.SIGINT, patience=15)
    for token in {str(record.get("token", "")) for record in left.values()}:
        _sweep_token(token)
    for name in [*names, LAUNCHER]:
        forget(name)
    return found


def stop_all(pids: list[int], gentle: signal.Signals, *, patience: float) -> None:
    """Ask all, wait for all, then insist on the process groups of those that stay."""
    born = {pid: birth(pid) for pid in pids}
    for pid in pids:
        _signal(pid, gentle)
    limit = time.monotonic() + patience
    waiting = [pid for pid in pids if born[pid]]
    while waiting and time.monotonic() < limit:
        time.sleep(0.05)
        waiting = [pid for pid in waiting if birth(pid) == born[pid]]
    for pid in waiting:
        kill_group(pid)


def kill_group(leader: int) -> None:
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _signal(pid: int, what: signal.Signals) -> None:
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return


def _sweep_token(token: str) -> None:
    """Kill orphans that carry the token of that run (Linux tells; elsewhere their parents have taken them along)."""
    if not token:
        return
    mark = f"{TOKEN}={token}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0") and int(entry.name) != os.getpid():
                os.kill(int(entry.name), signal.SIGKILL)
        except OSError:
            continue
