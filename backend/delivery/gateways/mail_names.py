"""Names that a mail server gives back when it could not deliver: our message's, signed, so that nobody invents one."""

import re
import uuid
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_TOKEN = re.compile(r"([0-9a-f]{32})-([0-9a-f]{16})")


def token(message: uuid.UUID) -> str:
    """49 small letters and digits: fits before an @, and survives servers that change capitals."""
    return f"{message.hex}-{_seal(settings.RECEIPT_KEYS[0], message)}"


def read(text: str) -> uuid.UUID | None:
    """The message that the text names, if its seal is ours."""
    for found in _TOKEN.finditer(text.lower()):
        message = uuid.UUID(found[1])
        if any(constant_time_compare(found[2], _seal(key, message)) for key in settings.RECEIPT_KEYS):
            return message
    return None


def _seal(key: str, message: uuid.UUID) -> str:
    return salted_hmac("backend.delivery.mail", message.hex, secret=key, algorithm="sha256").hexdigest()[:16]


def sender() -> str:
    """The address with a neutral name: the configured one, else that of the SMS, else "RDV"."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    of_sms = settings.SMS_SENDER if any(sign.isalpha() for sign in settings.SMS_SENDER) else ""
    return formataddr((name or of_sms or "RDV", address))


def message_id(message: uuid.UUID) -> str:
    return f"<{token(message)}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def envelope(message: uuid.UUID) -> str:
    """Where a server sends back what it can't deliver: the message's own address at the bounces' mailbox, if any."""
    if not settings.EMAIL_BOUNCES:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name, _, host = settings.EMAIL_BOUNCES.rpartition("@")
    return f"{name}+{token(message)}@{host}"
