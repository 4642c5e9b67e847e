"""Which reminders of one person leave as one: those of one day by one channel. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Waiting:
    """A reminder that has not left. `push`: what it is held behind, or None where it leaves whatever is shown."""

    id: UUID
    channel: str
    day: date  # on which it leaves, at the place
    starts_at: datetime  # of its appointment
    push: UUID | None = None


def carriers(rows: Sequence[Waiting]) -> dict[UUID, UUID]:
    """By whom each is carried; who carries, or is alone, is not among the keys.

    Of one day and channel the earliest appointment carries the others, but what leaves anyhow carries what is held:
    held ones are together only behind the same push, or that one was shown would silence what another still has to say.
    """
    found: dict[UUID, UUID] = {}
    of_push = _who(rows, "push", {})
    found |= of_push
    for channel in sorted({row.channel for row in rows} - {"push"}):
        found |= _who(rows, channel, of_push)
    return found


def _who(rows: Sequence[Waiting], channel: str, of_push: dict[UUID, UUID]) -> dict[UUID, UUID]:
    days: dict[date, list[Waiting]] = defaultdict(list)
    for row in rows:
        if row.channel == channel:
            days[row.day].append(row)
    found: dict[UUID, UUID] = {}
    for day in days.values():
        groups: dict[UUID | None, list[Waiting]] = defaultdict(list)
        leaves_anyhow = any(row.push is None for row in day)
        for row in day:
            groups[None if leaves_anyhow or row.push is None else of_push.get(row.push, row.push)].append(row)
        for group in groups.values():
            first = min(group, key=lambda row: (row.push is not None, row.starts_at, row.id))
            found |= {row.id: first.id for row in group if row != first}
    return found
