"""A small one of each measurement, so that a change that costs is seen at once; the large ones are beside this file.

What is asserted bears a machine that others use too: processor time beside the bare client's, memory, and how many
leave before a code. Rates and waits are printed.
"""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from backend.organisations.models import Membership
from tests.agenda import make
from tests.bench import booked, codes, flood, ground, memory, morning, planner_lag, push

pytestmark = [pytest.mark.timeout(300), pytest.mark.django_db(transaction=True)]
HANDS = 100


def test_a_reminder_costs_little_more_than_its_request() -> None:
    ceiling, sent = flood.measure(2_000, HANDS)
    print(f"\n{flood.HEAD}\n{flood.row(HANDS, ceiling, sent)}")  # noqa: T201
    assert sent.cost < 4 * ceiling.cost


def test_a_real_reminder_costs_less_than_a_millisecond() -> None:
    ceiling, sent = flood.measure(800, HANDS, composers=ground.REAL)
    print(f"\n{flood.HEAD}\n{flood.row(HANDS, ceiling, sent)}")  # noqa: T201
    assert sent.cost < 8 * ceiling.cost


def test_a_push_costs_little_more_than_its_encryption_and_its_request() -> None:
    sealed, ceiling, sent = push.measure(1_000, HANDS)
    print(f"\n{flood.HEAD}\n{flood.row(HANDS, ceiling, sent)} | encryption alone {sealed.cost:.2f} ms")  # noqa: T201
    assert sent.cost < 2.5 * ceiling.cost


def test_memory_does_not_grow_with_what_is_due() -> None:
    few, many = (memory.most_memory(due, sent=1_000)[0] for due in (2_000, 100_000))
    print(f"\n2,000 due: {few} MB, 100,000 due: {many} MB")  # noqa: T201
    assert many <= few + 10


def test_a_code_leaves_before_nearly_all_reminders_of_a_flood() -> None:
    """Counted, not timed: without a turn of its own it would leave after all 20,000."""
    found = codes.waits(codes=60, flood=20_000, hands=HANDS)
    waited, passed = sorted(one.seconds for one in found), sorted(one.overtaken_by for one in found)
    print(f"\n60 codes in a flood: p50 {waited[30] * 1000:.0f} ms, p95 {waited[57] * 1000:.0f} ms, {passed[57]} before")  # noqa: T201
    assert passed[57] < 2_000


def test_a_morning_leaves_by_the_hours_of_the_appointments_and_codes_before_it() -> None:
    """All due at once, as after an outage: what leaves first is the sender's choice alone."""
    of = morning.Morning(240, spread=timedelta(seconds=1), rate=60, senders=1, pause=0.2)
    found = morning.measure(of)
    print(f"\n{found}")  # noqa: T201
    assert not found.faults()
    assert found.passed[-1] < of.reminders / 2, "a code waits for its turn, not for theirs"


def test_a_mornings_rate_counts_from_the_first_that_is_due_and_its_codes_too() -> None:
    """Twelve seconds of which nothing is due for two: 290 reminders and 10 of 12 codes are all of a contract of 30."""
    day = date(2026, 11, 30)
    left = [morning.Left(day, 32, 2.0, 99.0, 2.0 + (number + 1) / 29) for number in range(290)]
    found = morning.Found(left, unsent=0, refused=0, seconds=12.0, codes=[0.1] * 12, passed=[0] * 12)
    assert round(found.rate, 2) == 30.0


def test_a_booking_over_http_is_found_planned() -> None:
    """Whether the machine had time to spare is the measurement's question, not this one's."""
    call_command("load_national", verbosity=0)
    Membership.objects.exclude(organisation=make.Scene().service).delete()
    with planner_lag.planner(looks=0), booked.web() as port:
        found = booked.step(booked.load_on(port), rate=5, seconds=2)
    print(f"\n{found}")  # noqa: T201
    assert (found.planned, found.refused) == (10, 0)
    assert 0 <= found.idle <= 1
