"""Names and words that leave in the state's name open nothing and call nobody: the rules over their whole tables."""

import pytest

from backend.common import names, neutral, sayable
from tests.common.tables import addresses, words


@pytest.mark.parametrize("said", words.NAMES)
def test_a_name_of_any_script_is_a_name(said: str) -> None:
    assert names.read(names.read(said)) == names.read(said)


@pytest.mark.parametrize("said", words.NO_NAMES, ids=ascii)
def test_an_address_or_a_sentence_with_one_is_no_name(said: str) -> None:
    """D175: « Evil-Amendes.Fr : Votre RDV » left under the sender name of the justice."""
    with pytest.raises(ValueError, match=r"no name|sign_unreadable"):
        names.read(said)


@pytest.mark.parametrize(("said", "word"), words.ONE_WORD.items())
def test_before_an_sms_goes_one_word_that_opens_nothing(said: str, word: str) -> None:
    assert names.one_word(said) == word


@pytest.mark.parametrize("said", words.SAYABLE)
def test_what_places_are_told_with_may_be_said(said: str) -> None:
    assert sayable.fault(said) is None


@pytest.mark.parametrize("row", addresses.ROWS, ids=lambda row: row.typed)
def test_every_real_address_may_be_said(row: addresses.Row) -> None:
    assert (sayable.fault(row.typed), sayable.fault(row.city)) == (None, None)


@pytest.mark.parametrize(
    ("why", "said"), [(why, said) for why, each in words.UNSAYABLE.items() for said in each], ids=ascii
)
def test_a_link_a_number_or_a_disguise_is_refused(why: str, said: str) -> None:
    """D176."""
    assert sayable.fault(said) == why


@pytest.mark.parametrize("said", words.HIDING, ids=ascii)
def test_what_reveals_in_disguise_is_seen(said: str) -> None:
    """D176: digits for letters, another alphabet, letters apart."""
    assert neutral.tells(said)


@pytest.mark.parametrize("said", words.HARMLESS)
def test_digits_and_initials_alone_reveal_nothing(said: str) -> None:
    assert not neutral.tells(said)
