"""The national plan and texts, as they ship. What somebody edited since it was loaded is left alone, and named."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from backend.agenda.models import AppointmentType
from backend.reminders import rules_national, wording
from backend.reminders.models import Plan, Text
from backend.reminders.rules_national import Fate

FOLDER = Path(__file__).parent / "national"
TIMETABLE = ("steps", "opens", "closes", "most_a_day", "spread_minutes")


@dataclass
class Loaded:
    """How many texts are new, how many took new words; what was kept although something else ships, by its name."""

    new: int = 0
    renewed: int = 0
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_national() -> Loaded:
    """Idempotent: adds what is missing, renews what nobody edited since it was loaded.

    Every row is locked: an edit that commits meanwhile is waited for, and then seen.
    """
    loaded = Loaded()
    _plan(Plan(**_read("plan.json")), loaded)
    texts = _read("texts.json")
    types = {type.code: type for type in AppointmentType.objects.all()}
    rows = _rows(texts["national"], None)
    for code, kinds in texts["types"].items():
        rows += _rows(kinds, types[code])
    national = Text.objects.filter(organisation=None).select_related("type").select_for_update(of=("self",))
    there = {_key(row): row for row in national}
    for row in rows:
        row.loaded = rules_national.digest(row.title, row.body)
        if found := there.get(_key(row)):
            _text(row, found, loaded)
    before = Text.objects.count()
    Text.objects.bulk_create([row for row in rows if _key(row) not in there], ignore_conflicts=True)
    loaded.new = Text.objects.count() - before
    return loaded


def _text(shipped: Text, there: Text, loaded: Loaded) -> None:
    found = rules_national.digest(there.title, there.body)
    fate = rules_national.fate(shipped=shipped.loaded, there=found, loaded=there.loaded)
    if fate is Fate.KEEP:
        loaded.kept.append(name(there))
    elif there.loaded != shipped.loaded:
        loaded.renewed += fate is Fate.RENEW
        there.title, there.body, there.loaded = shipped.title, shipped.body, shipped.loaded
        there.save(update_fields=["title", "body", "loaded"])


def _plan(shipped: Plan, loaded: Loaded) -> None:
    shipped.clean_fields()  # an hour as the database gives it back
    shipped.loaded = _timetable(shipped)
    there = Plan.objects.filter(type=None, organisation=None).select_for_update(of=("self",)).first()
    if there is None:
        Plan.objects.bulk_create([shipped], ignore_conflicts=True)
        return
    fate = rules_national.fate(shipped=shipped.loaded, there=_timetable(there), loaded=there.loaded)
    if fate is Fate.KEEP:
        loaded.kept.append("plan")
    elif there.loaded != shipped.loaded:
        loaded.renewed += fate is Fate.RENEW
        for one in (*TIMETABLE, "loaded"):
            setattr(there, one, getattr(shipped, one))
        there.save(update_fields=[*TIMETABLE, "loaded"])


def _timetable(plan: Plan) -> str:
    hours = [plan.opens.isoformat(), plan.closes.isoformat()]
    return rules_national.digest(plan.steps, hours, plan.most_a_day, plan.spread_minutes)


def name(text: Text) -> str:
    """Kind, channel and language, and the type where the words are for one alone: what an operator looks for."""
    of_type = f" ({text.type.code})" if text.type else ""
    return f"{text.kind} {text.channel} {text.language}{of_type}"


def _key(text: Text) -> tuple[str, str, str, int | None]:
    return text.kind, text.channel, text.language, text.type_id


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
