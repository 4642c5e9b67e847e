"""Several things to say to one holder on one day by one channel leave as one message: the carrier names them all.

What is carried stays `held` until its carrier has left, and then ends as superseded, "merged", pointing to it: told by
another, told all the same. Where the carrier ends without having left, it stands on its own again.
"""

import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import F

from backend.common import clock
from backend.delivery.models import Message
from backend.delivery.rules_states import MAY_HAVE_LEFT, Lane, State

MERGED = "merged"  # why it ended, where its carrier has said it
Choose = Callable[[Sequence[Message]], Mapping[uuid.UUID, uuid.UUID]]

# One in doubt whose own appointment changed was never tried again: nobody knows whether it told what it carried, so
# that is told again. Shown: the push that both waited behind named both. Freed, it waits for its own push, or leaves.
SETTLE_CARRIED = """
WITH due AS (
    SELECT m.id, c.state IN ('accepted', 'delivered') OR (c.state = 'unconfirmed'
               AND c.reason NOT IN ('older_revision', 'appointment_changed', 'appointment_past')) AS told,
           c.reason = 'push_shown' AND (p.id = c.behind_id OR p.carrier_id = c.behind_id) AS shown
    FROM delivery_message AS m JOIN delivery_message AS c ON c.id = m.carrier_id
    LEFT JOIN delivery_message AS p ON p.id = m.behind_id
    WHERE m.state = 'held' AND m.carrier_id IS NOT NULL AND m.next_try_at <= %(now)s
      AND c.state NOT IN ('held', 'pending', 'sending', 'unknown')
    ORDER BY m.id LIMIT 1000 FOR UPDATE OF m SKIP LOCKED
)
UPDATE delivery_message AS m SET
    state = CASE WHEN due.told OR due.shown THEN 'superseded' WHEN m.release_at IS NULL THEN 'pending' ELSE 'held' END,
    reason = CASE WHEN due.told THEN 'merged' WHEN due.shown THEN 'push_shown' ELSE '' END,
    ended_at = CASE WHEN due.told OR due.shown THEN %(now)s END,
    carrier_id = CASE WHEN due.told OR due.shown THEN m.carrier_id END,
    next_try_at = CASE WHEN due.told OR due.shown THEN m.next_try_at ELSE COALESCE(m.release_at, m.not_before) END
FROM due WHERE m.id = due.id
"""


def settle_carried() -> int:
    """What its carrier has said, or could not say; the sender does the same every second."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLE_CARRIED, {"now": clock.now()})
        return int(cursor.rowcount)


@transaction.atomic
def carry(subjects: Collection[str], kind: str, choose: Choose, *, ending: str = "", lane: str = Lane.BULK) -> None:
    """Who carries whom, chosen anew among all that surely has not left; what a sender has just claimed stays out.

    `ending`: only of the occasions that end so (one contact's copies).
    """
    # What an agent resends by hand waits for nobody; nor does what is said at once, but for what `lane` names.
    waiting = Message.objects.filter(
        subject__in=subjects, kind=kind, lane=lane, state__in=(State.HELD, State.PENDING), doubts=0,
        occasion__endswith=ending,
    )  # fmt: skip
    rows = _unsaid(list(waiting.order_by("id").select_for_update(of=("self",)).select_related("behind")))
    carriers, known = choose(rows), {row.pk: row for row in rows}
    changed = []
    for row in rows:
        carrier = known[carriers[row.pk]] if row.pk in carriers else None
        if carrier is not None:
            row.state, row.carrier, row.next_try_at = State.HELD, carrier, carrier.next_try_at
            changed.append(row)
        elif row.carrier_id is not None:
            row.state = State.HELD if row.release_at else State.PENDING
            row.carrier, row.next_try_at = None, row.release_at or row.not_before
            changed.append(row)
    Message.objects.bulk_update(changed, ["state", "carrier", "next_try_at"])


def _unsaid(rows: Sequence[Message]) -> list[Message]:
    """Without those whose carrier may be at the phone with their words, asked anew now that they are locked."""
    known = {row.pk for row in rows}
    elsewhere = {row.carrier_id for row in rows if row.carrier_id} - known
    told = set(Message.objects.filter(pk__in=elsewhere, state__in=MAY_HAVE_LEFT).values_list("pk", flat=True))
    return [row for row in rows if row.carrier_id not in told]


def set_free(carriers: Collection[uuid.UUID]) -> None:
    """What these carried stands on its own; they are about to be forgotten."""
    carried = Message.objects.filter(carrier__in=carriers, state=State.HELD)
    carried.filter(release_at=None).update(state=State.PENDING, carrier=None, next_try_at=F("not_before"))
    carried.update(carrier=None, next_try_at=F("release_at"))


@transaction.atomic
def free_behind(pushes: Collection[uuid.UUID], *, now: datetime) -> None:
    """What waited behind a push that can't be shown leaves at once; what another message carries, as soon as it may."""
    held = Message.objects.filter(behind__in=pushes, state=State.HELD, expires_at__gt=now).order_by("id")
    waiting = Message.objects.filter(pk__in=list(held.select_for_update(of=("self",)).values_list("pk", flat=True)))
    waiting.filter(carrier=None).update(state=State.PENDING, next_try_at=now)
    waiting.exclude(carrier=None).update(release_at=now)
