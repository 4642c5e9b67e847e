"""Who can't be reached and why: the whole table; and what an agent may do by hand."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from backend.agenda.models import Appointment
from backend.delivery.rules import Standing
from backend.reminders import rules_reach
from backend.reminders.rules_reach import Known
from tests.desk import reasons

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
WELL = Known(phone="+33639980001", phone_status="proved", messaged=True, mark="s")
FAILED = Standing("failed", "unreachable", NOW)


def test_why_over_every_channel_state_of_the_file_and_standing() -> None:
    walked = set()
    for mark, messaged, phone, status, state in itertools.product(
        ("", "s", "p", "ps", "e"), (True, False), ("", "+33639980001"), ("given", "proved", "wrong", "none"),
        ("ok", "waiting", "failed", "none"),
    ):  # fmt: skip
        standing = Standing(state, "unreachable" if state == "failed" else "", NOW)
        reason = rules_reach.why(Known(phone, status, messaged, mark), standing)
        if state == "ok":
            assert reason == "", "whoever was told is not called"
        elif mark:
            assert reason == ("unreachable" if state == "failed" else ""), "what may still arrive is waited for"
        elif not messaged:
            assert reason == "state_not_messaged"
        elif not phone or status == "none":
            assert reason == "no_number"
        else:
            assert reason == ("wrong_number" if status == "wrong" else "opted_out")
        walked.add(reason)
    assert walked == {"", "unreachable", "state_not_messaged", "no_number", "wrong_number", "opted_out"}


@pytest.mark.parametrize(("after", "reason"), [(-1, "unreachable"), (0, "unreachable"), (1, "")])
def test_a_new_number_clears_what_failed_on_the_old_one(after: int, reason: str) -> None:
    changed = NOW + timedelta(minutes=after)
    assert rules_reach.why(WELL, FAILED, number_changed_at=changed) == reason


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_reason_has_a_cause_and_every_cause_says_what_to_do(language: str) -> None:
    words = reasons.catalogue_of(language)
    for reason in reasons.known() | set(rules_reach.CAUSES):
        assert words[f"agent.reach_do.{rules_reach.cause(reason)}"]
        assert words[f"reasons.{reason}"]
    ours = {reason for reason in reasons.known() if rules_reach.cause(reason) == "ours"}
    assert "gateway_refuses_us" in ours and "number_wrong" not in ours


def appointment(**fields: object) -> Appointment:
    return Appointment(**({"state": "booked", "starts_at": NOW + timedelta(days=3)} | fields))


@pytest.mark.parametrize(
    ("row", "known", "last", "fault"),
    [
        (appointment(), WELL, None, None),
        (appointment(), WELL, timedelta(minutes=29, seconds=59), "resent_lately"),
        (appointment(), WELL, timedelta(minutes=30), None),
        (appointment(state="cancelled"), WELL, None, "resend_not_booked"),
        (appointment(state="came"), WELL, None, "resend_not_booked"),
        (appointment(state="missed"), WELL, None, "resend_not_booked"),
        (appointment(state="excused"), WELL, None, "resend_not_booked"),
        (appointment(starts_at=NOW), WELL, None, "resend_past"),
        (appointment(), Known("+33639980001", "proved", True, ""), None, "resend_opted_out"),
        (appointment(), Known("", "none", True, ""), None, "resend_unreachable"),
        (appointment(), Known("+33639980001", "wrong", True, ""), None, "resend_unreachable"),
        (appointment(), Known("+33639980001", "proved", False, ""), None, "resend_unreachable"),
    ],
)
def test_what_stands_in_the_way_of_sending_it_again(
    row: Appointment, known: Known, last: timedelta | None, fault: str | None
) -> None:
    found = rules_reach.resend_fault(row, known, last_at=NOW - last if last else None, now=NOW)
    assert found == fault
    for language in ("fr", "en", "ar"):
        assert fault is None or reasons.catalogue_of(language)[f"errors.{fault}"]


@pytest.mark.parametrize(
    ("mark", "failed", "channel"),
    [
        ("s", (), "sms"),
        ("ps", (), "sms"),
        ("ps", ("sms",), "push"),
        ("ps", ("push",), "sms"),
        ("s", ("sms",), "sms"),
        ("pse", ("sms", "push"), "email"),
        ("pse", ("sms", "push", "email"), "sms"),
        ("e", (), "email"),
        ("p", (), "push"),
    ],
)
def test_the_best_channel(mark: str, failed: tuple[str, ...], channel: str) -> None:
    assert rules_reach.best_channel(mark, frozenset(failed)) == channel
