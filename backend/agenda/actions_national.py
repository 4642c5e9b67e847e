"""The sixteen national types and what to bring to each, as they ship. What somebody changed since is left alone."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from backend.agenda.models import AppointmentType, ItemToBring

FOLDER = Path(__file__).parent / "national"


@transaction.atomic
def load_national() -> int:
    """Idempotent: adds what is missing, by code; returns how many types are new."""
    there = set(AppointmentType.objects.values_list("code", flat=True))
    shipped = _read("types.json")
    missing = [AppointmentType(**fields) for fields in shipped if fields["code"] not in there]
    AppointmentType.objects.bulk_create(missing, ignore_conflicts=True)  # another may be loading them
    _renew(shipped)
    types = {type.code: type for type in AppointmentType.objects.all()}
    with_items = set(ItemToBring.objects.filter(place=None).values_list("type__code", flat=True))
    ItemToBring.objects.bulk_create(
        ItemToBring(type=types[code], position=n, words=words)
        for code, items in _read("items.json").items()
        if code not in with_items
        for n, words in enumerate(items)
    )
    return len(types.keys() - there)


def _renew(shipped: list[dict[str, Any]]) -> None:
    """A plain name for those that came before there were any, and today's words for those that still say the former."""
    former = _read("former.json")
    for fields in shipped:
        row = AppointmentType.objects.filter(code=fields["code"])
        row.filter(names__fr__in=former["names"]).update(names=fields["names"])
        row.filter(plain_names={}).update(plain_names=fields["plain_names"])
        row.filter(consequences__fr__in=former["consequences"]).update(consequences=fields["consequences"])


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))
