"""A place that changes while persons are expected there: never in silence, and nobody is told of a spelling."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from backend.agenda import actions, actions_places
from backend.agenda.models import Answer, Appointment, LegalNotification, Task
from backend.common import clock
from backend.common.errors import Refused
from backend.delivery.models import OptOut
from backend.journal.models import Entry
from backend.probationers.models import Probationer
from tests import plans
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import asked, cost
from tests.organisations import make as organisations

pytestmark = pytest.mark.django_db
NEW = {"address": "9 avenue du Test", "postcode": "92000", "city": "Nanterre"}


@pytest.fixture
def scene() -> make.Scene:
    made = make.Scene()
    made.agent = accounts.agent(made.service, "dpip")
    return made


def change(scene: make.Scene, values: dict[str, Any] | None = None, **how: Any) -> None:
    actions_places.update_place(scene.agent, place=scene.place.pk, values=values or NEW, **how)


def expected(scene: make.Scene, person: Probationer | None = None, **fields: Any) -> Appointment:
    fields = {"place": scene.place, "type": scene.free_type} | fields
    return make.appointment(person or scene.person, **fields)


def test_a_place_where_persons_are_expected_does_not_change_in_silence(scene: make.Scene) -> None:
    other = scene.another()
    rows = [expected(scene), expected(scene, starts_at=make.working_day(9)), expected(scene, other)]
    with pytest.raises(Refused) as refused:
        change(scene)
    assert (refused.value.code, refused.value.detail) == ("people_expected_there", {"appointments": 3, "people": 2})
    scene.place.refresh_from_db()
    assert scene.place.address == "1 rue de l'Essai"
    assert {row.revision for row in Appointment.objects.filter(pk__in=[row.pk for row in rows])} == {1}


@pytest.mark.parametrize(
    "values",
    [
        {"address": "9 avenue du Test"}, {"postcode": "92001"}, {"city": "Gennevilliers"}, {"name": "Antenne du Test"},
        {"neutral_name": "Maison du Test"}, {"inside": {"fr": "3e étage"}},
    ],
)  # fmt: skip
def test_whatever_leads_to_another_door_is_asked_about(scene: make.Scene, values: dict[str, Any]) -> None:
    expected(scene)
    with pytest.raises(Refused, match="people_expected_there"):
        change(scene, values)


@pytest.mark.parametrize(
    "values",
    [{"inside": {"en": "Third floor"}}, {"phone": "01 99 00 00 01"}, {"step_free": "yes"}, {"city": "Nanterre"}],
)
def test_what_leads_nowhere_else_is_not(scene: make.Scene, values: dict[str, Any]) -> None:
    row = expected(scene)
    change(scene, values)
    row.refresh_from_db()
    assert row.revision == 1


def test_nobody_is_asked_about_what_is_past_called_off_or_by_telephone(scene: make.Scene) -> None:
    expected(scene, starts_at=clock.now() - timedelta(days=1))
    expected(scene, state="cancelled"), expected(scene, state="excused")
    make.appointment(scene.person, place=scene.place, type=make.type(where="phone"))
    change(scene)
    assert not Appointment.objects.exclude(revision=1).exists()


def test_who_is_expected_there_is_looked_for_among_what_is_to_come_there(scene: make.Scene) -> None:
    """Neither the place's past is read for it, nor what is to come elsewhere."""
    elsewhere = organisations.place(scene.service, name="Autre antenne")
    was, other = (
        expected(scene, starts_at=clock.now() - timedelta(days=9), state="came"),
        expected(scene, place=elsewhere),
    )
    Appointment.objects.bulk_create([again(was) for _ in range(300)] + [again(other) for _ in range(1200)])
    expected(scene)
    with asked() as queries:
        change(scene, tell="everybody")
    [sql] = [sql for sql in queries if "FOR NO KEY UPDATE" in sql and 'FROM "agenda_appointment"' in sql][:1]
    plans.rebuild_indexes("agenda_appointment")
    with connection.cursor() as cursor:
        # Indexes that begin with the place too: of so few rows they cost about as much.
        cursor.execute("DROP INDEX agenda_appointment_place_id_b73b18ae, appointment_place")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "appointment_expected" in plan, plan


def again(row: Appointment) -> Appointment:
    values = {field.attname: getattr(row, field.attname) for field in Appointment._meta.concrete_fields}
    return Appointment(**values | {"id": uuid.uuid4()})


def test_everybody_is_told_by_a_new_revision_and_each_file_keeps_it(scene: make.Scene) -> None:
    row, silent = expected(scene), expected(scene, scene.another(), tell_person=False)
    gone = expected(scene, state="cancelled")
    change(scene, tell="everybody")
    for one in (row, silent):
        one.refresh_from_db()
        assert (one.revision, one.tell_person, one.state) == (2, True, "booked")
        event = one.events.get()
        assert (event.event, event.revision, event.by) == ("relocate", 2, str(scene.agent))
        assert event.detail["from_where"].endswith("1 rue de l'Essai, 92000 Nanterre")
        about = Entry.objects.filter(verb="agenda.relocate", subject=str(one))
        assert about.get().about == f"probationer:{one.probationer_id}"
    gone.refresh_from_db()
    assert gone.revision == 1
    assert Entry.objects.filter(verb="organisations.update_place").count() == 1


def test_a_spelling_tells_nobody(scene: make.Scene) -> None:
    row = expected(scene)
    change(scene, tell="nobody")
    row.refresh_from_db()
    scene.place.refresh_from_db()
    assert (scene.place.address, row.revision) == (NEW["address"], 1)
    assert not row.events.exists() and not Entry.objects.filter(verb="agenda.relocate").exists()


def test_what_the_person_said_of_the_hour_holds_at_the_new_place(scene: make.Scene) -> None:
    row = expected(scene)
    Answer.objects.create(
        appointment=row, kind="cannot", channel="app", revision=1, at=clock.now(), idempotency_key=row.pk
    )
    change(scene, tell="everybody")
    assert row.answers.get().revision == 2


def test_what_was_notified_in_law_is_to_be_notified_again_and_whoever_takes_no_sms_is_told_by_hand(
    scene: make.Scene,
) -> None:
    notified, deaf = expected(scene), expected(scene, scene.another())
    today = clock.local(clock.now(), "Europe/Paris").date()
    legal = actions.add_legal_notification(notified.pk, way="handed_over", on=today, by=scene.agent)
    OptOut.objects.create(number=deaf.probationer.phone, at=clock.now())
    for _ in range(2):  # the second change makes the first one's tasks moot
        change(scene, {"address": f"{_} rue du Test"}, tell="everybody")
    open_ones = Task.objects.filter(done_at=None).values_list("appointment", "kind", "revision")
    assert set(open_ones) == {(notified.pk, "notify_formally", 3), (deaf.pk, "tell_by_hand", 3)}
    assert LegalNotification.objects.get(pk=legal.pk).void_at is not None


def test_ten_persons_cost_no_more_queries_than_one(scene: make.Scene) -> None:
    for _ in range(10):
        expected(scene, scene.another())
    assert cost(lambda: change(scene, tell="everybody")) <= 30


def test_the_office_asks_and_then_saves(scene: make.Scene) -> None:
    expected(scene)
    client = accounts.signed_in_client(scene.agent)
    path = f"/api/agent/places/{scene.place.pk}"
    refused = client.patch(path, NEW, content_type="application/json")
    assert (refused.status_code, refused.json()["detail"]) == (409, {"appointments": 1, "people": 1})
    told = client.patch(path, NEW | {"tell": "everybody"}, content_type="application/json").json()
    assert told["address"] == NEW["address"]
