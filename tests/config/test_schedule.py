"""The timetable of periodic jobs: complete, callable, and the same however often it is written."""

from ast import literal_eval
from datetime import UTC, datetime, timedelta
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


def test_names_are_unique() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


@pytest.mark.django_db
def test_writing_twice_keeps_the_next_run() -> None:
    schedule.write(now=NOON)
    schedule.write(now=NOON + timedelta(hours=3))
    kept = {row.name: row.next_run for row in Schedule.objects.all()}
    assert kept == {job.name: NOON for job in JOBS}


@pytest.mark.django_db
def test_a_job_that_left_the_table_stops() -> None:
    Schedule.objects.create(name="an old one", func="backend.gone.tasks.run", schedule_type=Schedule.MINUTES, minutes=1)
    call_command("set_schedules")
    assert set(Schedule.objects.values_list("name", flat=True)) == {job.name for job in JOBS}


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


@pytest.mark.django_db(transaction=True)
def test_of_the_long_jobs_one_runs_and_the_other_is_asked_again_soon() -> None:
    """N8: two jobs that took long had both workers, and what is due each minute waited for them."""
    schedule.write(now=NOON)
    long, quick = (next(job.name for job in JOBS if job.is_long is is_long) for is_long in (True, False))
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [schedule.LOCKS, schedule.LONG])
        assert schedule.run(long) == "later"
        again = Schedule.objects.get(name=long).next_run
        assert timedelta() < again - datetime.now(UTC) <= schedule.LATER
        assert schedule.run(quick) == "done"
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert schedule.run(long) == "done"


def test_what_must_be_done_within_its_minute_is_not_long() -> None:
    assert {job.is_long for job in JOBS if job.every == 1} == {False}
    assert all(job.is_long for job in JOBS if job.every > 1)


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
