"""Reads of holders' devices."""

from django.db.models import QuerySet

from backend.accounts.models import Device, Holder


def devices_of(holder: Holder) -> QuerySet[Device]:
    """Known ones, the last seen first."""
    return Device.objects.filter(holder=holder, revoked_at__isnull=True).order_by("-last_seen_at", "-created_at")
