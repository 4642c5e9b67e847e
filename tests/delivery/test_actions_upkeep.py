from datetime import timedelta

import pytest
from django.conf import settings

from backend.common import clock
from backend.delivery import actions_reports, actions_upkeep, tasks
from backend.delivery.models import IncomingSms, Message
from backend.delivery.rules_reports import Incoming
from tests.delivery import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def states() -> set[str]:
    return set(Message.objects.values_list("state", flat=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pending", "expired"), ("held", "expired"), ("unknown", "unconfirmed"), ("sending", "sending"),
        ("accepted", "accepted"), ("delivered", "delivered"), ("failed", "failed"),
    ],
)  # fmt: skip
def test_what_is_of_no_more_use_ends_and_says_why(before: str, after: str) -> None:
    row = make.message(state=before, expires_at=clock.now() - HOUR)
    make.message(state="pending")
    tasks.sweep()
    tasks.sweep()
    row.refresh_from_db()
    assert row.state == after
    assert bool(row.reason) is (before != after) and bool(row.ended_at) is (before != after)
    assert Message.objects.filter(state="pending").count() == 1


def test_an_expired_push_lets_its_sms_go_while_that_is_still_of_use() -> None:
    push = make.message(channel="push", expires_at=clock.now() - HOUR)
    sms = make.message(subject=push.subject, state="held", behind=push, release_at=clock.now() + HOUR)
    actions_upkeep.expire()
    sms.refresh_from_db()
    assert sms.state == "pending"


def test_after_three_days_without_a_receipt_nothing_more_is_waited_for() -> None:
    old = clock.now() - timedelta(hours=73)
    make.message(state="accepted", accepted_at=old)
    assert actions_upkeep.fall_silent() == 1
    make.message(state="accepted", accepted_at=clock.now() - timedelta(hours=71))
    make.message(state="accepted", accepted_at=old, channel="email")
    assert actions_upkeep.fall_silent() == 0
    assert Message.objects.get(state="unconfirmed").reason == "no_receipt"


def test_old_words_and_numbers_go_and_the_fact_stays() -> None:
    old = clock.now() - settings.MESSAGE_TEXT_LIFE - HOUR
    words = {"text": "Rendez-vous", "title": "Mon suivi", "recipient": make.NUMBER, "segments": 1}
    gone = make.message(created_at=old, holder=make.holder().pk, state="delivered", **words)
    kept = make.message(state="delivered", **words)
    actions_reports.take_incoming("demonstration", Incoming("a", make.NUMBER, "bonjour"))
    IncomingSms.objects.update(received_at=old)
    assert tasks.retain() == 2
    assert tasks.retain() == 0
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.text, gone.title, gone.recipient, gone.segments, gone.state) == ("", "", "", 1, "delivered")
    assert kept.text == "Rendez-vous" and not IncomingSms.objects.exists()


def test_a_clock_that_was_moved_expires_what_it_passed() -> None:
    make.message()
    clock.shift(timedelta(hours=5))
    assert actions_upkeep.expire() == 1
    assert states() == {"expired"}


def test_what_was_said_to_nobody_known_does_not_stay_for_ever() -> None:
    """Codes name no holder, so that no file's end takes them along."""
    old = clock.now() - settings.MESSAGE_TEXT_LIFE - HOUR
    make.message(kind="code", lane="code", state="cancelled", created_at=old)
    ours = make.message(kind="code", lane="code", state="delivered")
    theirs = make.message(holder=make.holder().pk, state="delivered", created_at=old)
    assert tasks.retain() == 1
    assert set(Message.objects.values_list("pk", flat=True)) == {ours.pk, theirs.pk}


def test_codes_to_numbers_in_no_file_are_forgotten_after_two_days() -> None:
    """D184: anybody may ask for tens of thousands a day, since none costs."""
    old = clock.now() - timedelta(days=2) - HOUR
    make.message(kind="code", lane="code", state="cancelled", created_at=old)
    kept = [
        make.message(kind="code", lane="code", state="cancelled", created_at=clock.now() - timedelta(days=2) + HOUR),
        make.message(kind="code", lane="code", state="delivered", created_at=old),
        make.message(holder=make.holder().pk, state="cancelled", created_at=old),
    ]
    assert tasks.retain() == 1
    assert set(Message.objects.values_list("pk", flat=True)) == {message.pk for message in kept}
