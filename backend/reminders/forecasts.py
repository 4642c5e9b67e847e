"""The words of messages that wait in the outbox, as their composer would give them at their own hour."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from backend.accounts.models import Agent
from backend.common import clock
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Message
from backend.delivery.rules import gsm, segments
from backend.delivery.rules_states import Channel, Event
from backend.reminders import composers, contacts_words, rules, together
from backend.reminders.composers import Desk

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


def of(rows: Collection[Message], *, at: dict[UUID, datetime], seen_by: Agent | None = None) -> dict[UUID, Forecast]:
    """Of those about appointments and their copies, by message; `at`: when each is to leave. Constant queries.

    `seen_by`: the agent who reads them. Whether a number is others' too shows in the words, and of files out of her
    sight it must not: there they are without the first name that will stand before them.
    """
    copies = [row for row in rows if row.kind.startswith(contacts_words.PREFIX)]
    return _of_copies(copies, at) | _of_own(rows, at, seen_by)


def _of_copies(rows: Collection[Message], at: dict[UUID, datetime]) -> dict[UUID, Forecast]:
    said = contacts_words.at_their_hour([_due(row) for row in rows], at) if rows else []
    return {row.pk: _foreseen(row, words) for row, words in zip(rows, said, strict=True)}


def _foreseen(row: Message, words: Text | Refusal) -> Forecast:
    if isinstance(words, Refusal):
        return Forecast(refusal=words.reason)
    cost = segments(words.body).segments if row.channel == Channel.SMS else 0
    return Forecast(words.title, words.body, cost, words.language)


def _of_own(rows: Collection[Message], at: dict[UUID, datetime], seen_by: Agent | None) -> dict[UUID, Forecast]:
    waiting = [row for row in rows if row.kind in rules.TRUE_WHILE]
    if not waiting:
        return {}
    said = composers.compose([_due(row) for row in waiting])
    refused = {
        row.pk: Forecast(refusal=each.reason)
        for row, each in zip(waiting, said, strict=True)
        if isinstance(each, Refusal) and each.event not in _OF_THE_HOUR and each.reason != together.LIMIT
    }
    return _worded([row for row in waiting if row.pk not in refused], at, seen_by) | refused


def _worded(rows: Collection[Message], at: dict[UUID, datetime], seen_by: Agent | None) -> dict[UUID, Forecast]:
    desk = composers.gather([_due(row) for row in rows], now=clock.now())
    if seen_by is not None:
        desk.forget_unseen(seen_by)
    return {row.pk: _words(row, desk, now=at[row.pk]) for row in rows if _due(row).subject_id in desk.rows}


def _words(row: Message, desk: Desk, *, now: datetime) -> Forecast:
    due = _due(row)
    of, others = desk.rows[due.subject_id], desk.named_with(due)
    said = desk.said(due, of, others, now=now)
    if said is None:
        return Forecast(refusal="no_text")
    is_sms = row.channel == Channel.SMS
    body = gsm(said.body) if is_sms else said.body
    cost = segments(body).segments if is_sms else 0
    return Forecast(said.title, body, cost, of.probationer.language)


def _due(row: Message) -> Due:
    return Due(**{each.name: getattr(row, each.name) for each in fields(Due)})
