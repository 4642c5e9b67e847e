"""A composer for the tests that run the real sender: one query a batch, as real ones do at least."""

import time
from collections.abc import Sequence

from backend.accounts.models import Holder
from backend.delivery import composers
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Message


def register() -> None:
    for kind in ("reminder", "code"):
        composers.register(kind, compose)


def compose(batch: Sequence[Due]) -> list[Text | Refusal]:
    """A text that names its subject; a subject that says so is refused, unreadable, or the end."""
    if any(due.subject.startswith("slow:") for due in batch):
        time.sleep(1)
    languages = dict(Holder.objects.filter(pk__in=[due.holder_id for due in batch]).values_list("id", "language"))
    return [_words(due, languages.get(due.holder_id, "fr") if due.holder_id else "fr") for due in batch]


def _words(due: Due, language: str) -> Text | Refusal:
    if due.subject.startswith("refused:"):
        return Refusal("opted_out")
    if due.subject.startswith("poison:"):
        raise ValueError(due.subject)
    if due.subject.startswith("mad:"):
        raise SystemExit(due.subject)
    if due.subject.startswith("moved:") and Message.objects.filter(subject=due.subject, revision__gt=due.revision):
        return Refusal("older_revision")
    return Text(
        to="+33639980001",
        body=f"Rendez-vous {due.subject_id}",
        title="Votre rendez-vous",
        tag=due.subject,
        language=language,
        keep=due.lane != "code",
    )
