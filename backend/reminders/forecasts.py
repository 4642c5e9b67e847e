"""The words of messages that wait in the outbox, as their composer would give them at their own hour."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from backend.agenda.models import Appointment
from backend.delivery.composers import Due, Refusal
from backend.delivery.models import Message
from backend.delivery.rules import gsm, segments
from backend.delivery.rules_states import Channel, Event
from backend.reminders import composers, queries, rules, speaking

# What a composer says of the present hour alone, and would not say at the message's own.
_OF_THE_HOUR = (Event.POSTPONE, Event.EXPIRE)


@dataclass(frozen=True)
class Forecast:
    """`refusal`: a message key, where as things stand it will not leave at all."""

    title: str = ""
    text: str = ""
    segments: int = 0
    language: str = "fr"
    refusal: str = ""


def of(rows: Collection[Message], *, at: dict[UUID, datetime]) -> dict[UUID, Forecast]:
    """Of those about appointments, by message; `at`: when each is to leave. A constant number of queries."""
    waiting = [row for row in rows if row.kind in rules.TRUE_WHILE]
    if not waiting:
        return {}
    said = composers.compose([_due(row) for row in waiting])
    refused = {
        row.pk: Forecast(refusal=each.reason)
        for row, each in zip(waiting, said, strict=True)
        if isinstance(each, Refusal) and each.event not in _OF_THE_HOUR
    }
    return _worded([row for row in waiting if row.pk not in refused], at) | refused


def _worded(rows: Collection[Message], at: dict[UUID, datetime]) -> dict[UUID, Forecast]:
    subjects = {str(row): row for row in composers.appointments([UUID(_due(row).subject_id) for row in rows])}
    pairs = {(each.type_id, each.organisation_id) for each in subjects.values()}
    texts = queries.texts(pairs, {each.probationer.language for each in subjects.values()})
    return {
        row.pk: _words(row, subjects[row.subject], texts, now=at[row.pk]) for row in rows if row.subject in subjects
    }


def _words(row: Message, of: Appointment, texts: queries.Texts, *, now: datetime) -> Forecast:
    said = speaking.words(of, row.kind, row.channel, row.occasion, texts, now=now)
    if said is None:
        return Forecast(refusal="no_text")
    is_sms = row.channel == Channel.SMS
    body = gsm(said.body) if is_sms else said.body
    cost = segments(body).segments if is_sms else 0
    return Forecast(said.title, body, cost, of.probationer.language)


def _due(row: Message) -> Due:
    return Due(**{each.name: getattr(row, each.name) for each in fields(Due)})
