"""Planned a second time: whatever was ordered before and told nobody is not lost, and nothing is said twice."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread
from typing import Any, Unpack

import pytest
from django.db import connection, transaction
from django.db.models import Q

from backend.agenda import actions as agenda
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock
from backend.config import composers as wiring
from backend.delivery import carrying
from backend.delivery.composers import Due, Refusal
from backend.delivery.models import Message, PushSubscription
from backend.delivery.rules import copy_of
from backend.desk import queries as desk
from backend.probationers import actions_files
from backend.probationers.models import Probationer
from backend.reminders import actions, composers, contacts, queries_told
from tests.agenda import make
from tests.agenda.booking_changes import BookingChanges
from tests.delivery import make as delivery
from tests.probationers import trusted
from tests.reminders import scenes
from tests.reminders.hours import PARIS

pytestmark = pytest.mark.django_db
NUMBER = "+33639980099"


@pytest.fixture
def scene() -> make.Scene:
    wiring.register()
    return scenes.at_ten()


def wish(scene: make.Scene, days: int = 12, **more: Unpack[BookingChanges]) -> Booking:
    at = make.working_day(days)
    usual = Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=at, force=True)
    return replace(usual, **more)


def booked(scene: make.Scene, days: int = 12, **more: Unpack[BookingChanges]) -> Appointment:
    made = agenda.book(wish(scene, days, **more), by=scene.agent)
    actions.plan(made.pk)
    return made


def without_number(scene: make.Scene) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(phone="", phone_status="none")
    scene.person.refresh_from_db()


def typed(scene: make.Scene, number: str = NUMBER) -> None:
    """The agent types a number; the planner's next look."""
    scene.person.refresh_from_db()
    actions_files.update(scene.person, by=scene.agent, given={"phone": number})
    actions.plan_all()


def eve(row: Appointment, hour: int, minute: int = 0) -> None:
    at = (row.starts_at - timedelta(days=1)).astimezone(PARIS).replace(hour=hour, minute=minute)
    clock.shift(at - clock.now())


def leave(row: Appointment, **narrowed: object) -> None:
    Message.objects.filter(subject=str(row), **narrowed).update(state="accepted", attempts=1, accepted_at=clock.now())


def ended(row: Appointment, state: str, reason: str, **narrowed: object) -> None:
    rows = Message.objects.filter(subject=str(row), **narrowed)
    rows.update(state=state, reason=reason, attempts=1, ended_at=clock.now())


def waits(row: Appointment) -> list[tuple[str, str, str]]:
    rows = Message.objects.filter(subject=str(row), state__in=("pending", "held"))
    return sorted(rows.values_list("kind", "channel", "occasion"))


def to_call(row: Appointment) -> list[str]:
    return [one.reason for one in desk.whom_to_call(Appointment.objects.filter(pk=row.pk), now=clock.now())]


def due(row: Message) -> Due:
    return Due(**{name: getattr(row, name) for name in Due.__dataclass_fields__})


class TestANumberTypedAfterTheBooking:
    def test_the_booking_is_confirmed_then(self, scene: make.Scene) -> None:
        without_number(scene)
        row = booked(scene)
        assert waits(row) == []
        typed(scene)
        assert ("confirmation", "sms", "") in waits(row)

    def test_so_it_is_when_no_reminder_may_leave_any_more(self, scene: make.Scene) -> None:
        without_number(scene)
        row = booked(scene)
        eve(row, 19, 30)
        assert to_call(row) == ["no_number"]
        typed(scene)
        assert waits(row) == [("confirmation", "sms", "day-1")]

    def test_a_number_that_replaces_a_wrong_one_gets_what_failed_on_it(self, scene: make.Scene) -> None:
        row = booked(scene)
        leave(row, kind="confirmation")
        leave(row, occasion="day-4")
        eve(row, 10, 30)
        ended(row, "failed", "number_wrong", occasion="day-1")
        Probationer.objects.filter(pk=scene.person.pk).update(phone_status="wrong")
        actions.plan_all()
        assert to_call(row) == ["wrong_number"]
        typed(scene)
        assert waits(row) == [("reminder", "sms", "day-1/again1")]
        failed = Message.objects.get(subject=str(row), occasion="day-1")
        assert (failed.state, failed.reason) == ("failed", "number_wrong"), "the history stays"
        ended(row, "failed", "number_wrong", occasion="day-1/again1")
        Probationer.objects.filter(pk=scene.person.pk).update(phone_status="wrong")
        actions.plan_all()
        typed(scene, "+33639980098")
        assert waits(row) == [("reminder", "sms", "day-1/again2")]
        leave(row, occasion="day-1/again2")
        delivery.subscription(scene.person.holder)
        assert actions.plan(row.pk) == 0, "said, whatever it is called"


def test_detained_by_mistake_as_the_reminder_left_it_leaves_all_the_same(scene: make.Scene) -> None:
    row = booked(scene, starts_at=make.working_day(12, hour=15))
    leave(row, kind="confirmation")
    leave(row, occasion="day-4")
    eve(row, 11)
    actions_files.set_state(scene.person, by=scene.agent, state="detained")
    refusal = composers.compose([due(Message.objects.get(subject=str(row), occasion="day-1"))])[0]
    assert isinstance(refusal, Refusal) and refusal.reason == "state_not_messaged"
    ended(row, "cancelled", refusal.reason, occasion="day-1")
    actions.plan_all()
    scene.person.refresh_from_db()
    actions_files.set_state(scene.person, by=scene.agent, state="followed")
    actions.plan_all()
    assert waits(row) == [("reminder", "sms", "day-1/again1")]


class TestOtherChannels:
    def test_a_reminder_that_is_late_for_its_window_is_not_forgotten(self, scene: make.Scene) -> None:
        """An outage lasted over the evening: it can't be planned anew, and leaves in the morning or says why not."""
        row = booked(scene, starts_at=make.working_day(12, hour=15))
        leave(row, kind="confirmation")
        leave(row, occasion="day-4")
        eve(row, 20)
        delivery.subscription(scene.person.holder)
        actions.plan_all()
        assert waits(row) == [("reminder", "sms", "day-1")]

    def test_a_confirmation_that_stands_for_the_reminder_still_does(self, scene: make.Scene) -> None:
        row = agenda.book(wish(scene), by=scene.agent)
        eve(row, 11)
        actions.plan(row.pk)
        assert waits(row) == [("confirmation", "sms", "day-1")]
        delivery.subscription(scene.person.holder)
        actions.plan_all()
        assert waits(row) == [("confirmation", "sms", "day-1")]

    def test_a_notice_that_waits_is_not_ordered_twice_on_another_day(self, scene: make.Scene) -> None:
        """A gateway that fails for days: what was a notice of that day would now stand for the reminder too."""
        row = booked(scene)
        leave(row, kind="confirmation")
        agenda.move(row.pk, wish(scene, 10), by=scene.agent)
        actions.plan(row.pk)
        row.refresh_from_db()
        eve(row, 11)
        delivery.subscription(scene.person.holder)
        actions.plan_all()
        assert [one for one in waits(row) if one[0] == "moved"] == [("moved", "sms", "")]

    def test_the_text_waits_behind_a_push_that_lives(self, scene: make.Scene) -> None:
        delivery.subscription(scene.person.holder)
        row = booked(scene)
        leave(row, kind="confirmation")
        leave(row, occasion__in=("day-4", "day-7"))
        eve(row, 11)
        dead = Message.objects.get(subject=str(row), occasion="day-1", channel="push")
        ended(row, "failed", "no_subscription", pk=dead.pk)
        PushSubscription.objects.all().delete()
        carrying.free_behind([dead.pk], now=clock.now())
        actions.plan_all()
        delivery.subscription(scene.person.holder)
        actions.plan_all()
        sms = Message.objects.get(subject=str(row), kind="reminder", channel="sms", state="held")
        assert sms.behind is not None and (sms.behind.occasion, sms.behind.state) == ("day-1/again1", "pending")


class TestWhatWasToldDecides:
    def test_a_move_that_never_left_is_told_after_an_excuse_that_was_undone(self, scene: make.Scene) -> None:
        row = booked(scene, 20)
        leave(row, kind="confirmation")
        agenda.move(row.pk, wish(scene, 8), by=scene.agent)
        actions.plan(row.pk)
        agenda.record(row.pk, outcome="excused", by=scene.agent)
        actions.plan(row.pk)
        agenda.undo(row.pk, by=scene.agent)
        actions.plan(row.pk)
        assert ("moved", "sms", "") in waits(row)

    def test_so_is_the_contact(self, scene: make.Scene) -> None:
        def plan_copies() -> None:
            for pair in contacts.waiting(now=clock.now(), of=Q()):
                contacts.plan(pair)

        trusted.active(scene.person, scene.agent)
        row = booked(scene, 20)
        plan_copies()
        copies = Message.objects.filter(subject=copy_of(str(row)))
        copies.filter(kind="copy_confirmation").update(state="accepted", attempts=1)
        agenda.move(row.pk, wish(scene, 8), by=scene.agent)
        plan_copies()
        agenda.record(row.pk, outcome="excused", by=scene.agent)
        plan_copies()
        agenda.undo(row.pk, by=scene.agent)
        plan_copies()
        assert "copy_moved" in copies.filter(state="pending").values_list("kind", flat=True)

    def test_an_excuse_is_an_answer_whatever_was_wished_at_booking(self, scene: make.Scene) -> None:
        row = booked(scene, tell_person=False)
        leave(row, occasion="day-4")
        agenda.record(row.pk, outcome="excused", by=scene.agent)
        actions.plan(row.pk)
        assert waits(row) == [("excused", "sms", "")]


class TestCarried:
    @pytest.fixture
    def both(self, scene: make.Scene) -> tuple[Appointment, Appointment, Message]:
        """Two of one day, and the message that names both."""
        first = booked(scene, starts_at=make.working_day(12, hour=10))
        later = booked(scene, starts_at=make.working_day(12, hour=15))
        for row in (first, later):
            leave(row, kind="confirmation")
            leave(row, occasion="day-4")
        carrier = Message.objects.get(subject=str(first), occasion="day-1")
        assert Message.objects.get(subject=str(later), occasion="day-1").carrier == carrier
        clock.shift(carrier.not_before - clock.now() + timedelta(seconds=1))
        return first, later, carrier

    def test_what_the_carrier_left_out_was_not_said(
        self, scene: make.Scene, both: tuple[Appointment, Appointment, Message]
    ) -> None:
        """Excused before the planner had heard of it, so the carrier was silent about it; then undone."""
        first, later, carrier = both
        agenda.record(later.pk, outcome="excused", by=scene.agent)
        words = composers.compose([due(carrier)])[0]
        assert not isinstance(words, Refusal) and "15h00" not in words.body
        leave(first, occasion="day-1")
        carrying.settle_carried()
        agenda.undo(later.pk, by=scene.agent)
        actions.plan(later.pk)
        assert ("reminder", "sms", "day-1") in waits(later)

    def test_what_may_not_have_left_told_nobody(
        self, scene: make.Scene, both: tuple[Appointment, Appointment, Message]
    ) -> None:
        """Its answer was lost; before the second try its own appointment was moved, and there is no second try."""
        first, later, carrier = both
        agenda.move(first.pk, wish(scene, 16), by=scene.agent)
        actions.plan(first.pk)
        ended(first, "unconfirmed", "older_revision", pk=carrier.pk)
        carrying.settle_carried()
        assert waits(later) == [("reminder", "sms", "day-1")]

    @pytest.mark.django_db(transaction=True)
    def test_no_sender_takes_the_carrier_while_what_it_carries_is_planned_anew(
        self, scene: make.Scene, both: tuple[Appointment, Appointment, Message], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Taken in that moment it would name what is about to leave by itself."""
        _, later, carrier = both
        real, free = queries_told.case_of, []

        def look() -> None:
            """As a claim does."""
            with transaction.atomic():
                free.append(Message.objects.filter(pk=carrier.pk).select_for_update(skip_locked=True).exists())
            connection.close()

        def case_of(*args: Any) -> Any:
            elsewhere = Thread(target=look)
            elsewhere.start()
            elsewhere.join()
            return real(*args)

        delivery.subscription(scene.person.holder)
        monkeypatch.setattr(queries_told, "case_of", case_of)
        actions.plan(later.pk)
        assert free == [False]

    def test_what_a_carrier_on_its_way_says_is_left_alone(
        self, scene: make.Scene, both: tuple[Appointment, Appointment, Message]
    ) -> None:
        _, later, carrier = both
        Message.objects.filter(pk=carrier.pk).update(state="sending", attempts=1)
        delivery.subscription(scene.person.holder)
        actions.plan(later.pk)
        assert waits(later) == [("reminder", "sms", "day-1")]
