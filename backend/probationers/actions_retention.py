"""Files that nobody needs any more: archived after a year without an appointment, destroyed half a year later.

The agenda lies above: whoever calls (config/schedule.py) brings the dates of last appointments, and takes away first
what points at a file that goes.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from backend.accounts.models import Device, Holder
from backend.common import clock
from backend.journal import actions as journal
from backend.probationers import actions_sessions, rules
from backend.probationers.models import Probationer

BATCH = 200
SYSTEM = "system:retention"
LastAppointments = Callable[[Collection[UUID]], Mapping[UUID, datetime]]


def archive_stale(*, last_appointments: LastAppointments) -> int:
    """Archive the files without an appointment, past or to come, for long; how many."""
    before, archived, after = clock.now() - settings.ARCHIVE_AFTER, 0, UUID(int=0)
    living = Probationer.objects.filter(archived_at__isnull=True, created_at__lte=before).order_by("pk")
    while files := list(living.filter(pk__gt=after)[:BATCH]):
        after = files[-1].pk
        dates = last_appointments([file.pk for file in files])
        archived += sum(_archive(file, dates.get(file.pk)) for file in files)
    return archived


def _archive(file: Probationer, last_appointment: datetime | None) -> bool:
    now = clock.now()
    if not rules.is_stale(
        last_appointment=last_appointment, since=file.created_at, now=now, after=settings.ARCHIVE_AFTER
    ):
        return False
    with transaction.atomic():
        archived = Probationer.objects.filter(pk=file.pk, archived_at__isnull=True).update(archived_at=now)
        actions_sessions.forget(Device.objects.filter(holder=file.holder_id))
        journal.write("probationers.archive", file, by=SYSTEM, about=file)
    return bool(archived)


def destroy_archived(*, clear: Callable[[UUID], None]) -> int:
    """Destroy the files that were archived for long, and all that hangs on them; how many. `clear` empties what the
    apps above keep of a file, in the same transaction."""
    before, destroyed = clock.now() - settings.DESTROY_AFTER, 0
    for file in Probationer.objects.filter(archived_at__lte=before).order_by("pk").iterator(BATCH):
        with transaction.atomic():
            clear(file.pk)
            holder = file.holder_id
            journal.write("probationers.destroy", file, by=SYSTEM, about=file)
            file.delete()
            Holder.objects.filter(pk=holder).delete()
        destroyed += 1
    return destroyed
