"""What an e-mail address is: the one place that reads it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from backend.common import text
from backend.common.errors import Malformed

_LONGEST, _LONGEST_BEFORE_AT, _LONGEST_LABEL = 254, 64, 63  # octets on the wire: RFC 5321 4.5.3.1, RFC 1035 2.3.4


def read(said: str, *, field: str = "email") -> str:
    """The address that a mail server takes, or Malformed('email_unreadable') for `field`."""
    try:
        address = text.one_line(said)
        validate_email(address)
        if not _fits(address):
            raise ValueError(field)
    except (ValidationError, ValueError) as error:
        raise Malformed("email_unreadable", fields={field: "email_unreadable"}) from error
    return address


def _fits(address: str) -> bool:
    """By what is sent: the domain in its ASCII spelling, which is longer than what was typed."""
    before, _, domain = address.rpartition("@")
    sent = domain.encode("idna")  # UnicodeError, a ValueError, for a label that has none
    longest = max(len(label) for label in sent.split(b"."))
    whole = len(before.encode()) + 1 + len(sent)
    return whole <= _LONGEST and len(before.encode()) <= _LONGEST_BEFORE_AT and longest <= _LONGEST_LABEL
