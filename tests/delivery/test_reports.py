"""What providers' reports mean, over their whole tables."""

import pytest

from backend.delivery.gateways import brevo_events
from backend.delivery.gateways.reports import of_kannel

# Written by hand from Kannel's user guide: 1 delivered, 2 not delivered, 4 and 8 on the way, 16 refused, 32 buffered.
KANNEL = {
    "on_its_way": (0, 4, 8, 12, 32, 36, 40, 44),
    "delivered": (1, 5, 9, 13, 33, 37, 41, 45),
    "failed": (
        2, 3, 6, 7, 10, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        34, 35, 38, 39, 42, 43, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("status", "outcome"), [(bits, name) for name, those in KANNEL.items() for bits in those])
def test_a_bit_of_failure_outweighs_every_other_of_kannels(status: int, outcome: str) -> None:
    assert of_kannel(status) == outcome


def test_every_sum_of_kannels_bits_is_in_the_table() -> None:
    assert sorted(bits for those in KANNEL.values() for bits in those) == list(range(64))


@pytest.mark.parametrize("status", [-1, 64, 1000])
def test_what_is_no_sum_of_kannels_bits_is_refused(status: int) -> None:
    with pytest.raises(ValueError, match="bits"):
        of_kannel(status)


def brevo(*told: object) -> list[tuple[str, str, str]]:
    found = brevo_events.read(list(told) if len(told) != 1 else told[0], "the-message")
    return [(report.outcome, report.message, report.text) for report in found]


# Names of its console and its pages, written by hand; all but the first four are to be confirmed with an account.
BREVO = {
    "on_its_way": ("sent", "accepted", "request", "subscribe"),
    "delivered": ("delivered", "DELIVERED", " delivered "),
    "failed": ("soft_bounce", "soft-bounce", "Soft Bounce", "rejected", "blacklisted", "skip", "error", "expired"),
    "unreachable": ("hard_bounce",),
    "unrecognised": ("what_is_new", "", "replied"),  # a reply without words
}


@pytest.mark.parametrize(("name", "outcome"), [(name, outcome) for outcome, names in BREVO.items() for name in names])
def test_what_each_event_of_brevo_says(name: str, outcome: str) -> None:
    assert brevo({"msg_status": name, "reference": "ab1"}) == [(outcome, "the-message", "")]


@pytest.mark.parametrize("key", brevo_events.WORDS)
def test_a_reply_brings_its_words(key: str) -> None:
    assert brevo({"msg_status": "replied", key: "2 malade"}) == [("replied", "the-message", "2 malade")]


def test_who_is_unsubscribed_at_brevo_has_said_stop() -> None:
    assert brevo({"msg_status": "unsubscribe"}) == [("replied", "the-message", "STOP")]


def test_a_list_of_events_is_read_one_by_one() -> None:
    sent, arrived = {"msg_status": "sent", "reference": "ab1"}, {"msg_status": "delivered", "reference": "ab1"}
    assert brevo(sent, arrived) == [("on_its_way", "the-message", ""), ("delivered", "the-message", "")]
    assert brevo_events.read([], "the-message") == []


def test_a_list_about_several_messages_is_not_covered_by_the_word_of_one() -> None:
    told = [{"msg_status": "hard_bounce", "reference": name} for name in ("ab1", "ab2")]
    assert brevo(*told) == [("unrecognised", "", "")] * 2


@pytest.mark.parametrize("told", [{}, [1], "x", None, [{"status": "delivered"}]])
def test_what_names_no_event_is_nonsense(told: object) -> None:
    with pytest.raises((ValueError, LookupError, TypeError, AttributeError)):
        brevo_events.read(told, "the-message")
