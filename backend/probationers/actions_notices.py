"""What the home told is settled on one device: "it was me", or "I have seen it". The other devices go on telling it."""

from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.db.models import Q

from backend.accounts.models import Device
from backend.accounts.sessions_holder import Caller
from backend.common import clock
from backend.journal import actions as journal
from backend.probationers import queries

NoticeKind = Literal["new_device", "number_changed"]
# An instant crosses the wire in whole milliseconds, rounded down.
_WRITTEN = timedelta(milliseconds=1)
_COLUMNS: dict[str, str] = {"new_device": "arrivals_settled_at", "number_changed": "number_settled_at"}


def settle_notice(caller: Caller, *, kind: NoticeKind, until: datetime) -> None:
    """No more of that kind up to `until`, the last that was read; what came later, or was not read, is told."""
    column, settled = _COLUMNS[kind], min(until + _WRITTEN, clock.now())
    with transaction.atomic():
        mine = Device.objects.filter(Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__lt": settled}))
        if mine.filter(pk=caller.device.pk).update(**{column: settled}):
            journal.write(
                "probationers.settle_notice", caller.device, by=caller.holder, about=queries.of_holder(caller.holder)
            )
