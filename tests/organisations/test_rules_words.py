"""Words in another language that are older than their French."""

import pytest

from backend.organisations.rules_words import Look, Shown, shown, stale_after

FR, EN, AR = {"fr": "2e étage"}, {"en": "Second floor"}, {"ar": "الطابق الثاني"}
NEW = {"fr": "3e étage"}
ALL = FR | EN | AR


@pytest.mark.parametrize(
    ("before", "after", "stale", "look", "found"),
    [
        (ALL, ALL, [], Look(), []),
        (ALL, ALL | NEW, [], Look(), ["ar", "en"]),
        (ALL, ALL | NEW | {"en": "Third floor"}, [], Look(), ["ar"]),
        (ALL, ALL | NEW, [], Look(checked=["en"]), ["ar"]),
        (ALL, NEW | EN, [], Look(), ["en"]),
        (ALL, ALL, ["en"], Look(), ["en"]),
        (ALL, ALL | {"en": "Third floor"}, ["en"], Look(), []),
        (ALL, ALL, ["en"], Look(checked=["en"]), []),
        (ALL, FR | AR, ["en"], Look(), []),
        (ALL, ALL, [], Look(is_elsewhere=True), ["ar", "en"]),
        (ALL, ALL, ["fr", "en", "ar"], Look(), ["ar", "en", "fr"]),
        (ALL, ALL | NEW, ["fr", "en", "ar"], Look(), ["ar", "en"]),
        (ALL, ALL, ["fr", "en", "ar"], Look(checked=["fr"]), ["ar", "en"]),
        (EN, EN | FR, [], Look(), ["en"]),
        ({}, ALL, [], Look(), []),
        (FR, FR | EN, [], Look(), []),
    ],
)
def test_a_language_that_stays_behind_is_to_be_looked_at(
    before: dict[str, str], after: dict[str, str], stale: list[str], look: Look, found: list[str]
) -> None:
    assert stale_after(before, after, stale, look=look) == found


@pytest.mark.parametrize(
    ("words", "language", "stale", "expected"),
    [
        (ALL, "en", [], Shown("Second floor", in_french=False)),
        (ALL, "en", ["en"], Shown("2e étage", in_french=True)),
        (ALL, "fr", ["en", "ar"], Shown("2e étage", in_french=False)),
        (FR, "ar", [], Shown("2e étage", in_french=True)),
        (ALL, "en", ["fr", "en"], Shown(None, in_french=False)),
        (ALL, "ar", ["fr", "en"], Shown("الطابق الثاني", in_french=False)),
        (ALL, "fr", ["fr"], Shown(None, in_french=False)),
        ({}, "en", [], Shown(None, in_french=False)),
    ],
)
def test_nobody_is_shown_words_that_are_older_than_the_french(
    words: dict[str, str], language: str, stale: list[str], expected: Shown
) -> None:
    assert shown(words, language, stale=stale) == expected
