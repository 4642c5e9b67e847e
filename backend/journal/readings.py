"""What agents are shown, counted: one statement a request, however many rows."""

from datetime import date, datetime, timedelta
from math import ceil

from django.db import connection
from django.utils.crypto import salted_hmac

from backend.common import clock
from backend.common.errors import Slower
from backend.journal import actions, rules_readings
from backend.journal.models import Reading
from backend.journal.rules_readings import Count

REACHED_FOR = timedelta(days=31)  # so long the administrator is shown who met a limit; the journal keeps it longer
_COUNT = """
INSERT INTO journal_reading AS r (actor, organisation, kind, day, hour, in_hour, in_day, seen, is_new)
VALUES (%(actor)s, %(organisation)s, %(kind)s, %(day)s, %(hour)s, %(shown)s, %(shown)s, ARRAY[%(what)s], true)
ON CONFLICT (actor, kind, day) DO UPDATE SET
  is_new = NOT r.seen @> excluded.seen,
  seen = CASE WHEN r.seen @> excluded.seen THEN r.seen ELSE r.seen || excluded.seen END,
  in_day = r.in_day + CASE WHEN r.seen @> excluded.seen THEN 0 ELSE excluded.in_day END,
  in_hour = CASE WHEN r.hour = excluded.hour THEN r.in_hour ELSE 0 END
          + CASE WHEN r.seen @> excluded.seen THEN 0 ELSE excluded.in_hour END,
  hour = excluded.hour
RETURNING id, in_hour, in_day, is_new, reached_at IS NULL
"""


def count(kind: str, what: object, *, shown: int, by: object, organisation: object = "") -> bool:
    """Whether it is the first time today that the agent is shown it; Slower where she was shown too much.

    `what` names a file, or a list and its page; a hash of it is kept. In the caller's transaction: what is refused is
    not counted. Who meets a limit has it in the journal, and the service's administrator is shown it.
    """
    now, limit = clock.now(), rules_readings.LIMITS[kind]
    values: dict[str, str | int | date | datetime] = {
        "actor": str(by), "organisation": str(organisation or ""), "kind": kind, "shown": shown,
        "day": now.date(), "hour": rules_readings.hour_of(now), "what": _hashed(what),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        row, in_hour, in_day, is_new, is_first = cursor.fetchone()
    counted = Count(in_hour, in_day, is_new)
    wait = rules_readings.wait(limit, counted, shown=shown, now=now)
    if wait is not None:
        raise Slower("too_many_read", seconds=max(1, ceil(wait.total_seconds())))
    if is_first and rules_readings.is_met(limit, counted):
        Reading.objects.filter(pk=row).update(reached_at=now)
        actions.write(
            "journal.reach_limit", by, by=by, organisation=organisation, detail={"kind": kind, "count": in_day}
        )
    return counted.is_new


def _hashed(what: object) -> int:
    """Keyed: nobody makes up an address of a page that has the hash of another."""
    digest = salted_hmac("backend.journal.readings", str(what), algorithm="sha256").digest()
    return int.from_bytes(digest[:4], "big", signed=True)


def sweep() -> int:
    """Forget what was counted before yesterday, and who met a limit after a month; how many rows went."""
    now = clock.now()
    before = Reading.objects.filter(day__lt=(now - timedelta(days=1)).date())
    return before.exclude(reached_at__gt=now - REACHED_FOR).delete()[0]
