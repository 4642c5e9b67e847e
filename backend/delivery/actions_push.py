"""Where a holder's browsers listen: saved, moved, forgotten, tried."""

import binascii
import uuid
from base64 import urlsafe_b64decode
from datetime import timedelta

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import transaction

from backend.accounts.models import Device, Holder
from backend.common import clock
from backend.common.errors import Malformed, Refused, Slower
from backend.delivery import actions, composing
from backend.delivery.gateways import web_push
from backend.delivery.models import Message, PushSubscription
from backend.delivery.rules_states import Channel, Lane
from backend.journal import actions as journal

MOST_DEVICES = 10
TEST_LIFE = timedelta(minutes=5)
MOST_TESTS, TESTS_PER = 5, timedelta(minutes=10)


def subscribe(holder: Holder, *, device: Device, endpoint: str, p256dh: str, auth: str, replaces: str = "") -> None:
    """Save where this browser listens; on a shared phone it now listens for whoever is signed in.

    The endpoint comes from outside and we shall call it: only the push services we know are let in.
    """
    if not web_push.allowed(endpoint, settings.PUSH_ORIGINS):
        raise Malformed("push_origin_refused", fields={"endpoint": "push_origin_refused"})
    if not _readable(p256dh, auth):
        raise Malformed("subscription_unreadable", fields={"p256dh": "subscription_unreadable"})
    with transaction.atomic():
        Holder.objects.select_for_update(of=("self",)).get(pk=holder.pk)
        if replaces and replaces != endpoint:
            PushSubscription.objects.filter(holder=holder, endpoint=replaces).delete()
        _, new = PushSubscription.objects.update_or_create(
            endpoint=endpoint,
            defaults={"holder": holder, "device": device, "p256dh": p256dh, "auth": auth},
            create_defaults={
                "holder": holder, "device": device, "p256dh": p256dh, "auth": auth, "created_at": clock.now(),
            },
        )  # fmt: skip
        kept = PushSubscription.objects.filter(holder=holder).order_by("-created_at").values("pk")[:MOST_DEVICES]
        PushSubscription.objects.filter(holder=holder).exclude(pk__in=kept).delete()
        actions.reach_changed(holder.pk)
        if new:
            journal.write("delivery.subscribe", device_label(device), by=holder_label(holder))


def unsubscribe(holder: Holder, *, endpoint: str) -> None:
    """This browser listens no more; another holder's subscription is none of ours."""
    with transaction.atomic():
        count, _ = PushSubscription.objects.filter(holder=holder, endpoint=endpoint).delete()
        if count:
            actions.reach_changed(holder.pk)
            journal.write("delivery.unsubscribe", holder_label(holder), by=holder_label(holder))


def test(holder: Holder, *, device: Device) -> Message:
    """Send this very device a notification that says that notifications work."""
    now = clock.now()
    with transaction.atomic():
        Holder.objects.select_for_update(of=("self",)).get(pk=holder.pk)
        recent = Message.objects.filter(holder=holder, kind=composing.KIND, created_at__gt=now - TESTS_PER)
        if recent.count() >= MOST_TESTS:
            raise Slower("too_many", seconds=int(TESTS_PER.total_seconds()))
        if not PushSubscription.objects.filter(holder=holder, device=device).exists():
            raise Refused("no_subscription")
        return actions.queue(
            subject=f"push_test:{uuid.uuid4()}", revision=1, kind=composing.KIND, channel=Channel.PUSH,
            holder=holder.pk, lane=Lane.NOW, not_before=now, expires_at=now + TEST_LIFE, occasion=str(device.pk),
        )  # fmt: skip


def _readable(p256dh: str, auth: str) -> bool:
    """A point of the curve and sixteen bytes: what encryption needs, checked before it is stored."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(p256dh))
        return len(_bytes(auth)) == 16
    except (ValueError, InvalidKey, binascii.Error):
        return False


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def device_label(device: Device) -> str:
    return f"device:{device.pk}"


def holder_label(holder: Holder) -> str:
    return f"holder:{holder.pk}"
