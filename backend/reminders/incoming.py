"""OUI and NON that came back by SMS become answers, where it is certain whose and about what.

A number is not a person (promise 6): where it stands in several files with an appointment to come, nothing is recorded
and the message stays for an agent to read.
"""

import uuid
from datetime import timedelta
from uuid import UUID

from backend.agenda import actions as agenda
from backend.agenda.models import Answer, Appointment
from backend.common import clock
from backend.common.errors import Refused
from backend.delivery.models import IncomingSms
from backend.reminders import rules

RECENT = timedelta(days=2)
_KINDS = {"yes": Answer.Kind.COMING, "no": Answer.Kind.CANNOT}
_NAMES = uuid.UUID("6f2f6c0e-3d0e-4d0c-9f4e-0a4b1c5d7e21")


def key_of(sms_id: int) -> UUID:
    """Derived, so that the same SMS read twice is one answer."""
    return uuid.uuid5(_NAMES, str(sms_id))


def unread() -> list[int]:
    """Two queries: recent answers by SMS that have not become an `Answer`."""
    recent = IncomingSms.objects.filter(understood_as__in=_KINDS, received_at__gt=clock.now() - RECENT)
    ids = list(recent.order_by("received_at").values_list("pk", flat=True)[:200])
    keys = {key_of(i): i for i in ids}
    known = set(Answer.objects.filter(idempotency_key__in=keys).values_list("idempotency_key", flat=True))
    return [i for k, i in keys.items() if k not in known]


def read(sms_id: int) -> None:
    """The next appointment of the one person whose number it is."""
    sms = IncomingSms.objects.get(pk=sms_id)
    coming = (
        Appointment.objects.filter(
            probationer__phone=sms.sender,
            probationer__archived_at__isnull=True,
            state=rules.State.BOOKED,
            starts_at__gt=clock.now(),
        )
        .select_related("probationer__holder")
        .order_by("starts_at")
    )
    found = list(coming[:20])
    if not found or len({row.probationer_id for row in found}) > 1:
        return
    row = found[0]
    said = agenda.Said(kind=_KINDS[sms.understood_as], revision=row.revision, words=sms.text[:500], channel="sms")
    try:
        agenda.answer(row.pk, said, holder=row.probationer.holder, key=key_of(sms.pk))
    except Refused:
        return
