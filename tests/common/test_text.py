"""Words made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.common import text


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Éléonore", "eleonore"),
        ("  D'Arc-Ô   EXEMPLE ", "d arc o exemple"),
        ("Cœur Ægir Strauß", "coeur aegir strauss"),
        ("Nguyễn", "nguyen"),
        ("LE—GRAND", "le grand"),
        ("", ""),
        ("…", ""),
    ],
)
def test_accents_ligatures_and_marks_do_not_count(typed: str, compared: str) -> None:
    assert text.plain(typed) == compared


@given(st.text())
def test_plain_is_settled_at_once_and_ignores_case(typed: str) -> None:
    assert text.plain(text.plain(typed)) == text.plain(typed)
    assert set(text.plain(typed)) <= set("0123456789abcdefghijklmnopqrstuvwxyz ")


@given(st.text())
def test_tidy_is_settled_at_once(typed: str) -> None:
    assert text.tidy(text.tidy(typed)) == text.tidy(typed)
    assert text.tidy(typed) == text.tidy(typed).strip()


def test_tidy_composes_accents_and_keeps_them() -> None:
    assert text.tidy(" E\u0301le\u0301onore\n\tEXEMPLE ") == "Éléonore EXEMPLE"
