"""The days that tests are given: distinct and worked, whatever today is."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from backend.agenda import days_off
from backend.common import clock
from tests.agenda import make


def test_another_number_is_another_working_day_whatever_today_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for day in range(3 * 365):
        now = datetime(2026, 1, 1, 22, 59, tzinfo=UTC) + timedelta(days=day)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        given = [*islice(make.working_days(), 14)]
        assert given == sorted(set(given)) and given[6] == make.working_day(7).date()
        assert given[0] > now.astimezone(make.PARIS).date()
        assert not [one for one in given if one.weekday() >= 5 or days_off.is_holiday(one, "")]
