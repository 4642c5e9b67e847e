"""Once a minute: count what happened to messages, minute by minute, so that nobody has to look at them again."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Max

from backend.common import clock
from backend.delivery import rules, rules_health
from backend.delivery.models import Tally
from backend.delivery.rules_reports import UNRECOGNISED
from backend.delivery.rules_states import FINAL, Lane

log = logging.getLogger(__name__)

BEFORE = datetime(1970, 1, 1, tzinfo=UTC)  # the minute of all that is no longer told apart
# No message remembers a lease that lapsed (counted by sending/counting.py), nor an event that nobody understands.
COUNTED_AT_ONCE = ("lapsed", UNRECOGNISED)
TOLD_APART = timedelta(hours=2)
# A receipt within its five minutes, and a transaction that took its time, still change what a minute held.
SETTLED_AFTER = rules_health.RECEIPT_WITHIN + timedelta(minutes=2)

COUNT = """
INSERT INTO delivery_tally (minute, lane, channel, gateway, outcome, reason, count, in_time, prompt)
SELECT date_trunc('minute', accepted_at, 'UTC'), lane, channel, gateway, 'accepted', '', count(*),
       count(*) FILTER (WHERE accepted_at - CASE WHEN attempts <= 1
                                                      AND next_try_at - GREATEST(not_before, release_at) > %(put_off)s
                                                 THEN next_try_at ELSE GREATEST(not_before, release_at) END
                              <= CASE lane WHEN %(code)s THEN %(code_within)s ELSE %(within)s END
                           OR (lane = %(bulk)s AND accepted_at <= expires_at - %(left)s
                               AND urgent_on >= (accepted_at AT TIME ZONE 'UTC' + %(far)s)::date)),
       count(*) FILTER (WHERE state IN ('delivered', 'failed') AND ended_at - accepted_at <= %(receipt_within)s)
FROM delivery_message WHERE accepted_at >= %(first)s AND accepted_at <= %(now)s GROUP BY 1, 2, 3, 4
UNION ALL
SELECT date_trunc('minute', ended_at, 'UTC'), lane, channel, gateway, state, reason, count(*), 0, 0
FROM delivery_message
WHERE ended_at >= %(first)s AND ended_at <= %(now)s AND state = ANY(%(final)s) GROUP BY 1, 2, 3, 4, 5, 6
"""
FOLD = """
WITH old AS (
    DELETE FROM delivery_tally WHERE minute > %(before)s AND minute < %(until)s
    RETURNING lane, channel, gateway, outcome, reason, count, in_time, prompt
)
INSERT INTO delivery_tally AS t (minute, lane, channel, gateway, outcome, reason, count, in_time, prompt)
SELECT %(before)s, lane, channel, gateway, outcome, reason, sum(count), sum(in_time), sum(prompt)
FROM old GROUP BY lane, channel, gateway, outcome, reason
ON CONFLICT ON CONSTRAINT tally_once DO UPDATE SET
    count = t.count + excluded.count, in_time = t.in_time + excluded.in_time, prompt = t.prompt + excluded.prompt
"""


@transaction.atomic
def count() -> int:
    """Count the minutes that may have changed since the last time anew; how many rows that made.

    What happened while this did not run is counted up to two hours back.
    """
    now = clock.now()
    first = _first(now)
    Tally.objects.filter(minute__gte=first).exclude(outcome__in=COUNTED_AT_ONCE).delete()
    values: dict[str, Any] = {
        "first": first,
        "now": now,
        "code": Lane.CODE,
        "code_within": rules_health.LEAVES_WITHIN[Lane.CODE],
        "within": rules_health.LEAVES_WITHIN[Lane.BULK],
        "bulk": Lane.BULK,
        "left": rules_health.LEFT_TO_MEND,
        "far": rules_health.FAR_AHEAD,
        # A first try that far from its hour was put off on purpose (quiet hours): its promise counts from then.
        "put_off": rules.LONGEST_WAIT,
        "receipt_within": rules_health.RECEIPT_WITHIN,
        "final": sorted(FINAL),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        made: int = cursor.rowcount
        cursor.execute(FOLD, {"before": BEFORE, "until": _minute(now - TOLD_APART)})
    return made


def count_unrecognised(gateway: str, name: str) -> None:
    """One event of a name that we do not know, in the caller's transaction; a line in the log once a minute."""
    row, new = Tally.objects.get_or_create(
        minute=_minute(clock.now()), lane="", channel="", gateway=gateway, outcome=UNRECOGNISED, reason=name
    )
    Tally.objects.filter(pk=row.pk).update(count=F("count") + 1)
    if new:
        log.warning("%s reports an event that we do not know: %s", gateway, name)


def _first(now: datetime) -> datetime:
    # What is counted as it happens says nothing of how far the messages were counted.
    counted = Tally.objects.filter(minute__gt=BEFORE, minute__lte=now).exclude(outcome__in=COUNTED_AT_ONCE)
    last = counted.aggregate(last=Max("minute"))["last"]
    return _minute(max(min(last or now - TOLD_APART, now - SETTLED_AFTER), now - TOLD_APART))


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)
