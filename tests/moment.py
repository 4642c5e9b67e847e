"""When the tests take place: the domain's clock starts each run at the same instant and goes on from there.

`MSJ_TEST_START` is another instant (ISO 8601), or `real` for the machine's own time. Leases, sessions and one-time
codes use real time, which nothing here moves.
"""

import os
from datetime import UTC, datetime, timedelta

from backend.common import clock

# A Wednesday morning in Paris with no holiday and no change of the clocks for six weeks either way.
USUAL = "2026-09-09T10:00:00+02:00"


def _lead() -> timedelta:
    """How far the domain's clock is ahead of the machine's, in whole seconds."""
    wanted = os.environ.get("MSJ_TEST_START") or USUAL
    if wanted == "real":
        return timedelta()
    return timedelta(seconds=round((datetime.fromisoformat(wanted) - datetime.now(UTC)).total_seconds()))


LEAD = _lead()  # once a process: the clock goes on between two tests


def now() -> datetime:
    """What `clock.now()` says in a test that has not moved it; for what is made before there is a database."""
    return datetime.now(UTC) + LEAD


def set_clock() -> None:
    """In the database that is connected, so that processes which a test starts read the same time."""
    from backend.common.models import ClockOffset  # pytest reads this file before Django is set up

    row = ClockOffset(id=1, seconds=int(LEAD.total_seconds()))
    ClockOffset.objects.bulk_create([row], update_conflicts=True, unique_fields=["id"], update_fields=["seconds"])
    clock.forget()
