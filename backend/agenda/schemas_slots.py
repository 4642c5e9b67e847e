"""What crosses the wire about seats made beforehand and about what to bring, on the agent's side."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.agenda.schemas import Capacity, Minutes, Named
from backend.common.dates import Day, WallTime
from backend.common.schema import Schema
from backend.common.text import Line, Lines


class SlotForAgent(Schema):
    id: int
    agenda: int
    type: Named
    starts_at: datetime
    time_zone: str
    minutes: int
    capacity: int
    taken: int
    closed: bool


class Slots(Schema):
    items: list[SlotForAgent]
    time_zone: str


class SlotsIn(Schema):
    agenda: int
    type: int
    dates: Annotated[list[Day], Field(min_length=1, max_length=370)]
    times: Annotated[list[WallTime], Field(min_length=1, max_length=100)]
    minutes: Minutes = 30
    capacity: Capacity = 1


class ReseatingIn(Schema):
    """One who sits in a slot that closes: to another slot, or cancelled where none is named."""

    appointment: UUID
    slot: int | None = None


class SlotChange(Schema):
    capacity: Capacity | None = None
    closed: bool | None = None
    people: Annotated[list[ReseatingIn], Field(max_length=200)] = []
    tell_person: bool = True


class LeftOut(Schema):
    date: date
    time: WallTime
    why: Literal["exists", "holiday", "week_end", "outside_hours", "starts_in_the_past", "too_far_ahead"]


class MadeSlots(Schema):
    created: int
    left_out: list[LeftOut]


class PatternIn(Schema):
    agenda: int
    type: int
    weekdays: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(min_length=1)]
    times: Annotated[list[WallTime], Field(min_length=1, max_length=100)]
    minutes: Minutes = 30
    capacity: Capacity = 1
    since: Day


class PatternForAgent(Schema):
    id: int
    agenda: int
    type: Named
    weekday: int
    time: WallTime
    minutes: int
    capacity: int
    since: date
    until: date | None


class Patterns(Schema):
    items: list[PatternForAgent]


class ItemWords(Schema):
    title: str
    hint: str = ""


class ItemWordsIn(Schema):
    title: Annotated[str, Field(min_length=1, max_length=120), Line]
    hint: Annotated[str, Field(max_length=300), Lines] = ""


class ItemIn(Schema):
    words: dict[Literal["fr", "en", "ar"], ItemWordsIn]


class ItemsIn(Schema):
    items: Annotated[list[ItemIn], Field(max_length=30)]


class ItemForAgent(Schema):
    id: int
    national: bool
    words: dict[str, ItemWords]


class Items(Schema):
    items: list[ItemForAgent]
