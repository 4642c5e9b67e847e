"""When something is not well: every alarm at its threshold and just before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend.delivery import rules_health as rules
from backend.delivery.rules_health import Codes, Rate, Sign, Snapshot, Stuck, Waiting

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WELL = Snapshot(
    waiting=[Waiting("bulk", "sms", 100, 0, NOW)],
    stuck=Stuck(retrying=5),
    rates=[Rate("bulk", "sms", "one", accepted=1000, in_time=990, failed=100, answered_of=1000, prompt=950)],
    signs=[Sign("sender", NOW, MINUTE, False)],
    gateways={"one": True},
    codes=Codes(hour=79, hour_budget=100, day=799, day_budget=1000, share_used=0.5),
)
RATE = Rate("bulk", "sms", "one")
CODE = Rate("code", "sms", "one")


def sounded(**changes: object) -> list[tuple[str, str, bool]]:
    return [(one.name, one.where, one.urgent) for one in rules.alarms(replace(WELL, **changes))]  # type: ignore[arg-type]


def test_nothing_sounds_at_the_very_thresholds() -> None:
    assert sounded() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"waiting": [Waiting("code", "sms", 1, 1, NOW)]}, ("codes_late", "sms", True)),
        ({"waiting": [Waiting("now", "push", 1, 1, NOW)]}, ("messages_late", "push", True)),
        ({"stuck": Stuck(lapsed=1)}, ("leases_lapsed", "", False)),
        ({"stuck": Stuck(doubtful=1)}, ("messages_doubtful", "", False)),
        ({"stuck": Stuck(held_over=1)}, ("held_too_long", "", False)),
        ({"stuck": Stuck(incoming=1)}, ("incoming_unread", "", False)),
        ({"stuck": Stuck(unsettled=1)}, ("planner_fails", "", True)),
        ({"signs": [Sign("sender", None, MINUTE, True)]}, ("silent", "sender", True)),
        ({"signs": [Sign("job:x", NOW, MINUTE, True)]}, ("silent", "job:x", False)),
        ({"gateways": {"one": False}}, ("gateway_open", "one", True)),
        ({"rates": [replace(CODE, accepted=20, in_time=18)]}, ("codes_slow", "sms", False)),
        ({"rates": [replace(RATE, accepted=1000, in_time=989)]}, ("messages_slow", "sms", False)),
        ({"rates": [replace(RATE, answered_of=1000, prompt=949)]}, ("receipts_late", "one", False)),
        ({"rates": [replace(RATE, accepted=89, in_time=89, failed=11)]}, ("many_failures", "one", False)),
        ({"rates": [replace(RATE, expired=1)]}, ("messages_expired", "sms", True)),
        ({"codes": Codes(hour=100, hour_budget=100)}, ("codes_exhausted", "hour", True)),
        ({"codes": Codes(day=1000, day_budget=1000)}, ("codes_exhausted", "day", True)),
        ({"codes": Codes(hour=80, hour_budget=100)}, ("codes_dear", "hour", False)),
        ({"codes": Codes(share_used=0.49)}, ("codes_unused", "", False)),
    ],
)
def test_each_fault_sounds_by_its_name(changes: dict[str, object], expected: tuple[str, str, bool]) -> None:
    assert sounded(**changes) == [expected]


TODAY = NOW.date()
HOUR = 60 * MINUTE


@pytest.mark.parametrize(
    ("lane", "days", "waited", "left", "late"),
    [
        # A code: somebody looks at a screen, whatever else.
        ("code", 0, MINUTE / 2, HOUR, True),
        ("code", 0, MINUTE / 2 - MINUTE / 60, HOUR, False),
        # What has just been booked or moved is told at once, also of a day months away.
        ("now", 0, 5 * MINUTE, 9 * HOUR, True),
        ("now", 90, 5 * MINUTE, 2160 * HOUR, True),
        ("now", 90, 4 * MINUTE, 2160 * HOUR, False),
        # A reminder of today, tomorrow, the day after: five minutes.
        ("bulk", 0, 5 * MINUTE, 9 * HOUR, True),
        ("bulk", 1, 5 * MINUTE, 24 * HOUR, True),
        ("bulk", 1, 4 * MINUTE, 24 * HOUR, False),
        ("bulk", 2, 5 * MINUTE, 24 * HOUR, True),
        # Of four days later, of use until eight in the evening: an hour behind at ten it is not late; at four it is.
        ("bulk", 3, 5 * MINUTE, 10 * HOUR, False),
        ("bulk", 4, HOUR, 10 * HOUR, False),
        ("bulk", 4, 6 * HOUR, 4 * HOUR + MINUTE, False),
        ("bulk", 4, 6 * HOUR, 4 * HOUR, True),
        ("bulk", 4, 9 * HOUR, HOUR, True),
        # Where it was of use for few hours from the beginning, it has its five minutes all the same.
        ("bulk", 4, 4 * MINUTE, HOUR, False),
        ("bulk", 4, 5 * MINUTE, HOUR, True),
        # What an older release queued names no day.
        ("bulk", -20000, 5 * MINUTE, 10 * HOUR, True),
    ],
)
def test_a_message_is_late_by_what_it_is_for(
    lane: str, days: int, waited: timedelta, left: timedelta, late: bool
) -> None:
    at = rules.late_at(lane, since=NOW - waited, expires_at=NOW + left, urgent_on=TODAY + timedelta(days=days), now=NOW)
    assert (at <= NOW) is late


@pytest.mark.parametrize("zone", ["Europe/Paris", "Pacific/Noumea", "Pacific/Tahiti"])
def test_tomorrow_is_near_in_every_zone_at_every_hour(zone: str) -> None:
    for hour in range(48):
        now = NOW + hour * HOUR
        tomorrow = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
        assert not rules.is_far("bulk", urgent_on=tomorrow, now=now)
        assert rules.is_far("bulk", urgent_on=tomorrow + timedelta(days=3), now=now)


def test_a_few_messages_are_no_rate() -> None:
    few = replace(RATE, accepted=10, in_time=0, failed=9, answered_of=10, prompt=0)
    assert sounded(rates=[few]) == []


def test_pushes_that_are_not_shown_are_no_fault_of_a_gateway() -> None:
    push = Rate("bulk", "push", "web_push", accepted=100, in_time=100, answered_of=100, prompt=10)
    assert sounded(rates=[push]) == []


def test_the_urgent_comes_first() -> None:
    told = sounded(stuck=Stuck(doubtful=1), gateways={"one": False})
    assert [urgent for _, _, urgent in told] == [True, False]


@pytest.mark.parametrize(
    ("every", "patience"),
    [(1, 15), (5, 15), (60, 180), (3599, 10797), (3600, 10800), (86400, 93600)],
)
def test_patience(every: int, patience: int) -> None:
    assert rules.patience(timedelta(seconds=every)) == timedelta(seconds=patience)
