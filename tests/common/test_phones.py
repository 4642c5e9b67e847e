"""What a number is, wherever in France it was given; what is said of one that is none; how one is written to read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import phonenumbers
import pytest

from backend.common import phones, phones_called
from backend.common.errors import Malformed
from tests.architecture.source import HOUSE
from tests.common.tables.numbers import ROWS, Row

SPOKEN: list[dict[str, str]] = json.loads((Path(__file__).parent / "tables" / "spoken.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "typed",
    ["0639980001", "06 39 98 00 01", "06.39.98.00.01", "+33639980001", "0033 6 39 98 00 01", "+33 (0)6 39980001"],
)
def test_a_number_has_one_form_however_typed(typed: str) -> None:
    assert phones.parse(typed) == "+33639980001"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "phone_unreadable"),
        ("bonjour", "phone_letters"),
        ("06", "phone_too_few"),
        ("06399800011111", "phone_too_many"),
        ("+999123456789", "phone_unknown"),
    ],
)
def test_what_is_no_number_is_refused_by_its_field(typed: str, why: str) -> None:
    with pytest.raises(Malformed) as refused:
        phones.parse(typed, field="shared_phone")
    assert refused.value.fields == {"shared_phone": why}


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


def _read(how: Callable[..., str], row: Row, *, why: str) -> str:
    """The number; of what is refused the sentence must be `why`."""
    try:
        return how(row.typed, territory=row.territory)
    except Malformed as refused:
        assert (refused.code, refused.fields) == (why, {"phone": why})
        return ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.typed!a} {row.territory}")
def test_every_number_of_the_table_is_read_as_written_down(row: Row) -> None:
    assert _read(phones.parse, row, why=row.unread) == row.number
    assert _read(phones.mobile, row, why=row.unread or row.unsent) == (row.number if row.sms else "")
    assert _read(phones.to_call, row, why=row.unread) == row.called


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.typed!a} {row.territory}")
def test_nobody_is_told_to_call_what_costs_more_or_is_abroad(row: Row) -> None:
    """D179: 0899 earns up to 0.80 euro a minute to whoever wrote it."""
    assert _read(phones_called.line, row, why=row.unread or row.uncalled) == ("" if row.uncalled else row.number)
    why = row.uncalled or row.unread
    assert _read(phones_called.place_line, row, why=why) == ("" if row.uncalled else row.called)


def _reads_08(prefix: int) -> str:
    """What is said of a number of that range, as an agent's own line and as a place's."""
    said = f"08{prefix:02}123456"
    found = set[str]()
    for reads in (phones_called.line, phones_called.place_line):
        try:
            reads(said)
            found.add("")
        except Malformed as error:
            found.add(error.code)
    (one,) = found
    return one


@pytest.mark.parametrize("prefix", range(100), ids=lambda prefix: f"08{prefix:02}")
def test_of_08_the_first_ten_ranges_alone_cost_no_more_than_a_call(prefix: int) -> None:
    """ARCEP's decision 2012-0856 (Journal officiel of 29 July 2012), in force since 1 October 2015: of C, the call, and
    S, the service, 0800 to 0805 cost neither, 0806 to 0809 the call alone, all others the service too."""
    assert (_reads_08(prefix) == "") is (prefix < 10)


@pytest.mark.parametrize("prefix", range(10), ids=lambda prefix: f"080{prefix}")
def test_the_library_tells_free_ranges_from_those_that_cost_a_call(prefix: int) -> None:
    """Should its data change, somebody looks at the plan again."""
    number = phonenumbers.parse(f"+3380{prefix}123456", None)
    kinds = phonenumbers.PhoneNumberType
    assert phonenumbers.number_type(number) == (kinds.TOLL_FREE if prefix < 6 else kinds.UAN)


def test_each_refusal_stands_in_the_table_and_has_its_own_sentence(settings: Any) -> None:
    whys = {*get_args(phones.Unread), *get_args(phones.Unsent), *get_args(phones_called.Uncalled)}
    assert whys - {"phone_no_sms"} == {why for row in ROWS for why in (row.unread, row.unsent, row.uncalled) if why}
    words = json.loads((HOUSE / "shared" / "messages" / "fr.json").read_text("utf-8"))
    assert len({words[f"errors.{why}"] for why in whys}) == len(whys)
    settings.SMS_PREFIXES = ("+336",)
    with pytest.raises(Malformed, match="phone_no_sms"):
        phones.mobile("07 56 78 90 12")


def test_what_is_read_is_read_the_same_again_and_is_said_as_people_dial_it() -> None:
    for number in {row.called for row in ROWS} - {""}:
        for zone in ("", "Indian/Reunion", "America/Guadeloupe", "America/Cayenne", "America/Martinique"):
            assert phones.to_call(number) == phones.to_call(phones.spoken(number, zone=zone)) == number


@pytest.mark.parametrize("row", SPOKEN, ids=lambda row: f"{row['number']} {row['zone']}")
def test_a_number_is_written_for_readers_by_one_rule(row: dict[str, str]) -> None:
    """pwa/kit/numbers.test.ts reads the same table."""
    assert phones.spoken(row["number"], zone=row["zone"]) == row["said"]


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
