"""Builders of the outbox's rows, with good defaults."""

import uuid
from datetime import timedelta
from typing import Any

from backend.accounts.models import Device, Holder
from backend.common import clock
from backend.delivery import actions
from backend.delivery.models import Message, PushSubscription

NUMBER = "+33639980001"


def holder(**fields: Any) -> Holder:
    return Holder.objects.create(**fields)


def order(**fields: Any) -> actions.Order:
    now = clock.now()
    defaults: dict[str, Any] = {
        "subject": f"appointment:{uuid.uuid4()}",
        "revision": 1,
        "kind": "reminder",
        "channel": "sms",
        "occasion": "day-1",
        "holder": None,
        "lane": "bulk",
        "not_before": now,
        "expires_at": now + timedelta(hours=4),
    }
    return actions.Order(**(defaults | fields))


def message(*, state: str = "pending", **fields: Any) -> Message:
    """A row in any state, put there as no action would."""
    extra = {name: fields.pop(name) for name in list(fields) if name not in actions.Order.__dataclass_fields__}
    row = actions.queue_many([order(**fields)])[0]
    for name, value in (extra | {"state": state}).items():
        setattr(row, name, value)
    row.save()
    return row


def device(owner: Holder | None = None) -> Device:
    now = clock.now()
    return Device.objects.create(
        holder=owner or holder(), token=uuid.uuid4().hex, label="Firefox", created_at=now, last_seen_at=now
    )


def subscription(owner: Holder, endpoint: str = "", **fields: Any) -> PushSubscription:
    defaults: dict[str, Any] = {"p256dh": KEY, "auth": "BTBZMqHH6r4Tts7J_aSIgg", "created_at": clock.now()}
    place = endpoint or f"https://updates.push.services.mozilla.com/wpush/v2/{uuid.uuid4().hex}"
    return PushSubscription.objects.create(holder=owner, device=device(owner), endpoint=place, **(defaults | fields))


# A public key of nobody: the example of RFC 8291.
KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
