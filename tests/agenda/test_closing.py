"""A slot closes with nobody in it: who sits there is moved or cancelled in the same act, or it stays open."""

import json
from typing import Any

import pytest

from backend.agenda import actions, actions_closing, actions_slots
from backend.agenda.actions_closing import Reseating
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment, Slot
from backend.common import clock
from backend.common.errors import Refused, Unseen
from backend.organisations.models import Role
from tests.accounts import make as accounts
from tests.agenda import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    made = make.Scene()
    made.agent = accounts.agent(made.service, Role.LOCAL_ADMIN)
    return made


def full(scene: make.Scene, people: int = 2) -> tuple[Slot, list[Appointment]]:
    slot = make.slot(scene.agenda, scene.slot_type, capacity=people)
    wishes = [Booking(scene.another().pk, scene.slot_type.pk, slot=slot.pk) for _ in range(people)]
    return slot, [actions.book(wish, by=scene.agent) for wish in wishes]


def close(scene: make.Scene, slot: Slot, *people: Reseating) -> Slot:
    return actions_closing.close_slot(slot.pk, people=people, tell_person=True, by=scene.agent)


def is_open(slot: Slot) -> bool:
    return Slot.objects.get(pk=slot.pk).closed_at is None


def test_a_slot_with_persons_in_it_does_not_close_in_silence(scene: make.Scene) -> None:
    slot, _ = full(scene)
    with pytest.raises(Refused, match="slot_has_people") as refused:
        actions_slots.update_slot(slot.pk, closed=True, by=scene.agent)
    assert refused.value.detail == {"count": 2} and is_open(slot)


def test_each_is_moved_or_cancelled_in_the_same_act(scene: make.Scene) -> None:
    slot, (first, second) = full(scene)
    other = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(9))
    close(scene, slot, Reseating(first.pk, other.pk), Reseating(second.pk, None))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.slot, second.state) == ("booked", other, "cancelled")
    assert second.events.get(event="cancel").detail["reason"] == "slot"
    assert not is_open(slot) and Slot.objects.get(pk=slot.pk).taken == 0


def test_all_or_nothing(scene: make.Scene) -> None:
    slot, (first, second) = full(scene)
    taken = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(9), taken=1)
    with pytest.raises(Refused, match="slot_full"):
        close(scene, slot, Reseating(first.pk, None), Reseating(second.pk, taken.pk))
    with pytest.raises(Refused, match="slot_has_people"):
        close(scene, slot, Reseating(first.pk, None))
    elsewhere = make.appointment(scene.another(), place=scene.place, type=scene.slot_type)
    with pytest.raises(Refused, match="slot_people_changed"):
        close(scene, slot, Reseating(first.pk, None), Reseating(second.pk, None), Reseating(elsewhere.pk, None))
    assert set(Appointment.objects.values_list("state", flat=True)) == {"booked"} and is_open(slot)


def test_what_is_the_judges_keeps_the_slot_open(scene: make.Scene) -> None:
    scene.slot_type.decider = "judge"
    scene.slot_type.save()
    slot, (only,) = full(scene, 1)
    with pytest.raises(Refused, match="not_yours_to_decide"):
        close(scene, slot, Reseating(only.pk, None))
    assert is_open(slot)


def test_what_is_over_keeps_no_slot_open(scene: make.Scene) -> None:
    slot, (only,) = full(scene, 1)
    actions.record(only.pk, outcome="excused", by=scene.agent)
    assert actions_slots.update_slot(slot.pk, closed=True, by=scene.agent).closed_at is not None


def test_a_stranger_closes_nothing(scene: make.Scene) -> None:
    slot, (only,) = full(scene, 1)
    with pytest.raises(Unseen):
        actions_closing.close_slot(
            slot.pk, people=[Reseating(only.pk, None)], tell_person=True, by=accounts.agent(None, Role.LOCAL_ADMIN)
        )
    only.refresh_from_db()
    assert only.state == "booked" and is_open(slot)


def test_a_series_with_persons_to_come_ends_only_when_they_are_kept_knowingly(scene: make.Scene) -> None:
    slot, _ = full(scene)
    pattern = slot.agenda.patterns.create(type=slot.type, weekday=0, time="09:00", since=clock.now().date())
    Slot.objects.filter(pk=slot.pk).update(pattern=pattern)
    today = clock.now().date()
    with pytest.raises(Refused, match="slot_has_people"):
        actions_slots.end_slot_pattern(pattern.pk, on=today, by=scene.agent)
    assert is_open(slot)
    actions_slots.end_slot_pattern(pattern.pk, on=today, keep=True, by=scene.agent)
    assert not is_open(slot) and Slot.objects.get(pk=slot.pk).taken == 2


def test_over_the_api_who_sits_there_is_shown_and_settled(scene: make.Scene) -> None:
    slot, (first, second) = full(scene)
    office = accounts.signed_in_client(scene.agent)

    def patch(**body: Any) -> Any:
        return office.patch(f"/api/agent/slots/{slot.pk}", json.dumps(body), content_type="application/json")

    assert patch(closed=True).json() == {"code": "slot_has_people", "fields": {}, "detail": {"count": 2}}
    listed = office.get(f"/api/agent/appointments?in_slot={slot.pk}&state=booked").json()["items"]
    assert {one["id"] for one in listed} == {str(first.pk), str(second.pk)}
    people = [{"appointment": one["id"], "slot": None} for one in listed]
    assert patch(closed=True, people=people, tell_person=False).status_code == 204
    assert not is_open(slot)
