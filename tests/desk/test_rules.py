"""What is said of a message: every state, every reason in the code, every channel, in three languages."""

import itertools
from datetime import UTC, datetime
from functools import partial

import pytest

from backend.delivery.models import Channel, State
from backend.desk import rules
from tests.desk import reasons

LANGUAGES = ("fr", "en", "ar")
REASONS = sorted(reasons.known())


def test_the_code_is_read_for_reasons_and_gives_many() -> None:
    """One of each way in which a reason is written down, so that the walk below is of all of them."""
    by_way = {"gateway_busy", "push_gone", "push_shown", "no_receipt", "answer_lost", "appointment_past", "opted_out"}
    assert by_way <= set(REASONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_with_every_reason_has_a_plain_sentence(language: str) -> None:
    words = reasons.catalogue_of(language)
    walked = 0
    for state, reason, channel in itertools.product(State, ["", *REASONS], Channel):
        for tried, is_due, carried in itertools.product((False, True), repeat=3):
            known = {"tried": tried, "is_due": is_due, "carried": carried}
            said = rules.sentence(state, channel=channel, reason=reason, **known)
            assert words[f"told.{said.key}"]
            assert said.why is None or words[f"reasons.{said.why}"]
            walked += 1
    assert walked == len(State) * (len(REASONS) + 1) * len(Channel) * 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_stands_after_a_colon(language: str) -> None:
    clauses = {key: text for key, text in reasons.catalogue_of(language).items() if key.startswith("reasons.")}
    assert [key for key, text in clauses.items() if text[0].isupper() or text.endswith(".")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_says_opened_or_read(language: str) -> None:
    forbidden = {"fr": (" lu", "ouvert", "consult"), "en": ("opened", " read"), "ar": ("قرأ", "فتح")}[language]
    said = [text for key, text in reasons.catalogue_of(language).items() if key.startswith(("told.", "reasons."))]
    unreadable = reasons.catalogue_of(language)["reasons.answer_unreadable"]
    assert [text for text in said if text != unreadable and any(stem in text for stem in forbidden)] == []


@pytest.mark.parametrize(
    ("state", "reason", "tried", "is_due", "key", "why"),
    [
        (State.HELD, "", False, False, "held", None),
        (State.PENDING, "", False, False, "will", None),
        (State.PENDING, "", False, True, "due", None),
        (State.PENDING, "gateway_busy", True, False, "network", "gateway_busy"),
        (State.PENDING, "quiet_hours", False, False, "waiting", "quiet_hours"),
        (State.SENDING, "gateway_busy", True, True, "leaving", None),
        (State.ACCEPTED, "", True, True, "sent", None),
        (State.DELIVERED, "", True, True, "reached", None),
        (State.FAILED, "number_wrong", True, True, "failed", "number_wrong"),
        (State.EXPIRED, "", False, True, "expired", "expired"),
        (State.UNCONFIRMED, "", True, True, "unconfirmed", "no_receipt"),
        (State.SUPERSEDED, "older_revision", False, False, "replaced", "older_revision"),
        (State.SUPERSEDED, "push_shown", False, True, "needless", None),
        (State.CANCELLED, "opted_out", False, False, "cancelled", "opted_out"),
    ],
)  # fmt: skip
def test_the_sentence_of(state: State, reason: str, tried: bool, is_due: bool, key: str, why: str | None) -> None:
    assert rules.sentence(state, channel="sms", reason=reason, tried=tried, is_due=is_due) == (key, why)


def test_what_another_message_will_say_does_not_wait_behind_a_notification() -> None:
    sentence = partial(rules.sentence, channel="sms", reason="", tried=False, is_due=False)
    assert sentence(State.HELD, carried=True).key == "carried"
    assert sentence(State.HELD, carried=False).key == "held"
    assert sentence(State.SUPERSEDED, carried=True, reason="merged").key == "merged"


@pytest.mark.parametrize(
    ("states", "told"),
    [
        (["delivered", "superseded"], "reached"),  # shown, and the SMS behind it was not needed
        (["failed", "delivered"], "reached"),
        (["failed", "pending"], "will"),
        (["accepted", "held"], "sent"),
        (["failed", "expired"], "failed"),
        (["cancelled", "superseded"], "replaced"),
        (["cancelled"], "not_sent"),
    ],
)
def test_an_occasion_says_the_most_hopeful_of_its_channels(states: list[str], told: str) -> None:
    assert rules.together(states) == told == rules.together(states[::-1])


def test_a_line_carries_the_last_thing_that_happened() -> None:
    hours = [datetime(2026, 11, 24, hour, tzinfo=UTC) for hour in range(4)]
    names = ("delivered_at", "accepted_at", "ended_at")
    for place in range(4):
        given = {name: hours[n] if n >= place else None for n, name in enumerate(names)}
        assert rules.said_at(**given, leaves_at=hours[3]) == hours[place]
