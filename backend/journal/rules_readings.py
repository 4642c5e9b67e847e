"""How much an agent may be shown: what nobody at work meets, and who reads a service from end to end does.

Why these: docs/decisions/2026-11-29-what-was-looked-at.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limit:
    hour: int
    day: int


# Forty appointments a day, and the files of tomorrow's; a counter opens one file a minute at its busiest. A service has
# 2,000 files. Each file and each page of a list counts once a day, however often it is shown again.
LIMITS = {
    "opened": Limit(hour=120, day=400),
    "listed": Limit(hour=1_500, day=5_000),
    "exported": Limit(hour=20_000, day=40_000),
}


@dataclass(frozen=True)
class Count:
    """With what is asked for now; `is_new`: it was not shown yet today, so it is counted."""

    in_hour: int
    in_day: int
    is_new: bool


def wait(limit: Limit, count: Count, *, shown: int, now: datetime) -> timedelta | None:
    """How long until it may be shown, or None: now. What was shown already today is shown again; the page with which
    the limit is met is the last."""
    if not count.is_new:
        return None
    if count.in_day - shown >= limit.day:
        return hour_of(now).replace(hour=0) + timedelta(days=1) - now
    if count.in_hour - shown >= limit.hour:
        return hour_of(now) + timedelta(hours=1) - now
    return None


def is_met(limit: Limit, count: Count) -> bool:
    """Whether nothing new is shown after this."""
    return count.is_new and (count.in_hour >= limit.hour or count.in_day >= limit.day)


def hour_of(now: datetime) -> datetime:
    """UTC: hours and days of a count are everybody's."""
    return now.replace(minute=0, second=0, microsecond=0)
