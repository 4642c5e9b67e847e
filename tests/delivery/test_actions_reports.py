import uuid
from datetime import timedelta

import pytest

from backend.common import clock
from backend.delivery import actions, actions_reports, queries
from backend.delivery.models import IncomingSms, Message, Receipt
from backend.delivery.rules_reports import Incoming, Report
from tests.delivery import make

pytestmark = pytest.mark.django_db


def receipt(message: Message, outcome: str = "delivered", **fields: str) -> Report:
    return Report(outcome, message=str(message.pk), **fields)


def test_a_receipt_moves_its_message_on_once() -> None:
    row = make.message(state="accepted")
    for _ in range(3):
        actions_reports.take_receipts("demonstration", [receipt(row, at="2026-11-23T09:00:00Z")])
    row.refresh_from_db()
    assert (row.state, row.delivered_at is not None) == ("delivered", True)
    assert Receipt.objects.count() == 1


def test_receipts_that_contradict_each_other_end_alike_in_any_order() -> None:
    for order in (["failed", "delivered"], ["delivered", "failed"]):
        row = make.message(state="accepted")
        for outcome in order:
            actions_reports.take_receipts("demonstration", [receipt(row, outcome)])
        row.refresh_from_db()
        assert (row.state, row.reason) == ("delivered", "")


@pytest.mark.parametrize("state", ["sending", "unknown", "accepted", "unconfirmed"])
def test_a_receipt_counts_even_before_the_gateways_answer_was_written_down(state: str) -> None:
    row = make.message(state=state)
    actions_reports.take_receipts("demonstration", [receipt(row, "unreachable")])
    row.refresh_from_db()
    assert (row.state, row.reason) == ("failed", "unreachable")


@pytest.mark.parametrize("state", ["pending", "held", "cancelled", "superseded", "expired"])
def test_a_receipt_for_what_never_left_is_kept_and_changes_nothing(state: str) -> None:
    row = make.message(state=state)
    actions_reports.take_receipts("demonstration", [receipt(row)])
    row.refresh_from_db()
    assert row.state == state and Receipt.objects.filter(message=row).exists()


@pytest.mark.parametrize("message", ["", "nonsense", str(uuid.uuid4())], ids=["none", "nonsense", "unknown"])
def test_a_receipt_of_an_unknown_message_is_kept(message: str) -> None:
    actions_reports.take_receipts("demonstration", [Report("delivered", message=message, reference="r-1")])
    assert Receipt.objects.get().message is None


def test_a_receipt_that_names_only_the_gateways_reference_finds_its_message_later() -> None:
    """LINK Mobility knows our messages by its own reference, which we write down after it answered."""
    row = make.message(state="sending")
    actions_reports.take_receipts("link_mobility", [Report("delivered", reference="lm-7")])
    assert actions_reports.match_receipts() == 0
    Message.objects.filter(pk=row.pk).update(state="accepted", gateway="link_mobility", gateway_ref="lm-7")
    assert actions_reports.match_receipts() == 1
    row.refresh_from_db()
    assert row.state == "delivered"
    assert actions_reports.match_receipts() == 0


def test_another_gateways_reference_is_another_message() -> None:
    make.message(state="accepted", gateway="demonstration", gateway_ref="7")
    actions_reports.take_receipts("link_mobility", [Report("delivered", reference="7")])
    assert Message.objects.get().state == "accepted"


@pytest.mark.parametrize("sms_state", ["held", "pending"])
def test_a_push_that_was_shown_makes_its_sms_needless(sms_state: str) -> None:
    push = make.message(channel="push", state="accepted")
    sms = make.message(subject=push.subject, state=sms_state, behind=push)
    actions_reports.show(str(push.pk))
    actions_reports.show(str(push.pk))
    push.refresh_from_db()
    sms.refresh_from_db()
    assert (push.state, sms.state, sms.reason) == ("delivered", "superseded", "push_shown")


def test_an_sms_that_is_already_on_its_way_is_not_called_needless() -> None:
    push = make.message(channel="push", state="accepted")
    sms = make.message(subject=push.subject, state="sending", behind=push)
    actions_reports.show(str(push.pk))
    sms.refresh_from_db()
    assert sms.state == "sending"


def test_a_push_reported_lost_frees_its_sms_at_once() -> None:
    push = make.message(channel="push", state="accepted")
    sms = make.message(subject=push.subject, state="held", behind=push, release_at=clock.now() + timedelta(hours=2))
    actions_reports.take_receipts("web_push", [receipt(push, "failed")])
    sms.refresh_from_db()
    assert sms.state == "pending" and sms.next_try_at <= clock.now()


def test_stop_is_obeyed_once_and_start_undoes_it() -> None:
    for reference, text in (("a", "STOP"), ("a", "STOP"), ("b", "bonjour")):
        actions_reports.take_incoming("demonstration", Incoming(reference, "33639980001", text))
    assert queries.opted_out([make.NUMBER]) == {make.NUMBER}
    assert sorted(IncomingSms.objects.values_list("understood_as", flat=True)) == ["other", "stop"]
    actions_reports.take_incoming("demonstration", Incoming("c", make.NUMBER, "START"))
    # The first one, delivered again much later, is not a new STOP.
    actions_reports.take_incoming("demonstration", Incoming("a", make.NUMBER, "STOP"))
    assert queries.opted_out([make.NUMBER]) == set()


def test_cancelling_after_a_receipt_leaves_what_arrived() -> None:
    row = make.message(state="delivered")
    assert actions.cancel(row.subject, reason="cancelled") == actions.Superseded(0, left=True)


def test_what_was_said_to_be_not_taken_and_was_shown_all_the_same_is_not_sent_again() -> None:
    """A push service's 502 in front of what it had taken: the worker tells of it once, with one token for ever."""
    push = make.message(channel="push", state="pending", attempts=1, next_try_at=clock.now() + timedelta(seconds=9))
    sms = make.message(subject=push.subject, state="held", behind=push, release_at=clock.now() + timedelta(hours=2))
    actions_reports.show(str(push.pk))
    push.refresh_from_db()
    sms.refresh_from_db()
    assert (push.state, sms.state, sms.reason) == ("delivered", "superseded", "push_shown")
