"""The one kind of message that is delivery's own: the test that a person asks for on her own device."""

import json
import uuid
from collections.abc import Sequence
from functools import cache
from typing import cast

from django.conf import settings

from backend.accounts.models import Holder
from backend.delivery import composers
from backend.delivery.composers import Due, Refusal, Text

KIND = "push_test"


def register() -> None:
    composers.register(KIND, compose)


def compose(batch: Sequence[Due]) -> list[Text | Refusal]:
    """`occasion` holds the device that asked: only its browser shows the test."""
    languages = dict(Holder.objects.filter(pk__in=[due.holder_id for due in batch]).values_list("id", "language"))
    return [_words(due, languages.get(cast(uuid.UUID, due.holder_id), "fr")) for due in batch]


def _words(due: Due, language: str) -> Text:
    words = catalogue(language)
    return Text(
        to="", title=words["push.test_title"], body=words["push.test_body"], url="/", tag="test", language=language,
        devices=(uuid.UUID(due.occasion.partition(":")[0]),),
    )  # fmt: skip


@cache
def catalogue(language: str) -> dict[str, str]:
    """The words of shared/messages; French where the language is not spoken here."""
    place = settings.HOUSE / "shared" / "messages"
    chosen = place / f"{language}.json"
    return cast(dict[str, str], json.loads((chosen if chosen.is_file() else place / "fr.json").read_text()))
