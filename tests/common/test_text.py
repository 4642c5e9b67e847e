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


SPACES_AND_BREAKS = " un\u00a0deux\u202ftrois\tquatre\r\ncinq\u2028six "


@pytest.mark.parametrize(
    ("said", "line", "name", "lines"),
    [
        (SPACES_AND_BREAKS, "un deux trois quatre cinq six", "un deux trois quatre cinq six",
         "un\u00a0deux\u202ftrois quatre\ncinq\nsix"),
        ("a\u200bb\u200c\u200dc\u200e\u200fd\u2060\ufeffe\u00ad\u061c\u180ef", "abcdef", "abcdef", "abcdef"),
        ("\u202aa\u202bb\u202cc\u202dd\u202ee\u2066f\u2067g\u2068h\u2069", "abcdefgh", "abcdefgh", "abcdefgh"),
        ("a\u2010b\u2011c\u2012d\u2013e\u2212f", "a-b-c-d-e-f", "a-b-c-d-e-f", "a-b-c-d-e-f"),
        ("a—b", "a—b", "a-b", "a—b"),
        ("d’a`b´c′d\u02bbe\u02bcf", "d’a`b´c′d\u02bbe\u02bcf", "d'a'b'c'd'e'f", "d’a`b´c′d\u02bbe\u02bcf"),
        ("e\u0301té", "été", "été", "été"),
        ("موعد\u200f ١٢", "موعد ١٢", "موعد ١٢", "موعد ١٢"),
        ("\u200b\u00ad ", "", "", ""),
    ],
)  # fmt: skip
def test_each_kind_of_text_has_one_form_however_pasted(said: str, line: str, name: str, lines: str) -> None:
    assert (text.one_line(said), text.name(said), text.lines(said)) == (line, name, lines)


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x08", "\x1b", "\x7f", "\x9f", "\ud83d"])
def test_a_control_sign_is_refused_by_every_kind_and_dropped_from_what_a_machine_sends(sign: str) -> None:
    for read in (text.one_line, text.name, text.lines, text.untouched):
        with pytest.raises(ValueError, match=text.UNREADABLE):
            read(f"a{sign}b")
    assert text.heard(f"a{sign}b\r\nc\u202e") == ("a?b\nc" if sign == "\ud83d" else "ab\nc")


def test_a_password_is_left_as_it_was_typed() -> None:
    typed = " e\u0301’`\u200b – "
    assert text.untouched(typed) == typed


@given(st.text())
def test_every_kind_is_settled_at_once(typed: str) -> None:
    for read in (text.one_line, text.name, text.lines):
        try:
            once = read(typed)
        except ValueError:
            continue
        assert read(once) == once
        assert not any(text.is_unseen(sign) for sign in once)
