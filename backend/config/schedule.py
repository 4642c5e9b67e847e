"""Every periodic job, in one table. `manage.py set_schedules` writes it into django-q2, and takes out what left it.

"Did every job really run?" is answered by the heartbeat each one leaves (`job:` and its name); `run_ticks` watches the
cluster itself, which can stall without dying.

A job is a function without arguments, idempotent: it may run late, twice, or not at all (django-q2 loses work when a
worker is killed), and the next run makes up for it. Nothing here sends a message: the sender is a process of its own.

Of the long ones, which work through the country in parts, one runs at a time; another that is due meanwhile is asked
again a minute later. So of the two workers one is always there for what must be done within its minute.
"""

import logging
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

from django.db import connection
from django.utils.module_loading import import_string
from django_q.models import Schedule
from django_q.tasks import async_task

from backend.delivery import actions as delivery
from backend.delivery.models import Heartbeat

log = logging.getLogger(__name__)
LOCKS = 7_719  # the first half of every advisory lock taken here
LONG = "one of the long ones"
LATER = timedelta(minutes=1)


@dataclass(frozen=True)
class Job:
    """`every` is a number of minutes; `is_long`: it may take a part of a minute, and runs alone among its like."""

    name: str
    calls: str
    every: int
    is_long: bool = False


JOBS = (
    Job("the cluster's heartbeat", "backend.config.schedule.beat", every=1),
    Job("old attempts and codes", "backend.accounts.tasks.sweep", every=60, is_long=True),
    Job("messages: match receipts, expire, give up waiting", "backend.delivery.tasks.sweep", every=1),
    Job("messages: count the minutes", "backend.delivery.tasks.count", every=1),
    Job("e-mail addresses that refuse", "backend.reminders.tasks.mark_refused", every=1),
    Job("messages: erase old words and numbers", "backend.delivery.tasks.retain", every=60, is_long=True),
    Job("files: announce and archive", "backend.config.retention.archive", every=10, is_long=True),
    Job("files: announce and destroy", "backend.config.retention.destroy", every=10, is_long=True),
    Job(
        "contacts of trust: silent ones, old ones", "backend.probationers.tasks.sweep_contacts", every=60, is_long=True
    ),
    Job("refusals of numbers in no file", "backend.probationers.tasks.forget_stops", every=60, is_long=True),
    Job("seats of the next six months", "backend.agenda.tasks.generate_slots", every=10, is_long=True),
)


def beat() -> None:
    """/readyz reads it: the periodic jobs run."""
    delivery.beat("cluster", every=timedelta(minutes=1))


def first_beat() -> None:
    """Asked of the cluster at its start: /readyz need not wait for the scheduler's first look, thirty seconds later."""
    async_task("backend.config.schedule.run", JOBS[0].name)


def run(name: str) -> str:
    """One job, unless it still runs elsewhere; its heartbeat says when it ended, how long it took and what it did.

    A job that fails leaves no heartbeat: its silence is what shows, and the log says where (never what: no values).
    """
    job = next((job for job in JOBS if job.name == name), None)
    if job is None:
        return "left the table"
    if not _lock(name):
        return "still running"
    try:
        if not job.is_long:
            return _call(job)
        if not _lock(LONG):
            # Not in ten minutes, when the same ones come first again.
            Schedule.objects.filter(name=name).update(next_run=datetime.now(UTC) + LATER)
            return "later"
        try:
            return _call(job)
        finally:
            _unlock(LONG)
    finally:
        _unlock(name)


def _call(job: Job) -> str:
    started = monotonic()
    try:
        done = import_string(job.calls)()
        delivery.beat(sign(job), every=promise(job), detail={"did": done, "took": round(monotonic() - started, 3)})
    except Exception as error:
        log.error("%s: %s\n%s", job.name, type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        return "failed"
    return "done"


def _lock(name: str) -> bool:
    """Of this connection, until `_unlock`; False where another has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [LOCKS, name])
        return bool(cursor.fetchone()[0])


def _unlock(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCKS, name])


def write(*, now: datetime | None = None) -> None:
    """Make django-q2's table say the same as `JOBS`; a job that is there keeps its next run."""
    # Real time: a queue's timetable does not move with the demonstration's clock.
    present = now or datetime.now(UTC)
    for job in JOBS:
        # One malformed argument would stop every schedule (django-q2): a tuple of one name, by repr.
        told: dict[str, Any] = {
            "func": "backend.config.schedule.run",
            "args": repr((job.name,)),
            "schedule_type": Schedule.MINUTES,
            "minutes": job.every,
            "repeats": -1,
        }
        Schedule.objects.update_or_create(
            name=job.name,
            defaults=told,
            create_defaults={**told, "next_run": present},
        )
        _expect(job, present)
    Schedule.objects.exclude(name__in=[job.name for job in JOBS]).delete()
    Heartbeat.objects.filter(name__startswith="job:").exclude(name__in=[sign(job) for job in JOBS]).delete()


def _expect(job: Job, now: datetime) -> None:
    """A job that never ran is missed too: as if it had come one turn before its first."""
    promised = promise(job)
    Heartbeat.objects.get_or_create(
        name=sign(job), defaults={"at": now - promised, "every": promised, "detail": {"never": True}}
    )


def sign(job: Job) -> str:
    """The name of its heartbeat."""
    return f"job:{job.name}"[:60]


def promise(job: Job) -> timedelta:
    return timedelta(minutes=job.every)
