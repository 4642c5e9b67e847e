"""Which monthly parts the journal has: pure decisions on names and dates."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

_NAME = re.compile(r"journal_entry_(\d{4})(\d{2})")


def first_of(instant: datetime) -> datetime:
    """The instant at which its month began, in UTC."""
    return datetime(instant.year, instant.month, 1, tzinfo=UTC)


def following(month: datetime) -> datetime:
    return first_of(month + timedelta(days=32))


def name_of(month: datetime) -> str:
    return f"journal_entry_{month:%Y%m}"


def months_wanted(now: datetime, *, ahead: int) -> list[datetime]:
    """This month and those that follow: made before they begin, so that nothing falls into the remainder."""
    months = [first_of(now)]
    for _ in range(ahead):
        months.append(following(months[-1]))
    return months


def expired(names: Iterable[str], *, now: datetime, life: timedelta) -> list[str]:
    """Parts whose last entry is older than `life`; a name that is no month's is left alone."""
    found = []
    for name in names:
        match = _NAME.fullmatch(name)
        if match and following(datetime(int(match[1]), int(match[2]), 1, tzinfo=UTC)) <= now - life:
            found.append(name)
    return sorted(found)
