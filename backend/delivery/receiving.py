"""Whether words that ask for an answer may stand in what we send (field rule 3)."""

from django.conf import settings


def asks_for_answers() -> bool:
    """Only where the sender of our SMS can receive one: an alphanumeric name can't."""
    return bool(settings.SMS_SENDER_RECEIVES)
