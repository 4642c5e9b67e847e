"""Whom an agent has to call or to write to: on the day it happens, why, and until somebody has told the person."""

from datetime import timedelta
from typing import Any

import pytest

from backend.agenda.models import Appointment, AppointmentEvent, Task
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.models import Message
from backend.journal.models import Entry
from backend.probationers.models import ContactChange
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import assert_flat
from tests.desk.test_api_agent import failed
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene(phone="+33171130200")


def expected(scene: make.Scene, *, days: int = 2, **fields: Any) -> Appointment:
    return make.appointment(
        fields.pop("person", scene.person), agent=scene.agent, place=scene.place,
        starts_at=clock.now() + timedelta(days=days), **fields,
    )  # fmt: skip


def listed(scene: make.Scene) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = accounts.signed_in_client(scene.agent).get("/api/agent/to-call").json()["items"]
    return found


def told(scene: make.Scene) -> list[tuple[str, str, str]]:
    return [(each["what"], each["reason"], each["cause"]) for each in listed(scene)]


def test_a_refused_number_is_told_at_once_with_what_one_needs_to_call(scene: make.Scene) -> None:
    row = expected(scene)
    assert listed(scene) == []
    failed(row, "number_wrong")
    (one,) = listed(scene)
    assert (one["what"], one["reason"], one["cause"]) == ("booked", "number_wrong", "number")
    assert (one["probationer"]["phone"], one["appointment"]["id"]) == (scene.person.phone, str(row.pk))


def test_those_who_said_stop_and_whose_appointment_changed_are_told_by_hand(scene: make.Scene) -> None:
    delivery.opt_out(scene.person.phone)
    moved, cancelled = expected(scene, days=3), expected(scene, days=4, state="cancelled")
    for row, event in ((moved, "move"), (cancelled, "cancel")):
        AppointmentEvent.objects.create(appointment=row, event=event, revision=1, at=clock.now(), by="agent:1")
        Task.objects.create(appointment=row, kind="tell_by_hand", revision=1, created_at=clock.now())
    assert told(scene) == [("moved", "opted_out", "opted_out"), ("cancelled", "opted_out", "opted_out")]


def test_the_soonest_comes_first_and_each_appointment_once(scene: make.Scene) -> None:
    rows = [
        expected(scene, days=days, person=probationers.file(organisation=scene.service, phone="")) for days in (5, 1)
    ]
    Task.objects.create(appointment=rows[0], kind="tell_by_hand", revision=1, created_at=clock.now())
    assert [each["appointment"]["id"] for each in listed(scene)] == [str(rows[1].pk), str(rows[0].pk)]


def test_a_message_that_arrives_clears_it_and_so_does_a_new_number(scene: make.Scene) -> None:
    row, other = expected(scene), expected(scene, days=3, person=scene.another())
    for each in (row, other):
        failed(each)
    assert len(listed(scene)) == 2
    now = clock.now() + timedelta(minutes=1)
    Message.objects.create(
        subject=str(row), kind="reminder", channel="sms", occasion="hand:1", holder=scene.person.holder,
        state="delivered", not_before=now, next_try_at=now, expires_at=now, created_at=now, delivered_at=now,
    )  # fmt: skip
    ContactChange.objects.create(
        probationer=other.probationer, field="phone", old="+33639980001", new="+33639980002", by="agent:1", at=now
    )
    assert listed(scene) == []


def test_told_by_hand_it_is_off_the_list_until_the_appointment_moves(scene: make.Scene) -> None:
    row = expected(scene)
    failed(row)
    client = accounts.signed_in_client(scene.agent)
    path, body = f"/api/agent/appointments/{row.pk}/told-otherwise", {"way": "call", "on": "2026-01-05"}
    assert client.post(path, body, content_type="application/json").status_code == 204
    assert listed(scene) == []
    assert client.get("/api/agent/morning").json()["unreachable"] == []
    Appointment.objects.filter(pk=row.pk).update(revision=2)
    was = row.starts_at.isoformat()
    row.events.create(at=clock.now(), event="move", by="agent:1", revision=2, detail={"from": was, "to": was})
    assert told(scene) == [("booked", "unreachable", "phone_off")]


def test_file_appointment_morning_and_booking_say_the_same(scene: make.Scene) -> None:
    person = probationers.file(organisation=scene.service, agent=scene.agent, phone="")
    client = accounts.signed_in_client(scene.agent)
    file = f"/api/agent/files/{person.pk}"
    assert client.get(file).json()["unreachable"]["reason"] == "no_number", "before any appointment"
    row = expected(scene, person=person)
    said = [
        client.get(file).json()["unreachable"],
        client.get(f"/api/agent/appointments/{row.pk}").json()["unreachable"],
        client.get("/api/agent/morning").json()["unreachable"][0],
        client.post(
            "/api/agent/appointments/preview",
            {
                "probationer": str(person.pk), "type": scene.free_type.pk, "place": scene.place.pk,
                "starts_at": make.working_day(9).isoformat(),
            },
            content_type="application/json",
        ).json()["unreachable"],
    ]  # fmt: skip
    assert {(each["reason"], each["cause"]) for each in said} == {("no_number", "no_number")}
    assert client.get("/api/agent/morning").json()["to_call_count"] == 1


def test_somebody_who_can_be_reached_is_nowhere_named(scene: make.Scene) -> None:
    row = expected(scene)
    client = accounts.signed_in_client(scene.agent)
    assert client.get(f"/api/agent/files/{scene.person.pk}").json()["unreachable"] is None
    assert client.get(f"/api/agent/appointments/{row.pk}").json()["unreachable"] is None


def test_another_services_persons_are_not_on_it_and_reading_it_is_journalled(scene: make.Scene) -> None:
    failed(expected(scene))
    stranger = accounts.signed_in_client(scene.stranger)
    assert stranger.get("/api/agent/to-call").json()["items"] == []
    assert len(listed(scene)) == 1
    assert Entry.objects.get(verb="desk.read_to_call", actor=str(scene.agent)).detail == {"count": 1}


def test_the_list_costs_the_same_with_one_and_with_six(scene: make.Scene) -> None:
    client = accounts.signed_in_client(scene.agent)
    assert_flat(
        lambda: client.get("/api/agent/to-call").json()["items"],
        add=lambda: failed(expected(scene, person=scene.another(), type=scene.free_type)),
        rows=len,
    )
