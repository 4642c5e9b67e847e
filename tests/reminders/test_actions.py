"""From an appointment as it stands to its messages in the outbox."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Unpack
from uuid import uuid4

import pytest
from django.core.management import call_command

from backend.agenda import actions as agenda
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.agenda.rules import RESTORABLE
from backend.common import clock
from backend.delivery import actions_reports
from backend.delivery.models import Message, OptOut, PushSubscription
from backend.reminders import actions
from backend.reminders.models import Planned
from tests.agenda import make
from tests.agenda.booking_changes import BookingChanges
from tests.counting import asked
from tests.delivery import make as delivery
from tests.reminders.hours import PARIS

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def scene() -> make.Scene:
    call_command("load_national", verbosity=0)
    return make.Scene()


def wish(scene: make.Scene, days: int = 12, **more: Unpack[BookingChanges]) -> Booking:
    at = make.working_day(days)
    return replace(Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=at), **more)


def booked(scene: make.Scene, days: int = 12, **more: Unpack[BookingChanges]) -> Appointment:
    made = agenda.book(wish(scene, days, **more), by=scene.agent)
    actions.plan(made.pk)
    return made


def outbox(row: Appointment, *states: str) -> list[tuple[str, str, str, int]]:
    rows = Message.objects.filter(subject=str(row), state__in=states or ("pending", "held"))
    return sorted(rows.values_list("kind", "channel", "occasion", "revision"))


def leave(row: Appointment, **narrowed: object) -> None:
    """As if the sender had handed them over."""
    Message.objects.filter(subject=str(row), **narrowed).update(state="accepted", attempts=1)


def test_a_booking_is_planned_once(scene: make.Scene) -> None:
    made = booked(scene)
    assert outbox(made) == [
        ("confirmation", "sms", "", 1), ("reminder", "sms", "day-1", 1), ("reminder", "sms", "day-4", 1),
    ]  # fmt: skip
    assert actions.plan(made.pk) == 0 and actions.plan_all() == 0
    assert Message.objects.filter(subject=str(made)).count() == 3
    assert actions.plan(uuid4()) == 0


def test_where_the_app_is_the_sms_waits_behind_its_push(scene: make.Scene) -> None:
    delivery.subscription(scene.person.holder)
    made = booked(scene)
    assert ("reminder", "push", "day-7", 1) in outbox(made)
    for sms in Message.objects.filter(subject=str(made), kind="reminder", channel="sms"):
        assert sms.state == "held" and sms.behind is not None and sms.release_at is not None
        assert (sms.behind.channel, sms.behind.occasion) == ("push", sms.occasion)


def test_the_app_installed_after_the_booking_changes_what_is_still_to_be_said(scene: make.Scene) -> None:
    made = booked(scene)
    leave(made, kind="confirmation")
    assert actions.waiting() == []
    delivery.subscription(scene.person.holder)
    assert actions.waiting() == [made.pk]
    actions.plan(made.pk)
    assert outbox(made) == [
        ("reminder", "push", "day-1", 1), ("reminder", "push", "day-4", 1), ("reminder", "push", "day-7", 1),
        ("reminder", "sms", "day-1", 1), ("reminder", "sms", "day-4", 1),
    ]  # fmt: skip
    assert Message.objects.filter(subject=str(made), channel="sms", state="held").count() == 2
    PushSubscription.objects.all().delete()
    actions.plan_all()
    assert outbox(made) == [("reminder", "sms", "day-1", 1), ("reminder", "sms", "day-4", 1)]
    assert not Message.objects.filter(subject=str(made), state="held").exists()


def test_a_stop_takes_back_what_was_still_to_be_said(scene: make.Scene) -> None:
    made = booked(scene)
    leave(made, kind="confirmation")
    OptOut.objects.create(number=scene.person.phone, at=clock.now())
    actions.plan_all()
    assert outbox(made) == []


def test_a_move_after_something_left_is_told_and_planned_anew(scene: make.Scene) -> None:
    made = booked(scene)
    leave(made, kind="confirmation")
    agenda.move(made.pk, wish(scene, 20), by=scene.agent)
    actions.plan(made.pk)
    assert outbox(made) == [
        ("moved", "sms", "", 2), ("reminder", "sms", "day-1", 2), ("reminder", "sms", "day-4", 2),
    ]  # fmt: skip
    assert len(outbox(made, "superseded")) == 2


def test_a_move_before_anything_left_is_a_confirmation_of_the_new_date(scene: make.Scene) -> None:
    made = booked(scene)
    agenda.move(made.pk, wish(scene, 20), by=scene.agent)
    actions.plan(made.pk)
    assert ("confirmation", "sms", "", 2) in outbox(made) and not [m for m in outbox(made) if m[0] == "moved"]


def test_a_cancellation_is_told_only_to_who_was_told_to_come(scene: make.Scene) -> None:
    told, untold = booked(scene), booked(scene, 13, force=True)
    leave(told, kind="confirmation")
    for made in (told, untold):
        agenda.cancel(made.pk, tell_person=True, by=scene.agent)
        actions.plan(made.pk)
    assert outbox(told) == [("cancelled", "sms", "", 2)]
    assert outbox(untold) == []


def test_of_a_cancellation_nothing_leaves_while_it_can_be_restored_nor_after(scene: make.Scene) -> None:
    made = booked(scene)
    leave(made, kind="confirmation")
    agenda.cancel(made.pk, tell_person=True, by=scene.agent)
    actions.plan(made.pk)
    notice = Message.objects.get(subject=str(made), kind="cancelled")
    assert notice.next_try_at > clock.now() + RESTORABLE
    clock.shift(timedelta(seconds=9))
    agenda.restore(made.pk, by=scene.agent)
    actions.plan(made.pk)
    notice.refresh_from_db()
    assert notice.state == "superseded"
    assert {(kind, revision) for kind, _, _, revision in outbox(made)} == {("reminder", 3)}


def test_what_may_have_left_counts_as_left(scene: make.Scene) -> None:
    made = booked(scene)
    Message.objects.filter(subject=str(made), kind="confirmation").update(state="unknown")
    agenda.cancel(made.pk, tell_person=True, by=scene.agent)
    actions.plan(made.pk)
    assert outbox(made) == [("cancelled", "sms", "", 2)]


def test_undoing_a_miss_drops_its_call(scene: make.Scene) -> None:
    made = booked(scene)
    leave(made)
    clock.shift(made.starts_at - clock.now() + timedelta(minutes=20))
    agenda.record(made.pk, outcome="missed", by=scene.agent)
    actions.plan(made.pk)
    call = Message.objects.get(subject=str(made), kind="missed")
    assert call.not_before >= clock.now() + timedelta(hours=2) - timedelta(seconds=5)
    agenda.undo(made.pk, by=scene.agent)
    actions.plan(made.pk)
    call.refresh_from_db()
    assert call.state == "superseded" and outbox(made) == []


def test_an_excuse_undone_reminds_again_but_not_twice_of_the_same_day(scene: make.Scene) -> None:
    made = booked(scene)
    leave(made, occasion="day-4")
    leave(made, kind="confirmation")
    agenda.record(made.pk, outcome="excused", by=scene.agent)
    actions.plan(made.pk)
    assert outbox(made) == [("excused", "sms", "", 2)]
    agenda.undo(made.pk, by=scene.agent)
    actions.plan(made.pk)
    assert outbox(made) == [("reminder", "sms", "day-1", 3)]


def on_the_eve(scene: make.Scene) -> Appointment:
    """Its push of the day before has left at noon, its SMS is held behind; nothing else was ever said."""
    delivery.subscription(scene.person.holder)
    made = booked(scene)
    Message.objects.filter(subject=str(made)).exclude(occasion="day-1").update(state="superseded")
    Message.objects.filter(subject=str(made), channel="sms", occasion="day-1").update(release_at=noon(made) + HOUR)
    clock.shift(noon(made) - clock.now())
    leave(made, channel="push", occasion="day-1")
    return made


def noon(row: Appointment) -> datetime:
    return (row.starts_at - timedelta(days=1)).astimezone(PARIS).replace(hour=9, minute=50)


def test_excused_and_undone_while_its_push_is_out_the_sms_is_not_lost(scene: make.Scene) -> None:
    made = on_the_eve(scene)
    agenda.record(made.pk, outcome="excused", by=scene.agent)
    agenda.undo(made.pk, by=scene.agent)
    actions.plan(made.pk)
    push = Message.objects.get(subject=str(made), channel="push", occasion="day-1", revision=1)
    (sms,) = Message.objects.filter(subject=str(made), state__in=("held", "pending"))
    assert (sms.kind, sms.channel, sms.occasion, sms.revision) == ("reminder", "sms", "day-1", 3)
    assert (sms.state, sms.behind) == ("held", push) and sms.release_at is not None
    assert sms.release_at <= push.not_before + timedelta(hours=2)
    actions_reports.show(str(push.pk))
    sms.refresh_from_db()
    assert (sms.state, sms.reason) == ("superseded", "push_shown")


def test_excused_and_undone_after_its_push_was_shown_nothing_is_said_again(scene: make.Scene) -> None:
    made = on_the_eve(scene)
    actions_reports.show(str(Message.objects.get(subject=str(made), channel="push", occasion="day-1").pk))
    agenda.record(made.pk, outcome="excused", by=scene.agent)
    agenda.undo(made.pk, by=scene.agent)
    actions.plan(made.pk)
    assert outbox(made) == []


def test_moved_to_tomorrow_the_notice_counts_as_the_reminder(scene: make.Scene) -> None:
    made = booked(scene, 20)
    leave(made, kind="confirmation")
    agenda.move(made.pk, wish(scene, 1, force=True), by=scene.agent)
    made.refresh_from_db()
    clock.shift(max(timedelta(), made.starts_at - timedelta(hours=20) - clock.now()))
    actions.plan(made.pk)
    assert outbox(made) == [("moved", "sms", "day-1", 2)]


def test_several_changes_nobody_planned_are_one_plan(scene: make.Scene) -> None:
    made = booked(scene)
    leave(made, kind="confirmation")
    agenda.move(made.pk, wish(scene, 20), by=scene.agent)
    agenda.record(made.pk, outcome="excused", by=scene.agent)
    agenda.undo(made.pk, by=scene.agent)
    actions.plan(made.pk)
    assert ("moved", "sms", "", 4) in outbox(made)


@pytest.mark.parametrize("state", ["detained", "hospitalised", "ended", "deceased"])
def test_a_state_that_is_not_messaged_gets_nothing(scene: make.Scene, state: str) -> None:
    made = agenda.book(wish(scene), by=scene.agent)
    scene.person.state = state
    scene.person.save()
    actions.plan(made.pk)
    assert outbox(made) == []


def test_a_loaded_history_is_settled_without_a_word(scene: make.Scene) -> None:
    old = make.appointment(scene.person, starts_at=clock.now() - timedelta(days=40), state="came", revision=2)
    assert actions.plan_all() == 0
    assert Planned.objects.get(pk=old.pk).revision == 2 and outbox(old) == []


def test_looking_costs_the_same_however_much_is_planned(scene: make.Scene) -> None:
    for day in range(10, 16):
        booked(scene, day, force=True)
    with asked() as told:
        assert actions.waiting() == []
    assert len(told) == 3
