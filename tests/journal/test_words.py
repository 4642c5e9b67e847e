"""Whoever reads a file's journal reads what was done: each act has words of its own, in every language."""

import pytest

from backend.journal.models import Entry
from backend.probationers import trace
from tests import journal_words
from tests.agenda import make

# What is written from a name put together at run time; the others are met where the suite does them.
TOGETHER = [f"probationers.notice_{field}" for field in ("device", "sign_in", "disowned")]
TOGETHER += [f"probationers.{event}_end" for event in ("announce", "take_back")]
TOGETHER += [f"agenda.{event}" for event in ("book", "move", "relocate", "cancel", "come", "miss", "excuse", "undo",
                                              "reason", "resend", "told_otherwise", "notify", "answer_yes", "answer_no",
                                              "answer_late")]  # fmt: skip
TOGETHER += ["reminders.print_summons", "reminders.see_reply", "reminders.mark_email_refused", "probationers.destroy"]


@pytest.mark.parametrize("verb", TOGETHER)
def test_each_act_on_a_file_has_its_own_words(verb: str) -> None:
    assert journal_words.missing(verb) == []


@pytest.mark.django_db
def test_an_act_without_words_fails_the_test_that_does_it() -> None:
    scene = make.Scene()
    before = Entry.objects.count()
    with pytest.raises(AssertionError, match=r"agent\.verb\.probationers\.juggle"):
        trace.write("juggle", scene.person, by=scene.agent, about=scene.person)
    assert Entry.objects.count() == before
    trace.write("juggle", scene.person, by=scene.agent)  # of no file: read by nobody on a screen
