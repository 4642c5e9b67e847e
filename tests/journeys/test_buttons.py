"""The small twin of `tests/bench/unseen_buttons.py`: the source is read, and a button that nobody saw is found."""

from __future__ import annotations

from tests.journeys.buttons import SourceButton, find_unseen, list_source_buttons, list_unseen
from tests.journeys.words import say

CANCEL = SourceButton("agent/x.tsx", ("agent.cancel.go",))
TELL = SourceButton("agent/y.tsx", ("agent.*.tell",))


def test_a_button_is_seen_by_any_of_its_words() -> None:
    assert find_unseen([CANCEL, TELL], []) == [CANCEL, TELL]
    assert find_unseen([CANCEL, TELL], [f"  {say('agent.cancel.go')} "]) == [TELL]
    assert find_unseen([CANCEL, TELL], [say("agent.move.tell") + " Ctrl ↵"]) == [CANCEL]


def test_both_sides_buttons_are_read_from_their_source() -> None:
    found = list_source_buttons()
    assert sum(one.file.startswith("agent/") for one in found) >= 85
    assert sum(one.file.startswith("probationer/") for one in found) >= 40
    assert SourceButton("agent/booking/BookingForm.tsx", ("agent.book.anyway",)) in found


def test_the_list_names_buttons_that_there_are() -> None:
    assert list_unseen().keys() - {str(one) for one in list_source_buttons()} == set()
