"""What a person is told of where to come, over the whole table of written addresses."""

import json
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.agenda import calendar_file
from backend.common import sms, streets
from backend.common.text import plain
from backend.organisations import rules_places
from backend.reminders import wording
from backend.reminders.wording import Facts, Words
from tests.architecture.source import HOUSE
from tests.common.tables.addresses import ROWS, Row

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 9, 1, 10, tzinfo=PARIS)
FACTS = Facts(datetime(2026, 9, 23, 14, 30, tzinfo=PARIS), "Europe/Paris", "Maison EXEMPLE", "", "", "+33147000000")


def sms_at(words: Words, facts: Facts) -> str:
    return wording.render(words, facts, language="fr", channel="sms", now=NOW).body


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row.typed))
def test_every_address_of_the_table_is_said_as_written_down(row: Row) -> None:
    facts = replace(FACTS, address=row.typed, city=row.city)
    assert sms_at(Words("", "{where}"), facts) == f"Maison EXEMPLE, {row.sms}"
    place = SimpleNamespace(neutral_name="", address=row.typed, postcode=row.postcode, city=row.city)
    assert calendar_file.where(cast(Any, SimpleNamespace(place=place))) == row.calendar
    assert rules_places.said("Maison EXEMPLE", row.typed, row.city) == f"Maison EXEMPLE, {row.sms}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: ascii(row.typed))
def test_what_is_said_is_said_the_same_again(row: Row) -> None:
    once = streets.bare_address(row.typed, row.city)
    assert streets.bare_address(once, row.city) == once


BUILDINGS = (
    "Tribunal judiciaire", "SPIP 92", "Palais de justice", "Cité judiciaire", "Maison d'arrêt", "Cour d'appel de Paris",
    "Service pénitentiaire d'insertion et de probation", "Antenne milieu ouvert", "face au tribunal",
)  # fmt: skip
NAMED = (
    "tribunal", "spip", "justice", "judiciaire", "maison d arret", "cour d appel", "penitentiaire", "milieu ouvert",
)  # fmt: skip
HARMLESS = ("12 rue Haute", "12-14 avenue Foch", "3e étage", "bâtiment C", "Place Verte", "PK 12,5", "N° 4, quai Bas")


@given(
    st.lists(st.sampled_from(BUILDINGS + HARMLESS), min_size=1, max_size=5),
    st.sampled_from([", ", " - ", " ; ", "\n", " : ", " ("]),
)
def test_no_building_that_tells_why_leaves_wherever_it_stands(parts: list[str], between: str) -> None:
    said = streets.bare_address(between.join(parts), "Nanterre")
    assert not any(word in plain(said) for word in NAMED)
    assert all(text_ in said for text_ in parts if text_ in HARMLESS)


def test_a_place_warns_of_what_would_not_be_said() -> None:
    def of(address: str = "12 rue Haute", name: str = "Maison EXEMPLE", city: str = "Nanterre") -> list[str]:
        return list(rules_places.warnings(name, address, city))

    assert of() == []
    assert of("12 rue de la Justice") == []
    assert of("Tribunal judiciaire") == ["address_not_said"]
    assert of("Tribunal judiciaire, 12 rue Haute") == ["address_shortened"]
    assert of("128 boulevard du Maréchal-de-Lattre-de-Tassigny") == ["address_left_out"]
    assert of(name="SPIP de Nanterre") == ["name_not_said"]
    assert of(name="Maison 北", city="Nanterre") == ["signs_cost"]
    assert of("12½ rue Łódzka", name="Maison\u2010EXEMPLE ʻʻ") == []


def test_the_room_for_where_is_what_the_longest_reminder_leaves() -> None:
    """So an address that is warned of falls out, and another stays, in a reminder of the longest day."""
    texts = json.loads((HOUSE / "backend/reminders/national/texts.json").read_text("utf-8"))["national"]
    words = Words("", texts["reminder"]["sms"]["fr"]["body"], texts["cannot_by_call"]["sms"]["fr"]["body"], "")
    for room, is_said in ((rules_places.ROOM, True), (rules_places.ROOM + 1, False)):
        street = "1 rue Haute".ljust(room - len("Maison EXEMPLE, "), "e")
        body = sms_at(words, replace(FACTS, address=street, city="Nanterre"))
        assert (street in body) is is_said and sms.segments(body).segments == 1
        assert ("address_left_out" in rules_places.warnings("Maison EXEMPLE", street, "Nanterre")) is not is_said
