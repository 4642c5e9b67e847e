"""The one way into the journal."""

import uuid
from collections.abc import Mapping

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
    Entry.objects.create(
        id=uuid.uuid4(),
        at=clock.now(),
        actor=str(by),
        organisation=str(organisation or ""),
        verb=verb,
        subject=str(subject),
        about=str(about or ""),
        detail=dict(detail or {}),
    )
