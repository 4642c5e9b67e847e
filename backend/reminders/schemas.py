"""What crosses the wire about messages to come."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema

from backend.agenda.schemas import BookIn


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


class Preview(Schema):
    messages: list[MessageToCome]
    unmet_needs: list[str]
    warnings: list[str]
