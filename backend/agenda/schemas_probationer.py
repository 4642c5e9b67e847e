"""What crosses the wire about the agenda, on the person's side: one language, the person's own."""

from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from backend.accounts.schemas_acts import ActIn
from backend.agenda.rules_news import News
from backend.agenda.schemas import Decider, Reason, State, Way, Where
from backend.common.schema import Schema
from backend.common.text import Lines

Said = Literal["coming", "cannot", "late", "explain"]


class Direction(Schema):
    """`in_french`: although the reader's language is another, whose words are missing or older."""

    means: Literal["train", "bus", "car", "foot", "step_free"]
    steps: list[str]
    minutes: int | None
    in_french: bool


class Picture(Schema):
    small: str
    medium: str
    large: str
    alternative: str


class MyPlace(Schema):
    name: str
    address: str
    postcode: str
    city: str
    inside: str
    step_free: Literal["yes", "no", "partly", "unknown"]
    step_free_words: str | None
    in_french: list[Literal["inside", "step_free_words"]]  # as of a direction
    phone: str
    latitude: float | None
    longitude: float | None
    photo: Picture | None
    directions: list[Direction]


class MyItem(Schema):
    id: int
    title: str
    hint: str


class MyAnswer(Schema):
    kind: Said
    at: datetime
    reason: str | None
    words: str | None
    late_minutes: int | None
    seen_at: datetime | None


class WhomToCall(Schema):
    label: str
    phone: str
    hours: str | None


class MyLegal(Schema):
    way: Way
    on: date


class LeaveAt(Schema):
    means: str
    at: datetime


class MyChange(Schema):
    """What changed since the person put the last change away; `was_…`: what she knew, of a move."""

    kind: News
    was_starts_at: datetime | None
    was_place: str | None


class MyAppointment(Schema):
    id: UUID
    revision: int
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    minutes: int
    type: str
    neutral_name: str  # what a calendar may say
    calendar_place: str
    excuse_word: str
    where: Where
    decider: Decider
    state: State
    place: MyPlace | None
    items: list[MyItem]
    answer: MyAnswer | None
    answers: list[MyAnswer]  # every one that was given, of earlier dates too, the first one first
    whom_to_call: WhomToCall
    consequence: str
    legal: MyLegal | None
    leave_at: LeaveAt | None
    called_phone: str  # masked; empty: nobody is called, or no number is known
    change: MyChange | None


class MyPastAppointment(Schema):
    id: UUID
    starts_at: datetime
    time_zone: str
    type: str
    where: Where
    place_name: str
    state: State


class MyAppointments(Schema):
    items: list[MyPastAppointment]
    next: str | None


class SeenIn(Schema):
    revision: int
    act: ActIn | None = None


class AnswerIn(Schema):
    kind: Said
    revision: int
    reason: Reason | None = None
    words: Annotated[str, Field(max_length=500), Lines] = ""
    late_minutes: Literal[10, 20, 30] | None = None
    act: ActIn | None = None

    @model_validator(mode="after")
    def _late_says_how_long(self) -> Self:
        if (self.kind == "late") != (self.late_minutes is not None):
            raise ValueError("late_minutes")
        return self


class AnswerOut(MyAnswer):
    """What counts now: of an act that is delivered again, after another phone said something newer, that one."""

    id: UUID
    revision: int
