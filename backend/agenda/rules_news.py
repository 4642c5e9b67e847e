"""What the app says first: a miss, a move, a cancellation, until the person has seen it or it is settled. Pure."""

from datetime import datetime, timedelta
from typing import Literal

from backend.agenda.models import Appointment
from backend.agenda.rules import reading_fault

State = Appointment.State
News = Literal["moved", "relocated", "cancelled", "excused", "missed"]

AFTER_A_MISS = timedelta(hours=2)  # undo is open meanwhile (field rule 14)
MISS_LASTS = timedelta(days=90)  # an older one that nobody took up again is history
# Ended before its hour: stands under what is to come until then, so that nobody sets out for it.
CALLED_OFF = frozenset({State.CANCELLED, State.EXCUSED})


def is_miss_said(outcome_at: datetime | None, *, now: datetime) -> bool:
    """Whether the person may read by now that she was not seen."""
    return outcome_at is not None and outcome_at + AFTER_A_MISS <= now


def state_shown(state: str, *, outcome_at: datetime | None, now: datetime) -> str:
    """The state as the person reads it: a miss that can still be a slip of the hand is not said anywhere."""
    if state == State.MISSED and not is_miss_said(outcome_at, now=now):
        return State.BOOKED
    return state


def news(
    row: Appointment, *, is_moved: bool, is_relocated: bool = False, answered: int | None, now: datetime
) -> News | None:
    """What changed since the person looked, if it still matters.

    `is_moved`: to another hour or place than the one she knew. `is_relocated`: that place itself is somewhere else now.
    `answered`: the revision of her last answer, by which
    she has seen the hour that it speaks of.
    """
    seen = max(row.seen_revision or 0, answered or 0 if row.state == State.BOOKED else 0)
    if seen >= row.revision:
        return None
    if row.state == State.MISSED:
        recent = row.outcome_at is not None and now < row.outcome_at + MISS_LASTS
        return "missed" if recent and is_miss_said(row.outcome_at, now=now) else None
    if row.starts_at <= now:
        return None
    if row.state == State.BOOKED:
        return "moved" if is_moved else "relocated" if is_relocated else None
    if row.state == State.CANCELLED:
        return "cancelled"
    return "excused" if row.state == State.EXCUSED else None


def explain_fault(appointment: Appointment, *, revision: int, now: datetime) -> str | None:
    """What happened is told of a miss that was said, and of no other state."""
    if fault := reading_fault(appointment, revision):
        return fault
    if appointment.state != State.MISSED or not is_miss_said(appointment.outcome_at, now=now):
        return "appointment_past"
    return None
