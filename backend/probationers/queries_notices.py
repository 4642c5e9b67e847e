"""What a phone's home tells of: devices that were added, and changes of the number, as long as it can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from backend.accounts import queries_holder
from backend.accounts.models import Device
from backend.common.compiled import Compiled
from backend.probationers.models import ContactChange, Probationer


def number_changes(old: str | OuterRef, *, now: datetime) -> QuerySet[ContactChange]:
    """Changes by the person that the old number may still take back; never past an agent's own change after it."""
    later = ContactChange.objects.filter(
        probationer=OuterRef("probationer"),
        field=ContactChange.Field.PHONE,
        at__gt=OuterRef("at"),
        by__startswith="agent:",
    )
    return (
        ContactChange.objects.filter(
            ~Exists(later),
            field=ContactChange.Field.PHONE,
            old=old,
            by__startswith="device:",
            at__gt=now - settings.NUMBER_TAKE_BACK,
            taken_back_at__isnull=True,
            probationer__archived_at__isnull=True,
        )
        .exclude(old="")
        .select_related("probationer__holder")
    )


def last_number_change(probationer: Probationer, *, now: datetime) -> ContactChange | None:
    """The person's last change of number within the time in which it can be taken back."""
    return (
        ContactChange.objects.filter(
            probationer=probationer,
            field=ContactChange.Field.PHONE,
            by__startswith="device:",
            at__gt=now - settings.NUMBER_TAKE_BACK,
            taken_back_at__isnull=True,
        )
        .exclude(old="")
        .order_by("-at")
        .first()
    )


@dataclass(frozen=True)
class Since:
    """From when on this phone is told of what: for a while, or until it has settled it."""

    arrived: datetime
    changed: datetime


def told_since(device: Device, *, now: datetime) -> Since:
    since = now - settings.NUMBER_TAKE_BACK
    return Since(max(since, device.arrivals_settled_at or since), max(since, device.number_settled_at or since))


@Compiled
def arrivals(*, device: UUID, holder: UUID, added: datetime, since: datetime) -> QuerySet[Device]:
    """The devices that were added after this one, the last first."""
    return queries_holder.arrived_after(device=device, holder=holder, added=added, since=since)


@Compiled
def number_changes_to_tell(*, file: UUID, since: datetime) -> QuerySet[ContactChange]:
    """Changes of the number that can still be taken back, the last first."""
    return changes_since(file, since)


def changes_since(file: UUID | OuterRef, since: datetime) -> QuerySet[ContactChange]:
    changes = ContactChange.objects.filter(probationer=file, field=ContactChange.Field.PHONE, at__gt=since)
    return changes.filter(taken_back_at__isnull=True).order_by("-at")
