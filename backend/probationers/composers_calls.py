"""Whom to call, in the SMS that say "call your service": who lost her number or her phone reads no file."""

from collections.abc import Collection
from uuid import UUID

from backend.common import phones
from backend.common.words import say
from backend.probationers.models import Affiliation


def numbers(files: Collection[UUID]) -> dict[UUID, str]:
    """Of each file the number of the service that took it first, as it is dialled there; none where none has one.
    One query."""
    rows = Affiliation.objects.filter(probationer__in=files, until__isnull=True).exclude(organisation__phone="")
    of = rows.order_by("-since").values_list("probationer", "organisation__phone", "organisation__time_zone")
    return {file: phones.spoken(phone, zone=zone) for file, phone, zone in of} if files else {}


def words(key: str, language: str, phone: str | None) -> str:
    """Those of `key`, with the number to call where there is one."""
    return say(f"{key}_call", language, phone=phone) if phone else say(key, language)
