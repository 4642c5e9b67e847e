"""Two planners, two clusters of periodic jobs and two senders on one table: everything happens once."""

import os
import signal
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

from django.core.management import call_command
from django.db.models import QuerySet
from django_q.models import Schedule, Task

from backend.agenda.models import Appointment
from backend.common import clock
from backend.config import schedule
from backend.delivery.models import Message
from backend.reminders.models import Planned
from tests.agenda import make
from tests.faults.stage import Stage, until

APPOINTMENTS = 60
# django-q2 looks at its timetable when so many seconds of its guard have passed; thirty at once spares the waiting.
CLUSTER = """
import django; django.setup()
from django_q.conf import Conf; Conf.GUARD_CYCLE = 30
from django.core.management import call_command; call_command("qcluster")
"""


def test_two_planners_and_two_senders_tell_each_person_once(stage: Stage) -> None:
    call_command("load_national", verbosity=0)
    scene = make.Scene()
    rows = [
        make.appointment(scene.another(), type=scene.free_type, place=scene.place, starts_at=make.working_day(12))
        for _ in range(APPOINTMENTS)
    ]
    planners = [stage.start([sys.executable, "backend/manage.py", "plan_messages"], {}) for _ in "ab"]
    senders = [stage.sender(name, composers="backend.config.composers.register") for name in "ab"]
    until(lambda: Planned.objects.count() == APPOINTMENTS, within=60, what="every appointment planned")
    # Moved by somebody else at this very moment, as both planners look.
    Appointment.objects.filter(pk__in=[row.pk for row in rows[:20]]).update(
        revision=2, starts_at=make.working_day(12, hour=11)
    )
    until(lambda: Planned.objects.filter(revision=2).count() == 20, within=60, what="the moved ones planned again")
    for day in ("day-4", "day-1"):
        _let_leave(Message.objects.filter(occasion=day, state="pending"))

    assert all(process.poll() is None for process in (*planners, *senders))
    assert set(Planned.objects.values_list("revision", flat=True)) == {1, 2}
    told = Counter((sms["to"], sms["text"]) for sms in stage.messages())
    left = Message.objects.filter(state="accepted")
    due = 2 * APPOINTMENTS
    print(f"\ntwo planners, two senders: {due} due, {left.count()} accepted, {len(told)} shown")  # noqa: T201
    assert len(told) == sum(told.values()) == left.count() == stage.report()["requests"] == due
    assert not left.filter(attempts__gt=1).exists()


def _let_leave(rows: "QuerySet[Message]") -> None:
    """Move the clock to where the last of these is due, and wait until they are gone."""
    chosen = list(rows)
    clock.shift(max(row.not_before for row in chosen) - clock.now() + timedelta(minutes=1))
    pending = Message.objects.filter(pk__in=[row.pk for row in chosen]).exclude(state="accepted")
    until(lambda: not pending.exists(), within=60, what="what is due has left")


def test_two_clusters_run_each_periodic_job_once(stage: Stage) -> None:
    schedule.write()
    # Real time: a queue's timetable does not move with the domain's clock.
    Schedule.objects.update(next_run=datetime.now(UTC) - timedelta(seconds=5))
    began = Schedule.objects.count()
    groups = [stage.start([sys.executable, "-c", CLUSTER], SETTINGS, start_new_session=True) for _ in "ab"]
    try:
        until(lambda: Task.objects.count() >= began, within=60, what="every job run")
        time.sleep(2)
    finally:
        for group in groups:
            os.killpg(group.pid, signal.SIGKILL)
    runs = Counter(Task.objects.values_list("args", "result"))
    print(f"\ntwo clusters: {began} jobs due, {sum(runs.values())} runs")  # noqa: T201
    assert {name: count for (name, _), count in runs.items()} == {(job.name,): 1 for job in schedule.JOBS}
    done = {name for (name,), result in runs if result == "done"}
    # Of the long ones those that met another are asked again in a minute.
    assert {result for (_, result) in runs} <= {"done", "later"}
    assert done >= {job.name for job in schedule.JOBS if not job.is_long}
    assert any(job.name in done for job in schedule.JOBS if job.is_long)
    assert not Schedule.objects.filter(next_run__lt=datetime.now(UTC) - timedelta(seconds=60)).exists()


SETTINGS = {"DJANGO_SETTINGS_MODULE": "backend.config.settings"}


def test_a_job_that_runs_already_is_left_alone(stage: Stage) -> None:
    """The lock belongs to the other process's connection, so it is free again when that one dies."""
    name = schedule.JOBS[1].name
    code = f"""
import django; django.setup()
import time; from django.db import connection
connection.cursor().execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [{schedule.LOCKS}, {name!r}])
time.sleep(600)
"""
    other = stage.start([sys.executable, "-c", code], SETTINGS)
    until(lambda: schedule.run(name) == "still running", within=30, what="the other holds the lock")
    other.kill()
    other.wait(10)
    until(lambda: schedule.run(name) == "done", within=10, what="the lock is free")
