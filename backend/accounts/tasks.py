"""What django-q2 calls."""

from backend.accounts import actions_challenge, sessions_store
from backend.journal import readings


def sweep() -> int:
    return actions_challenge.sweep() + sessions_store.sweep() + readings.sweep()
