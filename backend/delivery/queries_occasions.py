"""Messages gathered by occasion: what was to be said once, and the channels that carried it.

A notification and the SMS that waits behind it are one occasion; the agent and the person read the same list.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from backend.common import paging
from backend.common.compiled import Compiled, any_word
from backend.delivery.models import Message

_SAME = ("subject", "revision", "kind", "occasion")
_BY = ("-not_before", "-id")
# A person's try of her own notifications tells nobody anything.
_UNTOLD = ("push_test",)


@dataclass(frozen=True)
class Occasion:
    """`messages`: one a channel, in the order in which they leave."""

    messages: tuple[Message, ...]

    @property
    def head(self) -> Message:
        return self.messages[0]


def of_subject(*labels: str) -> list[Occasion]:
    """All that was, or will be, said of a subject (and of its copies); the first to leave first. One query."""
    return gathered(Message.objects.filter(subject__in=labels).select_related("carrier"))


def of_holder(
    holder: uuid.UUID, *, cursor: str | None = None, size: int = paging.SIZE
) -> tuple[list[Occasion], str | None]:
    """A page of all that was, or will be, said to a holder; what leaves last comes first. Two queries."""
    if cursor:
        page, following = paging.page(_heads(_told(holder)), cursor=cursor, by=_BY, size=size)
    else:
        page, following = paging.cut(_first_heads(size)(holder=holder), by=_BY, size=size)
    wanted = {_key(head): place for place, head in enumerate(page)}
    rows = _with_subjects(holder=holder, subjects=list({head.subject for head in page})) if page else []
    found = gathered(row for row in rows if _key(row) in wanted)
    return sorted(found, key=lambda one: wanted[_key(one.head)]), following


def _told(holder: uuid.UUID) -> QuerySet[Message]:
    return Message.objects.filter(holder_id=holder).exclude(kind__in=_UNTOLD).select_related("carrier")


def _heads(rows: QuerySet[Message]) -> QuerySet[Message]:
    """Of each occasion the first channel."""
    same = {name: OuterRef(name) for name in (*_SAME, "holder_id")}
    return rows.filter(~Exists(Message.objects.filter(**same, channel__lt=OuterRef("channel"))))


@cache
def _first_heads(size: int) -> Compiled[..., Message]:
    """Of the first page, and one more."""

    def build(*, holder: uuid.UUID) -> QuerySet[Message]:
        return _heads(_told(holder)).order_by(*_BY)[: size + 1]

    return Compiled(build)


@Compiled
def _with_subjects(*, holder: uuid.UUID, subjects: list[str]) -> QuerySet[Message]:
    return _told(holder).filter(any_word("subject", subjects))


def gathered(rows: Iterable[Message]) -> list[Occasion]:
    ordered = sorted(rows, key=lambda row: (_key(row), row.next_try_at, row.channel))
    found = [Occasion(tuple(group)) for _, group in groupby(ordered, key=_key)]
    return sorted(found, key=lambda one: (one.head.not_before, one.head.created_at))


def _key(row: Message) -> tuple[str, int, str, str]:
    return (row.subject, row.revision, row.kind, row.occasion)
