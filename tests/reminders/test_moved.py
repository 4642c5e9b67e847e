"""Who has several appointments reads which of them moved: the hour that she was told last, and the new one."""

import json
from dataclasses import replace
from datetime import datetime

import pytest

from backend.agenda import actions as agenda
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import sms
from backend.delivery.composers import Due, Text
from backend.delivery.models import Message
from backend.probationers.models import Probationer
from backend.reminders import actions, composers, contacts_words, wording
from tests.agenda import make
from tests.architecture.source import HOUSE
from tests.delivery import make as outbox
from tests.probationers import trusted
from tests.reminders import test_contacts
from tests.reminders.scenes import of_amine

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return of_amine()


def wish(scene: make.Scene, at: datetime) -> Booking:
    return Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=at, force=True)


def booked(scene: make.Scene, at: datetime) -> Appointment:
    made = agenda.book(wish(scene, at), by=scene.agent)
    actions.plan(made.pk)
    return made


def leave(row: Appointment, kind: str) -> None:
    Message.objects.filter(subject=str(row), kind=kind).update(state="accepted", attempts=1)


def move(scene: make.Scene, row: Appointment, at: datetime) -> None:
    agenda.move(row.pk, replace(wish(scene, at), tell_person=True), by=scene.agent)
    actions.plan(row.pk)


def due(message: Message) -> Due:
    return Due(**{name: getattr(message, name) for name in Due.__dataclass_fields__})


def told(row: Appointment) -> str:
    text = composers.compose([due(Message.objects.filter(subject=str(row), kind="moved").latest("revision"))])[0]
    assert isinstance(text, Text)
    return text.body


def day(at: datetime) -> str:
    return " ".join(wording._day_and_date(at, "fr"))


def test_the_day_that_was_told_and_the_new_one_are_named(scene: make.Scene) -> None:
    was, at = make.working_day(12), make.working_day(15)
    row = booked(scene, was)
    leave(row, "confirmation")
    move(scene, row, at)
    assert f"RDV du {day(was)}" in told(row) and day(at) in told(row)


def test_of_two_moves_the_hour_between_is_not_named_where_nobody_was_told_of_it(scene: make.Scene) -> None:
    was, between, at = make.working_day(12), make.working_day(13), make.working_day(15)
    row = booked(scene, was)
    leave(row, "confirmation")
    move(scene, row, between)
    move(scene, row, at)
    assert day(was) in told(row) and day(between) not in told(row)


@pytest.mark.parametrize(("state", "is_known"), [("accepted", False), ("delivered", True)])
def test_an_hour_said_by_a_notification_is_known_once_the_phone_has_shown_it(
    state: str, is_known: bool, scene: make.Scene
) -> None:
    """At the push service the later one takes the place of the one that waits."""
    outbox.subscription(scene.person.holder)
    was, between, at = make.working_day(12), make.working_day(13), make.working_day(15)
    row = booked(scene, was)
    leave(row, "confirmation")
    Probationer.objects.filter(pk=scene.person.pk).update(wants_sms=False)
    move(scene, row, between)
    pushed = Message.objects.filter(subject=str(row), kind="moved", channel="push")
    assert pushed.update(state=state, attempts=1) == 1
    move(scene, row, at)
    assert (day(between) in told(row)) is is_known and (day(was) in told(row)) is not is_known


def test_of_two_moves_the_one_that_was_told_is_what_she_knows(scene: make.Scene) -> None:
    was, between, at = make.working_day(12), make.working_day(13), make.working_day(15)
    row = booked(scene, was)
    leave(row, "confirmation")
    move(scene, row, between)
    leave(row, "moved")
    move(scene, row, at)
    assert f"RDV du {day(between)}" in told(row) and day(was) not in told(row)


def test_on_the_same_day_the_hours_tell_them_apart(scene: make.Scene) -> None:
    row = booked(scene, make.working_day(12, hour=10))
    leave(row, "confirmation")
    move(scene, row, make.working_day(12, hour=14))
    assert "à 10h00" in told(row) and "à 14h00" in told(row)


def test_a_contact_of_trust_reads_it_too(scene: make.Scene) -> None:
    trusted.active(scene.person, scene.agent)
    was, at = make.working_day(12), make.working_day(15)
    row = booked(scene, was)
    test_contacts.plan()
    Message.objects.filter(kind="copy_confirmation").update(state="accepted")
    move(scene, row, at)
    test_contacts.plan()
    text = contacts_words.compose([due(Message.objects.get(kind="copy_moved"))])[0]
    assert isinstance(text, Text) and f"du {day(was)}" in text.body and day(at) in text.body


def test_who_writes_is_said_where_it_costs_nothing(scene: make.Scene) -> None:
    row = booked(scene, make.working_day(12))
    text = composers.compose([due(Message.objects.get(subject=str(row), kind="confirmation"))])[0]
    assert isinstance(text, Text) and text.body.endswith(" Mon Suivi")
    words = json.loads((HOUSE / "shared" / "messages" / "fr.json").read_text("utf-8"))
    assert words["app.name"] == sms.WRITER
