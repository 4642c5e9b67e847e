"""What crosses the wire about messages to come."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from backend.agenda.schemas import BookIn
from backend.common.dates import Day
from backend.common.schema import Schema
from backend.reminders import rules_reach
from backend.reminders.rules_reach import Cause, Way


class PreviewIn(BookIn):
    """`moves`: the appointment that goes to this time; the words are then those of a move."""

    moves: UUID | None = None


class MessageToCome(Schema):
    kind: str
    channel: Literal["sms", "push", "email"]
    at: datetime
    held_until: datetime | None
    title: str | None
    text: str
    segments: int
    characters: int
    language: str


class Unreached(Schema):
    """Why no message reaches the person: a key under `reasons.`; whose matter it is decides what to do."""

    reason: str
    cause: Cause

    @classmethod
    def of(cls, reason: str) -> "Unreached":
        return cls(reason=reason, cause=rules_reach.cause(reason))


class Resent(Schema):
    """By which channel it leaves; `again_at`: when it may be sent again at the earliest."""

    channel: Literal["sms", "push", "email"]
    again_at: datetime


class ToldOtherwiseIn(Schema):
    way: Way
    on: Day


class Preview(Schema):
    messages: list[MessageToCome]
    unmet_needs: list[str]
    warnings: list[str]
    unreachable: Unreached | None
