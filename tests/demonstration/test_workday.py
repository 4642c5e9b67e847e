"""Whatever the date, the demonstration opens on a working day, and there is work for every role."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client

from backend.accounts import actions_challenge
from backend.accounts.models import Agent
from backend.accounts.rules import Budget, Quota
from backend.agenda.models import Appointment, AppointmentEvent
from backend.common import clock
from backend.common.errors import Slower
from backend.demonstration import appointments, calendar, people, services, workday
from backend.demonstration.management.commands import load_demonstration
from tests.accounts import make as accounts

PARIS = ZoneInfo("Europe/Paris")
SATURDAY, SUNDAY, CHRISTMAS, BEFORE_MIDNIGHT = (
    "2026-11-28T15:00", "2027-03-28T02:30", "2026-12-25T11:00", "2026-11-24T23:59"
)  # fmt: skip


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("started", "opened"),
    [
        ("2026-11-24T10:10", "2026-11-24T10:10"),
        ("2026-11-24T14:29", "2026-11-24T14:29"),
        ("2026-11-24T10:09", "2026-11-24T10:10"),
        ("2026-11-24T00:00", "2026-11-24T10:10"),
        ("2026-11-24T14:30", "2026-11-25T10:10"),
        (BEFORE_MIDNIGHT, "2026-11-25T10:10"),
        ("2026-11-27T17:00", "2026-11-30T10:10"),
        (SATURDAY, "2026-11-30T10:10"),
        ("2026-11-29T00:00", "2026-11-30T10:10"),
        (CHRISTMAS, "2026-12-28T10:10"),
        ("2026-12-31T23:59", "2027-01-04T10:10"),
        (SUNDAY, "2027-03-30T10:10"),  # the clocks change that night; Monday is Easter's
        ("2027-05-01T12:00", "2027-05-03T10:10"),
        ("2027-10-31T02:30", "2027-11-02T10:10"),
    ],
)
def test_it_opens_in_the_middle_of_a_working_day(started: str, opened: str) -> None:
    assert workday.opening(paris(started)) == paris(opened)


def test_it_never_opens_earlier_than_it_is_nor_on_a_day_off() -> None:
    start = datetime(2026, 11, 28, tzinfo=UTC)
    for now in (start + timedelta(minutes=97 * n) for n in range(10_000)):
        opened = workday.opening(now)
        local = opened.astimezone(PARIS)
        assert opened >= now and calendar.is_working(local.date())
        assert workday.FROM <= local.time() < workday.UNTIL
        assert workday.opening(opened) == opened


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    call_command("load_national", verbosity=0)


def load(started: str) -> datetime:
    now = workday.open_clock(paris(started))
    load_demonstration.load(92, small=True, now=now)
    return now


def morning(email: str) -> dict[str, Any]:
    """What this agent's Today shows: of the day that her own session names."""
    client: Client = accounts.signed_in_client(Agent.objects.get(email=email))
    today = datetime.fromisoformat(client.get("/api/agent/session").json()["now"]).astimezone(PARIS).date()
    told: dict[str, Any] = client.get(f"/api/agent/morning?date={today}").json()
    return told


@pytest.mark.django_db
@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("started", [SATURDAY, SUNDAY, CHRISTMAS, BEFORE_MIDNIGHT])
def test_on_whatever_day_it_is_started_every_role_finds_a_day_full_of_work(started: str) -> None:
    now = load(started)
    for email, _, _ in services.AGENTS:
        told = morning(email)
        rows = told["appointments"]
        hours = [datetime.fromisoformat(row["starts_at"]) for row in rows if row["state"] == "booked"]
        assert len(rows) >= 8, email
        assert sum(hour < now for hour in hours) >= 1, f"{email}: one to record"
        assert sum(hour > now for hour in hours) >= 5, f"{email}: some to come"
        assert any(row["state"] == "missed" for row in rows), email
        assert told["coming_count"] >= 2, email
    for number in range(1, 6):
        told = morning(f"cpip{number}@demo.example")
        assert {"cannot", "late"} <= {row["answer"]["kind"] for row in told["answers"]}
        assert told["unreachable"], f"cpip{number}"
        assert told["without_outcome_count"] >= 1, "of the day before"


@pytest.mark.django_db
@pytest.mark.usefixtures("files")
def test_there_are_moved_and_cancelled_ones_and_somebody_from_overseas() -> None:
    now = load(CHRISTMAS)
    day = Appointment.objects.filter(starts_at__date=now.date())
    agendas = len(services.AGENTS) - 3  # five officers, the judge, Chartres
    assert day.filter(state="cancelled").values("agenda").distinct().count() == agendas
    moved = AppointmentEvent.objects.filter(appointment__in=day, event="move")
    assert moved.values("appointment__agenda").distinct().count() == agendas
    far = day.filter(probationer__postcode__in=people.FAR, type__code="telephone")
    assert far.values("agenda").distinct().count() == 5


@pytest.mark.django_db
@pytest.mark.usefixtures("files")
def test_each_state_can_be_looked_at_in_the_judges_agenda_and_by_a_prosecutor() -> None:
    now = load(SATURDAY)
    day = Appointment.objects.filter(starts_at__date=now.date(), agenda__agent__email="jap@demo.example")
    assert set(day.values_list("state", flat=True)) == set(Appointment.State)
    client: Client = accounts.signed_in_client(Agent.objects.get(email=services.PROSECUTOR[0]))
    rows = client.get(f"/api/agent/appointments?from={now.date() - timedelta(days=14)}").json()["items"]
    assert {row["state"] for row in rows} == {"booked", "came", "missed", "cancelled"}
    assert all(row["prosecutor_number"] for row in rows)


@pytest.mark.django_db
@pytest.mark.usefixtures("files")
def test_started_again_on_another_day_that_day_is_full_too() -> None:
    load(SATURDAY)
    for started in ("2026-12-12T15:00", "2026-12-12T16:00"):
        now = workday.open_clock(paris(started))
        made = appointments.reopen(Random(1), services.again(), people.all_of(services.again()), now=now)
    assert made.rows == [], "the second time it was full already"
    for email, _, _ in services.AGENTS:
        assert len(morning(email)["appointments"]) >= 8, email


@pytest.mark.django_db
@pytest.mark.usefixtures("files")
def test_who_signs_in_from_the_list_comes_another_day() -> None:
    """What is told of the days before an appointment is to be seen by whoever tries the product."""
    now = load(BEFORE_MIDNIGHT)
    phones = [f"+3363998{number:04d}" for number in range(workday.KNOWN)]
    rows = Appointment.objects.filter(probationer__phone__in=phones, starts_at__gt=now, state="booked")
    assert rows and not rows.filter(starts_at__date=now.date())


@pytest.mark.django_db
def test_a_clock_set_back_gives_back_what_was_asked_for_later() -> None:
    workday.open_clock(paris("2026-11-28T15:00"))
    ask = Budget("code_from", "192.0.2.1", (Quota(2, timedelta(hours=1)),))
    for _ in range(5):
        for _ in range(2):
            clock.shift(timedelta(minutes=7))
            actions_challenge.take(ask)
        workday.open_clock(paris("2026-11-28T15:00"))
    clock.shift(timedelta(minutes=7))
    actions_challenge.take(ask, ask)
    with pytest.raises(Slower):
        actions_challenge.take(ask)


@pytest.mark.django_db
def test_the_agents_session_reads_the_clock_that_everybody_reads() -> None:
    client = accounts.signed_in_client(accounts.agent())
    before = client.get("/api/agent/session").json()
    clock.shift(timedelta(days=3))
    after = client.get("/api/agent/session").json()
    for name in ("now", "idle_at", "ends_at"):
        ahead = datetime.fromisoformat(after[name]) - datetime.fromisoformat(before[name])
        assert timedelta(days=3) <= ahead < timedelta(days=3, minutes=1), name
