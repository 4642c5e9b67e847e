"""Reads of holders' devices and codes."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts import keys
from backend.accounts.models import Challenge, Device, Holder
from backend.common import clock
from backend.common.compiled import Compiled


def devices_of(holder: Holder) -> QuerySet[Device]:
    """Known ones, the last seen first."""
    return Device.objects.filter(holder=holder, revoked_at__isnull=True).order_by("-last_seen_at", "-created_at")


def known(holder: UUID) -> list[UUID]:
    """Keys of the holder's devices that were not revoked."""
    return _known(holder=holder)


@Compiled
def _known(*, holder: UUID) -> QuerySet[Device, UUID]:
    return Device.objects.filter(holder=holder, revoked_at__isnull=True).values_list("pk", flat=True)


def arrived_after(*, device: UUID, holder: UUID, added: datetime, since: datetime) -> QuerySet[Device]:
    """Known devices of its holder that were added after this one, also within the same second, and after `since`.

    Whoever comes is not told of those that were there: they are her own, or they hear of her.
    """
    others = Device.objects.filter(holder=holder, revoked_at__isnull=True).exclude(pk=device)
    return others.filter(created_at__gte=added, created_at__gt=since).order_by("-created_at")


def has_open_challenge(holder: Holder, browser: str) -> bool:
    """Whether a code that the holder asked for in that browser (its cookie) may still be typed in, or once more."""
    asked = Challenge.objects.filter(holder=holder, browser__in=keys.hashes("browser", browser))
    return asked.filter(expires_at__gt=clock.now()).exists()
