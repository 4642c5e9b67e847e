"""What django-q2 calls."""

from backend.accounts import actions_challenge


def sweep() -> int:
    return actions_challenge.sweep()
