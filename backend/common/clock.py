"""The only clock of the domain. Leases, TOTP and VAPID use real time instead."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

_READ_EVERY = 0.2  # seconds: how long one process may lag behind the demonstration phone's "move on"
_seen: tuple[float, timedelta] = (-1e9, timedelta())


def now() -> datetime:
    """The present instant, aware, in UTC; in test and demonstration shifted by the offset that all processes share."""
    return datetime.now(UTC) + offset()


def real() -> datetime:
    """The machine's own time, for sessions, leases and locks: nobody moves it."""
    return datetime.now(UTC)


def offset() -> timedelta:
    """The shift in force, at most 0.2 s old; none in production, and the database is not asked."""
    global _seen
    if settings.PRODUCTION:
        return timedelta()
    read_at, value = _seen
    if time.monotonic() - read_at > _READ_EVERY:
        value = _read()
        _seen = (time.monotonic(), value)
    return value


def _read() -> timedelta:
    from backend.common.models import ClockOffset

    if connection.in_atomic_block and connection.needs_rollback:
        return _seen[1]
    seconds = ClockOffset.objects.filter(id=1).values_list("seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)


def shift(by: timedelta) -> None:
    """Move every process's clock on by `by`; refused in production."""
    from backend.common.models import ClockOffset

    if settings.PRODUCTION:
        raise RuntimeError("the clock is not moved in production")
    ClockOffset.objects.update_or_create(id=1, defaults={"seconds": int((_read() + by).total_seconds())})
    forget()


def forget() -> None:
    """Read the offset anew at the next call."""
    global _seen
    _seen = (-1e9, timedelta())


def local(instant: datetime, zone: str) -> datetime:
    """The wall clock of a place at that instant."""
    return instant.astimezone(ZoneInfo(zone))
