"""What the app says first, over its whole table: states by what was seen, said, and how long ago."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.agenda import rules_news
from backend.agenda.models import Appointment

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def row(state: str, *, starts: timedelta, seen: int | None = None, outcome: timedelta | None = None) -> Appointment:
    return Appointment(
        state=state,
        starts_at=NOW + starts,
        revision=3,
        seen_revision=seen,
        outcome_at=None if outcome is None else NOW - outcome,
    )


@pytest.mark.parametrize(
    ("appointment", "is_moved", "answered", "said"),
    [
        (row("booked", starts=DAY), True, None, "moved"),
        (row("booked", starts=DAY), False, None, None),
        (row("booked", starts=DAY, seen=2), True, None, "moved"),
        (row("booked", starts=DAY, seen=3), True, None, None),
        (row("booked", starts=DAY), True, 3, None),  # who answers the new date has seen it
        (row("booked", starts=DAY), True, 2, "moved"),
        (row("booked", starts=-HOUR), True, None, None),
        (row("cancelled", starts=DAY), False, None, "cancelled"),
        (row("cancelled", starts=DAY), False, 3, "cancelled"),
        (row("cancelled", starts=DAY, seen=3), False, None, None),
        (row("cancelled", starts=-HOUR), False, None, None),
        (row("excused", starts=DAY), False, None, "excused"),
        (row("excused", starts=-HOUR), False, None, None),
        (row("came", starts=-HOUR), True, None, None),
        (row("came", starts=HOUR), True, None, None),
        (row("missed", starts=-DAY, outcome=HOUR), False, None, None),  # undo is open
        (row("missed", starts=-DAY, outcome=2 * HOUR), False, None, "missed"),
        (
            row("missed", starts=-DAY, outcome=2 * HOUR),
            False,
            3,
            "missed",
        ),  # what happened was told: still to be settled
        (row("missed", starts=-DAY, outcome=DAY, seen=3), False, None, None),
        (row("missed", starts=-91 * DAY, outcome=90 * DAY), False, None, None),
        (row("missed", starts=-DAY), False, None, None),
    ],
)
def test_what_is_said_first(appointment: Appointment, is_moved: bool, answered: int | None, said: str | None) -> None:
    assert rules_news.news(appointment, is_moved=is_moved, answered=answered, now=NOW) == said


@pytest.mark.parametrize(
    ("appointment", "is_moved", "answered", "said"),
    [
        (row("booked", starts=DAY), False, None, "relocated"),
        (row("booked", starts=DAY), True, None, "moved"),  # which names the place too
        (row("booked", starts=DAY, seen=3), False, None, None),
        (row("booked", starts=DAY), False, 3, None),
        (row("booked", starts=-HOUR), False, None, None),
        (row("cancelled", starts=DAY), False, None, "cancelled"),
        (row("came", starts=HOUR), False, None, None),
    ],
)
def test_a_place_that_is_somewhere_else_is_said_while_somebody_goes_there(
    appointment: Appointment, is_moved: bool, answered: int | None, said: str | None
) -> None:
    told = rules_news.news(appointment, is_moved=is_moved, is_relocated=True, answered=answered, now=NOW)
    assert told == said


@pytest.mark.parametrize(
    ("state", "outcome", "shown"),
    [
        ("missed", timedelta(minutes=119), "booked"),
        ("missed", 2 * HOUR, "missed"),
        ("came", timedelta(0), "came"),
        ("excused", timedelta(0), "excused"),
        ("cancelled", None, "cancelled"),
        ("booked", None, "booked"),
    ],
)
def test_a_miss_that_may_be_a_slip_of_the_hand_is_said_nowhere(
    state: str, outcome: timedelta | None, shown: str
) -> None:
    outcome_at = None if outcome is None else NOW - outcome
    assert rules_news.state_shown(state, outcome_at=outcome_at, now=NOW) == shown


@pytest.mark.parametrize(
    ("appointment", "revision", "fault"),
    [
        (row("missed", starts=-DAY, outcome=2 * HOUR), 3, None),
        (row("missed", starts=-DAY, outcome=HOUR), 3, "appointment_past"),
        (row("missed", starts=-DAY, outcome=2 * HOUR), 2, "appointment_changed"),
        (row("came", starts=-DAY, outcome=2 * HOUR), 3, "appointment_past"),
        (row("booked", starts=DAY), 3, "appointment_past"),
    ],
)
def test_what_happened_is_told_of_a_miss_alone(appointment: Appointment, revision: int, fault: str | None) -> None:
    assert rules_news.explain_fault(appointment, revision=revision, now=NOW) == fault
