"""Public holidays, with the region of the service: Alsace-Moselle and overseas have their own."""

from datetime import date
from functools import cache

import holidays

from backend.organisations import rules_holidays


@cache
def _of(region: str, year: int) -> frozenset[date]:
    """The library knows mainland France without a subdivision."""
    return frozenset(holidays.country_holidays("FR", subdiv=region or None, years=year))


def is_holiday(day: date, region: str) -> bool:
    """Whether nobody works that day; by any code of the region. One that nobody knows counts as mainland."""
    return day in _of(rules_holidays.region_of(region) or rules_holidays.MAINLAND, day.year)
