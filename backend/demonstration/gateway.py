"""The demonstration's SMS gateway: speaks HTTP on loopback to the sender as a real one would.

It honours an idempotency key, sends signed receipts a moment later, and four numbers at the end of the fictional range
misbehave on purpose, so that failures can be seen: …9990 is refused for good, …9991 is unreachable, …9992 fails twice
before it works, …9993 never gets a receipt.
"""

import hashlib
import hmac
import json
import threading
import time
import urllib.request
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction

from backend.common import clock
from backend.demonstration.models import ReceivedSms

REFUSED, UNREACHABLE, STUMBLING, SILENT = (f"+3363998999{n}" for n in range(4))
RECEIPT_AFTER = 0.4  # seconds
_stumbles: dict[str, int] = {}


@dataclass(frozen=True)
class Sms:
    """What the sender posts."""

    key: str
    to: str
    sender: str
    text: str
    message: str
    receipt_url: str


def accept(sms: Sms) -> tuple[int, dict[str, str]]:
    """Status and body for the sender; the phone shows a key once."""
    if sms.to == REFUSED:
        return 400, {"error": "invalid_number"}
    if sms.to == STUMBLING and _stumbles.setdefault(sms.key, 0) < 2:
        _stumbles[sms.key] += 1
        return 500, {"error": "internal"}
    reference, new = _keep(sms)
    if new and sms.receipt_url and sms.to != SILENT:
        outcome = "unreachable" if sms.to == UNREACHABLE else "delivered"
        threading.Thread(target=_send_receipt, args=(sms, reference, outcome), daemon=True).start()
    return 200, {"id": reference}


def _keep(sms: Sms) -> tuple[str, bool]:
    try:
        with transaction.atomic():
            row = ReceivedSms.objects.create(
                key=sms.key,
                to=sms.to,
                sender=sms.sender,
                text=sms.text,
                message=sms.message,
                received_at=clock.now(),
            )
        return f"demo-{row.pk}", True
    except IntegrityError:
        return f"demo-{ReceivedSms.objects.get(key=sms.key).pk}", False


def _send_receipt(sms: Sms, reference: str, outcome: str) -> None:
    time.sleep(RECEIPT_AFTER)
    post_signed(
        sms.receipt_url,
        {"id": sms.message, "ref": reference, "status": outcome, "at": clock.now().isoformat()},
    )


def post_signed(url: str, event: dict[str, str]) -> int:
    """Post an event to one of our webhooks, signed as `delivery` expects of this gateway; the status answered."""
    body = json.dumps(event).encode()
    signature = hmac.new(settings.RECEIPT_KEYS[0].encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Signature": signature}
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")  # noqa: S310  loopback, our own URL
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
            return int(answer.status)
    except OSError:
        return 0  # the sweeper counts a receipt that never came
