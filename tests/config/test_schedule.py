"""The timetable of periodic jobs: complete, callable, and the same however often it is written."""

from ast import literal_eval
from datetime import UTC, datetime, time, timedelta
from inspect import signature

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Schedule
from django_q.signing import SignedPackage

from backend.config import schedule
from backend.config.schedule import JOBS, Job
from backend.delivery.models import Heartbeat

NUMBER = "06 39 98 00 01"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_can_be_called_without_arguments(job: Job) -> None:
    assert not signature(import_string(job.calls)).parameters


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_says_when(job: Job) -> None:
    assert bool(job.every) != bool(job.at)


def test_names_are_unique() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


@pytest.mark.django_db
def test_writing_twice_keeps_the_next_run() -> None:
    schedule.write(now=NOON)
    schedule.write(now=NOON + timedelta(hours=3))
    kept = {row.name: row.next_run for row in Schedule.objects.all()}
    assert kept == {job.name: schedule.first_run(job, NOON) for job in JOBS}


@pytest.mark.django_db
def test_a_job_that_left_the_table_stops() -> None:
    Schedule.objects.create(name="an old one", func="backend.gone.tasks.run", schedule_type=Schedule.MINUTES, minutes=1)
    call_command("set_schedules")
    assert set(Schedule.objects.values_list("name", flat=True)) == {job.name for job in JOBS}


@pytest.mark.parametrize(("at", "due"), [(time(13), timedelta(hours=1)), (time(11), timedelta(hours=23))])
def test_a_daily_job_waits_for_its_hour(at: time, due: timedelta) -> None:
    assert schedule.first_run(Job("x", "y", at=at), NOON) == NOON + due


@pytest.mark.django_db
def test_the_heartbeat_is_the_one_that_health_listens_to() -> None:
    schedule.beat()
    assert Heartbeat.objects.filter(name="cluster").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_runs_twice_and_leaves_a_sign_each_time(job: Job) -> None:
    assert [schedule.run(job.name) for _ in range(2)] == ["done", "done"]
    assert Heartbeat.objects.filter(name=f"job:{job.name}"[:60]).exists()


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_do_not_run_a_job_at_once() -> None:
    name = JOBS[0].name
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [schedule.LOCKS, name])
        assert schedule.run(name) == "still running"
        assert not Heartbeat.objects.exists()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert schedule.run(name) == "done"


@pytest.mark.django_db
def test_a_job_that_fails_leaves_no_sign_and_says_nothing_personal(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(schedule, "JOBS", (Job("broken", "tests.config.test_schedule.broken", every=1),))
    assert schedule.run("broken") == "failed"
    assert not Heartbeat.objects.exists()
    assert "ValueError" in caplog.text and NUMBER not in caplog.text
    assert schedule.run("a job of another version") == "left the table"


def broken() -> None:
    raise ValueError(NUMBER)


@pytest.mark.django_db
def test_what_is_written_into_the_queue_calls_a_job_of_the_table() -> None:
    call_command("set_schedules")
    for row in Schedule.objects.all():
        assert (row.func, literal_eval(row.args)) == ("backend.config.schedule.run", (row.name,))


@pytest.mark.django_db
def test_the_cluster_is_asked_for_a_sign_at_its_start() -> None:
    """The very job that beats: another one would leave /readyz waiting for the scheduler."""
    schedule.first_beat()
    package = SignedPackage.loads(OrmQ.objects.get().payload)
    assert (package["func"], package["args"]) == ("backend.config.schedule.run", (JOBS[0].name,))
    assert import_string(JOBS[0].calls) is schedule.beat
