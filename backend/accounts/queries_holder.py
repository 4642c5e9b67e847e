"""Reads of holders' devices."""

from datetime import datetime

from django.db.models import QuerySet

from backend.accounts.models import Device, Holder


def devices_of(holder: Holder) -> QuerySet[Device]:
    """Known ones, the last seen first."""
    return Device.objects.filter(holder=holder, revoked_at__isnull=True).order_by("-last_seen_at", "-created_at")


def arrived_after(device: Device, *, since: datetime) -> QuerySet[Device]:
    """Known devices of its holder that were added after it, also within the same second, and after `since`.

    Whoever comes is not told of those that were there: they are her own, or they hear of her.
    """
    others = Device.objects.filter(holder=device.holder_id, revoked_at__isnull=True).exclude(pk=device.pk)
    return others.filter(created_at__gte=device.created_at, created_at__gt=since).order_by("-created_at")
