"""The word by which a provider that can't sign proves that it reports on one message: it stands in the address we gave.

It opens that one message of that one gateway and nothing else, for as long as its key stands in MSJ_RECEIPT_KEYS. It
does not cover what is reported: who reads it, in a log of addresses or at the provider, can report anything of that
message, also that it arrived, never will, or was answered by whoever got it. No word of the message and nothing of
another one comes out of it.
"""

import uuid

from django.conf import settings
from django.core import signing


def sign(gateway: str, message: uuid.UUID) -> str:
    """Letters, digits, `-`, `_` and one `:`: nothing that an address would have to escape."""
    return _signer(gateway).sign(message.hex)


def message_of(gateway: str, token: str) -> str:
    """The message's id; empty for a word that is not ours."""
    try:
        return _signer(gateway).unsign(token)
    except signing.BadSignature:
        return ""


def _signer(gateway: str) -> signing.Signer:
    first, *older = settings.RECEIPT_KEYS
    return signing.Signer(key=first, fallback_keys=[*older], salt=f"delivery.receipts.{gateway}")
