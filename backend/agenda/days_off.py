"""Public holidays, with the region of the service: Alsace-Moselle and overseas have their own."""

from datetime import date, timedelta
from functools import cache

import holidays

from backend.agenda import rules
from backend.organisations import rules_holidays


@cache
def _of(region: str, year: int) -> frozenset[date]:
    """The library knows mainland France without a subdivision."""
    return frozenset(holidays.country_holidays("FR", subdiv=region or None, years=year))


def is_holiday(day: date, region: str) -> bool:
    """Whether nobody works that day; by any code of the region. One that nobody knows counts as mainland."""
    return day in _of(rules_holidays.region_of(region) or rules_holidays.MAINLAND, day.year)


def list_days_off(first: date, days: int, region: str) -> list[tuple[date, rules.DayOff]]:
    """Of that many days from the first on, those on which nobody is convened unless the type allows it, and why."""
    every = [first + timedelta(days=n) for n in range(days)]
    found = [(day, rules.day_off(day, holiday=is_holiday(day, region))) for day in every]
    return [(day, why) for day, why in found if why]
