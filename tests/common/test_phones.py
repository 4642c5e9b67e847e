"""What a number is, wherever in France it was given."""

import pytest

from backend.common import phones
from backend.common.errors import Malformed


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
    assert phones.is_french_mobile(number) is mobile


def test_a_number_is_said_and_hidden_as_people_know_it() -> None:
    assert phones.spoken("+33639980001") == "06 39 98 00 01"
    assert phones.masked("+33639980042") == "•• •• •• •• 42"
