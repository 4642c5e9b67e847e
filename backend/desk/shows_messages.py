"""Messages as both sides read them: one line an occasion, its channels beneath."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.accounts.models import Agent
from backend.agenda import queries as agenda
from backend.agenda.rules import hour_at
from backend.agenda.shows import checked
from backend.delivery.models import Message, State
from backend.delivery.queries import told_by
from backend.delivery.queries_occasions import Occasion
from backend.delivery.rules import COPY
from backend.desk import rules, schemas
from backend.reminders import forecasts
from backend.reminders.forecasts import Forecast

Moves = Mapping[UUID, Sequence[tuple[int, datetime]]]
_TO_LEAVE = (State.HELD, State.PENDING, State.SENDING)
_OF_BEFORE = ("older_revision", "appointment_changed")
_BY_HAND = "hand:"


def to_person(found: Sequence[Occasion], *, now: datetime) -> list[schemas.MyOccasion]:
    moves = _moves(found)
    return [
        schemas.MyOccasion(
            **_occasion(one, moves), messages=[schemas.ByChannel(**_said(row, now)) for row in one.messages]
        )
        for one in found
    ]


def to_agent(found: Sequence[Occasion], *, now: datetime, to: Agent) -> list[schemas.Occasion]:
    """With the exact words of what will still leave: a constant number of queries."""
    waiting = [row for one in found for row in one.messages if row.state in (State.HELD, State.PENDING)]
    moves = _moves(found)
    words = forecasts.of(waiting, at={row.pk: max(_leaves_at(row), now) for row in waiting}, seen_by=to)
    said = [one for one in found if not _is_of_before(one, words)]
    return [
        schemas.Occasion(
            **_occasion(one, moves),
            by_hand=one.head.occasion.startswith(_BY_HAND),
            messages=[_to_agent(row, words.get(row.pk), now) for row in one.messages],
        )
        for one in said
    ]


def _is_of_before(one: Occasion, words: Mapping[UUID, Forecast]) -> bool:
    """All that it has still to say is of an hour that no longer holds: the planner takes it back in a moment."""
    return all(row.pk in words and words[row.pk].refusal in _OF_BEFORE for row in one.messages)


def _moves(found: Sequence[Occasion]) -> Moves:
    return agenda.moves_of({pk for one in found if (pk := _appointment(one.head))})


def _occasion(one: Occasion, moves: Moves) -> dict[str, Any]:
    told, head = [told_by(row) for row in one.messages], one.head
    state = rules.together([row.state for row in told])
    spoken = next(row for row in told if rules.TOLD[row.state] == state)
    return {
        "id": head.pk,
        "kind": head.kind,
        "occasion": head.occasion,
        "at": _at(spoken),
        "state": state,
        "appointment": (pk := _appointment(head)),
        "spoke_of": hour_at(head.revision, now_at=None, moves=moves.get(pk, ()) if pk else ()),
        "is_copy": head.subject.startswith(COPY),
    }


def _appointment(row: Message) -> UUID | None:
    kind, _, key = row.subject.partition(":")
    return UUID(key) if kind in ("appointment", "copy") else None


def _said(row: Message, now: datetime) -> dict[str, Any]:
    leaves_at, told = _leaves_at(row), told_by(row)
    said = rules.sentence(
        row.state,
        channel=row.channel,
        reason=row.reason,
        tried=row.attempts > 0,
        is_due=leaves_at <= now,
        carried=row.carrier_id is not None,
    )
    return {
        "id": row.pk,
        "channel": checked(row.channel),
        "state": rules.TOLD[told.state],
        "words": said.key,
        "why": said.why,
        "at": _at(told),
        "leaves_at": leaves_at if row.state in _TO_LEAVE else None,
        "title": told.title,
        "text": told.text,
        "joined": _appointment(row.carrier) if row.carrier else None,
    }


def _to_agent(row: Message, words: Forecast | None, now: datetime) -> schemas.ByChannelForAgent:
    foreseen = words and schemas.Foreseen(
        title=words.title,
        text=words.text,
        segments=words.segments,
        language=words.language,
        refusal=words.refusal or None,
    )
    return schemas.ByChannelForAgent(
        **_said(row, now), to=row.recipient, segments=row.segments, foreseen=foreseen or None
    )


def _at(row: Message) -> datetime:
    return rules.said_at(
        delivered_at=row.delivered_at,
        accepted_at=row.accepted_at,
        ended_at=row.ended_at,
        leaves_at=_leaves_at(row),
    )


def _leaves_at(row: Message) -> datetime:
    """A held one at its release, at the latest; one that was put off, when it is tried again."""
    return row.release_at or row.next_try_at if row.state == State.HELD else row.next_try_at
