"""When people come: working days of the place, and the hours of one column of seats, each given once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Europe/Paris")
HOURS = [
    time(hour, minute) for hour, minute in ((9, 0), (9, 45), (10, 30), (11, 15), (14, 0), (14, 45), (15, 30), (16, 15))
]
_OFF = holidays.country_holidays("FR")


def is_working(day: date) -> bool:
    """Neither week-end nor public holiday of mainland France."""
    return day.weekday() < 5 and day not in _OFF


def working_days(first: date, last: date) -> list[date]:
    """All of them from `first` to `last`, both included."""
    days = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
    return [day for day in days if is_working(day)]


def next_working(day: date) -> date:
    """That day, or the first working one after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def instant(day: date, at: time) -> datetime:
    """The wall clock of the place as an instant."""
    return datetime.combine(day, at, ZONE).astimezone(UTC)


class Column:
    """One agenda's hours; `free` never gives the same one twice."""

    def __init__(self) -> None:
        self.taken: set[datetime] = set()

    def free(self, day: date) -> datetime | None:
        """The earliest hour still free that day."""
        for at in self._hours(day):
            if at not in self.taken:
                self.taken.add(at)
                return at
        return None

    def _hours(self, day: date) -> Iterator[datetime]:
        return (instant(day, at) for at in HOURS)
