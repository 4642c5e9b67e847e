"""The last look at the hour: what nobody asked for respects the night of the place, whatever made it late."""

from datetime import datetime

from backend.agenda.models import Appointment
from backend.delivery.composers import Due, Refusal
from backend.delivery.rules_states import Event, Lane
from backend.reminders import queries_told, rules
from backend.reminders.rules import Timetable


def asleep(due: Due, row: Appointment, plan: Timetable, *, now: datetime) -> Refusal | None:
    """Not now but then, or never any more; None: it may leave. A confirmation or a cancellation leaves at any hour."""
    if due.lane != Lane.BULK:
        return None
    expected = rules.Expected(queries_told.share_of(row), row.starts_at, row.time_zone)
    at = rules.may_leave_at(now, expected, plan, occasion=due.occasion, expires_at=due.expires_at)
    if at == now:
        return None
    return Refusal("quiet_hours", Event.POSTPONE, at) if at else Refusal("quiet_hours", Event.EXPIRE)
