import uuid
from datetime import timedelta

import pytest

from backend.common import clock
from backend.delivery import queries
from tests.counting import asked
from tests.delivery import make

pytestmark = pytest.mark.django_db


def test_reach_is_of_the_newest_revision_and_costs_one_query() -> None:
    moved = make.message(state="failed", reason="number_wrong")
    make.message(subject=moved.subject, revision=2)
    lost = make.message(state="failed", reason="number_wrong", ended_at=clock.now())
    told = make.message(state="delivered")
    with asked() as told_queries:
        found = queries.reach_of_subjects([moved.subject, lost.subject, told.subject, "appointment:none"])
    assert len(told_queries) == 1
    assert [found[label].state for label in (moved.subject, lost.subject, told.subject)] == ["waiting", "failed", "ok"]
    assert found["appointment:none"].state == "none"
    assert (found[lost.subject].reason, found[lost.subject].since) == ("number_wrong", lost.ended_at)


def test_reach_of_a_holder_is_what_was_last_said() -> None:
    unlucky, lucky = make.holder(), make.holder()
    earlier = clock.now() - timedelta(days=3)
    make.message(holder=unlucky.pk, state="delivered", next_try_at=earlier)
    make.message(holder=unlucky.pk, state="failed", reason="number_wrong")
    make.message(holder=lucky.pk, state="failed", reason="number_wrong", next_try_at=earlier)
    make.message(holder=lucky.pk, state="accepted")
    with asked() as told_queries:
        found = queries.reach_of_holders([unlucky.pk, lucky.pk], since=clock.now() - timedelta(days=60))
    assert len(told_queries) == 1
    assert (found[unlucky.pk].state, found[lucky.pk].state) == ("failed", "ok")
    assert queries.reach(make.holder().pk).state == "none"


def test_messages_of_a_holder_come_newest_first_and_of_a_subject_in_the_order_of_leaving() -> None:
    owner = make.holder()
    subject = f"appointment:{uuid.uuid4()}"
    now = clock.now()
    late = make.message(subject=subject, holder=owner.pk, occasion="day-1", not_before=now + timedelta(days=3))
    soon = make.message(subject=subject, holder=owner.pk, occasion="day-4", not_before=now)
    make.message()
    assert list(queries.of_subjects([subject])) == [soon, late]
    assert list(queries.of_holder(owner.pk)) == [soon, late]


def test_holders_whose_browsers_listen() -> None:
    listening, deaf = make.holder(), make.holder()
    make.subscription(listening)
    assert queries.subscribed([listening.pk, deaf.pk]) == {listening.pk}
