"""Names, numbers, births, states: the rules over their whole tables."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backend.common import text
from backend.common.errors import Malformed, Refused
from backend.probationers import rules
from backend.probationers.states import State

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("élodie", "Élodie"),
        ("ÉLODIE", "Élodie"),
        ("jean-noël", "Jean-Noël"),
        ("  marie   claire ", "Marie Claire"),
        ("n'golo", "N'Golo"),
        ("n’golo", "N'Golo"),
        ("jeanne d'arc", "Jeanne d'Arc"),
        ("maria do carmo", "Maria do Carmo"),
        ("de-andré", "De-André"),
        ("ömer", "Ömer"),
        ("łukasz", "Łukasz"),
        ("çağla", "Çağla"),
        ("j.", "J."),
        ("Ra'i", "Ra'i"),
        ("RA'I", "Ra'i"),
        ("ra\u02bbi", "Ra'i"),
        ("Faa'a", "Faa'a"),
        ("FAA\u2032A", "Faa'a"),
        ("O'Neil", "O'Neil"),
        ("O'NEIL", "O'neil"),
        ("N'GOLO", "N'Golo"),
        ("m`baye", "M'Baye"),
        ("JEANNE D´ARC", "Jeanne d'Arc"),
        ("jean\u2010noël", "Jean-Noël"),
        ("Jean\u2011Noël\u200b", "Jean-Noël"),
        ("jean\u2013\u00adnoël\u200e\ufeff", "Jean-Noël"),
        ("e\u0301lodie", "Élodie"),
    ],
)
def test_first_names_keep_their_accents_and_their_capitals(said: str, shown: str) -> None:
    assert rules.first_name(said) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [("modèle", "MODÈLE"), ("d'essai", "D'ESSAI"), ("épreuve-test", "ÉPREUVE-TEST"), (" de la  démo ", "DE LA DÉMO")],
)
def test_last_names_are_capitals_with_their_accents(said: str, shown: str) -> None:
    assert rules.last_name(said) == shown


@pytest.mark.parametrize(
    "said",
    ["", " ", "-", "a1", "R2D2", "<b>", "a" * 81, "名", "x@y", "Evil-Amendes.Fr", "Аmine", "a\n;b", "a\0b", "a\x1bb"],
)
def test_what_is_no_name_is_said_to_be_none(said: str) -> None:
    with pytest.raises(Malformed) as refusal:
        rules.last_name(said)
    assert refusal.value.fields == {"last_name": "name_unreadable"}


# Without the sign of a micrometre: its capital is a Greek letter, which makes a word of two scripts.
LATIN = st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F, exclude_characters="µ")


@given(st.text(alphabet=LATIN, min_size=1, max_size=30))
def test_a_name_shown_is_found_by_what_was_typed(said: str) -> None:
    assume(text.plain(said) and len(said.upper()) == len(said))  # "ŉ" has no capital of its own
    shown = rules.first_name(said)
    assert text.plain(shown) == text.plain(said)
    assert rules.first_name(shown) == shown


@pytest.mark.parametrize("said", ["201900001234", "202612345678A", " 2001 2345 6789 b", "19912345", "20012345Z", ""])
def test_appi_numbers(said: str) -> None:
    assert rules.appi_number(said) == "".join(said.split()).upper()


@pytest.mark.parametrize("said", ["203900001234", "2019", "20190000123", "1991234", "201900001234AB", "A01900001234"])
def test_what_is_no_appi_number(said: str) -> None:
    with pytest.raises(Malformed):
        rules.appi_number(said)


@pytest.mark.parametrize(
    ("born", "year", "kept"),
    [
        (date(1990, 3, 12), None, (date(1990, 3, 12), None)),
        (date(1990, 3, 12), 1991, (date(1990, 3, 12), None)),
        (None, 1990, (None, 1990)),
        (date(2010, 11, 23), None, (date(2010, 11, 23), None)),
        (None, 2010, (None, 2010)),
        (None, 1906, (None, 1906)),
    ],
)
def test_births(born: date | None, year: int | None, kept: tuple[date | None, int | None]) -> None:
    assert rules.birth(born, year, today=TODAY) == kept


@pytest.mark.parametrize(
    ("born", "year", "code"),
    [
        (None, None, "birth_missing"),
        (date(2010, 11, 24), None, "birth_unlikely"),
        (None, 2011, "birth_unlikely"),
        (None, 1905, "birth_unlikely"),
        (date(2027, 1, 1), None, "birth_unlikely"),
    ],
)
def test_births_that_are_none(born: date | None, year: int | None, code: str) -> None:
    with pytest.raises(Malformed) as refusal:
        rules.birth(born, year, today=TODAY)
    assert refusal.value.code == code


# The whole of field rule 10's table: what leaves for whom.
@pytest.mark.parametrize(
    ("state", "reminders", "codes"),
    [
        (State.FOLLOWED, True, True),
        (State.ABROAD, True, True),
        (State.DETAINED, False, True),
        (State.HOSPITALISED, False, True),
        (State.ENDED, False, True),
        (State.DECEASED, False, False),
    ],
)
def test_what_is_said_in_which_state(state: str, reminders: bool, codes: bool) -> None:
    for kind in ("reminder", "confirmation", "moved", "missed", "anything new"):
        assert rules.messaging(state, kind) is reminders
    # Who was told to come is told not to, also when it is over.
    assert rules.messaging(state, "cancelled") is (reminders or state == State.ENDED)
    for kind in ("code", "new_device", "number_changed"):
        assert rules.messaging(state, kind) is codes
    assert rules.messaging_of(state) == ("all" if reminders else "codes_only" if codes else "none")


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", State.values)
def test_which_state_may_follow_which(before: str, after: str) -> None:
    may = before != after and (before != "deceased" or after == "followed")
    if may:
        assert rules.after(before, after) == after
    else:
        with pytest.raises(Refused):
            rules.after(before, after)


def test_no_other_state_exists() -> None:
    with pytest.raises(Refused):
        rules.after("followed", "lost")
