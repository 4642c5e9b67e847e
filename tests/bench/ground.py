"""What every measurement of the sender stands on: a lean gateway, rows made by the database itself, the bare client.

Gateway, PostgreSQL and sender share the machine's cores, so figures of two machines do not compare; shares do.
"""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from backend.common import clock
from backend.delivery.models import Heartbeat, Message
from tests.faults.stage import address, until

HOUSE = Path(__file__).resolve().parent.parent.parent
HOUR = timedelta(hours=1)
TICK = os.sysconf("SC_CLK_TCK")
VAPID = "AQ" + "A" * 41
STUB, REAL = "tests.delivery.wording.register", "backend.config.composers.register"


def family(process: int) -> list[int]:
    """The process and the one that writes its words."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *map(int, children)]


def cpu(process: int) -> float:
    """Seconds of processor that it and its own have used."""
    told = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in family(process)]
    return sum(int(fields[11]) + int(fields[12]) for fields in told) / TICK


def peak(process: int) -> int:
    """The most memory they ever held, in MB; what both share is counted twice."""
    told = [line for one in family(process) for line in Path(f"/proc/{one}/status").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in told if line.startswith("VmHWM")) // 1024


class Gateway:
    def __init__(self, delay: float, rate: float) -> None:
        self.rate = rate
        command = [sys.executable, "tests/bench/lean.py", "--delay", str(delay), "--rate", str(rate)]
        self.process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = f"http://127.0.0.1:{json.loads(self.process.stdout.readline())['port']}"

    def report(self) -> dict[str, Any]:
        found: dict[str, Any] = self._get("report")
        return found

    def log(self) -> dict[str, float]:
        """When it took each message, by the monotonic clock; only where it has a rate."""
        return dict(self._get("log"))

    def _get(self, what: str) -> Any:
        with urllib.request.urlopen(f"{self.url}/{what}", timeout=30) as answer:
            return json.load(answer)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


@contextmanager
def gateway(delay: float = 0.05, rate: float = 0.0) -> Iterator[Gateway]:
    """`rate`: a contract of so many SMS a second, of which its senders know; 0: as many as come."""
    one = Gateway(delay, rate)
    try:
        yield one
    finally:
        one.stop()


def environment(gateway: Gateway, hands: int) -> dict[str, str]:
    own = {
        "MSJ_ENV": "test",
        "MSJ_DATABASE_URL": address(),
        "MSJ_DATABASE_OWNER_URL": address(),
        "MSJ_SMS_GATEWAYS": "demonstration",
        "MSJ_DEMO_GATEWAY_URL": gateway.url,
        "MSJ_DEMO_GATEWAY_RATE": str(gateway.rate),
        "MSJ_VAPID_PRIVATE_KEY": VAPID,
        "MSJ_PUSH_ORIGINS": gateway.url,
        "MSJ_SEND_CONCURRENCY": str(hands),
        "MSJ_LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(HOUSE),
        "DJANGO_SETTINGS_MODULE": "backend.config.settings",
    }
    return os.environ | own


@contextmanager
def sender(gateway: Gateway, hands: int, composers: str = STUB) -> "Iterator[subprocess.Popen[bytes]]":
    """One that is up and idle; stopped in order at the end."""
    Heartbeat.objects.all().delete()
    command = [sys.executable, "backend/manage.py", "send_messages", "--composers", composers]
    process = subprocess.Popen(command, cwd=HOUSE, env=environment(gateway, hands))
    try:
        until(lambda: Heartbeat.objects.filter(name="sender").exists(), within=60, what="the sender's first sign")
        time.sleep(0.5)
        yield process
    finally:
        process.terminate()
        process.wait(30)


FILL = """
INSERT INTO delivery_message (id, subject, revision, kind, channel, occasion, holder_id, lane, state, not_before,
    expires_at, next_try_at, attempts, doubts, gateway, gateway_ref, recipient, title, text, segments, reason,
    created_at)
SELECT gen_random_uuid(), 'appointment:' || gen_random_uuid(), 1, 'reminder', %(channel)s, 'day-1',
    (%(holders)s::uuid[])[1 + number %% GREATEST(cardinality(%(holders)s::uuid[]), 1)], 'bulk', 'pending', %(at)s,
    %(at)s + interval '1 day', %(at)s, 0, 0, '', '', '', '', '', 0, '', %(at)s
FROM generate_series(1, %(count)s) AS number
"""


def fill(count: int, *, channel: str = "sms", holders: "list[Any] | None" = None, delay: int = 1) -> None:
    """So many reminders, due in so many hours; `make_due` lets an hour pass, and another."""
    at = clock.now() + HOUR * delay
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"count": count, "channel": channel, "holders": holders or [], "at": at})
        cursor.execute("VACUUM ANALYZE delivery_message")


@dataclass(frozen=True)
class Run:
    rate: float  # messages per second
    cost: float  # milliseconds of processor per message
    peak: int = 0  # MB


def drain(process: "subprocess.Popen[bytes]", count: int) -> Run:
    """From the statement that makes them due until the last one is written down as accepted."""
    used = cpu(process.pid)
    began = make_due()
    open_ = Message.objects.filter(state__in=["pending", "sending", "unknown"])
    while open_.exists():
        time.sleep(0.1)
    took = time.monotonic() - began
    assert Message.objects.filter(state="accepted").count() == count, "not every message was accepted"
    return Run(count / took, 1000 * (cpu(process.pid) - used) / count, peak(process.pid))


def make_due() -> float:
    """When the sender took notice, by the monotonic clock; the domain's clock moves, so that no row has to."""
    clock.shift(HOUR * 2)
    begun = Message.objects.filter(state__in=["sending", "accepted"])
    until(begun.exists, within=30, what="the sender takes notice")
    return time.monotonic()


def bare(gateway: Gateway, count: int, hands: int, what: str = "sms") -> Run:
    """The ceiling, in a process of its own as the sender is: so many sends in flight, and nothing else."""
    words = ["tests/bench/bare.py", gateway.url, str(count), str(hands), what]
    done = subprocess.run(
        [sys.executable, *words], cwd=HOUSE, env=environment(gateway, hands), stdout=subprocess.PIPE, check=True
    )
    took, used = json.loads(done.stdout)
    return Run(count / took, 1000 * used / count)
