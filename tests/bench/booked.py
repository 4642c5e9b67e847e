"""How fast a booking becomes a message where everything is real: `python -m tests.bench.booked`.

Web server and planner on the loaded country (`country.py`), agents' bookings over HTTP; more of them every half minute
until less than 30 % of the machine is idle, which this program shares. It tells the highest rate that left so much, and
how long it took there from the instant at which a booking was to be sent until its row says "planned"; it fails where
that is more than a second for one of a hundred. MSJ_NATIONAL_SERVICES and MSJ_NATIONAL_SIZE as in `national.py`,
MSJ_BOOKED_SECONDS (30) for each rate.
"""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
os.environ.setdefault("MSJ_ENV", "test")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from backend.accounts.models import Agent  # noqa: E402
from backend.agenda.bookings import Booking  # noqa: E402
from tests.architecture import world  # noqa: E402
from tests.bench import country, planner_lag  # noqa: E402
from tests.bench.country import Country  # noqa: E402
from tests.bench.planner_lag import MOST, Watch  # noqa: E402
from tests.deploy.test_proxy import answered  # noqa: E402
from tests.faults.stage import address, until  # noqa: E402
from tests.ports import free_port  # noqa: E402

RATES = (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 50, 60, 80)  # bookings a second
LINES = 8
SHORTEST = 5  # minutes that an agent may book for
IDLE = 0.3
TOKEN = {settings.CSRF_COOKIE_NAME: "e" * 32}  # a browser's own, sent twice
HOUSE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Step:
    rate: float
    idle: float  # share of both cores
    planned: int
    p50: float
    p99: float
    refused: int

    def __str__(self) -> str:
        return (
            f"{self.rate:.0f} bookings a second over HTTP, {100 * self.idle:.0f} % of the machine idle: "
            f"p50 {1000 * self.p50:.0f} ms, p99 {1000 * self.p99:.0f} ms"
        )


class Line:
    """One connection to the web server, by which one booking after the other is sent."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("localhost", port, timeout=30)
        self.close = self._line.close

    def book(self, wish: Booking, cookies: dict[str, str]) -> UUID | None:
        """None: refused, a day off for instance."""
        told = {name: value for name, value in vars(wish).items() if value is not None} | {"minutes": SHORTEST}
        headers = {
            "Content-Type": "application/json",
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": cookies[settings.CSRF_COOKIE_NAME],
            "Origin": f"http://{self._line.host}:{self._line.port}",
        }
        self._line.request("POST", "/api/agent/appointments", json.dumps(told, default=_plain), headers)
        with self._line.getresponse() as answer:
            body = json.loads(answer.read())
        if answer.status not in (201, 409):
            raise AssertionError(f"{answer.status} {body}")
        return UUID(body["id"]) if answer.status == 201 else None


def _plain(value: Any) -> str:
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


class Load:
    """Bookings at a rate over several lines; what a busy server makes late is counted from when it was to leave."""

    def __init__(self, port: int, wishes: Iterator[tuple[Booking, Agent]], cookies: dict[int, dict[str, str]]) -> None:
        self._port, self._wishes, self._cookies = port, wishes, cookies
        self._lock = threading.Lock()
        self.refused = 0

    def run(self, watch: Watch, *, rate: float, seconds: float) -> None:
        queue, began = iter(range(round(rate * seconds))), time.monotonic()
        faults: list[BaseException] = []

        def one_line() -> None:
            try:
                with closing(Line(self._port)) as line:
                    while (taken := self._next(queue)) is not None:
                        number, (wish, agent) = taken
                        at = began + number / rate
                        time.sleep(max(0.0, at - time.monotonic()))
                        self._note(watch, line.book(wish, self._cookies[agent.pk]), at)
            except BaseException as error:
                faults.append(error)
            finally:
                connections.close_all()  # who is to be booked is read by whichever thread comes first

        threads = [threading.Thread(target=one_line) for _ in range(LINES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if faults:
            raise faults[0]

    def _next(self, queue: "Iterator[int]") -> "tuple[int, tuple[Booking, Agent]] | None":
        with self._lock:
            number = next(queue, None)
            return None if number is None else (number, next(self._wishes))

    def _note(self, watch: Watch, booked: UUID | None, at: float) -> None:
        if booked is not None:
            watch.add(booked, since=at)
            return
        with self._lock:
            self.refused += 1


def ticks() -> tuple[int, int]:
    """Of the machine since its start: idle, and all."""
    told = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return told[3] + told[4], sum(told)


def step(load: Load, *, rate: float, seconds: float) -> Step:
    idle, whole = ticks()
    before = load.refused
    with Watch() as watch:
        load.run(watch, rate=rate, seconds=seconds)
        idle_now, whole_now = ticks()
        until(lambda: not watch.waiting(), within=60, what="the last ones planned")
    lags = sorted(watch.lags)
    share = (idle_now - idle) / (whole_now - whole)
    p50, p99 = lags[len(lags) // 2], lags[int(len(lags) * 0.99)]
    return Step(rate, share, len(lags), p50, p99, load.refused - before)


def steps(load: Load, *, rates: Sequence[float] = RATES, seconds: float = 30) -> list[Step]:
    """The rates that leave enough of the machine idle; before them some bookings that are not counted."""
    step(load, rate=rates[0], seconds=seconds / 3)
    found: list[Step] = []
    for rate in rates:
        one = step(load, rate=rate, seconds=seconds)
        print(one, flush=True)  # noqa: T201
        if one.idle < IDLE:
            break
        found.append(one)
    return found


@contextmanager
def web() -> Iterator[int]:
    port = free_port()
    its = {"MSJ_DATABASE_URL": address(), "MSJ_DATABASE_OWNER_URL": address(), "MSJ_LOG_LEVEL": "ERROR"}
    its |= {"MSJ_LISTEN": f"127.0.0.1:{port}", "PYTHONPATH": str(HOUSE)}
    process = subprocess.Popen([sys.executable, "-m", "backend.manage", "serve_web"], cwd=HOUSE, env=os.environ | its)
    try:
        assert answered(f"http://127.0.0.1:{port}/healthz")
        yield port
    finally:
        process.terminate()
        process.wait(30)


def load_on(port: int) -> Load:
    """An officer of each service, signed in."""
    kind = world.appointment_type()
    services = planner_lag.officers().count()
    cookies = {agent.pk: world.cookies_of(agent) | TOKEN for _, agent in islice(planner_lag.wishes(kind), services)}
    return Load(port, planner_lag.wishes(kind), cookies)


def main() -> int:
    services, size = int(planner_lag.told("NATIONAL_SERVICES", 230)), planner_lag.told("NATIONAL_SIZE", 1)
    name = f"msj_country_{os.getpid()}_booked"
    try:
        country.make_template()
        country.load(name, Country(services, size))
        with country.at(name), planner_lag.planner(), web() as port:
            found = steps(load_on(port), seconds=planner_lag.told("BOOKED_SECONDS", 30))
    finally:
        country.drop(name, country.template())
    print(f"{services} services, the most that leaves 30 % idle: {found[-1] if found else 'none'}")  # noqa: T201
    return 0 if found and found[-1].p99 <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
