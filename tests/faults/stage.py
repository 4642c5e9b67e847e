"""The real processes of a fault: senders and a gateway, on the test's own database."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection

HOUSE = Path(__file__).resolve().parent.parent.parent


def address() -> str:
    """The test database, as another process is told of it."""
    told = connection.settings_dict
    host = told.get("HOST") or told.get("OPTIONS", {}).get("host", "")
    port = f"&port={told['PORT']}" if told.get("PORT") else ""
    secret = f":{quote(told['PASSWORD'])}" if told.get("PASSWORD") else ""
    return f"postgresql://{quote(told['USER'])}{secret}@/{told['NAME']}?host={quote(host, safe='')}{port}"


def until(true: Callable[[], Any], *, within: float, what: str) -> Any:
    """Wait for it; a plain failure names it."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {within} s: {what}")


class Forked:
    """A child of the nursery, spoken to as a process of our own."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def poll(self) -> int | None:
        return None if Path(f"/proc/{self.pid}").exists() else 0

    def wait(self, patience: float) -> int:
        until(lambda: self.poll() is not None, within=patience, what="its end")
        return 0


class Nursery:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._born: list[Forked] = []

    def sender(self, name: str) -> Forked:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        self._born.append(Forked(json.loads(self._process.stdout.readline())["pid"]))
        return self._born[-1]

    def close(self) -> None:
        """The living are children of a process that still runs, so that no number can be somebody else's by now."""
        for one in self._born:
            if one.poll() is None and self._process.poll() is None:
                one.send_signal(signal.SIGKILL)


class Stage:
    """Starts what a test needs and stops exactly that."""

    def __init__(self, *, delay: float = 0.2, keeps_keys: bool = True) -> None:
        self._processes: list[subprocess.Popen[str]] = []
        self._nursery: Nursery | None = None
        command = ["-m", "tests.faults.gateway", "--delay", str(delay), "--keeps-keys", str(int(keeps_keys))]
        gateway = self.start([sys.executable, *command], {}, stdout=subprocess.PIPE)
        assert gateway.stdout is not None
        self.gateway = f"http://127.0.0.1:{json.loads(gateway.stdout.readline())['port']}"

    def sender(
        self,
        name: str = "a",
        *,
        keyed: bool = True,
        stderr: Any = None,
        composers: str = "tests.delivery.wording.register",
        **variables: str,
    ) -> "subprocess.Popen[str]":
        """A sender whose messages the gateway counts under its name; `keyed`: by a protocol that has a key."""
        command = [sys.executable, "backend/manage.py", "send_messages", "--composers", composers]
        return self.start(command, self._told(f"{self.gateway}/{name}", keyed) | variables, stderr=stderr)

    def nursery(self, *, keyed: bool, **variables: str) -> "Nursery":
        """Where senders are forked from a process that has imported everything."""
        told = self._told(self.gateway, keyed) | {"DJANGO_SETTINGS_MODULE": "backend.config.settings"}
        command = [sys.executable, "-m", "tests.faults.nursery"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._nursery = Nursery(self.start(command, told | variables, **pipes))
        return self._nursery

    @staticmethod
    def _told(gateway: str, keyed: bool) -> dict[str, str]:
        return {
            "MSJ_SMS_GATEWAYS": "demonstration" if keyed else "link_mobility",
            "MSJ_DEMO_GATEWAY_URL": gateway,
            "MSJ_LINK_MOBILITY_URL": gateway,
            "MSJ_LINK_MOBILITY_USER": "user",
            "MSJ_LINK_MOBILITY_PASSWORD": "password",
            "MSJ_VAPID_PRIVATE_KEY": "AQ" + "A" * 41,
            "MSJ_LOG_LEVEL": "ERROR",
        }

    def start(self, command: list[str], variables: dict[str, str], **more: Any) -> "subprocess.Popen[str]":
        own = {
            "MSJ_ENV": "test",
            "MSJ_DATABASE_URL": address(),
            "MSJ_DATABASE_OWNER_URL": address(),
            "PYTHONPATH": str(HOUSE),
        }
        process = subprocess.Popen(command, cwd=HOUSE, env=os.environ | own | variables, text=True, **more)
        self._processes.append(process)
        return process

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = self._get("/report")
        return found

    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._get("/messages")
        return found

    def log(self) -> list[dict[str, Any]]:
        """Every request, oldest first: name, text, at, fault."""
        found: list[dict[str, Any]] = self._get("/log")
        return found

    def taken(self, name: str) -> list[str]:
        """The texts that the gateway took from this sender since it was last asked."""
        found: list[str] = self._get(f"/taken/{name}")
        return found

    def in_flight(self, name: str = "a") -> int:
        return int(self.report()["flying"].get(name, 0))

    def behave(self, *answers: Any, **more: Any) -> None:
        """How the next requests end (null: well), and what follows each from now on: see gateway.py."""
        body = json.dumps({"answers": answers, **more}).encode()
        request = urllib.request.Request(f"{self.gateway}/behave", data=body)
        urllib.request.urlopen(request, timeout=10).close()

    def _get(self, path: str) -> Any:
        with urllib.request.urlopen(self.gateway + path, timeout=10) as answer:
            return json.load(answer)

    def close(self) -> None:
        if self._nursery:
            self._nursery.close()
        for process in self._processes:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait(10)
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe:
                    pipe.close()
