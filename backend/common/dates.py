"""Days and instants that come in: within the years that a calendar of this product can mean.

Beyond them an hour earlier, another zone or the end of the week cannot be said any more, and reading fails midway.
"""

from datetime import date, datetime
from typing import Annotated, TypeVar

from pydantic import AfterValidator, AwareDatetime
from pydantic_core import PydanticCustomError

from backend.common.digits import Western

YEARS = range(1900, 2200)
When = TypeVar("When", date, datetime)


def _within(value: When) -> When:
    if value.year not in YEARS:
        raise PydanticCustomError("year_unreadable", "not a year of this calendar")
    return value


Day = Annotated[date, Western, AfterValidator(_within)]
Moment = Annotated[AwareDatetime, AfterValidator(_within)]
