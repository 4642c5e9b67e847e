"""An appointment that ended, and what taking that back restores: everything."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.agenda import actions, queries, rules, shows
from backend.agenda.bookings import Booking
from backend.agenda.models import Answer, Appointment, Slot
from backend.common import clock
from backend.common.errors import Refused
from backend.reminders import queries_reach
from tests.accounts import make as accounts
from tests.agenda import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def booked(scene: make.Scene) -> Appointment:
    slot = make.slot(scene.agenda, scene.slot_type, capacity=1)
    return actions.book(Booking(scene.person.pk, scene.slot_type.pk, slot=slot.pk), by=scene.agent)


def say(row: Appointment, kind: str = "coming") -> None:
    Answer.objects.create(
        appointment=row, kind=kind, channel="app", revision=row.revision, at=clock.now(), idempotency_key=row.pk
    )


def shown(row: Appointment, scene: make.Scene) -> str | None:
    """What the office reads that the person said of it."""
    one = shows.appointments(queries.in_full([row.pk]), to=scene.agent)[0]
    return one.answer.kind if one.answer else None


@pytest.mark.parametrize("outcome", ["came", "missed", "excused"])
def test_an_outcome_undone_leaves_what_the_person_said(scene: make.Scene, outcome: str) -> None:
    made = booked(scene)
    say(made)
    clock.shift(made.starts_at - clock.now() + timedelta(minutes=1))
    for _ in range(2):
        actions.record(made.pk, outcome=outcome, by=scene.agent)
        actions.undo(made.pk, by=scene.agent)
    assert shown(made, scene) == "coming"


def test_what_was_said_of_another_hour_stays_unsaid(scene: make.Scene) -> None:
    made = booked(scene)
    say(made)
    later = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(9))
    actions.move(made.pk, Booking(scene.person.pk, scene.slot_type.pk, slot=later.pk), by=scene.agent)
    actions.record(made.pk, outcome="excused", by=scene.agent)
    actions.undo(made.pk, by=scene.agent)
    assert shown(made, scene) is None


def test_whoever_answered_was_reached(scene: make.Scene) -> None:
    scene.person.phone, scene.person.phone_status = "", "none"
    scene.person.save()
    made = booked(scene)
    rows = Appointment.objects.filter(pk=made.pk)
    assert [one.reason for one in queries_reach.unreached(rows, now=clock.now())] == ["no_number"]
    said = actions.Said(kind="coming", revision=1)
    actions.answer(made.pk, said, holder=scene.person.holder, key=uuid4())
    assert queries_reach.unreached(rows, now=clock.now()) == []
    later = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(8))
    actions.move(made.pk, Booking(scene.person.pk, scene.slot_type.pk, slot=later.pk), by=scene.agent)
    assert len(queries_reach.unreached(rows, now=clock.now())) == 1


def test_whoever_was_told_by_hand_stays_told_after_an_undo(scene: make.Scene) -> None:
    scene.person.phone, scene.person.phone_status = "", "none"
    scene.person.save()
    made = booked(scene)
    made.events.create(at=clock.now(), event=queries_reach.TOLD, by="agent:1", revision=1)
    rows = Appointment.objects.filter(pk=made.pk)
    assert queries_reach.unreached(rows, now=clock.now()) == []
    actions.record(made.pk, outcome="excused", by=scene.agent)
    actions.undo(made.pk, by=scene.agent)
    assert queries_reach.unreached(rows, now=clock.now()) == []


def test_a_cancellation_taken_back_restores_everything(scene: make.Scene) -> None:
    made = booked(scene)
    scene.person.phone, scene.person.phone_status = "", "none"
    scene.person.save()
    today = clock.local(clock.now(), "Europe/Paris").date()
    actions.add_legal_notification(made.pk, way="handed_over", on=today, by=scene.agent)
    later = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(9))
    wish = Booking(scene.person.pk, scene.slot_type.pk, slot=later.pk, tell_person=False)
    moved = actions.move(made.pk, wish, by=scene.agent)
    say(moved)
    before = sorted(moved.tasks.filter(done_at=None).values_list("kind", "revision"))
    actions.cancel(made.pk, tell_person=True, reason="mistake", by=scene.agent)
    assert shown(made, scene) == "coming"  # a cancelled one shows what was said last
    back = actions.restore(made.pk, by=scene.agent)
    assert (back.state, back.tell_person, back.slot) == ("booked", False, later)
    assert sorted(back.tasks.filter(done_at=None).values_list("kind", "revision")) == before
    assert Slot.objects.get(pk=later.pk).taken == 1 and shown(made, scene) == "coming"
    assert back.events.get(event="cancel").detail["reason"] == "mistake"


def test_it_is_too_late_once_the_message_may_leave(scene: make.Scene) -> None:
    made = booked(scene)
    actions.cancel(made.pk, tell_person=True, by=scene.agent)
    clock.shift(rules.RESTORABLE + timedelta(seconds=1))
    with pytest.raises(Refused, match="too_late_to_undo"):
        actions.restore(made.pk, by=scene.agent)


def test_a_seat_given_away_meanwhile_is_not_taken_back(scene: make.Scene) -> None:
    made = booked(scene)
    assert made.slot is not None
    actions.cancel(made.pk, tell_person=True, by=scene.agent)
    other = Booking(scene.another().pk, scene.slot_type.pk, slot=made.slot.pk)
    actions.book(other, by=scene.agent)
    with pytest.raises(Refused, match="slot_full"):
        actions.restore(made.pk, by=scene.agent)


def test_over_the_api_a_cancellation_needs_a_reason_and_is_restored(scene: make.Scene) -> None:
    made, office = booked(scene), accounts.signed_in_client(scene.agent)
    path = f"/api/agent/appointments/{made.pk}"

    def cancel(**body: object) -> int:
        return office.post(f"{path}/cancel", body, content_type="application/json").status_code

    assert cancel(tell_person=True) == 422
    assert cancel(tell_person=True, reason="service") == 204
    assert office.post(f"{path}/restore").status_code == 204
    told = office.get(path).json()
    assert [one["event"] for one in told["events"]] == ["book", "cancel", "restore"]
    assert told["events"][1]["detail"]["reason"] == "service"
    assert office.post(f"{path}/restore").json()["code"] == "appointment_not_in_that_state"


@pytest.mark.parametrize(
    ("way", "tasks"), [(None, []), ("none", []), ("handed_over", ["notify_formally"])], ids=["never", "none", "handed"]
)
def test_a_move_asks_to_notify_again_only_what_was_notified(
    scene: make.Scene, way: str | None, tasks: list[str]
) -> None:
    made = booked(scene)
    today = clock.local(clock.now(), "Europe/Paris").date()
    if way:
        actions.add_legal_notification(made.pk, way=way, on=today, by=scene.agent)
    usual = Booking(scene.person.pk, scene.slot_type.pk)
    for day in (9, 11):  # still to be notified after the second move
        later = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(day))
        moved = actions.move(made.pk, replace(usual, slot=later.pk), by=scene.agent)
    assert list(moved.tasks.filter(done_at=None).values_list("kind", flat=True)) == tasks
    kept = moved.legal_notifications.first()
    assert kept is None or (kept.void_at is not None) == (way != "none")
