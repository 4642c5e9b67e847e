"""What django-q2 calls: three lines each."""

from backend.agenda import actions_slots


def generate_slots() -> int:
    """Every few minutes, a part: slots six months ahead."""
    return actions_slots.generate_slots()
