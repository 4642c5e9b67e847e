"""Days and instants that come in: within the years that a calendar of this product can mean.

Beyond them an hour earlier, another zone or the end of the week cannot be said any more, and reading fails midway.
"""

from datetime import date, datetime, time
from typing import Annotated, TypeVar

from pydantic import AfterValidator, AwareDatetime, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from backend.common.digits import Western

YEARS = range(1900, 2200)
When = TypeVar("When", date, datetime)


def _minute(value: time) -> time:
    if value.tzinfo or value.replace(second=0, microsecond=0) != value:
        raise PydanticCustomError("time_unreadable", "not an hour and a minute of a clock on the wall")
    return value


def _within(value: When) -> When:
    if value.year not in YEARS:
        raise PydanticCustomError("year_unreadable", "not a year of this calendar")
    return value


Day = Annotated[date, Western, AfterValidator(_within)]
Moment = Annotated[AwareDatetime, AfterValidator(_within)]

# Hour and minute on the clock of a place: JSON Schema's own format "time" is an instant's, with its distance to UTC.
WallTime = Annotated[
    time,
    Western,
    AfterValidator(_minute),
    PlainSerializer(lambda value: f"{value:%H:%M}"),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
