"""How fast the sender is, beside the bare ceiling: same gateway, same client, same concurrency, no database.

    MSJ_ENV=test MSJ_DATABASE_URL=… python tests/bench/delivery.py --count 5000 --delay 0.2 --hands 20 100

The database named by the environment is migrated and its messages are deleted. Prints, for each concurrency: messages
per second and CPU per message of the bare client and of the sender, and the share. The gateway is a process of its own
and shares the machine's cores with all the rest, so figures of two machines do not compare; shares do.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(HOUSE))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")

import django  # noqa: E402

django.setup()

import aiohttp  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from backend.common import clock  # noqa: E402
from backend.delivery import actions  # noqa: E402
from backend.delivery.composers import Text  # noqa: E402
from backend.delivery.gateways import Parcel  # noqa: E402
from backend.delivery.gateways.demonstration import DemonstrationGateway  # noqa: E402
from backend.delivery.models import Heartbeat, Message  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")


def cpu(process: int) -> float:
    """Seconds of processor that it has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def peak(process: int) -> int:
    """The most memory it ever held, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


class Gateway:
    def __init__(self, delay: float) -> None:
        command = [sys.executable, "tests/faults/gateway.py", "--delay", str(delay)]
        self.process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = f"http://127.0.0.1:{json.loads(self.process.stdout.readline())['port']}"

    def report(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.url}/report", timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


async def bare(url: str, count: int, hands: int) -> None:
    """The ceiling: so many sends in flight at any moment, and nothing else."""
    todo = iter(range(count))
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
        gateway = DemonstrationGateway(session, url=f"{url}/bare", sender="RDV", receipts="http://127.0.0.1/")

        async def hand() -> None:
            for number in todo:
                text = Text("+33639980001", f"Rendez-vous {number}")
                await gateway.send(Parcel(uuid.uuid4(), "reminder", "sms", text, timedelta(hours=1)), within=10)

        began, used = time.monotonic(), time.process_time()
        await asyncio.gather(*(hand() for _ in range(hands)))
        print(json.dumps([time.monotonic() - began, time.process_time() - used]))  # noqa: T201


def measure_bare(gateway: Gateway, count: int, hands: int) -> tuple[float, float]:
    """Seconds and CPU seconds, in a process of its own as the sender is."""
    command = [sys.executable, __file__, "--bare", gateway.url, "--count", str(count), "--hands", str(hands)]
    took, used = json.loads(subprocess.run(command, cwd=HOUSE, stdout=subprocess.PIPE, check=True).stdout)
    return took, used


def measure_sender(gateway: Gateway, count: int, hands: int) -> tuple[float, float, int]:
    """From the commit that makes them due until the last one is written down as accepted."""
    Message.objects.all().delete()
    Heartbeat.objects.all().delete()
    sender = start_sender(gateway, hands)
    try:
        while not Heartbeat.objects.filter(name="sender").exists():
            time.sleep(0.05)
        time.sleep(0.5)
        queue(count)
        used = cpu(sender.pid)
        with transaction.atomic(), connection.cursor() as cursor:
            Message.objects.update(next_try_at=clock.now() - timedelta(seconds=1))
            cursor.execute("SELECT pg_notify(%s, 'bulk')", [actions.WAKE])
        began = time.monotonic()
        while Message.objects.filter(state__in=["pending", "sending", "unknown"]).exists():
            time.sleep(0.05)
        took = time.monotonic() - began
        assert not Message.objects.exclude(state="accepted").exists(), "not every message was accepted"
        return took, cpu(sender.pid) - used, peak(sender.pid)
    finally:
        sender.terminate()
        sender.wait(20)


def start_sender(gateway: Gateway, hands: int) -> "subprocess.Popen[bytes]":
    own = {
        "MSJ_SMS_GATEWAYS": "demonstration",
        "MSJ_DEMO_GATEWAY_URL": f"{gateway.url}/sender",
        "MSJ_VAPID_PRIVATE_KEY": "AQ" + "A" * 41,
        "MSJ_SEND_CONCURRENCY": str(hands),
        "MSJ_LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(HOUSE),
    }
    command = [sys.executable, "backend/manage.py", "send_messages", "--composers", "tests.delivery.wording.register"]
    return subprocess.Popen(command, cwd=HOUSE, env=os.environ | own)


def queue(count: int) -> None:
    """Put them in, due in an hour, so that making them due is one statement."""
    now = clock.now()
    for start in range(0, count, 5000):
        actions.queue_many(
            [
                actions.Order(
                    subject=f"appointment:{uuid.uuid4()}", revision=1, kind="reminder", channel="sms", holder=None,
                    lane="bulk", not_before=now + timedelta(hours=1), expires_at=now + timedelta(hours=5),
                )
                for _ in range(start, min(start + 5000, count))
            ]
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE delivery_message")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--delay", type=float, default=0.2)
    parser.add_argument("--hands", type=int, nargs="+", default=[20, 50, 100, 200])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--bare", default="")
    told = parser.parse_args()
    if told.bare:
        asyncio.run(bare(told.bare, told.count, told.hands[0]))
        return
    call_command("migrate", verbosity=0)
    print(f"{told.count} messages, gateway {told.delay * 1000:.0f} ms, medians of {told.runs}")  # noqa: T201
    print("hands | bare msg/s | ms CPU | sender msg/s | ms CPU | share | peak MB")  # noqa: T201
    for hands in told.hands:
        print(line(told, hands), flush=True)  # noqa: T201


def line(told: argparse.Namespace, hands: int) -> str:
    ceilings, senders = [], []
    for _ in range(told.runs):
        gateway = Gateway(told.delay)
        try:
            ceilings.append(measure_bare(gateway, told.count, hands))
            senders.append(measure_sender(gateway, told.count, hands))
        finally:
            gateway.stop()
    count = told.count
    rate, sent = (count / statistics.median(run[0] for run in runs) for runs in (ceilings, senders))
    paid, cost = (1000 * statistics.median(run[1] for run in runs) / count for runs in (ceilings, senders))
    most = max(run[2] for run in senders)
    return f"{hands:5} | {rate:10.0f} | {paid:6.2f} | {sent:12.0f} | {cost:6.2f} | {sent / rate:5.2f} | {most:7}"


if __name__ == "__main__":
    main()
