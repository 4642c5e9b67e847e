from __future__ import annotations

import json
import re

import pytest

from tests.journeys.words import FOLDER, LANGUAGES


def test_groups_of_digits_keep_their_order_from_right_to_left() -> None:
    """Between plain spaces the groups of a number change sides in Arabic: 78 56 34 12 06. No-break spaces hold them."""
    texts: dict[str, str] = json.loads((FOLDER / "ar.json").read_text())
    assert [key for key, text in texts.items() if re.search(r"\d \d", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_groups_of_a_telephone_number_stay_on_one_line(language: str) -> None:
    texts: dict[str, str] = json.loads((FOLDER / f"{language}.json").read_text())
    assert [key for key, text in texts.items() if re.search(r"0\d \d\d \d\d", text)] == []
