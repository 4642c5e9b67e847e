"""Which file a right code opens: the whole table."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from backend.probationers import rules_sign_in
from backend.probationers.rules_sign_in import Candidate, Outcome

BORN, OTHER = date(1990, 3, 12), date(1971, 1, 2)


def _file(which: str = "one", **known: object) -> Candidate[str]:
    values: dict[str, object] = {"birth_date": BORN, "birth_year": None}
    return Candidate(file=which, **(values | known))  # type: ignore[arg-type]


def _choose(
    *candidates: Candidate[str], right: bool = True, born: date | None = BORN, year: int | None = None
) -> tuple[Outcome, list[str]]:
    return rules_sign_in.choose(candidates, is_code_right=right, born=born, year=year)


NOBODY: tuple[Outcome, list[str]] = (Outcome.REFUSED, [])


@pytest.mark.parametrize(
    ("birth_date", "birth_year", "born", "year", "opens"),
    [
        (BORN, None, BORN, None, True),
        (BORN, None, OTHER, None, False),
        (BORN, None, None, 1990, False),  # the year alone is too little where more is known
        (BORN, 1990, None, 1990, False),
        (BORN, 1990, BORN, None, True),
        (BORN, 1971, BORN, 1971, True),
        (date(1990, 1, 1), None, None, 1990, True),  # 1 January stands for a day that nobody knows
        (date(1990, 1, 1), None, date(1990, 1, 1), None, True),
        (date(1990, 1, 1), None, OTHER, 1990, False),
        (date(1990, 1, 1), None, None, 1991, False),
        (date(1990, 1, 2), None, None, 1990, False),
        (date(1990, 12, 1), None, None, 1990, False),
        (date(1990, 1, 1), None, BORN, None, False),
        (None, 1990, None, 1990, True),
        (None, 1990, BORN, None, True),  # who types the whole date still gets in by its year
        (None, 1990, OTHER, None, False),
        (None, 1990, None, 1991, False),
        (None, None, None, None, False),
        (None, None, BORN, 1990, False),
    ],
)
def test_births(
    birth_date: date | None, birth_year: int | None, born: date | None, year: int | None, opens: bool
) -> None:
    assert rules_sign_in.is_birth(birth_date, birth_year, born=born, year=year) is opens


def test_a_wrong_code_opens_nothing_whatever_else_is_right() -> None:
    for known, with_agent, count in product((True, False), (True, False), (0, 1, 2)):
        files = [_file(is_known_device=known, is_with_agent=with_agent)] * count
        assert _choose(*files, right=False) == NOBODY


def test_one_file() -> None:
    assert _choose(_file()) == (Outcome.SIGNED_IN, ["one"])
    assert _choose(_file(), born=OTHER) == NOBODY
    assert _choose(_file(), born=None) == NOBODY
    assert _choose() == NOBODY


def test_a_known_device_needs_no_birth_date_but_a_wrong_one_is_wrong() -> None:
    assert _choose(_file(is_known_device=True), born=None) == (Outcome.SIGNED_IN, ["one"])
    assert _choose(_file(is_known_device=True), born=OTHER) == NOBODY


def test_two_files() -> None:
    files = (_file("one"), _file("two", birth_date=OTHER))
    assert _choose(*files) == (Outcome.SIGNED_IN, ["one"])
    assert _choose(*files, born=OTHER) == (Outcome.SIGNED_IN, ["two"])
    assert _choose(*files, born=date(1980, 1, 1)) == NOBODY
    assert _choose(_file("one", name="essai lea"), _file("two")) == (Outcome.AMBIGUOUS, ["one", "two"])
    assert _choose(_file("one", is_known_device=True), _file("two"), born=None) == (Outcome.SIGNED_IN, ["one"])
    assert _choose(_file("one", name="essai lea"), _file("two", birth_date=None, birth_year=1990)) == (
        Outcome.AMBIGUOUS,
        ["one", "two"],
    )


EARLY, LATE = datetime(2025, 1, 5, 8, tzinfo=UTC), datetime(2026, 1, 5, 8, tzinfo=UTC)
HERE, AWAY = frozenset({1}), frozenset({9})
AMBIGUOUS = (Outcome.AMBIGUOUS, ["one", "two"])
ONE, TWO = (Outcome.SIGNED_IN, ["one", "two"]), (Outcome.SIGNED_IN, ["two", "one"])
ALONE = (Outcome.SIGNED_IN, ["two"])  # nobody is told of the other


@pytest.mark.parametrize(
    ("one", "two", "chosen"),
    [
        ({}, {}, ONE),
        ({"since": LATE}, {"since": EARLY}, TWO),
        ({}, {"is_proved": True}, TWO),
        ({"is_proved": True}, {}, ONE),
        ({"is_proved": True}, {"is_proved": True}, ONE),
        ({"name": "essai lea"}, {}, AMBIGUOUS),  # twins with one phone
        ({"name": "essai lea", "services": HERE}, {"is_proved": True, "reach": HERE}, AMBIGUOUS),
        ({"name": "essai lea", "services": AWAY}, {"is_proved": True, "reach": HERE}, ALONE),
        ({"name": "essai lea", "services": AWAY, "is_proved": True}, {"is_proved": True, "reach": HERE}, AMBIGUOUS),
        ({"name": "essai lea", "services": AWAY}, {"reach": HERE}, AMBIGUOUS),
        ({"name": "essai lea", "is_over": True}, {}, AMBIGUOUS),
        ({"is_over": True, "is_proved": True}, {}, TWO),
        ({"name": "essai lea"}, {"is_known_device": True}, ALONE),
        ({"name": "essai lea", "services": HERE}, {"is_known_device": True, "reach": HERE}, TWO),
        ({"name": "essai lea"}, {"is_with_agent": True}, ALONE),
        ({"is_known_device": True}, {"is_with_agent": True}, TWO),
        ({"is_with_agent": True}, {"is_with_agent": True}, ONE),
        ({"is_sensitive": True, "is_proved": True}, {}, AMBIGUOUS),
        ({"is_sensitive": True}, {"is_proved": True}, AMBIGUOUS),
        ({"is_sensitive": True, "is_with_agent": True}, {}, ONE),
        ({"is_sensitive": True, "is_known_device": True}, {"is_proved": True}, ONE),
    ],
)
def test_two_files_of_one_birth_date(
    one: dict[str, object], two: dict[str, object], chosen: tuple[Outcome, list[str]]
) -> None:
    usual: dict[str, object] = {"name": "essai elodie"}
    files = _file("one", **(usual | {"since": EARLY} | one)), _file("two", **(usual | {"since": LATE} | two))
    assert _choose(*files) == chosen


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"name": "essai elodie"}, "two_files"),  # certainly one person: it was told and marked when it was made
        ({"name": "essai elodie", "birth_date": None, "birth_year": 1990}, "to_prove"),
        ({"name": "essai lea", "services": HERE}, "two_files"),
        ({"name": "essai lea", "services": AWAY}, "to_prove"),
        ({"name": "essai elodie", "services": AWAY, "birth_date": None, "birth_year": 1990}, "to_prove"),
    ],
)
def test_agents_read_of_two_files_only_where_they_see_both(other: dict[str, object], why: str) -> None:
    one = _file("one", name="essai elodie", services=HERE, reach=HERE)
    assert rules_sign_in.why_not(one, [_file("two", **other)], Outcome.AMBIGUOUS) == why
    assert rules_sign_in.why_not(one, [], Outcome.UNATTENDED) == "sensitive"


@pytest.mark.parametrize(
    ("is_known", "is_with_agent", "born", "outcome"),
    [
        (False, False, BORN, Outcome.UNATTENDED),
        (False, False, OTHER, Outcome.REFUSED),
        (False, True, BORN, Outcome.SIGNED_IN),
        (False, True, None, Outcome.REFUSED),
        (True, False, BORN, Outcome.SIGNED_IN),
        (True, False, None, Outcome.REFUSED),  # a shared phone is a known one: the birth date every time
        (True, True, None, Outcome.REFUSED),
    ],
)
def test_a_sensitive_file(is_known: bool, is_with_agent: bool, born: date | None, outcome: Outcome) -> None:
    file = _file(is_sensitive=True, is_known_device=is_known, is_with_agent=is_with_agent)
    assert _choose(file, born=born)[0] is outcome


@pytest.mark.parametrize(("is_known", "is_sensitive", "asks"), [(0, 0, 1), (0, 1, 1), (1, 0, 0), (1, 1, 1)])
def test_when_the_birth_date_is_asked(is_known: int, is_sensitive: int, asks: int) -> None:
    asked = rules_sign_in.asks_birth(is_known_device=bool(is_known), is_sensitive=bool(is_sensitive))
    assert asked is bool(asks)


@pytest.mark.parametrize(
    ("known", "sensitive", "with_agent"), list(product((True, False), (True, False), (True, False)))
)
def test_a_stopped_file_opens_where_no_birth_date_is_asked_or_an_agent_is_there(
    known: bool, sensitive: bool, with_agent: bool
) -> None:
    file = _file(is_known_device=known, is_sensitive=sensitive, is_with_agent=with_agent, is_stopped=True)
    opens = with_agent or (known and not sensitive)
    assert _choose(file) == ((Outcome.SIGNED_IN, ["one"]) if opens else NOBODY)


@pytest.mark.parametrize(
    ("tries", "is_stopped", "notice"),
    [
        (0, False, ""), (1, False, ""), (4, False, ""), (5, False, "wrong_birth"), (9, False, "wrong_birth"),
        (10, False, "sign_in_stopped"), (11, True, "sign_in_stopped"), (1000, True, "sign_in_stopped"),
    ],
)  # fmt: skip
def test_ten_wrong_birth_dates_are_compared_and_an_agent_hears_of_the_fifth(
    tries: int, is_stopped: bool, notice: str
) -> None:
    assert rules_sign_in.is_stopped(tries) is is_stopped
    assert rules_sign_in.notice_of(tries) == notice
