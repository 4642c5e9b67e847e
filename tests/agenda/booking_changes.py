"""What a test may say otherwise of the booking that its helper makes."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID


class BookingChanges(TypedDict, total=False):
    probationer: UUID
    type: int
    place: int | None
    agenda: int | None
    starts_at: datetime | None
    minutes: int | None
    agent: int | None
    tell_person: bool
    prosecutor_number: str
    legal: tuple[str, date] | None
    force: bool
