"""A landline or a foreign number: nothing is planned, shown, sent or answered there, and an agent knows it.

Operators read an SMS to a landline aloud, to whoever picks up.
"""

import json
from datetime import timedelta
from typing import Any

import pytest

from backend.agenda import actions as agenda
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment, Task
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery import actions_reports
from backend.delivery.composers import Refusal
from backend.delivery.models import Message
from backend.delivery.rules import copy_of
from backend.delivery.rules_reports import Incoming
from backend.delivery.rules_states import Event, Lane
from backend.probationers import actions_trust, composers_trust
from backend.probationers.models import ContactChange, Probationer, TrustedContact
from backend.reminders import (
    actions,
    composers,
    composers_replies,
    contacts,
    contacts_words,
    forecasts,
    incoming,
)
from tests.accounts import make as accounts
from tests.agenda import make
from tests.probationers import make as probationers
from tests.probationers import trusted
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code
from tests.probationers.test_composers import due
from tests.reminders import scenes

pytestmark = pytest.mark.django_db

LANDLINE, ABROAD = "+33140000000", "+447911123456"
NOWHERE = Refusal("number_not_mobile", Event.REFUSE)


def give(scene: make.Scene, number: str) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(phone=number, phone_status="given")
    scene.person.refresh_from_db()


@pytest.fixture(params=[LANDLINE, ABROAD, "+262262901234", "+687241234", "+33692123456"])
def scene(request: pytest.FixtureRequest) -> make.Scene:
    made = scenes.at_ten()
    give(made, request.param)
    return made


def wish(scene: make.Scene, days: int = 6) -> Booking:
    at = make.working_day(days)
    return Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=at)


def booked(scene: make.Scene) -> Appointment:
    made = agenda.book(wish(scene), by=scene.agent)
    actions.plan_all()
    return made


def get(scene: make.Scene, path: str) -> Any:
    return accounts.signed_in_client(scene.agent).get(f"/api/agent/{path}").json()


def mistaken(row: Appointment, **more: Any) -> Message:
    """One that stands in the outbox all the same."""
    values = {"kind": "reminder", "occasion": "day-1", "subject": str(row)} | more
    now = clock.now()
    return delivery.queue(
        **values, revision=row.revision, channel="sms", holder=row.probationer.holder_id, lane=Lane.BULK,
        not_before=now, expires_at=row.starts_at,
    )  # fmt: skip


def test_nothing_is_planned_and_the_person_is_to_be_called(scene: make.Scene) -> None:
    row = booked(scene)
    assert not Message.objects.exists()
    (one,) = get(scene, "to-call")["items"]
    assert (one["appointment"]["id"], one["reason"], one["cause"]) == (str(row.pk), "number_not_mobile", "no_sms")
    assert one["probationer"]["phone"] == scene.person.phone


def test_the_preview_shows_no_message_and_says_why(scene: make.Scene) -> None:
    body = {
        "probationer": str(scene.person.pk), "type": scene.free_type.pk, "place": scene.place.pk,
        "starts_at": make.working_day(6).isoformat(),
    }  # fmt: skip
    client = accounts.signed_in_client(scene.agent)
    told = client.post("/api/agent/appointments/preview", json.dumps(body), content_type="application/json").json()
    assert told["messages"] == [] and told["unreachable"]["reason"] == "number_not_mobile"


def test_the_file_says_so(scene: make.Scene) -> None:
    assert get(scene, f"files/{scene.person.pk}")["unreachable"]["reason"] == "number_not_mobile"


@pytest.mark.parametrize("what", ["move", "cancel"])
def test_a_change_becomes_a_task(scene: make.Scene, what: str) -> None:
    row = booked(scene)
    if what == "move":
        agenda.move(row.pk, wish(scene, 9), by=scene.agent)
    else:
        agenda.cancel(row.pk, by=scene.agent, tell_person=True)
    actions.plan_all()
    assert Task.objects.filter(appointment=row, kind=Task.Kind.TELL_BY_HAND, done_at=None).exists()
    assert not Message.objects.exists()
    assert get(scene, "to-call")["items"][0]["reason"] == "number_not_mobile"


def test_what_stands_in_the_outbox_all_the_same_does_not_leave(scene: make.Scene) -> None:
    message = mistaken(booked(scene))
    assert composers.compose([due(message)]) == [NOWHERE]
    assert forecasts.of([message], at={message.pk: clock.now()})[message.pk].refusal == "number_not_mobile"


def test_what_was_planned_for_another_number_is_taken_back() -> None:
    scene = scenes.at_ten()
    row = booked(scene)
    assert Message.objects.filter(state="pending").count() == 3
    give(scene, LANDLINE)
    assert actions.waiting() == [row.pk]
    actions.plan_all()
    left = list(Message.objects.filter(state__in=("pending", "held")))
    assert composers.compose([due(message) for message in left]) == [NOWHERE] * len(left)
    assert [message.kind for message in left] == ["confirmation"]
    assert actions.waiting() == []


def test_it_is_not_sent_again_by_hand(scene: make.Scene) -> None:
    row = booked(scene)
    answer = accounts.signed_in_client(scene.agent).post(f"/api/agent/appointments/{row.pk}/resend")
    assert (answer.status_code, answer.json()["code"]) == (409, "resend_unreachable")
    assert not Message.objects.exists()


def test_a_proved_address_is_still_written_to(scene: make.Scene) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(
        wants_email=True, email="sacha@exemple.fr", email_proved_at=clock.now()
    )
    booked(scene)
    assert set(Message.objects.values_list("channel", flat=True)) == {"email"}


@pytest.mark.parametrize("number", [LANDLINE, ABROAD])
def test_no_question_and_no_copy_goes_to_such_a_contact(number: str) -> None:
    scene = scenes.of_amine()
    asked = trusted.asked(scene.person, scene.agent)
    TrustedContact.objects.filter(pk=asked.pk).update(phone=number)
    assert composers_trust.compose([due(Message.objects.get(subject=str(asked), kind="trust_ask"))]) == [NOWHERE]
    actions_trust.revoke_for(asked, by=scene.agent)
    active = trusted.active(scene.person, scene.agent)
    row = booked(scene)
    TrustedContact.objects.filter(pk=active.pk).update(phone=number)
    assert contacts.plan((row.pk, active.pk)) == 0
    message = mistaken(row, subject=copy_of(str(row)), kind="copy_reminder", occasion=f"day-1/contact:{active.pk}")
    assert contacts_words.compose([due(message)]) == [NOWHERE]


@pytest.mark.parametrize("number", [LANDLINE, ABROAD])
def test_a_reply_from_there_is_read_and_not_answered(number: str) -> None:
    scene = scenes.at_ten()
    booked(scene)
    give(scene, number)
    actions_reports.take_incoming("demonstration", Incoming("in-1", number, "1"))
    (sms,) = incoming.unread()
    incoming.read(sms)
    assert not Message.objects.filter(subject__startswith="incoming:").exists()
    row = Appointment.objects.get()
    assert composers_replies.compose([due(mistaken(row, subject=f"incoming:{sms}", kind="reply_yes"))]) == [NOWHERE]


def test_an_old_number_that_takes_no_sms_is_told_nothing() -> None:
    scene, phone = scenes.at_ten(), Phone()
    phone.sign_in(scene.person)
    give(scene, LANDLINE)
    clock.shift(timedelta(minutes=2))
    answer: Any = phone.send("me/phone", {"phone": probationers.number(), "birth_date": BORN.isoformat()})
    asked = answer.json()["id"]
    assert phone.send("me/phone/proof", {"challenge": asked, "code": right_code(asked)}).status_code == 200
    assert ContactChange.objects.filter(field="phone", old=LANDLINE).exists()
    assert not Message.objects.filter(kind="number_changed").exists()
