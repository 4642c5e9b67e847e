"""What an agent reads before booking is what leaves after it."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from backend.agenda import actions as agenda
from backend.agenda import actions_national as national_types
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.delivery.composers import Due, Text
from backend.delivery.models import Message
from backend.reminders import actions, actions_national, composers
from tests.accounts import make as accounts
from tests.agenda import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    national_types.load_national()
    actions_national.load_national()
    return make.Scene(phone="+33171130200")


def ask(scene: make.Scene, **more: Any) -> dict[str, Any]:
    sent = {
        "probationer": str(scene.person.pk),
        "type": scene.free_type.pk,
        "place": scene.place.pk,
        "starts_at": make.working_day(20).isoformat(),
    }
    client = accounts.signed_in_client(scene.agent)
    answer = client.post("/api/agent/appointments/preview", json.dumps(sent | more), content_type="application/json")
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_nothing_is_kept(scene: make.Scene) -> None:
    ask(scene)
    assert not Appointment.objects.exists() and not Message.objects.exists()


def test_a_person_with_a_number_gets_a_confirmation_and_two_reminders(scene: make.Scene) -> None:
    told = ask(scene)["messages"]
    assert [(each["kind"], each["channel"]) for each in told] == [
        ("confirmation", "sms"),
        ("reminder", "sms"),
        ("reminder", "sms"),
    ]
    assert all(each["segments"] == 1 and each["characters"] <= 160 for each in told)


def test_without_a_word_now_the_reminders_still_leave(scene: make.Scene) -> None:
    assert {each["kind"] for each in ask(scene, tell_person=False)["messages"]} == {"reminder"}


def test_a_person_without_a_number_gets_none_and_what_is_needed_is_said(scene: make.Scene) -> None:
    scene.person.phone, scene.person.needs_interpreter = "", True
    scene.person.save()
    told = ask(scene)
    assert (told["messages"], told["unmet_needs"]) == ([], ["interpreter"])


def test_the_words_previewed_are_the_words_composed(scene: make.Scene) -> None:
    previewed = ask(scene)["messages"][0]["text"]
    booking = Booking(
        probationer=scene.person.pk, type=scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(20)
    )
    row = agenda.book(booking, by=scene.agent)
    actions.plan(row.pk)
    said = Message.objects.get(kind="confirmation")
    names = ("id", "subject", "revision", "kind", "channel", "occasion", "holder_id", "lane", "expires_at")
    composed = composers.compose([Due(*(getattr(said, name) for name in names))])[0]
    assert isinstance(composed, Text) and composed.body == previewed


def test_the_minute_previewed_is_the_minute_planned(scene: make.Scene) -> None:
    promised = {each["at"] for each in ask(scene)["messages"] if each["kind"] == "reminder"}
    wish = Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(20))
    made = agenda.book(wish, by=scene.agent)
    actions.plan(made.pk)
    planned = Message.objects.filter(subject=str(made), kind="reminder").values_list("not_before", flat=True)
    seconds = {datetime.fromisoformat(at).replace(microsecond=0) for at in promised}
    assert seconds == {at.replace(microsecond=0) for at in planned}


def test_a_holiday_and_an_hour_that_ends_too_late_are_named(scene: make.Scene) -> None:
    today = make.working_day(1).date()
    christmas = datetime(today.year + (today > date(today.year, 12, 24)), 12, 25, 10, tzinfo=make.PARIS)
    assert ask(scene, starts_at=christmas.isoformat())["warnings"] == ["holiday"]
    late = make.working_day(20, hour=19, minute=55).isoformat()
    assert ask(scene, starts_at=late, minutes=480)["warnings"] == ["outside_hours"]


def test_moving_previews_the_words_of_the_move_once_something_has_left(scene: make.Scene) -> None:
    wish = Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(10))
    made = agenda.book(wish, by=scene.agent)
    actions.plan(made.pk)
    assert ask(scene, moves=str(made.pk))["messages"][0]["kind"] == "confirmation"
    Message.objects.filter(subject=str(made), kind="confirmation").update(state="accepted")
    told = ask(scene, moves=str(made.pk), starts_at=made.starts_at.isoformat())
    assert told["messages"][0]["kind"] == "moved" and "agent_busy" not in told["warnings"]
    was, now = make.working_day(10), make.working_day(20)
    said = ask(scene, moves=str(made.pk))["messages"][0]["text"]
    assert f" {was.day} " in said.replace("1er", "1") and f" {now.day} " in said.replace("1er", "1")


def test_somebody_elses_appointment_is_not_moved_in_a_preview(scene: make.Scene) -> None:
    theirs = make.appointment(scene.another(), place=scene.place)
    sent = {
        "probationer": str(scene.person.pk), "type": scene.free_type.pk, "place": scene.place.pk,
        "starts_at": make.working_day(20).isoformat(), "moves": str(theirs.pk),
    }  # fmt: skip
    client = accounts.signed_in_client(scene.agent)
    answer = client.post("/api/agent/appointments/preview", json.dumps(sent), content_type="application/json")
    assert answer.status_code == 404
