"""What a mail server tells later of a mail it had taken (RFC 3464): bytes in, one report out, or nothing.

Anybody can write to the bounces' mailbox. Only what carries a token that we sealed counts, and no word of it is kept.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from backend.delivery.gateways import mail, mail_names
from backend.delivery.rules_reports import Report

MOST_BYTES = 1_000_000  # what follows is the mail that came back
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_SENT_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


def read(raw: bytes) -> Report | None:
    """`address_refused` where the mailbox does not exist, `mail_bounced` for every other final no; else None."""
    try:
        return _read(message_from_bytes(raw[:MOST_BYTES]))
    except RecursionError:
        return None  # parts within parts within parts: no server writes so


def _read(bounce: Message) -> Report | None:
    status = _status(bounce)
    message = mail_names.read("\n".join(_names(bounce))) if status else None
    if message is None:
        return None
    is_wrong = mail.address_is_wrong(550, status, of_recipient=True)
    return Report("address_refused" if is_wrong else "mail_bounced", message=str(message), detail=status)


def _status(bounce: Message) -> str:
    """Of the recipient that failed for good; empty for a delay, a success or what is no report at all."""
    for part in bounce.walk():
        if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
            continue
        for block in _parts(part):
            if str(block.get("Action", "")).strip().casefold() == "failed":
                found = _STATUS.search(str(block.get("Status", "")))
                return found[1] if found else "5.0.0"
    return ""


def _names(bounce: Message) -> Iterator[str]:
    """Where our token may stand: the address that the bounce was sent to, then the head of what came back."""
    for name in _SENT_TO:
        yield from (str(value) for value in bounce.get_all(name, []))
    for part in bounce.walk():
        if part.get_content_type() == "message/rfc822":
            yield from (str(inner.get("Message-ID", "")) for inner in _parts(part))
        elif part.get_content_type() == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            yield str(message_from_bytes(content).get("Message-ID", "")) if isinstance(content, bytes) else ""


def _parts(part: Message) -> list[Message]:
    inside = part.get_payload()
    return [inner for inner in inside if isinstance(inner, Message)] if isinstance(inside, list) else []
