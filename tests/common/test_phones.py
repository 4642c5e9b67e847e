"""What a number is, wherever in France it was given."""

from collections.abc import Callable
from typing import Any

import pytest

from backend.common import phones
from backend.common.errors import Malformed
from tests.common.tables.numbers import ROWS, Row


@pytest.mark.parametrize(
    "typed",
    ["0639980001", "06 39 98 00 01", "06.39.98.00.01", "+33639980001", "0033 6 39 98 00 01", "+33 (0)6 39980001"],
)
def test_a_number_has_one_form_however_typed(typed: str) -> None:
    assert phones.parse(typed) == "+33639980001"


@pytest.mark.parametrize("typed", ["", "bonjour", "06", "06399800011111", "+999123456789"])
def test_what_is_no_number_is_refused_by_its_field(typed: str) -> None:
    with pytest.raises(Malformed) as refused:
        phones.parse(typed)
    assert refused.value.fields == {"phone": "phone_unreadable"}


@pytest.mark.parametrize(
    ("number", "mobile"),
    [
        ("+33639980001", True),  # the fictional range
        ("+33612345678", True),
        ("+33756789012", True),
        ("+262692123456", True),  # La Réunion
        ("+590690001234", True),  # Guadeloupe
        ("+596696001234", True),  # Martinique
        ("+687751234", True),  # Nouvelle-Calédonie
        ("+33140000000", False),  # a landline
        ("+33892123456", False),  # surcharged
        ("+447911123456", False),  # another country
        ("+32470123456", False),
    ],
)
def test_a_text_leaves_for_french_mobiles_alone_overseas_included(number: str, mobile: bool) -> None:
    assert phones.gets_sms(number) is mobile


def test_a_number_is_said_and_hidden_as_people_know_it() -> None:
    assert phones.spoken("+33639980001") == "06 39 98 00 01"
    assert phones.masked("+33639980042") == "•• •• •• •• 42"


def _read(how: Callable[..., str], row: Row) -> str:
    try:
        return how(row.typed, territory=row.territory)
    except Malformed as refused:
        assert (refused.code, refused.fields) == ("phone_unreadable", {"phone": "phone_unreadable"})
        return ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.typed!a} {row.territory}")
def test_every_number_of_the_table_is_read_as_written_down(row: Row) -> None:
    assert _read(phones.parse, row) == row.number
    assert _read(phones.mobile, row) == (row.number if row.sms else "")
    assert _read(phones.to_call, row) == row.called


def test_what_is_read_is_read_the_same_again_and_is_said_as_people_dial_it() -> None:
    for number in {row.called for row in ROWS} - {""}:
        assert phones.to_call(number) == phones.to_call(phones.spoken(number)) == number


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("+262692123456", "0692 12 34 56"),
        ("+262262901234", "0262 90 12 34"),
        ("+687751234", "+687 75 12 34"),
        ("+37793123456", "+377 93 12 34 56"),
        ("3949", "3949"),
    ],
)
def test_a_number_of_another_plan_is_said_with_its_country(number: str, said: str) -> None:
    assert phones.spoken(number) == said


def test_which_countries_get_sms_is_data(settings: Any) -> None:
    settings.SMS_PREFIXES = ("+32", "+336")
    assert phones.gets_sms("+32470123456") and not phones.gets_sms("+3225550123")
    assert phones.gets_sms("+33639980001") and not phones.gets_sms("+33756789012")
    assert not phones.gets_sms("+262692123456") and not phones.gets_sms("")


@pytest.mark.parametrize(
    ("postcode", "zone", "territory"),
    [
        ("98800", "Europe/Paris", "NC"),
        ("98713", "", "PF"),
        ("98600", "", "WF"),
        ("97500", "", "PM"),
        ("97400", "Indian/Reunion", "FR"),
        ("", "Pacific/Noumea", "NC"),
        ("", "Pacific/Marquesas", "PF"),
        ("92000", "Europe/Paris", "FR"),
        ("", "", "FR"),
    ],
)
def test_a_local_number_is_read_where_the_place_stands(postcode: str, zone: str, territory: str) -> None:
    assert phones.territory_of(postcode=postcode, time_zone=zone) == territory
