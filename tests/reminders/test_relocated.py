"""A place that is somewhere else now: one message a person, never the old address after the new one was told."""

from dataclasses import replace
from datetime import timedelta
from typing import Unpack

import pytest
from django.db.models import Q

from backend.agenda import actions as agenda
from backend.agenda import actions_places
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock, neutral
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Message
from backend.delivery.rules import segments
from backend.delivery.rules_states import Event
from backend.reminders import actions, composers, contacts, contacts_words, rules
from tests.accounts import make as accounts
from tests.agenda import make
from tests.agenda.booking_changes import BookingChanges
from tests.delivery import make as delivery
from tests.probationers import trusted
from tests.reminders.scenes import of_amine

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return of_amine()


def booked(scene: make.Scene, days: int = 12, **more: Unpack[BookingChanges]) -> Appointment:
    usual = Booking(
        scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(days), force=True
    )
    made = agenda.book(replace(usual, **more), by=scene.agent)
    actions.plan(made.pk)
    Message.objects.filter(subject=str(made), kind="confirmation").update(state="accepted", attempts=1)
    return made


def relocate(scene: make.Scene, address: str = "9 avenue du Test", **values: str) -> None:
    keeper = accounts.agent(scene.service, "dpip")
    actions_places.update_place(keeper, place=scene.place.pk, values={"address": address, **values}, tell="everybody")
    actions.plan_all()


def copy() -> None:
    for pair in contacts.waiting(now=clock.now(), of=Q()):
        contacts.plan(pair)


def news(row: Appointment, channel: str = "sms") -> Message:
    rows = Message.objects.filter(subject=str(row), kind="relocated", channel=channel)
    return rows.select_related("carrier").latest("revision")


def due(row: Message) -> Due:
    return Due(**{name: getattr(row, name) for name in Due.__dataclass_fields__})


def said(row: Message) -> Text:
    text = composers.compose([due(row)])[0]
    assert isinstance(text, Text)
    return text


def test_three_appointments_there_are_told_in_one_message(scene: make.Scene) -> None:
    last, first, middle = booked(scene, 20), booked(scene, 12), booked(scene, 15)
    relocate(scene)
    one = news(first)
    assert (one.state, one.carrier) == ("pending", None)
    assert {(news(row).state, news(row).carrier) for row in (middle, last)} == {("held", one)}
    body = said(one).body
    assert "9 avenue du Test, Nanterre" in body and body.count("Et aussi") == 2 and "1 rue" not in body
    assert neutral.reveals(body) == [] and segments(body).alphabet == "gsm7"


def test_the_news_wait_for_each_other_and_then_leave(scene: make.Scene) -> None:
    row = booked(scene)
    relocate(scene)
    assert timedelta() < news(row).next_try_at - clock.now() <= rules.TOGETHER_IN


def test_a_second_change_takes_the_place_of_news_that_still_wait(scene: make.Scene) -> None:
    row = booked(scene)
    relocate(scene, "9 avenue du Tset")
    relocate(scene, "9 avenue du Test")
    waiting = Message.objects.filter(subject=str(row), kind="relocated", state="pending")
    assert [one.revision for one in waiting] == [3]
    assert "du Test" in said(waiting.get()).body


def test_what_was_claimed_before_the_change_does_not_leave_after_it(scene: make.Scene) -> None:
    row = booked(scene)
    claimed = Message.objects.filter(subject=str(row), kind="reminder", channel="sms").earliest("not_before")
    clock.shift(claimed.not_before - clock.now() + timedelta(seconds=1))
    Message.objects.filter(pk=claimed.pk).update(state="sending", attempts=1)
    relocate(scene)
    assert composers.compose([due(claimed)]) == [Refusal("older_revision", Event.SUPERSEDE)]


def test_who_was_never_told_by_a_message_is_told_all_the_same(scene: make.Scene) -> None:
    row = booked(scene, tell_person=False)
    assert not Message.objects.filter(subject=str(row), kind="confirmation").exists()
    relocate(scene)
    assert news(row).state == "pending"


def test_told_on_the_eve_it_counts_as_the_reminder(scene: make.Scene) -> None:
    row = booked(scene, 1)
    relocate(scene)
    left = Message.objects.filter(subject=str(row), state__in=("pending", "held"))
    assert [(one.kind, one.occasion) for one in left] == [("relocated", "day-1")]


def test_past_and_cancelled_ones_are_not_told_of(scene: make.Scene) -> None:
    stands, gone = booked(scene, 12), booked(scene, 15)
    agenda.cancel(gone.pk, tell_person=True, by=scene.agent)
    relocate(scene)
    assert news(stands).state == "pending"
    assert not Message.objects.filter(subject=str(gone), kind="relocated").exists()


@pytest.mark.parametrize(("language", "words"), [("fr", "lieu"), ("en", "new place"), ("ar", "تغيّر مكان")])
@pytest.mark.parametrize("channel", ["sms", "push", "email"])
def test_it_is_told_in_every_language_by_every_channel(
    scene: make.Scene, language: str, words: str, channel: str
) -> None:
    if channel == "push":
        delivery.subscription(scene.person.holder)
        scene.person.wants_sms = False
    scene.person.language, scene.person.email = language, "camille@exemple.fr"
    scene.person.wants_email, scene.person.email_proved_at = True, clock.now()
    scene.person.save()
    row = booked(scene)
    relocate(scene)
    text = said(news(row, channel))
    told = f"{text.title} {text.body}"
    assert "9 avenue du Test" in text.body and neutral.reveals(told) == []
    assert channel == "push" or words in told
    if channel == "email":
        assert b"9 avenue du Test" in text.calendar and b"SEQUENCE:2" in text.calendar
    if channel == "sms":
        assert segments(text.body).segments <= 2


def test_a_sensitive_channel_names_no_place(scene: make.Scene) -> None:
    scene.person.sensitive_channel = True
    scene.person.save()
    row = booked(scene)
    relocate(scene)
    body = said(news(row)).body
    assert "Test" not in body and "Maison" not in body and "01 47 00 00 00" in body


def test_a_contact_of_trust_gets_one_copy_that_names_no_address(scene: make.Scene) -> None:
    trusted.active(scene.person, scene.agent)
    booked(scene, 12), booked(scene, 15)
    copy()
    Message.objects.filter(kind="copy_confirmation").update(state="accepted")
    relocate(scene)
    copy()
    copies = Message.objects.filter(kind="copy_relocated", channel="sms")
    assert sorted(copies.values_list("state", flat=True)) == ["held", "pending"]
    text = contacts_words.compose([due(copies.get(state="pending"))])[0]
    assert isinstance(text, Text) and "change de lieu" in text.body and "Et aussi" in text.body
    assert "avenue" not in text.body
