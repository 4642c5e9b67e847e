"""How long a booking waits for its messages in a whole country: `python -m tests.bench.planner_lag`.

The real planner on the loaded country (`country.py`), MSJ_LAG_RATE (20) bookings a second for MSJ_LAG_SECONDS (300), by
the product's own action; from each commit until the row that says "planned" is there for another connection to read.
Fails where the 99th percentile is above a second. MSJ_NATIONAL_SERVICES and MSJ_NATIONAL_SIZE as in `national.py`.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle, islice
from uuid import UUID

import django
import psycopg
from django.db.models import QuerySet

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
os.environ.setdefault("MSJ_ENV", "test")
django.setup()

from backend.accounts.models import Agent  # noqa: E402
from backend.agenda import actions as agenda  # noqa: E402
from backend.agenda.bookings import Booking  # noqa: E402
from backend.agenda.models import AppointmentType  # noqa: E402
from backend.common import clock  # noqa: E402
from backend.delivery.models import Heartbeat  # noqa: E402
from backend.organisations.models import Membership, Place, Role  # noqa: E402
from backend.probationers.models import Probationer  # noqa: E402
from tests.architecture import world  # noqa: E402
from tests.bench import country  # noqa: E402
from tests.bench.country import Country  # noqa: E402
from tests.faults.stage import address, until  # noqa: E402

MOST = 1.0  # seconds, of 99 in a hundred
LOOK = 0.005  # seconds between two looks for rows: what a figure may be too large by
PLANNED = "SELECT appointment_id FROM reminders_planned WHERE appointment_id = ANY(%s)"


class Watch:
    """Looks by a connection of its own for the rows of what was booked."""

    def __init__(self) -> None:
        self.lags: list[float] = []
        self._open: dict[UUID, float] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *of: object) -> None:
        self._stopping.set()
        self._thread.join()

    def add(self, appointment: UUID, *, since: float | None = None) -> None:
        """Just committed; counted from then, or `since`."""
        with self._lock:
            self._open[appointment] = time.monotonic() if since is None else since

    def waiting(self) -> int:
        with self._lock:
            return len(self._open)

    def _look(self) -> None:
        with psycopg.connect(address(), autocommit=True) as line:
            while not self._stopping.wait(LOOK):
                with self._lock:
                    asked = list(self._open)
                found = line.execute(PLANNED, [asked]).fetchall() if asked else []
                at = time.monotonic()
                with self._lock:
                    self.lags += [at - self._open.pop(one) for (one,) in found]


def officers() -> QuerySet[Membership]:
    """One of each service."""
    rows = Membership.objects.filter(role=Role.CPIP).order_by("organisation", "pk").distinct("organisation")
    return rows.select_related("agent")


def wishes(kind: AppointmentType) -> Iterator[tuple[Booking, Agent]]:
    """For persons of one service after the other, by an officer of it; each at an hour of its own."""
    lanes = []
    for one in officers():
        place = Place.objects.filter(organisation=one.organisation_id).earliest("pk")
        followed = Probationer.objects.filter(affiliations__organisation=one.organisation_id, archived_at=None)
        lanes.append((one.agent, place.pk, cycle(followed.order_by("pk").values_list("pk", flat=True)[:200])))
    first = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=20)
    for number, (agent, where, persons) in enumerate(cycle(lanes)):
        at = first + timedelta(days=number // 500 % 60, minutes=number // len(lanes) % 540)
        yield Booking(next(persons), kind.pk, place=where, starts_at=at, minutes=1, force=True), agent


def book(kind: AppointmentType, *, rate: float, seconds: float) -> list[float]:
    """Seconds from each commit to its row, shortest first. What the action refuses (a day off) is left out."""
    with Watch() as watch:
        began = time.monotonic()
        for number, (wish, agent) in enumerate(islice(wishes(kind), round(rate * seconds))):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            watch.add(agenda.book(wish, by=agent).pk)
        took = time.monotonic() - began
        until(lambda: not watch.waiting(), within=60, what="the last ones planned")
    print(f"{len(watch.lags)} booked in {took:.0f} s")  # noqa: T201
    return sorted(watch.lags)


@contextmanager
def planner(*, looks: float = 10) -> Iterator[None]:
    """Up, and through with what the loaded country may have left: so many seconds, two looks."""
    Heartbeat.objects.filter(name="planner").delete()
    its = {"MSJ_DATABASE_URL": address(), "MSJ_DATABASE_OWNER_URL": address(), "MSJ_LOG_LEVEL": "ERROR"}
    process = subprocess.Popen([sys.executable, "-m", "backend.manage", "plan_messages"], env=os.environ | its)
    try:
        until(lambda: Heartbeat.objects.filter(name="planner").exists(), within=120, what="the planner's first sign")
        time.sleep(looks)
        yield
    finally:
        process.terminate()
        process.wait(30)


def told(name: str, usual: float) -> float:
    return float(os.environ.get(f"MSJ_{name}") or usual)


def main() -> int:
    services, size = int(told("NATIONAL_SERVICES", 230)), told("NATIONAL_SIZE", 1)
    rate, seconds = told("LAG_RATE", 20), told("LAG_SECONDS", 300)
    name = f"msj_country_{os.getpid()}_lag"
    try:
        country.make_template()
        country.load(name, Country(services, size))
        with country.at(name), planner():
            found = book(world.appointment_type(), rate=rate, seconds=seconds)
    finally:
        country.drop(name, country.template())
    p50, p99 = found[len(found) // 2], found[int(len(found) * 0.99)]
    print(  # noqa: T201
        f"{services} services, {rate:.0f} bookings a second for {seconds:.0f} s: from commit to plan "
        f"p50 {1000 * p50:.0f} ms, p99 {1000 * p99:.0f} ms, most {1000 * found[-1]:.0f} ms"
    )
    return 0 if p99 <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
