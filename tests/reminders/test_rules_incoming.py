"""What an answer speaks of, who reads it, what is said in return: each rule over its table."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from backend.reminders import rules_incoming as rules
from backend.reminders.rules import TRUE_WHILE
from backend.reminders.rules_incoming import Case, Spoken

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def spoken(appointment: str = "a", kind: str = "reminder", *, minutes: int = 5, revision: int = 1) -> Spoken:
    return Spoken(appointment, revision, kind, NOW - timedelta(minutes=minutes))


@pytest.mark.parametrize("kind", TRUE_WHILE)
def test_only_what_asks_is_answered(kind: str) -> None:
    found = rules.spoken_of([spoken(kind=kind)])
    assert (found is not None) == (kind in ("confirmation", "moved", "reminder"))


def test_the_last_message_counts_not_the_next_appointment() -> None:
    assert rules.spoken_of([]) is None
    assert rules.spoken_of([spoken("b"), spoken("a", minutes=90)]) == spoken("b")
    assert rules.spoken_of([spoken("b", "cancelled"), spoken("a", minutes=90)]) is None


@pytest.mark.parametrize(("minutes", "is_certain"), [(6, False), (64, False), (65, True), (600, True)])
def test_two_appointments_named_within_an_hour_leave_a_doubt(minutes: int, is_certain: bool) -> None:
    assert (rules.spoken_of([spoken("b"), spoken("a", minutes=minutes)]) is not None) == is_certain


def test_two_messages_of_the_same_appointment_leave_none() -> None:
    said = [spoken(revision=2, kind="moved"), spoken(minutes=6)]
    assert rules.spoken_of(said) == said[0]


@pytest.mark.parametrize(
    ("earlier", "kind", "words", "same"),
    [
        (None, "coming", "", False),
        (("coming", ""), "coming", "", True),
        (("cannot", ""), "coming", "", False),
        (("cannot", "malade"), "cannot", "", True),
        (("cannot", ""), "cannot", "2 malade", False),
        (("cannot", "2 malade"), "cannot", "2 malade", True),
    ],
)
def test_the_same_answer_again(earlier: tuple[str, str] | None, kind: str, words: str, same: bool) -> None:
    assert rules.repeats(earlier, kind, words) == same


def test_who_must_look_over_the_whole_table() -> None:
    for bound, expected in product((True, False), repeat=2):
        read = {m: rules.must_be_read(m, bound=bound, expected=expected) for m in MEANINGS}
        assert read == {
            "yes": not bound, "no": not bound, "stop": expected, "other": True,
            "start": False, "thanks": False, "": False,
        }  # fmt: skip


MEANINGS = ("yes", "no", "stop", "other", "start", "thanks", "")


def test_what_is_said_in_return_over_the_whole_table() -> None:
    said = {(m, bound): rules.answer_kind(m, bound=bound) for m in MEANINGS for bound in (True, False)}
    assert said == {
        ("yes", True): "reply_yes", ("no", True): "reply_no", ("yes", False): "reply_other",
        ("no", False): "reply_other", ("stop", True): "reply_stop", ("stop", False): "reply_stop",
        ("start", True): "reply_start", ("start", False): "reply_start", ("other", True): "reply_other",
        ("other", False): "reply_other", ("thanks", True): "", ("thanks", False): "", ("", True): "", ("", False): "",
    }  # fmt: skip


def case(kind: str = "reply_other", **more: object) -> Case:
    values: dict[str, object] = {
        "kind": kind, "earlier": [], "age": timedelta(seconds=5), "changed": True, "is_mobile": True, "messaged": True,
    }  # fmt: skip
    return Case(**(values | more))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", rules.KINDS)
def test_each_is_answered_once_where_it_may_be(kind: str) -> None:
    about = kind in ("reply_yes", "reply_no")
    assert rules.is_answered(case(kind))
    assert rules.is_answered(case(kind, earlier=[kind])) == about
    assert rules.is_answered(case(kind, changed=False)) == (not about)
    assert rules.is_answered(case(kind, earlier=["reply_yes", "reply_no"] * 2)), "the fifth of the day"
    for never in (
        {"earlier": ["reply_yes", "reply_no"] * 2 + ["reply_yes"]},
        {"age": timedelta(hours=6, seconds=1)},
        {"is_mobile": False},
        {"messaged": False},
        {"kind": ""},
    ):
        assert not rules.is_answered(case(**({"kind": kind} | never)))
