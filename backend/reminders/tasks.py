"""What the periodic jobs call."""

from backend.reminders import refusals


def mark_refused() -> int:
    return refusals.mark_refused()
