"""Which of two acts is the later, over the whole table: devices, counters, instants, clocks that are wrong."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from backend.accounts.rules_acts import BY_SMS, UNCOUNTED, Act, act_at_once, instant_of, is_older, repeats

EIGHT = datetime(2026, 11, 28, 8, tzinfo=UTC)
NINE, TEN, NOON = (EIGHT + timedelta(hours=hours) for hours in (1, 2, 4))
TOMORROW = EIGHT + timedelta(days=1)


@pytest.mark.parametrize(
    ("device", "counter", "at", "older"),
    [
        # The same phone as the act that was taken (counter 5, at nine): its counter alone decides.
        ("one", 6, TEN, False),
        ("one", 6, EIGHT, False),
        ("one", 4, EIGHT, True),
        ("one", 4, TEN, True),
        ("one", 4, TOMORROW, True),
        # Two windows of one phone counted alike: the instant does.
        ("one", 5, TEN, False),
        ("one", 5, NINE, False),
        ("one", 5, EIGHT, True),
        # Another phone, whatever its counter: the instant.
        ("two", 1, TEN, False),
        ("two", 9, TEN, False),
        ("two", 1, NINE, False),
        ("two", 1, EIGHT, True),
        ("two", 9, EIGHT, True),
        # A phone whose clock is ahead: as late as it arrives.
        ("two", 1, TOMORROW, False),
        # By SMS, or on the spot.
        (BY_SMS, 1, TEN, False),
        (BY_SMS, 1, EIGHT, True),
        (UNCOUNTED, 0, NOON, False),
    ],
)
def test_an_act_is_older_than_the_last_taken(device: str, counter: int, at: datetime, older: bool) -> None:
    assert is_older(Act(device, counter, at), [Act("one", 5, NINE)], now=NOON) is older


def test_one_newer_act_of_any_device_makes_it_older() -> None:
    taken = [Act("one", 5, NINE), Act("two", 1, TEN)]
    assert is_older(Act("three", 1, NINE), taken, now=NOON)
    assert is_older(Act("one", 6, NINE), taken, now=NOON), "its own counter does not help against the other phone"
    assert not is_older(Act("three", 1, TEN), taken, now=NOON)


def test_nothing_taken_makes_nothing_older() -> None:
    assert not is_older(Act("one", 0, EIGHT), [], now=NOON)
    assert not is_older(act_at_once(NOON), [], now=NOON)


@pytest.mark.parametrize(("said", "counts"), [(EIGHT, EIGHT), (NOON, NOON), (TOMORROW, NOON)])
def test_an_instant_that_has_not_come_counts_as_the_arrival(said: datetime, counts: datetime) -> None:
    assert instant_of(Act("one", 1, said), now=NOON) == counts


@pytest.mark.parametrize(
    ("device", "key", "again"),
    [("one", UUID(int=1), True), ("one", UUID(int=2), False), ("two", UUID(int=1), False), ("one", None, False)],
)
def test_the_same_act_delivered_twice_repeats(device: str, key: UUID | None, again: bool) -> None:
    taken = [Act("one", 5, NINE, UUID(int=1)), Act("three", 2, TEN, None)]
    assert repeats(Act(device, 5, NINE, key), taken) is again
