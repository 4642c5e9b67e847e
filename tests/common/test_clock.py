"""The one clock of the domain."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.common import clock
from backend.common.models import ClockOffset

pytestmark = pytest.mark.django_db
NEAR = timedelta(seconds=5)


@pytest.fixture(autouse=True)
def unmoved(start_of_the_run: None) -> None:
    """As it is before anybody moved it."""
    ClockOffset.objects.all().delete()
    clock.forget()


def test_it_tells_the_time() -> None:
    assert clock.now() == pytest.approx(datetime.now(UTC), abs=NEAR)
    assert clock.now().tzinfo == UTC


def test_shifts_add_up_and_leave_real_time_alone() -> None:
    clock.shift(timedelta(days=3))
    clock.shift(timedelta(hours=-1))
    assert clock.now() == pytest.approx(datetime.now(UTC) + timedelta(days=2, hours=23), abs=NEAR)
    assert clock.real() == pytest.approx(datetime.now(UTC), abs=NEAR)


def test_another_process_s_shift_is_seen_within_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    clock.now()
    ClockOffset.objects.create(id=1, seconds=3600)
    read = clock._seen[0]
    monkeypatch.setattr(time, "monotonic", lambda: read + 0.3)
    assert clock.offset() == timedelta(hours=1)


def test_production_neither_moves_nor_asks(settings: Any, django_assert_num_queries: Any) -> None:
    clock.shift(timedelta(days=3))
    settings.PRODUCTION = True
    with django_assert_num_queries(0):
        assert clock.now() == pytest.approx(datetime.now(UTC), abs=NEAR)
    with pytest.raises(RuntimeError):
        clock.shift(timedelta(days=1))


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/Paris", 10), ("Indian/Reunion", 13), ("America/Guadeloupe", 5), ("Pacific/Noumea", 20)]
)
def test_a_place_has_its_own_hour(zone: str, hour: int) -> None:
    assert clock.local(datetime(2026, 11, 23, 9, tzinfo=UTC), zone).hour == hour
