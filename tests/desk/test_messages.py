"""The list of messages: one line an occasion, the same for the agent and the person, with the words to come."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.agenda import actions as agenda
from backend.agenda import actions_national as national_types
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock
from backend.delivery import composers as port
from backend.delivery.composers import Due
from backend.delivery.models import Message
from backend.reminders import actions, actions_national, composers
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import assert_flat
from tests.delivery import make as outbox
from tests.desk import phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    national_types.load_national()
    actions_national.load_national()
    return make.Scene(phone="+33171130200")


def booked(scene: make.Scene, days: int = 20) -> Appointment:
    """Booked and planned, with a browser that listens: each reminder is a push and an SMS behind it."""
    if not scene.person.holder.subscriptions.exists():
        outbox.subscription(scene.person.holder)
    wish = Booking(
        scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(days), force=True
    )
    row = agenda.book(wish, by=scene.agent)
    actions.plan(row.pk)
    return row


def of_appointment(scene: make.Scene, row: Appointment) -> list[dict[str, Any]]:
    client = accounts.signed_in_client(scene.agent)
    told: list[dict[str, Any]] = client.get(f"/api/agent/appointments/{row.pk}").json()["occasions"]
    return told


def test_one_line_an_occasion_with_its_channels(scene: make.Scene) -> None:
    told = of_appointment(scene, booked(scene))
    assert [(each["kind"], each["occasion"], [one["channel"] for one in each["messages"]]) for each in told] == [
        ("confirmation", "", ["sms"]),
        ("reminder", "day-7", ["push"]),
        ("reminder", "day-4", ["push", "sms"]),
        ("reminder", "day-1", ["push", "sms"]),
    ]
    assert [one["words"] for one in told[-1]["messages"]] == ["will", "held"]
    assert {each["state"] for each in told} == {"will"}


def test_a_message_is_labelled_with_the_hour_that_it_said(scene: make.Scene) -> None:
    row = booked(scene)
    hours = [row.starts_at]
    Message.objects.filter(subject=str(row), kind="confirmation").update(state="accepted", attempts=1)
    for days in (25, 30):
        wish = Booking(scene.person.pk, scene.free_type.pk, starts_at=make.working_day(days), force=True)
        hours.append(agenda.move(row.pk, wish, by=scene.agent).starts_at)
        actions.plan(row.pk)
    told = of_appointment(scene, row)
    said = {(each["kind"], each["spoke_of"] and datetime.fromisoformat(each["spoke_of"])) for each in told}
    assert said == {
        ("confirmation", hours[0]), ("reminder", hours[0]), ("moved", hours[1]), ("reminder", hours[1]),
        ("moved", None), ("reminder", None),
    }  # fmt: skip
    person = phone.of(scene.person).get("/api/probationer/messages").json()["items"]
    assert {each["spoke_of"] for each in person} == {each["spoke_of"] for each in told}


def test_what_a_move_replaced_did_not_fail(scene: make.Scene) -> None:
    row = booked(scene)
    wish = Booking(scene.person.pk, scene.free_type.pk, starts_at=make.working_day(25), force=True)
    agenda.move(row.pk, wish, by=scene.agent)
    actions.plan(row.pk)
    old = [each["state"] for each in of_appointment(scene, row) if each["spoke_of"]]
    assert old and set(old) == {"replaced"}


def test_what_will_be_written_is_what_its_composer_writes_at_its_hour(scene: make.Scene) -> None:
    row = booked(scene)
    last = of_appointment(scene, row)[-1]["messages"]
    for one in last:
        said = Message.objects.get(pk=one["id"])
        # Just past its own hour: the day before, when "tomorrow" is said.
        clock.shift((said.release_at or said.not_before) - clock.now() + timedelta(seconds=1))
        due = Due(**{name: getattr(said, name) for name in Due.__dataclass_fields__})
        composed = composers.compose([due])[0]
        assert isinstance(composed, port.Text) and "demain" in composed.title + composed.body
        assert one["foreseen"]["text"] == composed.body and one["foreseen"]["title"] == composed.title


def test_it_says_so_where_a_message_will_not_leave_as_things_stand(scene: make.Scene) -> None:
    row = booked(scene)
    scene.person.wants_push = False
    scene.person.save()
    told = {one["channel"]: one["foreseen"]["refusal"] for one in of_appointment(scene, row)[-1]["messages"]}
    assert told == {"push": "opted_out", "sms": None}


def test_the_person_reads_the_same_history_as_the_agent(scene: make.Scene) -> None:
    row = booked(scene)
    now = clock.now()
    Message.objects.filter(kind="confirmation").update(
        state="delivered", accepted_at=now, delivered_at=now, text="Votre RDV", recipient=scene.person.phone
    )
    Message.objects.filter(occasion="day-7").update(state="failed", reason="push_gone", ended_at=now)
    Message.objects.filter(occasion="day-4", channel="sms").update(
        state="superseded", reason="push_shown", ended_at=now
    )
    outbox.message(kind="code", channel="sms", subject="challenge:x", holder=scene.person.holder_id, state="delivered")
    Message.objects.create(
        subject="push_test:x", kind="push_test", channel="push", holder=scene.person.holder,
        not_before=now, next_try_at=now, expires_at=now, created_at=now,
    )  # fmt: skip
    file = accounts.signed_in_client(scene.agent).get(f"/api/agent/files/{scene.person.pk}").json()
    mine = phone.of(scene.person).get("/api/probationer/messages").json()["items"]
    assert {each["kind"] for each in mine} == {"confirmation", "reminder", "code"}

    seen = ("id", "channel", "state", "words", "why", "at", "leaves_at", "text")

    def told(each: dict[str, Any]) -> tuple[Any, ...]:
        channels = [[one[name] for name in seen] for one in each["messages"]]
        return (each["id"], each["kind"], each["at"], each["state"], channels)

    assert [told(each) for each in mine] == [told(each) for each in file["occasions"]]
    assert {each["appointment"] for each in mine if each["kind"] != "code"} == {str(row.pk)}


def test_one_that_another_message_carried_shows_what_that_one_said_and_when(scene: make.Scene) -> None:
    first, other = booked(scene), booked(scene)
    by = Message.objects.get(subject=str(first), occasion="day-1", channel="sms")
    carried = Message.objects.get(subject=str(other), occasion="day-1", channel="sms")
    if carried.carrier != by:
        by, carried, other = carried, by, first
    assert carried.carrier == by
    now = clock.now()
    Message.objects.filter(pk=by.pk).update(state="accepted", accepted_at=now, text="Deux rendez-vous", segments=2)
    Message.objects.filter(pk=carried.pk).update(state="superseded", reason="merged", ended_at=now)
    (sms,) = [one for one in of_appointment(scene, other)[-1]["messages"] if one["channel"] == "sms"]
    assert (sms["state"], sms["words"], sms["text"], sms["segments"]) == ("sent", "merged", "Deux rendez-vous", 0)


def test_the_words_to_come_name_both_appointments(scene: make.Scene) -> None:
    rows = [booked(scene), booked(scene)]
    carrier = Message.objects.get(occasion="day-1", channel="sms", carrier=None)
    row = next(row for row in rows if str(row) == carrier.subject)
    told = {one["id"]: one["foreseen"] for one in of_appointment(scene, row)[-1]["messages"]}
    assert told[str(carrier.pk)]["text"].count("10h00") == 2


def test_the_person_turns_pages_and_no_occasion_is_cut_in_two(scene: make.Scene) -> None:
    for days in range(12, 24):
        booked(scene, days)
    client, seen, cursor = phone.of(scene.person), [], ""
    while cursor is not None:
        page = client.get("/api/probationer/messages", {"cursor": cursor} if cursor else {}).json()
        seen += page["items"]
        cursor = page["next"]
    assert len(seen) > 25 and len({each["id"] for each in seen}) == len(seen)
    assert sum(len(each["messages"]) for each in seen) == Message.objects.count()


def test_a_file_costs_the_same_with_one_appointment_and_with_six(scene: make.Scene) -> None:
    client = accounts.signed_in_client(scene.agent)
    days = iter(range(10, 40, 3))
    assert_flat(
        lambda: client.get(f"/api/agent/files/{scene.person.pk}").json(),
        add=lambda: booked(scene, next(days)),
        rows=lambda file: len(file["upcoming"]),
    )
