import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from backend.common import clock
from backend.delivery import actions, queries
from backend.delivery.models import Message
from tests.counting import cost
from tests.delivery import make

pytestmark = pytest.mark.django_db


def test_queueing_twice_says_it_once_and_a_newer_revision_speaks_again() -> None:
    order = make.order()
    first = actions.queue_many([order])[0]
    again = actions.queue_many([make.order(subject=order.subject)])[0]
    moved = actions.queue_many([make.order(subject=order.subject, revision=2)])[0]
    assert first.pk == again.pk != moved.pk
    assert Message.objects.count() == 2


def test_the_database_itself_refuses_to_say_it_twice() -> None:
    row = make.message()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.pk = uuid.uuid4()
        row.save(force_insert=True)


def test_a_held_sms_waits_behind_the_push_of_the_same_call_even_when_it_is_called_twice() -> None:
    release = clock.now() + timedelta(hours=2)
    subject = f"appointment:{uuid.uuid4()}"

    def call() -> list[Message]:
        push = make.order(subject=subject, channel="push")
        return actions.queue_many([make.order(subject=subject, release_at=release, behind=push), push])

    sms, push = call()
    assert (sms.state, sms.behind_id, push.state) == ("held", push.pk, "pending")
    assert [row.pk for row in call()] == [sms.pk, push.pk]


def test_queueing_many_costs_as_much_as_queueing_two() -> None:
    for count in (2, 40):
        queue = partial(actions.queue_many, [make.order() for _ in range(count)])
        assert cost(queue) == 5  # savepoint, insert, read back, wake, release


def test_superseding_takes_back_what_waits_and_says_whether_something_left() -> None:
    subject = f"appointment:{uuid.uuid4()}"
    waiting = make.message(subject=subject)
    held = make.message(subject=subject, occasion="day-4", state="held")
    newer = make.message(subject=subject, revision=2)
    assert actions.supersede(subject, below=2) == actions.Superseded(2, left=False)
    states = {row.pk: row.state for row in Message.objects.all()}
    assert states == {waiting.pk: "superseded", held.pk: "superseded", newer.pk: "pending"}


@pytest.mark.parametrize("state", ["sending", "unknown", "accepted", "delivered", "unconfirmed"])
def test_what_may_have_left_is_reported_and_kept(state: str) -> None:
    row = make.message(state=state)
    assert actions.supersede(row.subject, below=2) == actions.Superseded(0, left=True)
    row.refresh_from_db()
    assert row.state == state


@pytest.mark.parametrize("state", ["failed", "expired", "cancelled", "superseded"])
def test_what_never_left_asks_for_no_notice(state: str) -> None:
    row = make.message(state=state)
    assert actions.supersede(row.subject, below=2) == actions.Superseded(0, left=False)


def test_cancelling_stops_the_kinds_named_and_says_why() -> None:
    subject = f"appointment:{uuid.uuid4()}"
    missed = make.message(subject=subject, kind="missed")
    reminder = make.message(subject=subject)
    assert actions.cancel(subject, reason="outcome_undone", kinds=["missed"]).count == 1
    missed.refresh_from_db()
    reminder.refresh_from_db()
    assert (missed.state, missed.reason, reminder.state) == ("cancelled", "outcome_undone", "pending")
    assert missed.ended_at is not None
    assert actions.cancel(subject, reason="cancelled").count == 1


@pytest.mark.django_db(transaction=True)
def test_the_sender_is_woken_at_the_commit_and_not_before() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {actions.WAKE}")
    raw = connection.connection
    with transaction.atomic():
        actions.queue_many([make.order(lane="code")])
        assert list(raw.notifies(timeout=0.05, stop_after=1)) == []
    assert [note.payload for note in raw.notifies(timeout=2, stop_after=1)] == ["code"]


def test_heartbeats_tell_who_is_late_and_who_never_came() -> None:
    actions.beat("sender", every=timedelta(seconds=5))
    beats = {beat.name: beat.late for beat in queries.heartbeats(["sender", "planner"])}
    assert beats == {"sender": False, "planner": True}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE delivery_heartbeat SET at = at - interval '1 minute'")
    assert queries.heartbeats()[0].late


def test_opting_out_is_of_a_number_and_can_be_undone() -> None:
    actions.opt_out(make.NUMBER)
    actions.opt_out(make.NUMBER)
    assert queries.opted_out([make.NUMBER, "+33639980002"]) == {make.NUMBER}
    actions.opt_in(make.NUMBER)
    assert queries.opted_out([make.NUMBER]) == set()
