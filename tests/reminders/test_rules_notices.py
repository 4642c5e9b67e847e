"""What is said at once, in the cases that are easily forgotten; and what an occasion is called the second time."""

from datetime import timedelta

import pytest

from backend.agenda import rules as agenda
from backend.reminders import rules_occasions
from tests.reminders.test_rules import EARLY, SMS, STARTS, plan, spoken


def test_an_excuse_that_was_told_is_taken_back_aloud() -> None:
    told = {"changes": frozenset({"undo"}), "left": frozenset({"reminder", "excused"}), "tell_person": False}
    assert spoken(plan(EARLY, SMS, **told))[0] == ("confirmation", "sms", "")
    assert "confirmation" not in [kind for kind, _, _ in spoken(plan(EARLY, SMS, **(told | {"left": {"reminder"}})))]


def test_a_cancellation_that_was_told_is_taken_back_aloud() -> None:
    told = {"changes": frozenset({"restore"}), "left": frozenset({"reminder", "cancelled"}), "tell_person": False}
    assert spoken(plan(EARLY, SMS, **told))[0] == ("confirmation", "sms", "")
    assert "confirmation" not in [kind for kind, _, _ in spoken(plan(EARLY, SMS, **(told | {"left": {"reminder"}})))]


@pytest.mark.parametrize(("state", "event"), [("cancelled", "cancel"), ("excused", "excuse")])
def test_what_can_be_taken_back_leaves_only_when_it_can_not_any_more(state: str, event: str) -> None:
    (said,) = plan(EARLY, SMS, state=state, changes=frozenset({event}), left=frozenset({"reminder"}))
    assert said.not_before > EARLY + agenda.RESTORABLE >= EARLY + timedelta(seconds=10)


def test_one_absence_is_told_of_once() -> None:
    missed = {"state": "missed", "changes": frozenset({"miss", "undo"}), "outcome_at": STARTS}
    after = STARTS + timedelta(minutes=30)
    assert [due.kind for due in plan(after, SMS, **missed, left=frozenset({"reminder"}))] == ["missed"]
    assert plan(after, SMS, **missed, left=frozenset({"reminder", "missed"})) == []


@pytest.mark.parametrize(
    ("occasion", "taken", "expected"),
    [
        ("day-1", set(), "day-1"),
        ("day-1", {"day-4"}, "day-1"),
        ("day-1", {"day-1"}, "day-1/again1"),
        ("day-1", {"day-1", "day-1/again1"}, "day-1/again2"),
        ("", {""}, "/again1"),
    ],
)
def test_what_is_said_anew_has_a_name_of_its_own(occasion: str, taken: set[str], expected: str) -> None:
    assert rules_occasions.anew(occasion, taken) == expected
    assert rules_occasions.base(expected) == occasion
