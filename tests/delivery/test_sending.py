"""The sender, as a real process, on what can befall one message after another."""

import signal
import subprocess
import time
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.db import transaction

from backend.common import clock
from backend.config import environment
from backend.delivery import actions, actions_reports, queries
from backend.delivery.models import Message
from backend.delivery.sending import line
from tests.delivery import make
from tests.faults.stage import Stage, until
from tests.running import run as run_it

SOON = timedelta(hours=2)


def state(row: Message) -> str:
    return Message.objects.values_list("state", flat=True).get(pk=row.pk)


def says(row: Message, reason: str) -> bool:
    return Message.objects.get(pk=row.pk).reason == reason


def came(stage: Stage, row: Message) -> bool:
    return str(row.pk) in {sms["key"] for sms in stage.messages()}


def becomes(row: Message, *wanted: str, within: float = 90) -> Message:
    until(lambda: state(row) in wanted, within=within, what=f"{wanted}, is {state(row)}")
    row.refresh_from_db()
    return row


def test_what_is_sent_is_kept_word_for_word_but_a_code_never(stage: Stage) -> None:
    said, code = actions.queue_many([make.order(subject="appointment:é’x"), make.order(kind="code", lane="code")])
    stage.sender()
    becomes(said, "accepted")
    becomes(code, "accepted")
    assert (said.text, said.recipient, said.segments) == ("Rendez-vous é'x", make.NUMBER, 1)
    assert (said.gateway, said.gateway_ref) == ("demonstration", f"ref-{said.pk}")
    assert (code.text, code.title, code.recipient, code.segments) == ("", "", "", 1)
    assert {sms["text"] for sms in stage.messages()} >= {"Rendez-vous é'x"}
    beats = {beat.name: beat.late for beat in queries.heartbeats()}
    assert beats.pop("sender") is False and [name.startswith("sender:") for name in beats] == [True]


def test_a_composers_no_a_poisoned_message_and_an_unknown_kind_harm_nobody_else(stage: Stage) -> None:
    refused = make.message(subject="refused:1")
    poison = make.message(subject="poison:1")
    stranger = make.message(kind="kind_of_another_version")
    good = make.message()
    stage.sender()
    becomes(good, "accepted")
    assert becomes(refused, "cancelled").reason == "opted_out"
    for row in (poison, stranger):
        until(partial(says, row, "not_composed"), within=90, what="put off")
        row.refresh_from_db()
        assert (row.state, row.attempts) == ("pending", 1) and row.next_try_at > clock.now()
    assert [sms["key"] for sms in stage.messages()] == [str(good.pk)]


def test_an_older_revision_and_one_cancelled_between_claim_and_send_do_not_leave(stage: Stage) -> None:
    """The composer is asked after the claim: what was decided until then counts."""
    old = make.message(subject="moved:1")
    actions.queue_many([make.order(subject="moved:1", revision=2)])
    stage.sender()
    until(lambda: Message.objects.filter(revision=2, state="accepted").exists(), within=90, what="the new one left")
    assert becomes(old, "cancelled").reason == "older_revision"
    assert len(stage.messages()) == 1


def test_what_is_cancelled_before_its_hour_never_leaves(stage: Stage) -> None:
    later = make.message(not_before=clock.now() + SOON, next_try_at=clock.now() + SOON)
    stage.sender()
    until(lambda: queries.heartbeats(), within=90, what="the sender lives")
    actions.cancel(later.subject, reason="cancelled")
    clock.shift(timedelta(hours=3))
    other = make.message()
    becomes(other, "accepted")
    assert state(later) == "cancelled" and len(stage.messages()) == 1


def test_a_moved_clock_sends_what_it_makes_due_within_a_second(stage: Stage) -> None:
    later = make.message(not_before=clock.now() + SOON, next_try_at=clock.now() + SOON)
    stage.sender()
    until(lambda: queries.heartbeats(), within=90, what="the sender lives")
    time.sleep(1)
    assert state(later) == "pending"
    clock.shift(SOON + timedelta(minutes=1))
    becomes(later, "accepted", within=20)


def test_a_code_is_woken_and_leaves_at_once(stage: Stage) -> None:
    stage.sender()
    becomes(make.message(), "accepted")
    took = []
    for _ in range(5):
        began = time.monotonic()
        with transaction.atomic():
            row = actions.queue_many([make.order(kind="code", lane="code")])[0]
        until(partial(came, stage, row), within=30, what="the code left")
        took.append(time.monotonic() - began)
    assert sorted(took)[2] < 0.3, took


def test_a_held_sms_leaves_at_its_hour_unless_its_push_was_shown(stage: Stage) -> None:
    release = clock.now() + SOON
    orders = []
    for subject in ("appointment:shown", "appointment:not"):
        push = make.order(subject=subject, channel="push", not_before=release + SOON, expires_at=release + 2 * SOON)
        orders += [push, make.order(subject=subject, release_at=release, behind=push)]
    shown_push, shown, _, lonely = actions.queue_many(orders)
    Message.objects.filter(pk=shown_push.pk).update(state="accepted")
    stage.sender()
    until(lambda: queries.heartbeats(), within=90, what="the sender lives")
    assert {state(shown), state(lonely)} == {"held"}
    actions_reports.show(str(shown_push.pk))
    clock.shift(SOON)
    becomes(lonely, "accepted")
    assert (state(shown), len(stage.messages())) == ("superseded", 1)


def test_a_push_that_nobody_can_get_frees_its_sms_at_once(stage: Stage) -> None:
    owner = make.holder()
    push = make.order(channel="push", holder=owner.pk)
    sms = make.order(subject=push.subject, holder=owner.pk, release_at=clock.now() + SOON, behind=push)
    rows = actions.queue_many([push, sms])
    stage.sender()
    assert becomes(rows[0], "failed").reason == "no_subscription"
    becomes(rows[1], "accepted", within=20)


def test_faults_of_the_gateway_are_tried_again_under_the_same_key(stage: Stage) -> None:
    stage.behave(503, 500, "drop", 429)
    row = make.message()
    stage.sender(MSJ_LEASE_SECONDS="3")

    def accepted() -> bool:
        Message.objects.filter(state__in=["pending", "unknown"]).update(next_try_at=clock.now())
        time.sleep(0.2)
        return state(row) == "accepted"

    until(accepted, within=60, what="accepted at the fifth try")
    row.refresh_from_db()
    report = stage.report()
    assert (report["requests"], report["phone"], row.attempts, row.doubts) == (5, 1, 5, 2)


def test_a_refusal_for_good_is_final_and_says_why(stage: Stage) -> None:
    stage.behave(400)
    row = make.message()
    stage.sender()
    assert becomes(row, "failed").reason == "number_wrong"
    assert row.ended_at is not None


def test_no_answer_is_not_mistaken_for_a_no(stage: Stage) -> None:
    stage.behave("hang")
    row = make.message()
    stage.sender(MSJ_LEASE_SECONDS="2")
    becomes(row, "unknown")
    assert row.doubts == 1 and stage.report()["phone"] == 1
    Message.objects.update(next_try_at=clock.now())
    becomes(row, "accepted")
    assert stage.report()["phone"] == 1


@pytest.mark.django_db(transaction=True)
def test_asked_to_stop_it_finishes_what_it_began_and_gives_back_the_rest() -> None:
    stage = Stage(delay=0.5)
    try:
        actions.queue_many([make.order() for _ in range(200)])
        sender = stage.sender(MSJ_SEND_CONCURRENCY="20")
        until(lambda: stage.report()["flying"].get("a", 0) >= 10, within=90, what="work in flight")
        sender.send_signal(signal.SIGTERM)
        assert sender.wait(15) == 0
        report = stage.report()
        left = Message.objects.filter(state="accepted").count()
        assert 0 < left == report["phone"] == report["requests"] < 200
        assert Message.objects.filter(state="pending", attempts=0).count() == 200 - left
        again = stage.sender(MSJ_SEND_CONCURRENCY="100")
        until(lambda: not Message.objects.exclude(state="accepted").exists(), within=90, what="all accepted")
        assert stage.report()["requests"] == 200 and again.poll() is None
    finally:
        stage.close()


def test_it_reaches_the_database_as_the_web_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the address says of the line holds for its own connections too, and a silent host is noticed."""
    told = "postgresql://u:p%40@one,two:5433/msj?target_session_attrs=read-write&sslcrl=/x&keepalives_idle=9&pool=true"
    monkeypatch.setitem(settings.DATABASES, "default", environment.database(told))
    assert line.address() == {
        "host": "one,two", "port": 5433, "user": "u", "password": "p@", "dbname": "msj", "sslcrl": "/x",
        "target_session_attrs": "read-write", "connect_timeout": 5, "tcp_user_timeout": 10_000,
        "keepalives_idle": 9, "keepalives_interval": 2, "keepalives_count": 3,
    }  # fmt: skip


def test_its_line_says_who_it_is_whatever_the_address_says(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = settings.DATABASES["default"].get("OPTIONS", {})
    more = {"application_name": "ours", "connect_timeout": 7}
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", options | more)

    async def story() -> dict[str, str]:
        one = line.Line("ear")
        found = (await one.connection()).info.get_parameters()
        await one.close()
        return found

    found = run_it(story())
    assert (found["application_name"], found["connect_timeout"], found["tcp_user_timeout"]) == ("msj ear", "7", "10000")


@pytest.mark.django_db(transaction=True)
def test_a_configuration_without_a_way_out_ends_the_start_with_its_name() -> None:
    stage = Stage()
    try:
        for name in ("MSJ_DEMO_GATEWAY_URL", "MSJ_VAPID_PRIVATE_KEY"):
            sender = stage.sender(keyed=True, stderr=subprocess.PIPE, **{name: ""})
            _, said = sender.communicate(timeout=20)
            assert sender.returncode == 1 and name in said
    finally:
        stage.close()
