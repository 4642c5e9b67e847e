from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Unpack
from uuid import uuid4

import pytest

from backend.accounts import rules_budgets
from backend.accounts.models import Agent
from backend.agenda import actions
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment, Slot, Task
from backend.common import clock
from backend.common.errors import Malformed, Refused, Slower, Unseen
from backend.delivery.models import OptOut
from backend.journal.models import Entry
from tests.accounts import make as accounts
from tests.agenda import make
from tests.agenda.booking_changes import BookingChanges
from tests.organisations import make as organisations
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Iterator[make.Scene]:
    yield make.Scene()


def free(scene: make.Scene, **more: Unpack[BookingChanges]) -> Booking:
    usual = Booking(scene.person.pk, scene.free_type.pk, agenda=scene.agenda.pk, starts_at=make.working_day())
    return replace(usual, **more)


def seated(scene: make.Scene, slot: Slot, **more: Unpack[BookingChanges]) -> Booking:
    return replace(Booking(scene.person.pk, scene.slot_type.pk, slot=slot.pk), **more)


def booked(scene: make.Scene, **more: Unpack[BookingChanges]) -> Appointment:
    slot = make.slot(scene.agenda, scene.slot_type, capacity=2)
    return actions.book(seated(scene, slot, **more), by=scene.agent)


def verbs(subject: object) -> list[str]:
    return list(Entry.objects.filter(subject=str(subject)).order_by("at").values_list("verb", flat=True))


def taken(slot: Slot | None) -> int:
    assert slot is not None
    return Slot.objects.get(pk=slot.pk).taken


def test_a_free_time_is_booked_and_written_down(scene: make.Scene) -> None:
    made = actions.book(free(scene, minutes=45), by=scene.agent)
    assert (made.state, made.revision, made.minutes, made.time_zone) == ("booked", 1, 45, "Europe/Paris")
    assert made.place == scene.place and made.organisation == scene.service and made.agent == scene.agent
    assert [e.event for e in made.events.all()] == ["book"]
    assert verbs(made) == ["agenda.book"]
    assert Entry.objects.get(subject=str(made)).about == str(scene.person)


def test_the_same_key_gives_the_same_appointment(scene: make.Scene) -> None:
    key = uuid4()
    slot = make.slot(scene.agenda, scene.slot_type)
    first = actions.book(seated(scene, slot), by=scene.agent, key=key)
    again = actions.book(seated(scene, slot), by=scene.agent, key=key)
    assert first.pk == again.pk and taken(slot) == 1
    other = accounts.agent(scene.service)
    with pytest.raises(Refused, match="key_used_before"):
        actions.book(seated(scene, slot), by=other, key=key)


def test_a_full_or_closed_slot_is_refused(scene: make.Scene) -> None:
    slot = make.slot(scene.agenda, scene.slot_type)
    actions.book(seated(scene, slot), by=scene.agent)
    with pytest.raises(Refused, match="slot_full"):
        actions.book(seated(scene, slot, probationer=scene.another().pk), by=scene.agent)
    closed = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(hour=11), closed_at=clock.now())
    with pytest.raises(Refused, match="slot_closed"):
        actions.book(seated(scene, closed), by=scene.agent)


def test_nobody_takes_two_seats_of_one_slot(scene: make.Scene) -> None:
    slot = make.slot(scene.agenda, scene.slot_type, capacity=3)
    actions.book(seated(scene, slot), by=scene.agent)
    with pytest.raises(Refused, match="already_booked"):
        actions.book(seated(scene, slot), by=scene.agent)
    assert taken(slot) == 1


def test_outside_the_scope_nothing_is_bookable(scene: make.Scene) -> None:
    slot = make.slot(scene.agenda, scene.slot_type)
    with pytest.raises(Unseen):
        actions.book(seated(scene, slot), by=scene.stranger)
    theirs = probationers.file(organisation=organisations.organisation())
    with pytest.raises(Unseen):
        actions.book(seated(scene, slot, probationer=theirs.pk), by=scene.agent)
    far = make.slot(make.agenda(), scene.slot_type)
    with pytest.raises(Unseen):
        actions.book(seated(scene, far), by=scene.agent)
    with pytest.raises(Unseen):
        actions.book(free(scene, agent=scene.stranger.pk), by=scene.agent)
    assert not Appointment.objects.exists()


def test_a_linked_service_books_there_but_a_hearing_stays_the_judges(scene: make.Scene) -> None:
    court = organisations.organisation(kind="tj", linked=[scene.service])
    judge = accounts.agent(court, "jap")
    place = organisations.place(court)
    hearing = make.type(decider="judge", roles=["jap", "clerk_sap"], organisation_kind="tj")
    made = actions.book(Booking(scene.person.pk, hearing.pk, place=place.pk, starts_at=make.working_day()), by=judge)
    assert made.agent == judge and made.booked_for == court
    with pytest.raises(Refused, match="type_not_yours"):
        actions.book(free(scene, type=hearing.pk, place=place.pk, agenda=None), by=scene.agent)
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.cancel(made.pk, tell_person=True, by=scene.agent),
        lambda: actions.record(made.pk, outcome="excused", by=scene.agent),
        lambda: actions.move(made.pk, free(scene, starts_at=make.working_day(9)), by=scene.agent),
    )
    for act in acts:
        with pytest.raises(Refused, match="not_yours_to_decide"):
            act()
    assert actions.record(made.pk, outcome="excused", by=judge).state == "excused"


@pytest.mark.parametrize("state", ["ended", "deceased"])
def test_a_file_that_is_over_is_not_convened(scene: make.Scene, state: str) -> None:
    scene.person.state = state
    scene.person.save()
    with pytest.raises(Refused, match="file_not_followed"):
        actions.book(free(scene), by=scene.agent)


def test_times_are_checked_on_the_clock_of_the_place(scene: make.Scene) -> None:
    with pytest.raises(Refused, match="starts_in_the_past"):
        actions.book(free(scene, starts_at=clock.now() - timedelta(days=7)), by=scene.agent)
    with pytest.raises(Refused, match="outside_hours"):
        actions.book(free(scene, starts_at=make.working_day(hour=21)), by=scene.agent)
    reunion = organisations.organisation(time_zone="Indian/Reunion", linked=[scene.service])
    there = make.agenda(of=reunion)
    # 5:30 in Paris is 7:30 or 8:30 in Saint-Denis.
    anew = Agent.objects.get(pk=scene.agent.pk)  # in the next request: the services in reach are read once for each
    made = actions.book(free(scene, agenda=there.pk, starts_at=make.working_day(hour=5, minute=30)), by=anew)
    assert made.time_zone == "Indian/Reunion"


def test_a_busy_agent_warns_and_may_be_overridden(scene: make.Scene) -> None:
    start = make.working_day()
    actions.book(free(scene, starts_at=start), by=scene.agent)
    other = scene.another()
    late = free(scene, probationer=other.pk, starts_at=start + timedelta(minutes=29))
    with pytest.raises(Refused, match="agent_busy"):
        actions.book(late, by=scene.agent)
    forced = free(scene, probationer=other.pk, starts_at=start + timedelta(minutes=29), force=True)
    actions.book(forced, by=scene.agent)
    beside = free(scene, probationer=scene.another().pk, starts_at=start + timedelta(minutes=59))
    actions.book(beside, by=scene.agent)


def test_a_move_keeps_everything_and_swaps_the_seats(scene: make.Scene) -> None:
    scene.slot_type.prosecutor_number = True
    scene.slot_type.save()
    today = clock.local(clock.now(), "Europe/Paris").date()
    made = booked(scene, prosecutor_number="26 100 000 123", legal=("handed_over", today))
    old, before = made.slot, made.starts_at
    new = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(9))
    moved = actions.move(made.pk, seated(scene, new), by=scene.agent)
    assert (moved.pk, moved.revision, moved.prosecutor_number) == (made.pk, 2, "26 100 000 123")
    assert moved.agent == made.agent and moved.booked_by == scene.agent and moved.starts_at == new.starts_at
    assert (taken(old), taken(new)) == (0, 1)
    assert [(e.event, e.revision) for e in moved.events.order_by("pk")] == [("book", 1), ("move", 2)]
    assert moved.events.get(event="move").detail["from"] == before.isoformat()
    assert moved.legal_notifications.get().void_at is not None
    assert [(t.kind, t.revision) for t in moved.tasks.filter(done_at=None)] == [("notify_formally", 2)]


def test_a_full_slot_leaves_a_move_where_it_was(scene: make.Scene) -> None:
    made = booked(scene)
    full = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(9), taken=1)
    with pytest.raises(Refused, match="slot_full"):
        actions.move(made.pk, seated(scene, full), by=scene.agent)
    made.refresh_from_db()
    assert made.slot is not None
    assert (made.revision, taken(made.slot), taken(full)) == (1, 1, 1)
    with pytest.raises(Refused, match="nothing_changes"):
        actions.move(made.pk, seated(scene, made.slot), by=scene.agent)


def test_notifying_formally_ends_the_task(scene: make.Scene) -> None:
    today = clock.local(clock.now(), "Europe/Paris").date()
    made = actions.book(free(scene, legal=("simple_letter", today)), by=scene.agent)
    actions.move(made.pk, free(scene, starts_at=make.working_day(9)), by=scene.agent)
    actions.move(made.pk, free(scene, starts_at=make.working_day(12)), by=scene.agent)
    assert made.tasks.filter(done_at=None).get().revision == 3
    with pytest.raises(Malformed, match="date_to_come"):
        actions.add_legal_notification(made.pk, way="simple_letter", on=today + timedelta(days=1), by=scene.agent)
    actions.add_legal_notification(made.pk, way="simple_letter", on=today, by=scene.agent)
    assert not made.tasks.filter(done_at=None).exists()


@pytest.mark.parametrize("how", ["no_phone", "wrong", "unwilling", "stop", "detained"])
def test_who_cannot_be_told_becomes_a_task(scene: make.Scene, how: str) -> None:
    person = scene.person
    if how == "stop":
        OptOut.objects.create(number=person.phone, at=clock.now())
    changes: dict[str, dict[str, object]] = {
        "no_phone": {"phone": ""},
        "wrong": {"phone_status": "wrong"},
        "unwilling": {"wants_sms": False},
        "detained": {"state": "detained"},
    }
    for name, value in changes.get(how, {}).items():
        setattr(person, name, value)
    person.save()
    made = booked(scene)
    actions.cancel(made.pk, tell_person=True, by=scene.agent)
    task = made.tasks.get()
    assert task.kind == "tell_by_hand"
    actions.finish_task(task.pk, by=scene.agent)
    task.refresh_from_db()
    assert task.done_by == scene.agent


def test_a_notification_in_law_ends_by_being_written_down(scene: make.Scene) -> None:
    task = Task.objects.create(
        appointment=booked(scene), kind=Task.Kind.NOTIFY_FORMALLY, revision=1, created_at=clock.now()
    )
    with pytest.raises(Refused, match="notification_not_written"):
        actions.finish_task(task.pk, by=scene.agent)
    task.refresh_from_db()
    assert task.done_at is None


def test_a_cancellation_is_final_and_frees_the_seat(scene: make.Scene) -> None:
    made = booked(scene)
    cancelled = actions.cancel(made.pk, tell_person=True, by=scene.agent)
    assert (cancelled.state, cancelled.revision, taken(made.slot)) == ("cancelled", 2, 0)
    assert not cancelled.tasks.exists()
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.cancel(made.pk, tell_person=True, by=scene.agent),
        lambda: actions.undo(made.pk, by=scene.agent),
        lambda: actions.record(made.pk, outcome="came", by=scene.agent),
    )
    for act in acts:
        with pytest.raises(Refused, match="appointment_not_in_that_state"):
            act()
    assert taken(made.slot) == 0


def test_outcomes_are_recorded_and_undone(scene: make.Scene) -> None:
    made = booked(scene)
    with pytest.raises(Refused, match="too_early_for_outcome"):
        actions.record(made.pk, outcome="missed", by=scene.agent)
    clock.shift(made.starts_at - clock.now() + timedelta(minutes=1))
    missed = actions.record(made.pk, outcome="missed", by=scene.agent)
    assert (missed.state, missed.revision, taken(made.slot)) == ("missed", 2, 1)
    reasoned = actions.record(made.pk, outcome="missed", reason_told="transport", by=scene.agent)
    assert (reasoned.reason_told, reasoned.revision) == ("transport", 2)
    back = actions.undo(made.pk, by=scene.agent)
    assert (back.state, back.revision, back.reason_told, back.outcome_at) == ("booked", 3, "", None)
    assert taken(made.slot) == 1
    with pytest.raises(Refused, match="appointment_past"):
        actions.cancel(made.pk, tell_person=True, by=scene.agent)


def test_undoing_an_excuse_takes_the_seat_again_or_says_that_it_is_gone(scene: make.Scene) -> None:
    made = booked(scene)
    assert made.slot is not None
    Slot.objects.filter(pk=made.slot.pk).update(capacity=1)
    actions.record(made.pk, outcome="excused", by=scene.agent)
    assert taken(made.slot) == 0
    actions.undo(made.pk, by=scene.agent)
    assert taken(made.slot) == 1
    actions.record(made.pk, outcome="excused", by=scene.agent)
    actions.book(seated(scene, made.slot, probationer=scene.another().pk), by=scene.agent)
    with pytest.raises(Refused, match="slot_full"):
        actions.undo(made.pk, by=scene.agent)
    clock.shift(made.starts_at - clock.now() + timedelta(minutes=1))
    past = actions.undo(made.pk, by=scene.agent)
    assert past.slot is None and taken(made.slot) == 1


def test_out_of_scope_every_act_finds_nothing(scene: make.Scene) -> None:
    made, by = booked(scene), scene.stranger
    today = clock.now().date()
    for act in (
        lambda: actions.cancel(made.pk, tell_person=True, by=by),
        lambda: actions.record(made.pk, outcome="excused", by=by),
        lambda: actions.undo(made.pk, by=by),
        lambda: actions.move(made.pk, free(scene), by=by),
        lambda: actions.add_legal_notification(made.pk, way="none", on=today, by=by),
        lambda: actions.cancel(uuid4(), tell_person=True, by=by),
    ):
        with pytest.raises(Unseen):
            act()


def test_no_script_makes_a_telephone_ring_by_booking_and_cancelling(scene: make.Scene) -> None:
    """D182: every booking that the person is told of is an SMS at once."""

    def turn(**more: Unpack[BookingChanges]) -> None:
        made = actions.book(free(scene, **more), by=scene.agent)
        actions.cancel(made.pk, tell_person=bool(made.tell_person), by=scene.agent)

    for _ in range(rules_budgets.OF_TOLD[0].count):
        turn()
    with pytest.raises(Slower) as refused:
        turn()
    assert refused.value.code == "too_many_told"
    turn(tell_person=False)
    other = scene.another()
    actions.book(replace(free(scene), probationer=other.pk), by=scene.agent)
