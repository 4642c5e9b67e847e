"""The one way into the journal."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from backend.common import clock
from backend.journal.models import Entry


def write(
    verb: str,
    subject: object,
    *,
    by: object,
    organisation: object = "",
    about: object = "",
    detail: Mapping[str, str | int] | None = None,
) -> None:
    """Add one entry, in the caller's transaction, so that the act and its trace stand or fall together.

    Subject, actor and organisation are labels (`str()` of a model row gives one). `detail` holds labels and counts,
    never a name, number, text, old or new value: the journal can't be erased.
    """
    write_many(verb, [Traced(subject, about, detail or {})], by=by, organisation=organisation)


@dataclass(frozen=True)
class Traced:
    """Of one entry what it is about: labels and counts, as `write` says."""

    subject: object
    about: object = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)


def write_many(verb: str, traced: Iterable[Traced], *, by: object, organisation: object = "") -> None:
    """As `write`, an entry for each, in one query."""
    now = clock.now()
    Entry.objects.bulk_create(
        Entry(
            id=uuid.uuid4(),
            at=now,
            actor=str(by),
            organisation=str(organisation or ""),
            verb=verb,
            subject=str(one.subject),
            about=str(one.about or ""),
            detail=dict(one.detail),
        )
        for one in traced
    )
