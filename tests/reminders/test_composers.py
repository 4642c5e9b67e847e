"""What is said at the moment it leaves, and what is refused then."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import Settings

from backend.agenda.models import Appointment
from backend.common import clock, neutral
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import OptOut
from backend.delivery.rules_states import Event
from backend.probationers.models import Probationer
from backend.reminders import composers
from backend.reminders.models import Plan
from tests import moment
from tests.agenda import make
from tests.counting import asked
from tests.reminders import scenes
from tests.reminders.hours import PARIS, move_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return scenes.at_ten()


def due(row: Appointment, **more: object) -> Due:
    values: dict[str, object] = {
        "id": uuid4(), "subject": str(row), "revision": row.revision, "kind": "reminder", "channel": "sms",
        "occasion": "day-1", "holder_id": row.probationer.holder_id, "lane": "bulk", "expires_at": row.starts_at,
    }  # fmt: skip
    return Due(**(values | more))  # type: ignore[arg-type]


def one(row: Appointment, **more: object) -> Text | Refusal:
    return composers.compose([due(row, **more)])[0]


def appointment(scene: make.Scene, **more: object) -> Appointment:
    return make.appointment(scene.person, place=scene.place, type=scene.free_type, **more)


def test_an_sms_says_when_where_and_whom_to_call(scene: make.Scene) -> None:
    said = one(appointment(scene))
    assert isinstance(said, Text)
    assert said.to == scene.person.phone and said.body.startswith("Rappel RDV : ")
    assert "10h00, Maison EXEMPLE" in said.body and "01 47 00 00 00" in said.body
    assert neutral.reveals(said.body) == []


def test_a_push_names_the_hour_and_the_neutral_place_and_opens_the_appointment(scene: make.Scene) -> None:
    row = appointment(scene)
    said = one(row, channel="push")
    assert isinstance(said, Text)
    assert "10h00" in said.title and said.body == "Maison EXEMPLE"
    assert said.url == f"/rendez-vous/{row.pk}" and scene.person.first_name not in said.title + said.body


@pytest.mark.parametrize(("language", "words"), [("en", "Reminder"), ("ar", "تذكير"), ("xx", "Rappel")])
def test_the_persons_language_or_french(scene: make.Scene, language: str, words: str) -> None:
    scene.person.language = language
    scene.person.save()
    said = one(appointment(scene))
    assert isinstance(said, Text) and said.body.startswith(words)


def test_a_sensitive_channel_says_no_detail(scene: make.Scene) -> None:
    scene.person.sensitive_channel = True
    scene.person.save()
    row = appointment(scene)
    push, sms = one(row, channel="push"), one(row)
    assert isinstance(push, Text) and isinstance(sms, Text)
    assert (push.title, push.body) == ("Nouveau message", "Ouvrez l'application pour le lire.")
    assert "EXEMPLE" not in sms.body


def test_a_phone_appointment_names_no_place(scene: make.Scene) -> None:
    from backend.agenda.models import AppointmentType

    said = one(appointment_of(scene, AppointmentType.objects.get(code="telephone")))
    assert isinstance(said, Text) and "par téléphone" in said.body and "EXEMPLE" not in said.body


def appointment_of(scene: make.Scene, type: object) -> Appointment:
    return make.appointment(scene.person, place=scene.place, type=type)


Change = Callable[[make.Scene, Appointment], None]


def person(**fields: object) -> Change:
    def change(scene: make.Scene, row: Appointment) -> None:
        for name, value in fields.items():
            setattr(scene.person, name, value)
        scene.person.save()

    return change


def itself(**fields: object) -> Change:
    def change(scene: make.Scene, row: Appointment) -> None:
        Appointment.objects.filter(pk=row.pk).update(**fields)

    return change


def stop(scene: make.Scene, row: Appointment) -> None:
    OptOut.objects.create(number=scene.person.phone, at=clock.now())


@pytest.mark.parametrize(
    ("change", "channel", "reason", "event"),
    [
        (itself(revision=2), "sms", "older_revision", Event.SUPERSEDE),
        (itself(state="cancelled"), "sms", "appointment_changed", Event.WITHDRAW),
        (itself(starts_at=moment.now()), "sms", "appointment_past", Event.WITHDRAW),
        (stop, "sms", "opted_out", Event.WITHDRAW),
        (person(wants_sms=False), "sms", "opted_out", Event.WITHDRAW),
        (person(wants_push=False), "push", "opted_out", Event.WITHDRAW),
        (person(state="detained"), "push", "state_not_messaged", Event.WITHDRAW),
        (person(archived_at=moment.now()), "sms", "state_not_messaged", Event.WITHDRAW),
        (person(phone=""), "sms", "no_number", Event.REFUSE),
        (person(phone_status="wrong"), "sms", "wrong_number", Event.REFUSE),
        (person(wants_email=True), "email", "email_not_proved", Event.REFUSE),
    ],
)
def test_what_is_no_longer_to_be_said_is_refused(
    scene: make.Scene, change: Change, channel: str, reason: str, event: Event
) -> None:
    row = appointment(scene)
    planned = due(row, channel=channel)
    change(scene, row)
    assert composers.compose([planned])[0] == Refusal(reason, event)


@pytest.mark.parametrize("kind", ["reminder", "missed"])
def test_in_the_evening_what_was_not_asked_for_waits_for_the_morning_of_the_place(scene: make.Scene, kind: str) -> None:
    state = {"reminder": "booked", "missed": "missed"}[kind]
    row = appointment(scene, state=state)
    move_to(19)
    ends = clock.now() + timedelta(days=3)
    refusal = one(row, kind=kind, expires_at=ends)
    assert isinstance(refusal, Refusal) and refusal.until is not None
    assert (refusal.reason, refusal.event) == ("quiet_hours", Event.POSTPONE)
    there = refusal.until.astimezone(PARIS)
    assert 9 <= there.hour < 11 and refusal.until - clock.now() < timedelta(hours=16)
    assert one(row, kind=kind, expires_at=clock.now() + timedelta(hours=9)) == Refusal("quiet_hours", Event.EXPIRE)
    assert isinstance(one(row, kind=kind, expires_at=ends, lane="now"), Text)
    clock.shift(refusal.until - clock.now() + timedelta(seconds=1))
    assert isinstance(one(row, kind=kind, expires_at=ends), Text)


@pytest.mark.parametrize(("zone", "leaves"), [("Pacific/Tahiti", False), ("Indian/Reunion", True)])
def test_the_quiet_hours_are_those_of_the_place(scene: make.Scene, zone: str, leaves: bool) -> None:
    """Ten in Paris: the evening before in Papeete, early afternoon in Saint-Denis."""
    row = appointment(scene, time_zone=zone)
    assert isinstance(one(row), Text) is leaves


def test_the_most_precise_plan_says_which_hours_are_quiet(scene: make.Scene) -> None:
    row = appointment(scene)
    Plan.objects.create(organisation=row.organisation, steps=[], opens="13:00", closes="15:00")
    assert isinstance(one(row), Refusal)
    Plan.objects.create(organisation=row.organisation, type=row.type, steps=[], opens="08:00", closes="12:00")
    assert isinstance(one(row), Text)


def test_what_is_untrue_does_not_wait_for_the_morning(scene: make.Scene) -> None:
    row = appointment(scene, state="cancelled")
    move_to(23)
    assert one(row) == Refusal("appointment_changed")


def test_a_batch_costs_the_same_and_keeps_its_order(scene: make.Scene) -> None:
    rows = [appointment(scene, starts_at=make.working_day(5 + n)) for n in range(12)]
    gone = due(rows[3])
    Appointment.objects.filter(pk=rows[3].pk).delete()
    batch = [gone if n == 3 else due(row) for n, row in enumerate(rows)]
    # Types, places, services, texts and plans are kept by the sender's scribe alone (test_shelf.py).
    with asked() as told:
        said = composers.compose(batch)
    assert len(told) == 8
    assert said[3] == Refusal("appointment_gone")
    assert [isinstance(text, Text) for text in said].count(True) == 11


def test_answers_are_asked_for_where_they_can_be_received(scene: make.Scene, settings: Settings) -> None:
    row = appointment(scene)
    settings.SMS_SENDER_RECEIVES = False
    mute = one(row)
    settings.SMS_SENDER_RECEIVES = True
    hearing = one(row)
    assert isinstance(mute, Text) and isinstance(hearing, Text)
    assert "Répondez" not in mute.body and "STOP" not in mute.body
    assert "Répondez 1=je viens, 2=je ne peux pas." in hearing.body


def test_tomorrow_is_said_at_the_moment_it_leaves(scene: make.Scene) -> None:
    row = appointment(scene)
    clock.shift(row.starts_at - clock.now() - timedelta(hours=23))
    said = one(row)
    assert isinstance(said, Text) and "demain" in said.body


def by_email(scene: make.Scene) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(
        email="camille@exemple.fr", email_proved_at=clock.now(), wants_email=True
    )


@pytest.mark.parametrize(
    ("kind", "state", "status"), [("reminder", "booked", b"CONFIRMED"), ("cancelled", "cancelled", b"CANCELLED")]
)
def test_an_email_brings_the_calendar_file_and_the_way_to_end_it(
    scene: make.Scene, kind: str, state: str, status: bytes
) -> None:
    by_email(scene)
    row = appointment(scene, state=state)
    said = one(row, kind=kind, channel="email")
    assert isinstance(said, Text) and said.to == "camille@exemple.fr"
    assert b"STATUS:" + status in said.calendar and b"SUMMARY:RDV" in said.calendar
    assert said.unsubscribe.startswith("http") and "/api/unsubscribe/" in said.unsubscribe
    sms = one(row, kind=kind)
    assert isinstance(sms, Text) and (sms.calendar, sms.unsubscribe) == (b"", "")


def test_a_sensitive_channels_email_brings_no_file(scene: make.Scene) -> None:
    by_email(scene)
    Probationer.objects.filter(pk=scene.person.pk).update(sensitive_channel=True)
    said = one(appointment(scene), channel="email")
    assert isinstance(said, Text) and said.calendar == b"" and said.title == "Nouveau message"
