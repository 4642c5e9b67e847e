"""The person's home, one appointment, the calendar file, an answer: mine alone, in my language."""

import uuid
from datetime import UTC, timedelta

import icalendar
import pytest

from backend.accounts.models import Device
from backend.agenda.models import Answer, Appointment, ItemToBring
from backend.common import clock
from backend.delivery.models import Message, State
from backend.journal.models import Entry
from backend.organisations.models import Directions, Place
from backend.reminders import wording
from backend.reminders.queries import facts_of
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import cost
from tests.desk import phone
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene(phone="+33171130200")


def test_the_home_puts_the_next_appointment_first_with_all_that_is_needed(scene: make.Scene) -> None:
    scene.place.inside = {"fr": "2e étage, bureau 214"}
    scene.place.save()
    Directions.objects.create(place=scene.place, means="foot", steps={"fr": ["Tout droit."]}, minutes=5)
    Directions.objects.create(place=scene.place, means="train", steps={"fr": ["RER A", "Sortie 3"]}, minutes=10)
    words = {"fr": {"title": "Une pièce d'identité", "hint": ""}}
    ItemToBring.objects.create(type=scene.free_type, words=words)
    later = make.appointment(scene.person, place=scene.place, type=scene.free_type, starts_at=make.working_day(20))
    soon = make.appointment(scene.person, place=scene.place, type=scene.free_type, starts_at=make.working_day(3))
    home = phone.of(scene.person).get("/api/probationer/home").json()
    assert [each["id"] for each in home["upcoming"]] == [str(soon.pk), str(later.pk)]
    first = home["upcoming"][0]
    assert first["place"]["inside"] == "2e étage, bureau 214"
    assert [way["means"] for way in first["place"]["directions"]] == ["train", "foot"]
    assert first["items"] == [{"id": first["items"][0]["id"], "title": "Une pièce d'identité", "hint": ""}]
    assert first["whom_to_call"]["phone"] == "+33147000000"
    expected = soon.starts_at - timedelta(minutes=20)
    assert first["leave_at"] == {"means": "train", "at": expected.astimezone(UTC).isoformat().replace("+00:00", "Z")}
    assert home["referent"]["name"] is None, "an agent's name is hers to give"
    assert home["phone_masked"].endswith(scene.person.phone[-2:]) and scene.person.phone not in str(home)


def test_an_agent_who_shares_her_line_is_called_directly(scene: make.Scene) -> None:
    scene.agent.shares_name, scene.agent.shared_phone = True, "+33171130214"
    scene.agent.save()
    row = make.appointment(scene.person, place=scene.place, agent=scene.agent)
    shown = phone.of(scene.person).get(f"/api/probationer/appointments/{row.pk}").json()
    assert shown["whom_to_call"]["phone"] == "+33171130214"


def test_a_places_own_list_of_what_to_bring_replaces_the_national_one(scene: make.Scene) -> None:
    ItemToBring.objects.create(type=scene.free_type, words={"fr": {"title": "National", "hint": ""}})
    ItemToBring.objects.create(type=scene.free_type, place=scene.place, words={"fr": {"title": "D'ici", "hint": ""}})
    here = make.appointment(scene.person, place=scene.place, type=scene.free_type)
    there = make.appointment(scene.person, type=scene.free_type)
    client = phone.of(scene.person)
    titles = {
        row.pk: [item["title"] for item in client.get(f"/api/probationer/appointments/{row.pk}").json()["items"]]
        for row in (here, there)
    }
    assert titles == {here.pk: ["D'ici"], there.pk: ["National"]}


def test_words_are_in_the_persons_language_and_french_where_missing(scene: make.Scene) -> None:
    scene.person.holder.language = "en"
    scene.person.holder.save()
    type = make.type(names={"fr": "Suivi", "en": "Follow-up"}, consequences={"fr": "Prévenez avant."})
    row = make.appointment(scene.person, type=type)
    shown = phone.of(scene.person).get(f"/api/probationer/appointments/{row.pk}").json()
    assert (shown["type"], shown["consequence"]) == ("Follow-up", "Prévenez avant.")


def test_the_past_comes_last_first_and_what_was_called_off_is_not_past_before_its_hour(scene: make.Scene) -> None:
    now = clock.now()
    old = make.appointment(scene.person, starts_at=now - timedelta(days=40), state=Appointment.State.CAME)
    missed = make.appointment(scene.person, starts_at=now - timedelta(days=10), state=Appointment.State.MISSED)
    cancelled = make.appointment(scene.person, starts_at=now - timedelta(days=5), state=Appointment.State.CANCELLED)
    coming = [
        make.appointment(scene.person, starts_at=now + timedelta(days=days), state=state)
        for days, state in ((5, Appointment.State.CANCELLED), (6, Appointment.State.EXCUSED))
    ]
    client = phone.of(scene.person)
    items = client.get("/api/probationer/appointments").json()["items"]
    assert [each["id"] for each in items] == [str(row.pk) for row in (cancelled, missed, old)]
    home = client.get("/api/probationer/home").json()
    assert [each["id"] for each in home["past"]] == [str(row.pk) for row in (cancelled, missed, old)]
    assert [each["id"] for each in home["called_off"]] == [str(row.pk) for row in coming]


def test_another_persons_appointment_does_not_exist(scene: make.Scene) -> None:
    theirs = make.appointment(scene.another())
    client = phone.of(scene.person)
    for path in ("", "/calendar.ics"):
        never, other = (client.get(f"/api/probationer/appointments/{each}{path}") for each in (uuid.uuid4(), theirs.pk))
        assert (other.status_code, other.content) == (404, never.content)


def test_the_calendar_file_is_neutral_and_right_across_the_change_of_hour(scene: make.Scene) -> None:
    Place.objects.filter(pk=scene.place.pk).update(address="Tribunal judiciaire, 4 boulevard du Palais")
    row = make.appointment(scene.person, place=scene.place, revision=3)
    answer = phone.of(scene.person).get(f"/api/probationer/appointments/{row.pk}/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == "RDV"
    assert isinstance(event, icalendar.Event)
    assert event.start == row.starts_at and event.sequence == 3
    assert str(event["LOCATION"]).startswith("Maison EXEMPLE, 4 boulevard du Palais, ")
    on_the_phone = phone.of(scene.person).get(f"/api/probationer/appointments/{row.pk}").json()
    assert on_the_phone["calendar_place"] == str(event["LOCATION"]), "the phone makes the same file without network"
    for telling in ("spip", "justice", "judiciaire", "juge", "convocation", scene.service.name.lower()):
        assert telling not in answer.content.decode().lower()


@pytest.mark.parametrize(("neutral", "called"), [("Immeuble EXEMPLE", "Immeuble EXEMPLE"), ("SPIP 92", "Nanterre")])
def test_a_place_is_called_the_same_by_sms_app_and_calendar(scene: make.Scene, neutral: str, called: str) -> None:
    """Whoever reads « Immeuble … » in a message finds no other name in the app, nor on the day's page of a calendar."""
    Place.objects.filter(pk=scene.place.pk).update(name="SPIP EXEMPLE, Nanterre", neutral_name=neutral)
    row = make.appointment(scene.person, place=scene.place, type=scene.free_type)
    old = make.appointment(scene.person, place=scene.place, starts_at=clock.now() - timedelta(days=9))
    client = phone.of(scene.person)
    home = client.get("/api/probationer/home").json()
    row = Appointment.objects.select_related("place", "type", "organisation").get(pk=row.pk)
    by_sms = wording.neutral(facts_of(row))
    upcoming = home["upcoming"][0]
    assert [by_sms, upcoming["place"]["name"]] == [called, called]
    assert [each["place_name"] for each in home["past"] if each["id"] == str(old.pk)] == [called]
    assert called in upcoming["calendar_place"] and upcoming["calendar_place"].count(called) == 1


def test_i_cannot_come_is_passed_on_once_and_excuses_nothing(scene: make.Scene) -> None:
    row = make.appointment(scene.person)
    client, key = phone.of(scene.person), str(uuid.uuid4())
    sent = {"kind": "cannot", "revision": 1, "reason": "work", "words": "Je travaille."}
    for _ in range(2):
        answer = client.post(
            f"/api/probationer/appointments/{row.pk}/answers",
            sent,
            content_type="application/json",
            headers={"Idempotency-Key": key},
        )
        assert answer.status_code == 201, answer.content
    row.refresh_from_db()
    assert Answer.objects.get().words == "Je travaille."
    assert row.state == Appointment.State.BOOKED


def say(scene: make.Scene, row: Appointment, **words: object) -> ClientResponse:
    return phone.of(scene.person).post(
        f"/api/probationer/appointments/{row.pk}/answers",
        {"revision": 1, **words},
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )


def test_i_am_late_is_passed_on_with_its_minutes_and_excuses_nothing(scene: make.Scene) -> None:
    row = make.appointment(scene.person, agent=scene.agent, starts_at=clock.now() - timedelta(minutes=5))
    assert say(scene, row, kind="late", late_minutes=20).status_code == 201
    row.refresh_from_db()
    event = row.events.get()
    assert (row.state, event.event, event.detail) == ("booked", "answer_late", {"minutes": 20})
    assert Entry.objects.filter(verb="agenda.answer_late", about=f"probationer:{scene.person.pk}").count() == 1
    home = phone.of(scene.person).get("/api/probationer/home").json()
    assert home["upcoming"][0]["answer"]["late_minutes"] == 20
    told = accounts.signed_in_client(scene.agent).get("/api/agent/morning").json()
    assert [each["answer"]["late_minutes"] for each in told["answers"]] == [20]
    assert told["coming_count"] == (1 if told["appointments"] else 0)


@pytest.mark.parametrize(
    "words", [{"kind": "late"}, {"kind": "coming", "late_minutes": 10}, {"kind": "late", "late_minutes": 5}]
)
def test_late_says_how_long_and_nothing_else_does(scene: make.Scene, words: dict[str, object]) -> None:
    row = make.appointment(scene.person, starts_at=clock.now() - timedelta(minutes=5))
    assert say(scene, row, **words).status_code == 422
    assert not Answer.objects.exists()


def test_late_is_refused_before_the_day(scene: make.Scene) -> None:
    row = make.appointment(scene.person, starts_at=clock.now() + timedelta(days=3))
    answer = say(scene, row, kind="late", late_minutes=10)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_early_to_be_late")


def test_a_new_device_is_told_to_the_others_not_to_itself(scene: make.Scene) -> None:
    old = phone.of(scene.person)
    Device.objects.update(created_at=clock.now() - timedelta(days=9))
    new = phone.of(scene.person)
    kinds = [[each["kind"] for each in one.get("/api/probationer/home").json()["notices"]] for one in (old, new)]
    assert kinds == [["new_device"], []]


def test_an_answer_to_an_older_revision_is_refused(scene: make.Scene) -> None:
    row = make.appointment(scene.person, revision=2)
    answer = phone.of(scene.person).post(
        f"/api/probationer/appointments/{row.pk}/answers",
        {"kind": "coming", "revision": 1},
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "appointment_changed")


def test_messages_tell_what_was_said_and_what_never_left(scene: make.Scene) -> None:
    now = clock.now()
    for kind, state in (
        ("reminder", State.DELIVERED),
        ("code", State.ACCEPTED),
        ("moved", State.SUPERSEDED),
        ("missed", State.FAILED),
    ):
        Message.objects.create(
            subject=f"appointment:{uuid.uuid4()}",
            kind=kind,
            channel="sms",
            holder=scene.person.holder,
            state=state,
            text="RDV demain",
            not_before=now,
            next_try_at=now,
            expires_at=now + timedelta(days=1),
            created_at=now,
        )
    items = phone.of(scene.person).get("/api/probationer/messages").json()["items"]
    assert {(each["kind"], each["state"]) for each in items} == {
        ("reminder", "reached"),
        ("code", "sent"),
        ("moved", "replaced"),
        ("missed", "failed"),
    }


def test_the_home_costs_the_same_however_many_appointments(scene: make.Scene) -> None:
    client = phone.of(scene.person)

    def read() -> None:
        assert client.get("/api/probationer/home").status_code == 200

    for _ in range(2):
        make.appointment(scene.person, place=scene.place)
        make.appointment(scene.person, starts_at=clock.now() - timedelta(days=3))
    few = cost(read)
    for _ in range(6):
        make.appointment(scene.person)
        make.appointment(scene.person, starts_at=clock.now() - timedelta(days=9))
    assert cost(read) == few


def test_all_that_she_wrote_of_it_is_shown_to_her_with_its_hour(scene: make.Scene) -> None:
    """A second message is added to the first, and neither is lost with the date that it was said of."""
    row = make.appointment(scene.person, agent=scene.agent)
    first, second = "Je travaille ce jour-là.", "Mon patron\na signé un papier."
    assert say(scene, row, kind="cannot", reason="work", words=first).status_code == 201
    clock.shift(timedelta(minutes=5))
    assert say(scene, row, kind="cannot", reason="work", words=second).status_code == 201
    shown = phone.of(scene.person).get("/api/probationer/home").json()["upcoming"][0]
    assert [(one["kind"], one["reason"], one["words"]) for one in shown["answers"]] == [
        ("cannot", "work", first),
        ("cannot", "work", second),
    ]
    assert shown["answers"][0]["at"] < shown["answers"][1]["at"] == shown["answer"]["at"]
    Appointment.objects.filter(pk=row.pk).update(revision=2)
    alone = phone.of(scene.person).get(f"/api/probationer/appointments/{row.pk}").json()
    assert (alone["answer"], [one["words"] for one in alone["answers"]]) == (None, [first, second])
