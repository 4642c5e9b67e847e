"""In which state of its appointment each kind of message is true. Pure."""

from collections.abc import Mapping
from datetime import datetime

from backend.agenda.models import Appointment

State = Appointment.State
REMINDER = "reminder"
# For each kind the only state of its appointment in which it is true.
TRUE_WHILE: Mapping[str, str] = {
    "confirmation": State.BOOKED,
    "moved": State.BOOKED,
    "relocated": State.BOOKED,
    REMINDER: State.BOOKED,
    "cancelled": State.CANCELLED,
    "excused": State.EXCUSED,
    "missed": State.MISSED,
}


def still_true(kind: str, *, state: str, starts_at: datetime, now: datetime) -> str | None:
    """Why a message must not be said any more, as a message key; None: it is true."""
    if TRUE_WHILE.get(kind) != state:
        return "appointment_changed"
    if kind != "missed" and starts_at <= now:
        return "appointment_past"
    return None
