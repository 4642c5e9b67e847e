"""What django-q2 calls."""

from backend.accounts import actions_challenge, sessions_store


def sweep() -> int:
    return actions_challenge.sweep() + sessions_store.sweep()
