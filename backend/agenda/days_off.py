"""Public holidays, with the region of the service: Alsace-Moselle and overseas have their own."""

from datetime import date
from functools import cache

import holidays

# `holidays` knows mainland France without a subdivision; the rest by INSEE or ISO code.
REGIONS = frozenset(holidays.list_supported_countries()["FR"])


@cache
def _of(region: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=region if region in REGIONS else None, years=year))


def is_holiday(day: date, region: str) -> bool:
    """Whether nobody works that day; a region nobody knows counts as mainland."""
    return day in _of(region.strip(), day.year)
