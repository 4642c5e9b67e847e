"""The national plan and texts, as they ship. What somebody changed since is left alone."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from backend.agenda.models import AppointmentType
from backend.reminders import wording
from backend.reminders.models import Plan, Text

FOLDER = Path(__file__).parent / "national"


@transaction.atomic
def load_national() -> int:
    """Idempotent: adds what is missing; returns how many texts are new."""
    plan = _read("plan.json")
    Plan.objects.get_or_create(type=None, organisation=None, defaults=plan)
    before = Text.objects.count()
    texts = _read("texts.json")
    types = {type.code: type for type in AppointmentType.objects.all()}
    rows = _rows(texts["national"], None)
    for code, kinds in texts["types"].items():
        rows += _rows(kinds, types[code])
    Text.objects.bulk_create(rows, ignore_conflicts=True)
    return Text.objects.count() - before


def _rows(kinds: dict[str, Any], type: AppointmentType | None) -> list[Text]:
    rows = []
    for kind, channels in kinds.items():
        for channel, languages in channels.items():
            for language, words in languages.items():
                wording.check(words["body"])
                rows.append(Text(kind=kind, channel=channel, language=language, type=type, **words))
    return rows


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))
