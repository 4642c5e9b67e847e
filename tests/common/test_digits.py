"""Digits of any script are the digits that they are, on every field of the server that takes some."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from backend.accounts import rules as accounts
from backend.common import digits
from backend.common.dates import Day
from backend.organisations.schemas import Postcode
from backend.probationers import rules, rules_search
from backend.probationers.rules_search import Number
from backend.probationers.schemas import Code, Year

SCRIPTS = {"arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹", "devanagari": "०१२३४५६७८९", "wide": "０１２３４５６７８９"}


@pytest.fixture(params=SCRIPTS)
def script(request: pytest.FixtureRequest) -> dict[int, str]:
    return {ord(str(value)): sign for value, sign in enumerate(SCRIPTS[request.param])}


def test_each_digit_of_a_script_is_read_and_nothing_else_is_touched(script: dict[int, str]) -> None:
    assert digits.western("0123456789, le 12".translate(script)) == "0123456789, le 12"
    assert digits.western("²Ⅱ①é") == "²Ⅱ①é"


def test_a_code_a_day_a_year_and_a_postcode_are_read(script: dict[int, str]) -> None:
    assert TypeAdapter(Code).validate_python("328546".translate(script)) == "328546"
    assert TypeAdapter(Day).validate_python("1983-05-12".translate(script)) == date(1983, 5, 12)
    assert TypeAdapter(Year).validate_python("1983".translate(script)) == 1983
    assert TypeAdapter(Postcode).validate_python("93290".translate(script)) == "93290"


@pytest.mark.parametrize("said", ["1983²", "١٨٩٩", "٢١٠١", ""])
def test_a_year_is_still_held_against_its_bounds(said: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Year).validate_python(said)


@pytest.mark.parametrize("said", ["٩٣٢٩", "٩٣٢٩٠١", "9329a"])
def test_a_postcode_has_five_digits_of_whatever_script(said: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Postcode).validate_python(said)


def test_a_code_is_compared_whatever_its_script_and_its_signs_between(script: dict[int, str]) -> None:
    right = accounts.code("secret", "one")
    for typed in (right, f"{right[:3]} {right[3:]}", f"{right[:3]}-{right[3:]}", f"\u200e{right}\u200e"):
        assert accounts.is_code("secret", "one", typed.translate(script))
    assert not accounts.is_code("secret", "one", right.translate(script) + "٠")
    assert not accounts.is_code("secret", "one", "")


def test_a_ministry_number_and_a_search_are_read(script: dict[int, str]) -> None:
    assert rules.appi_number("201900001234A".translate(script)) == "201900001234A"
    today = date(2026, 11, 28)
    assert Number(phone="+33639980001") in rules_search.read("06 39 98 00 01".translate(script), today=today).numbers
    assert rules_search.read("12/03/1990".translate(script), today=today).born == date(1990, 3, 12)
