"""D14: twelve characters that are worth nothing."""

import pytest

from backend.accounts.passwords import is_guessable


@pytest.mark.parametrize(
    ("password", "guessable"),
    [
        ("123456789012", True), ("098765432109", True), ("583920174652", True), ("abcdefghijklm", True),
        ("aaaaaaaaaaaaa", True), ("abababababab", True), ("Printemps!Printemps!", True), ("zyxwvutsrqpo", True),
        ("٠١٢٣٤٥٦٧٨٩٠١", True), ("AbcDefGhiJkl", True), ("une autre phrase de test", False),
        ("tR7-vilebrequin", False), ("correct cheval pile", False), ("1234abcd5678efgh", True),
    ],
)  # fmt: skip
def test_what_one_guesses_first_is_refused(password: str, guessable: bool) -> None:
    assert is_guessable(password) is guessable
