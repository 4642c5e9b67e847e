"""What a push says, as the service worker reads it (shared/push.schema.json): packed where the words are written.

The loop that encrypts and sends finds it done; and each carries the token by which its device says "shown".
"""

import hmac
import logging
import uuid
from dataclasses import replace

from django.conf import settings
from django.core import signing
from django.utils.encoding import force_bytes

from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.rules_states import Event
from backend.delivery.schemas import PushPayload

log = logging.getLogger(__name__)

MOST_BYTES = 3500  # push services promise 4096 of ciphertext; pywebpush never refuses
SHOWN = "delivery.shown"  # what the token in a shown-receipt is for


def packed(due: Due, text: Text) -> Text | Refusal:
    """The same text, ready to be encrypted; refused where it is not what was agreed with the service worker."""
    try:
        return replace(text, packed=payload(due.id, due.kind, text))
    except ValueError:
        log.error("message %s: its push payload is not what was agreed", due.id)
        return Refusal("push_too_big", Event.REFUSE)


def payload(message: uuid.UUID, kind: str, text: Text) -> bytes:
    """ValueError where the service worker would not take it, or where it is too long."""
    name = str(message)
    told = PushPayload.model_validate(
        {
            "id": name,
            "kind": kind,
            "title": text.title,
            "body": text.body,
            "tag": text.tag or name,
            "url": text.url or "/",
            "lang": text.language,
            "dir": "rtl" if text.language == "ar" else "ltr",
            "shown": shown_token(message),
        }
    )
    raw = told.model_dump_json(exclude_none=True).encode()
    if len(raw) > MOST_BYTES:
        raise ValueError("too big")
    return raw


def shown_token(message: uuid.UUID) -> str:
    """Proves that whoever says "shown" was sent this message.

    By `hmac` alone: Django's signer costs a fifteenth of all that a push costs before the network.
    """
    return f"{message.hex}.{_seal(settings.RECEIPT_KEYS[0], message.hex)}"


def shown_message(token: str) -> str:
    """The message a shown-receipt speaks of; BadSignature for any other."""
    message, _, seal = token.partition(".")
    for key in settings.RECEIPT_KEYS:
        if hmac.compare_digest(_seal(key, message).encode(), seal.encode()):
            return message
    raise signing.BadSignature("not a token of ours")


def _seal(key: str | bytes, message: str) -> str:
    return hmac.digest(force_bytes(key), f"{SHOWN}:{message}".encode(), "sha256").hex()
