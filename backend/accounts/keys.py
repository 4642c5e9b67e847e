"""What is kept of cookies, numbers and addresses: hashes under the session keys. The first writes, all are read."""

from django.conf import settings

from backend.accounts import rules


def session_keys() -> list[str]:
    """Newest first."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def hashed(purpose: str, value: str) -> str:
    """As it is written now."""
    return rules.keyed(settings.SECRET_KEY, purpose, value)


def hashes(purpose: str, value: str) -> list[str]:
    """As it may stand in a table, written under any key that is still read; the present one first."""
    return [rules.keyed(key, purpose, value) for key in session_keys()]
