"""Messages gathered by occasion: what was to be said once, and the channels that carried it.

A notification and the SMS that waits behind it are one occasion; the agent and the person read the same list.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef

from backend.common import paging
from backend.delivery.models import Message

_SAME = ("subject", "revision", "kind", "occasion")
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
    rows = Message.objects.filter(holder_id=holder).exclude(kind__in=_UNTOLD).select_related("carrier")
    same = {name: OuterRef(name) for name in (*_SAME, "holder_id")}
    heads = rows.filter(~Exists(Message.objects.filter(**same, channel__lt=OuterRef("channel"))))
    page, following = paging.page(heads, cursor=cursor, by=("-not_before", "-id"), size=size)
    wanted = {_key(head): place for place, head in enumerate(page)}
    found = gathered(row for row in rows.filter(subject__in={head.subject for head in page}) if _key(row) in wanted)
    return sorted(found, key=lambda one: wanted[_key(one.head)]), following


def gathered(rows: Iterable[Message]) -> list[Occasion]:
    ordered = sorted(rows, key=lambda row: (_key(row), row.next_try_at, row.channel))
    found = [Occasion(tuple(group)) for _, group in groupby(ordered, key=_key)]
    return sorted(found, key=lambda one: (one.head.not_before, one.head.created_at))


def _key(row: Message) -> tuple[str, int, str, str]:
    return (row.subject, row.revision, row.kind, row.occasion)
