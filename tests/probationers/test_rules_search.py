"""What stands in the search box, and what it means; whether two files are of one person."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.probationers import rules_duplicates, rules_search
from backend.probationers.rules_duplicates import Identity, Likeness
from backend.probationers.rules_search import Number, Wanted

TODAY = date(2026, 11, 23)
KINDS = list(product(("certain", "possible"), (True, False), (True, False)))
BORN = date(1990, 3, 12)


def read(said: str) -> Wanted:
    return rules_search.read(said, today=TODAY)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Exemple Camille", ("exemple", "camille")),
        ("  ÉLODIE  modèle", ("elodie", "modele")),
        ("jean-noël d'essai", ("jean", "noel", "d", "essai")),
        ("ŒUVRE", ("oeuvre",)),
        ("Łukasz Søren", ("lukasz", "soren")),
        ("exemple exemple", ("exemple",)),
    ],
)
def test_names(said: str, words: tuple[str, ...]) -> None:
    assert read(said) == Wanted(words=words)


@pytest.mark.parametrize(
    "said",
    ["12/03/1990", "12/3/1990", "12.03.1990", "12-03-1990", "12 / 03 / 1990", "12/03/90", "1990-03-12", "12 mars 1990",
     "12 MARS 90", "né le 12/03/1990", "12‑03‑1990", "12–03–1990", "١٢/٠٣/١٩٩٠"],
)  # fmt: skip
def test_dates_as_the_french_write_them(said: str) -> None:
    assert read(said).born == BORN


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ("1er août 1985", date(1985, 8, 1)), ("2 févr. 05", date(2005, 2, 2)), ("12 fév. 1990", date(1990, 2, 12)),
        ("12 fev 1990", date(1990, 2, 12)), ("12 jan. 1990", date(1990, 1, 12)), ("12 janv. 1990", date(1990, 1, 12)),
        ("12 avr. 90", date(1990, 4, 12)), ("12 juil. 1990", date(1990, 7, 12)), ("12 jul. 1990", date(1990, 7, 12)),
        ("3 sept 1990", date(1990, 9, 3)), ("3 sep. 1990", date(1990, 9, 3)), ("3 oct. 1990", date(1990, 10, 3)),
        ("3 nov. 1990", date(1990, 11, 3)), ("3 déc. 1990", date(1990, 12, 3)),
    ],
)  # fmt: skip
def test_months_by_name(said: str, born: date) -> None:
    assert read(said).born == born


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)), st.sampled_from(["/", ".", "-", " / "]))
def test_every_date_is_read_back(born: date, sign: str) -> None:
    wanted = read(sign.join((f"{born.day:02d}", f"{born.month:02d}", str(born.year))))
    assert wanted.born == born
    assert not wanted.is_unreadable
    assert Number(born=born) in read(f"{born:%d%m%Y}").numbers


@pytest.mark.parametrize("said", ["31/02/1990", "00/00/0000", "12/13/1990", "exemple 99/99/99", "06", "1", "5512", "?"])
def test_what_can_be_nobody_finds_nobody(said: str) -> None:
    assert read(said).is_unreadable


@pytest.mark.parametrize(
    "said",
    ["0639980001", "06 39 98 00 01", "06.39.98.00.01", "06-39-98-00-01", "+33639980001", "+33 6 39 98 00 01",
     "0639-98-00-01", "0639\u201198\u201100\u201101", "06–39–98–00–01", "٠٦ ٣٩ ٩٨ ٠٠ ٠١", "\u202a06 39 98 00 01\u202c",
     "0033639980001", "+33 (0)6 39 98 00 01", "33639980001", "639980001"],
)  # fmt: skip
def test_a_number_in_all_its_writings(said: str) -> None:
    assert Number(phone="+33639980001") in read(said).numbers


@pytest.mark.parametrize(
    ("said", "beginning"),
    [
        ("06 39", "+33639"),
        ("0692 12", "+26269212"),
        ("0690", "+590690"),
        ("0690-12-34-56", "+590690123456"),
        ("+594 694", "+594694"),
        ("+33 692 12", "+26269212"),
        ("262692123456", "+262692123456"),
        ("0262 90", "+26226290"),
        ("75 12 34", "+687751234"),
        ("87 12 34 56", "+68987123456"),
    ],
)
def test_the_beginning_of_a_number_overseas_too(said: str, beginning: str) -> None:
    assert Number(phone=beginning) in read(said).numbers


@pytest.mark.parametrize("said", ["0690-12-34-56", "0690\u201112\u201134\u201156", "0690 12-34-56"])
def test_a_number_of_overseas_is_no_date(said: str) -> None:
    wanted = read(said)
    assert wanted.born is None and Number(phone="+590690123456") in wanted.numbers


@pytest.mark.parametrize("said", ["12/03", "12 / 03", "12/3", "12 mars", "12 MARS", "12.03", "12-03", "né le 12/03"])
def test_a_birthday_without_its_year(said: str) -> None:
    wanted = read(said)
    assert Number(birthday=(12, 3)) in wanted.numbers
    assert not wanted.words and not wanted.is_unreadable


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("12/03", (Number(birthday=(12, 3)),)),
        ("20/12", (Number(birthday=(20, 12)),)),
        ("1/3", (Number(birthday=(1, 3)),)),
        ("29 février", (Number(birthday=(29, 2)),)),
        ("06-12", (Number(birthday=(6, 12)), Number(phone="+33612"))),
        ("06/12", (Number(birthday=(6, 12)), Number(phone="+33612"))),
        ("06/39", (Number(phone="+33639"), Number(phone="+262639"))),
        ("31/02", ()),
        ("12/13", ()),
        ("31 avril", ()),
    ],
)
def test_what_two_short_numbers_may_be(said: str, numbers: tuple[Number, ...]) -> None:
    wanted = read(said)
    assert wanted.numbers == numbers and wanted.is_unreadable == (not numbers)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mme Metropole", ("metropole",)), ("Mme METROPOLE Camille", ("metropole", "camille")),
        ("M. Exemple", ("exemple",)), ("Monsieur Exemple", ("exemple",)), ("Mlle Essai", ("essai",)),
        ("Mr Essai", ("essai",)), ("Exemple Camille, née le 12/03/1990", ("exemple", "camille")),
        ("mme", ("mme",)), ("m", ("m",)), ("exemple m", ("exemple", "m")), ("mars", ("mars",)),
        ("née", ("nee",)), ("ne", ("ne",)),
    ],
)  # fmt: skip
def test_how_one_addresses_somebody_is_no_part_of_the_name(said: str, words: tuple[str, ...]) -> None:
    assert read(said).words == words


@given(st.text(max_size=60))
def test_nothing_typed_breaks_it(said: str) -> None:
    wanted = read(said)
    assert all(word.isalnum() and word.isascii() for word in wanted.words)
    assert wanted.is_unreadable or wanted != Wanted() or not said.strip()


def test_a_run_of_digits_may_be_several_things() -> None:
    assert read("1990").numbers == (Number(appi="1990"), Number(year=1990))
    assert read("20012003").numbers == (Number(appi="20012003"), Number(born=date(2003, 1, 20)))
    assert read("201900001234").numbers == (Number(appi="201900001234"),)
    assert read("201900001234a").numbers == (Number(appi="201900001234A"),)
    mixed = read("exemple 1990")
    assert mixed.words == ("exemple",)
    assert Number(year=1990) in mixed.numbers


def test_no_two_people_are_merged_by_name_alone() -> None:
    one = Identity("exemple camille", birth_date=BORN)
    assert (
        rules_duplicates.likeness(one, Identity("exemple camille", birth_date=date(1980, 1, 1)), similarity=1) is None
    )


WHO = Identity("exemple camille", birth_date=BORN, phone="+33639980001", appi_number="201900001234")


@pytest.mark.parametrize(
    ("old", "similarity", "likeness"),
    [
        (Identity("essai noe", birth_date=date(1980, 1, 1), appi_number="201900001234"), 0.0, "certain"),
        (Identity("exemple camille", birth_date=BORN), 1.0, "certain"),
        (Identity("exemple camille", birth_date=BORN, appi_number="201900009999"), 1.0, None),
        (Identity("exemple camille", birth_year=1990), 1.0, "possible"),
        (Identity("exemple camile", birth_date=date(1990, 12, 3)), 0.8, "possible"),
        (Identity("exemple camile", birth_date=BORN), 0.8, "possible"),
        (Identity("exemple camile", birth_date=date(1991, 3, 12)), 0.8, None),
        (Identity("essai noe", birth_date=BORN), 0.1, None),
        (Identity("essai noe", birth_date=date(1980, 1, 1), phone="+33639980001"), 0.0, "possible"),
        (Identity("exemple camille", BORN, None, "+33639980001", "201900009999"), 1.0, "possible"),
    ],
)  # fmt: skip
def test_how_alike_two_files_are(old: Identity, similarity: float, likeness: str | None) -> None:
    assert rules_duplicates.likeness(WHO, old, similarity=similarity) == likeness


def test_files_without_number_are_not_alike_by_having_none() -> None:
    one, other = Identity("a", birth_date=BORN), Identity("b", birth_date=BORN)
    assert rules_duplicates.likeness(one, other, similarity=0) is None


@pytest.mark.parametrize(("kind", "is_visible", "has_whole"), KINDS)
def test_what_an_agent_is_told_of(kind: Likeness, is_visible: bool, has_whole: bool) -> None:
    told = rules_duplicates.tells(kind, is_visible=is_visible, has_whole_identity=has_whole)
    assert told is (is_visible or (kind == "certain" and has_whole))


@pytest.mark.parametrize(("kind", "is_visible", "has_reason"), KINDS)
def test_what_may_be_made_all_the_same(kind: Likeness, is_visible: bool, has_reason: bool) -> None:
    may = rules_duplicates.may_be_forced(kind, is_visible=is_visible, has_reason=has_reason)
    assert may is (kind == "possible" or (not is_visible and has_reason))


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([("possible", True)], "duplicate_possible"),
        ([("certain", True)], "duplicate_certain"),
        ([("certain", False)], "duplicate_elsewhere"),
        ([("certain", False), ("possible", True)], "duplicate_elsewhere"),
        ([("certain", False), ("certain", True)], "duplicate_certain"),
    ],
)
def test_the_refusal_says_what_may_be_done(found: list[tuple[Likeness, bool]], code: str) -> None:
    assert rules_duplicates.refusal(found) == code
