"""What changed stands first on the person's home until she has seen it, on each of her phones, or it is settled."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from backend.agenda import actions, actions_places
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock
from backend.journal.models import Entry
from tests.accounts import make as accounts
from tests.agenda import make
from tests.desk import phone
from tests.organisations import make as organisations
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db
HOME = "/api/probationer/home"


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def missed(scene: make.Scene, *, ago: timedelta = timedelta(hours=3), **fields: Any) -> Appointment:
    """One whose outcome was recorded so long ago."""
    now = clock.now()
    values = {"place": scene.place, "agent": scene.agent, "starts_at": now - timedelta(days=1)}
    return make.appointment(scene.person, state="missed", outcome_at=now - ago, revision=2, **(values | fields))


def post(client: Client, row: Appointment, what: str, **body: object) -> ClientResponse:
    answer: ClientResponse = client.post(
        f"/api/probationer/appointments/{row.pk}/{what}",
        {"revision": row.revision, **body},
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    return answer


def home(client: Client) -> Any:
    return client.get(HOME).json()


def changes(client: Client) -> list[tuple[str, str]]:
    shown = home(client)
    every = [*shown["missed"], *shown["called_off"], *shown["upcoming"]]
    return [(one["id"], one["change"]["kind"]) for one in every if one["change"]]


def move(scene: make.Scene, row: Appointment, **where: Any) -> Appointment:
    wish = Booking(probationer=scene.person.pk, type=row.type_id, tell_person=True, **where)
    return actions.move(row.pk, wish, by=scene.agent)


def test_a_miss_comes_first_two_hours_after_it_was_recorded(scene: make.Scene) -> None:
    fresh, old = missed(scene, ago=timedelta(minutes=119)), missed(scene)
    client = phone.of(scene.person)
    assert changes(client) == [(str(old.pk), "missed")]
    states = {one["id"]: one["state"] for one in client.get("/api/probationer/appointments").json()["items"]}
    assert states == {str(fresh.pk): "booked", str(old.pk): "missed"}
    detail = client.get(f"/api/probationer/appointments/{fresh.pk}").json()
    assert (detail["state"], detail["change"]) == ("booked", None)


def test_a_miss_is_settled_by_another_appointment(scene: make.Scene) -> None:
    missed(scene)
    client = phone.of(scene.person)
    assert len(home(client)["missed"]) == 1
    make.appointment(scene.person, place=scene.place)
    assert home(client)["missed"] == []


def test_what_was_booked_before_settles_no_miss(scene: make.Scene) -> None:
    row = missed(scene)
    make.appointment(scene.person, place=scene.place, booked_at=clock.now() - timedelta(days=9))
    assert [one["id"] for one in home(phone.of(scene.person))["missed"]] == [str(row.pk)]


def test_what_was_seen_on_one_phone_is_gone_on_the_other(scene: make.Scene) -> None:
    row, both = missed(scene), [phone.of(scene.person), phone.of(scene.person)]
    assert [len(home(each)["missed"]) for each in both] == [1, 1]
    assert post(both[0], row, "seen").status_code == 204
    assert [home(each)["missed"] for each in both] == [[], []]
    detail = both[1].get(f"/api/probationer/appointments/{row.pk}").json()
    assert (detail["state"], detail["change"]) == ("missed", None)


def test_nobody_else_is_told_what_was_seen(scene: make.Scene) -> None:
    row = missed(scene)
    before = Entry.objects.count()
    post(phone.of(scene.person), row, "seen")
    shown = accounts.signed_in_client(scene.agent).get(f"/api/agent/appointments/{row.pk}").content.decode()
    assert "seen_revision" not in shown and "events" in shown
    assert not Entry.objects.filter(verb__contains="seen").exists()
    assert Entry.objects.count() - before <= 1, "the agent's own reading alone"
    assert not row.events.exists()


def test_an_older_sight_never_hides_a_newer_change(scene: make.Scene) -> None:
    row, client = missed(scene), phone.of(scene.person)
    for revision in (2, 1, 99):
        assert post(client, row, "seen", revision=revision).status_code == 204
        row.refresh_from_db()
        assert row.seen_revision == 2
    Appointment.objects.filter(pk=row.pk).update(revision=3)
    assert changes(client) == [(str(row.pk), "missed")]


@pytest.mark.parametrize(("revision", "kept"), [(-3, 0), (2, 2), (3, 2), (2**31, 2), (2**62, 2), (10**30, 2)])
def test_what_does_not_exist_yet_is_put_away_by_no_revision(scene: make.Scene, revision: int, kept: int) -> None:
    """Answered as any other: a phone that is out of step must not show a failure for what nobody asked it to say."""
    row, client = missed(scene), phone.of(scene.person)
    assert post(client, row, "seen", revision=revision).status_code == 204
    row.refresh_from_db()
    assert row.seen_revision == kept
    Appointment.objects.filter(pk=row.pk).update(revision=3)
    assert changes(client) == [(str(row.pk), "missed")]


def test_another_persons_change_cannot_be_put_away(scene: make.Scene) -> None:
    theirs = make.appointment(scene.another())
    assert post(phone.of(scene.person), theirs, "seen").status_code == 404
    theirs.refresh_from_db()
    assert theirs.seen_revision is None


def test_what_happened_is_passed_on_and_stands_before_the_agent(scene: make.Scene) -> None:
    row, client = missed(scene), phone.of(scene.person)
    said = {"kind": "explain", "reason": "transport", "words": "Le train était supprimé."}
    assert post(client, row, "answers", **said).status_code == 201
    row.refresh_from_db()
    assert row.state == "missed" and row.reason_told == ""
    assert home(client)["missed"][0]["answer"]["kind"] == "explain"
    told = accounts.signed_in_client(scene.agent).get("/api/agent/morning").json()["answers"]
    assert [(one["id"], one["answer"]["kind"], one["answer"]["reason"]) for one in told] == [
        (str(row.pk), "explain", "transport")
    ]


def test_what_happened_is_not_told_of_a_miss_that_nobody_has_said(scene: make.Scene) -> None:
    row = missed(scene, ago=timedelta(hours=1))
    answer = post(phone.of(scene.person), row, "answers", kind="explain")
    assert (answer.status_code, answer.json()["code"]) == (409, "appointment_past")


def test_a_move_says_what_it_was_and_what_it_is(scene: make.Scene) -> None:
    row = make.appointment(scene.person, place=scene.place, agent=scene.agent, type=scene.free_type)
    first = row.starts_at
    for day in (9, 11):
        row = move(scene, row, place=scene.place.pk, starts_at=make.working_day(day))
    client = phone.of(scene.person)
    change = home(client)["upcoming"][0]["change"]
    assert (change["kind"], change["was_place"]) == ("moved", None)
    assert datetime.fromisoformat(change["was_starts_at"]) == first, "what she knew, not the one between"
    move(scene, row, place=scene.place.pk, starts_at=first)
    assert home(client)["upcoming"][0]["change"] is None, "back where it was"


def test_a_move_to_another_place_says_which_it_was(scene: make.Scene) -> None:
    other = organisations.place(scene.service, neutral_name="Maison du Test")
    row = make.appointment(scene.person, place=scene.place, agent=scene.agent, type=scene.free_type)
    move(scene, row, place=other.pk, starts_at=row.starts_at + timedelta(minutes=30))
    shown = home(phone.of(scene.person))["upcoming"][0]
    assert (shown["change"]["was_place"], shown["place"]["name"]) == ("Maison EXEMPLE", "Maison du Test")


def test_of_two_places_that_are_called_the_same_it_says_the_address(scene: make.Scene) -> None:
    other = organisations.place(scene.service, address="9 avenue du Test")
    row = make.appointment(scene.person, place=scene.place, agent=scene.agent, type=scene.free_type)
    move(scene, row, place=other.pk, starts_at=row.starts_at + timedelta(minutes=30))
    change = home(phone.of(scene.person))["upcoming"][0]["change"]
    assert change["was_place"] == "Maison EXEMPLE, 1 rue de l'Essai, 92000 Nanterre"


def relocate(scene: make.Scene, **values: Any) -> None:
    keeper = accounts.agent(scene.service, "dpip")
    actions_places.update_place(keeper, place=scene.place.pk, values=values, tell="everybody")


def test_a_place_that_is_somewhere_else_says_where_it_was_until_that_is_seen(scene: make.Scene) -> None:
    row = make.appointment(scene.person, place=scene.place, type=scene.free_type)
    relocate(scene, address="9 avenue du Test")
    client = phone.of(scene.person)
    change = home(client)["upcoming"][0]["change"]
    assert (change["kind"], change["was_starts_at"]) == ("relocated", None)
    assert change["was_place"] == f"{scene.place.neutral_name}, 1 rue de l'Essai, 92000 Nanterre"
    row.refresh_from_db()
    post(client, row, "seen")
    assert changes(client) == []
    relocate(scene, name="Antenne du Test")
    assert home(client)["upcoming"][0]["change"]["was_place"] is None, "what is shown of it is the same"


def test_an_answer_given_before_the_place_changed_hides_nothing(scene: make.Scene) -> None:
    row = make.appointment(scene.person, place=scene.place, type=scene.free_type)
    client = phone.of(scene.person)
    assert post(client, row, "answers", kind="coming").status_code == 201
    relocate(scene, address="9 avenue du Test")
    shown = home(client)["upcoming"][0]
    assert (shown["change"]["kind"], shown["answer"]["kind"]) == ("relocated", "coming")
    row.refresh_from_db()
    assert post(client, row, "answers", kind="coming").status_code == 201
    assert changes(client) == []


def test_who_answers_the_new_date_has_seen_it(scene: make.Scene) -> None:
    row = make.appointment(scene.person, place=scene.place, agent=scene.agent, type=scene.free_type)
    row = move(scene, row, place=scene.place.pk, starts_at=make.working_day(9))
    client = phone.of(scene.person)
    assert changes(client) == [(str(row.pk), "moved")]
    assert post(client, row, "answers", kind="coming").status_code == 201
    assert changes(client) == []


def test_a_cancelled_one_says_so_until_it_is_seen_and_keeps_its_place_until_its_hour(scene: make.Scene) -> None:
    row = make.appointment(scene.person, place=scene.place, agent=scene.agent, type=scene.free_type)
    row = actions.cancel(row.pk, tell_person=True, by=scene.agent)
    client = phone.of(scene.person)
    assert changes(client) == [(str(row.pk), "cancelled")]
    assert client.get("/api/probationer/appointments").json()["items"] == []
    post(client, row, "seen")
    assert changes(client) == []
    assert [one["state"] for one in home(client)["called_off"]] == ["cancelled"]


def test_a_call_says_which_number_is_called_and_no_hour_to_leave(scene: make.Scene) -> None:
    make.appointment(scene.person, place=scene.place, type=make.type(where="phone"))
    shown = home(phone.of(scene.person))["upcoming"][0]
    assert shown["called_phone"].endswith(scene.person.phone[-2:]) and scene.person.phone not in shown["called_phone"]
    assert (shown["where"], shown["leave_at"]) == ("phone", None)


def test_nobody_is_called_about_a_visit(scene: make.Scene) -> None:
    make.appointment(scene.person, place=scene.place)
    assert home(phone.of(scene.person))["upcoming"][0]["called_phone"] == ""


@pytest.mark.parametrize("state", ["followed", "detained", "hospitalised", "abroad", "ended"])
def test_the_home_says_in_which_state_the_file_is(scene: make.Scene, state: str) -> None:
    scene.person.state = state
    scene.person.save()
    assert home(phone.of(scene.person))["file_state"] == state


def test_the_person_reads_a_plain_name_and_the_agent_the_fields_own(scene: make.Scene) -> None:
    type = make.type(names={"fr": "Convocation 741-1"}, plain_names={"fr": "Premier rendez-vous après le jugement"})
    row = make.appointment(scene.person, place=scene.place, agent=scene.agent, type=type)
    assert home(phone.of(scene.person))["upcoming"][0]["type"] == "Premier rendez-vous après le jugement"
    shown = accounts.signed_in_client(scene.agent).get(f"/api/agent/appointments/{row.pk}").json()
    assert shown["type"]["name"] == "Convocation 741-1"


def test_who_has_come_since_has_no_old_miss_on_home(scene: make.Scene) -> None:
    client = phone.of(scene.person)
    missed(scene)
    assert len(home(client)["missed"]) == 1
    make.appointment(scene.person, state="came", place=scene.place, starts_at=clock.now() - timedelta(hours=1))
    assert home(client)["missed"] == []
