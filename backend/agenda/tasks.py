"""What django-q2 calls: three lines each."""

from backend.agenda import actions_slots


def generate_slots() -> None:
    """Nightly: slots six months ahead."""
    actions_slots.generate_slots()
