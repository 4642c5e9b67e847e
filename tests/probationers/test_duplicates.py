"""Files that may be of one person: the rule over its table, and the same question asked of PostgreSQL."""

from datetime import date

import pytest
from django.db import connection

from backend.common import text
from backend.probationers import queries_search, rules_duplicates, rules_sounds
from backend.probationers.rules_duplicates import Identity
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make

BORN = date(1990, 3, 12)
Name = tuple[str, str]
Born = date | int

# One file, another, and what an agent is told: by hand.
TABLE: list[tuple[Name, Born, Name, Born, str | None]] = [
    # A married name, or one that took the place of another.
    (("DELTA", "Camille"), BORN, ("ECHO", "Camille"), BORN, "possible"),
    (("DELTA", "Camille"), BORN, ("DELTA-ECHO", "Camille"), BORN, "possible"),
    (("HOTEL", "Camille"), BORN, ("HOTEL ÉPOUSE INDIGO", "Camille"), BORN, "possible"),
    (("HOTEL EPOUSE INDIGO", "Camille"), 1990, ("HOTEL", "Camille"), BORN, "possible"),
    (("HOTEL", "Camille"), date(1990, 12, 3), ("HOTEL ÉPOUSE INDIGO", "Camille"), BORN, "possible"),
    (("DELTA", "Jean-Noé"), BORN, ("ECHO", "Jean"), BORN, "possible"),
    (("DELTA", "Camille"), 1990, ("ECHO", "Camille"), BORN, None),
    (("DELTA", "Camille"), BORN, ("ECHO", "Camille"), date(1990, 3, 13), None),
    (("DELTA", "Camille"), BORN, ("ECHO", "Noé"), BORN, None),
    # Written down by ear.
    (("BA", "Awa"), BORN, ("BÂ", "Hawa"), BORN, "possible"),
    (("BA", "Awa"), BORN, ("HAWA", "Bah"), BORN, "possible"),
    (("BA", "Awa"), BORN, ("BÂ", "Hawa"), date(1990, 3, 13), None),
    (("SPECIMEN", "Youssef"), BORN, ("SPÉCIMENE", "Yusuf"), BORN, "possible"),
    (("TEST", "Philippe"), BORN, ("TESTE", "Filip"), BORN, "possible"),
    (("BA", "Awa"), BORN, ("SOW", "Hawa"), BORN, None),
    # A year too early or too late.
    (("EXEMPLE", "Camille"), BORN, ("EXEMPLE", "Camille"), date(1991, 3, 12), "possible"),
    (("EXEMPLE", "Camille"), BORN, ("EXEMPLE", "Camille"), date(1989, 3, 12), "possible"),
    (("EXEMPLE", "Camille"), BORN, ("EXEMPLE", "Camille"), 1991, "possible"),
    (("EXEMPLE", "Camille"), 1990, ("EXEMPLE", "Camille"), 1989, "possible"),
    (("EXEMPLE", "Camille"), BORN, ("EXEMPLE", "Camille"), date(1992, 3, 12), None),
    (("EXEMPLE", "Camille"), BORN, ("EXEMPLE", "Camille"), date(1991, 4, 12), None),
    (("EXEMPLE", "Camille"), BORN, ("EXEMPLE", "Camille"), 1992, None),
    # As before.
    (("EXEMPLE", "Camille"), BORN, ("EXEMPLE", "Camille"), BORN, "certain"),
    (("EXEMPLE", "Camille"), BORN, ("ESSAI", "Noé"), BORN, None),
]


def identity(name: Name, born: Born, appi: str = "") -> Identity:
    day = born if isinstance(born, date) else None
    year = born if isinstance(born, int) else None
    key, first = text.plain(" ".join(name)), text.plain(name[1])
    return Identity(key, day, year, appi_number=appi, first_name=first)


@pytest.mark.parametrize(("new", "new_born", "old", "old_born", "told"), TABLE)
def test_one_person_may_stand_under_two_names_spellings_or_years(
    new: Name, new_born: Born, old: Name, old_born: Born, told: str | None
) -> None:
    one, other = identity(new, new_born), identity(old, old_born)
    found = {rules_duplicates.likeness(*pair, similarity=0.3) for pair in ((one, other), (other, one))}
    assert found == {told}


@pytest.mark.parametrize("row", [row for row in TABLE if row[4] == "possible"])
def test_two_appi_numbers_are_two_persons_however_alike(row: tuple[Name, Born, Name, Born, str | None]) -> None:
    one, other = identity(row[0], row[1], "201900001234"), identity(row[2], row[3], "201900009999")
    assert rules_duplicates.likeness(one, other, similarity=0.3) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("new", "new_born", "old", "old_born", "told"), TABLE)
def test_the_database_looks_where_the_rule_would_find(
    new: Name, new_born: Born, old: Name, old_born: Born, told: str | None
) -> None:
    own = organisations.organisation()
    born = {"birth_date": old_born} if isinstance(old_born, date) else {"birth_year": old_born}
    file = make.file(*old, organisation=own, **born)
    found = queries_search.duplicates(accounts.agent(of=own), identity(new, new_born))
    assert [(one.file.pk, one.kind) for one in found] == ([(file.pk, told)] if told else [])


@pytest.mark.django_db
def test_among_many_of_one_first_of_january_the_one_is_found() -> None:
    own, new_year = organisations.organisation(), date(1990, 1, 1)
    for number in range(60):
        make.file("EXEMPLE", f"Zo{'abcdefghij'[number % 10]}{'klmnop'[number // 10]}", organisation=own,
                  birth_date=new_year)  # fmt: skip
    file = make.file("BÂ", "Hawa", organisation=own, birth_date=new_year)
    found = queries_search.duplicates(accounts.agent(of=own), identity(("BA", "Awa"), new_year))
    assert [one.file.pk for one in found] == [file.pk]


@pytest.mark.parametrize(
    "alike",
    ["awa hawa", "youssef yusuf yussouf", "mohamed muhammad mohammed", "dupont dupond", "ouassim wassim wacim",
     "philippe filip", "quentin kentin", "rachid rashid", "djamel jamel", "cherif sherif", "aicha aisha", "ba bah"],
)  # fmt: skip
def test_what_sounds_alike_is_heard_alike(alike: str) -> None:
    assert len({rules_sounds.sound(word) for word in alike.split()}) == 1


@pytest.mark.parametrize("apart", ["camille emile", "noe zoe", "awa ewa", "michel mickael", "ba da", "mamadou mohamed"])
def test_what_sounds_otherwise_is_not(apart: str) -> None:
    one, other = apart.split()
    assert rules_sounds.sound(one) != rules_sounds.sound(other)


@pytest.mark.django_db
def test_in_the_country_names_lead_and_no_year_is_read_whole() -> None:
    """Of each of three years a country has some thousand files."""
    rows = queries_search._alike(identity(("DELTA-ECHO", "Camille"), 1990))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    told = rows.explain()
    led = [line for line in told.splitlines() if "Index Cond" in line]
    assert "probationer_year_and_name" in told and len(led) == 5  # alike; all words and more; as few as each of three
    assert all("search_key" in line for line in led), told
