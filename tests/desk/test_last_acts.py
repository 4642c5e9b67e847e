"""What the person did last is what counts, whatever the order in which the network brings it; two phones included."""

import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from backend.accounts.models import LastAct
from backend.agenda.models import Answer, Appointment
from backend.common import clock
from backend.delivery.models import OptOut
from backend.probationers import actions_contact
from backend.probationers.models import ContactChange
from tests.agenda import make
from tests.desk import phone
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def act(counter: int, ago: timedelta) -> dict[str, Any]:
    return {"counter": counter, "at": (clock.now() - ago).isoformat()}


def say(client: Client, row: Appointment, kind: str, said: dict[str, Any], key: str = "") -> ClientResponse:
    answer: ClientResponse = client.post(
        f"/api/probationer/appointments/{row.pk}/answers",
        {"kind": kind, "revision": row.revision, "act": said},
        content_type="application/json",
        headers={"Idempotency-Key": key or str(uuid.uuid4())},
    )
    return answer


def change(client: Client, said: dict[str, Any], key: str = "", **details: object) -> ClientResponse:
    answer: ClientResponse = client.patch(
        "/api/probationer/me",
        {**details, "act": said},
        content_type="application/json",
        headers={"Idempotency-Key": key or str(uuid.uuid4())},
    )
    return answer


def counts(row: Appointment) -> str:
    return Answer.objects.filter(appointment=row).latest("at").kind


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("crossed", [False, True], ids=["in order", "crossed"])
@pytest.mark.parametrize("phones", [1, 2])
def test_the_newer_of_two_answers_counts_in_whatever_order_they_arrive(
    scene: make.Scene, phones: int, crossed: bool
) -> None:
    row, here = make.appointment(scene.person), phone.of(scene.person)
    there = here if phones == 1 else phone.of(scene.person)
    acts: list[Callable[[], ClientResponse]] = [
        lambda: say(here, row, "coming", act(1, 9 * MINUTE)),
        lambda: say(there, row, "cannot", act(2 if phones == 1 else 1, 2 * MINUTE)),
    ]
    answers = [one() for one in (reversed(acts) if crossed else acts)]
    assert counts(row) == "cannot"
    assert [one.status_code for one in answers] == [201, 409 if crossed else 201]
    if crossed:
        assert answers[1].json()["code"] == "newer_act_taken"


def test_the_counter_decides_on_one_phone_whose_clock_was_put_back(scene: make.Scene) -> None:
    row, client = make.appointment(scene.person), phone.of(scene.person)
    assert say(client, row, "coming", act(1, MINUTE)).status_code == 201
    assert say(client, row, "cannot", act(2, timedelta(days=1))).status_code == 201
    assert counts(row) == "cannot"


def test_a_phone_whose_clock_is_ahead_does_not_win_over_what_is_done_later(scene: make.Scene) -> None:
    row, ahead, right = make.appointment(scene.person), phone.of(scene.person), phone.of(scene.person)
    assert say(ahead, row, "coming", act(1, timedelta(days=-1))).status_code == 201
    assert say(right, row, "cannot", act(1, timedelta())).status_code == 201
    assert counts(row) == "cannot"


def test_the_same_act_delivered_again_is_not_older_and_tells_what_counts(scene: make.Scene) -> None:
    row, here, there = make.appointment(scene.person), phone.of(scene.person), phone.of(scene.person)
    said, key = act(1, 9 * MINUTE), str(uuid.uuid4())
    first = say(here, row, "coming", said, key)
    again = say(here, row, "coming", said, key)
    assert (again.status_code, again.json()) == (201, first.json())
    say(there, row, "cannot", act(1, MINUTE))
    late = say(here, row, "coming", said, key)
    assert (late.status_code, late.json()["kind"]) == (201, "cannot")
    assert Answer.objects.count() == 2


def test_each_appointment_and_each_kind_of_detail_has_an_order_of_its_own(scene: make.Scene) -> None:
    client, rows = phone.of(scene.person), [make.appointment(scene.person) for _ in range(2)]
    assert say(client, rows[0], "coming", act(9, MINUTE)).status_code == 201
    assert say(client, rows[1], "coming", act(1, 9 * MINUTE)).status_code == 201
    assert change(client, act(8, MINUTE), city="Nanterre").status_code == 200
    assert change(client, act(2, 9 * MINUTE), wants_sms=False).status_code == 200


def test_an_app_that_says_nothing_of_its_acts_is_heard_as_it_arrives(scene: make.Scene) -> None:
    row, client = make.appointment(scene.person), phone.of(scene.person)
    say(client, row, "coming", act(1, MINUTE))
    answer = client.post(
        f"/api/probationer/appointments/{row.pk}/answers",
        {"kind": "cannot", "revision": 1},
        content_type="application/json",
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    assert (answer.status_code, counts(row)) == (201, "cannot")
    assert client.patch("/api/probationer/me", {"city": "Paris"}, content_type="application/json").status_code == 200


def test_an_older_address_does_not_come_back(scene: make.Scene) -> None:
    here, there = phone.of(scene.person), phone.of(scene.person)
    assert change(there, act(1, MINUTE), address="2 rue de la Démo", city="Paris").status_code == 200
    late = change(here, act(1, 9 * MINUTE), city="Nanterre")
    assert (late.status_code, late.json()["code"]) == (409, "newer_act_taken")
    scene.person.refresh_from_db()
    assert scene.person.city == "Paris"


def test_a_change_delivered_again_after_an_agents_own_changes_nothing(scene: make.Scene) -> None:
    client, said, key = phone.of(scene.person), act(1, 9 * MINUTE), str(uuid.uuid4())
    change(client, said, key, city="Nanterre")
    scene.person.refresh_from_db()
    actions_contact.change_details(scene.person, {"city": "Paris"}, by=scene.agent)
    again = change(client, said, key, city="Nanterre")
    assert (again.status_code, again.json()["city"]) == (200, "Paris")
    assert ContactChange.objects.filter(field="address").count() == 2
    late = change(client, act(2, 5 * MINUTE), city="Lyon")
    assert (late.status_code, late.json()["code"]) == (409, "newer_act_taken"), "said before the agent wrote"


def test_a_stop_said_after_the_act_stays(scene: make.Scene) -> None:
    client = phone.of(scene.person)
    OptOut.objects.create(number=scene.person.phone, at=clock.now() - MINUTE)
    assert change(client, act(1, 9 * MINUTE), wants_sms=True).json()["wants_sms"] is False
    assert change(client, act(2, timedelta()), wants_sms=True).json()["wants_sms"] is True


@pytest.mark.parametrize("said", [{"counter": -1}, {"counter": 2**53}, {"at": "2026-11-28T09:00:00"}, {"at": "soon"}])
def test_an_act_without_a_zone_or_with_a_wild_counter_is_malformed(scene: make.Scene, said: dict[str, object]) -> None:
    row = make.appointment(scene.person)
    assert say(phone.of(scene.person), row, "coming", act(1, MINUTE) | said).status_code == 422


@pytest.mark.parametrize("turn", range(6))
def test_two_acts_that_cross_end_with_the_newer(scene: make.Scene, turn: int) -> None:
    """Both at once on two connections, whoever comes first."""
    row, clients = make.appointment(scene.person), [phone.of(scene.person) for _ in range(2)]
    acts = [("coming", act(1, 9 * MINUTE)), ("cannot", act(1, MINUTE))]
    barrier, ends = threading.Barrier(2), dict[str, int]()

    def run(client: Client, kind: str, said: dict[str, Any]) -> None:
        connection.ensure_connection()
        barrier.wait()
        try:
            ends[kind] = say(client, row, kind, said).status_code
        finally:
            connection.close()

    pairs = list(zip(clients, acts, strict=True))
    threads = [threading.Thread(target=run, args=[one, *said]) for one, said in pairs[:: -1 if turn % 2 else 1]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts(row) == "cannot"
    assert ends["cannot"] == 201 and ends["coming"] in (201, 409)
    assert LastAct.objects.filter(subject=str(row)).count() == (2 if ends["coming"] == 201 else 1)


def test_an_act_kept_by_somebody_else_on_this_phone_is_not_done_in_ones_name(scene: make.Scene) -> None:
    row, client, theirs = make.appointment(scene.person), phone.of(scene.person), scene.another()
    said = act(1, MINUTE) | {"holder": str(theirs.holder_id)}
    assert change(client, said, city="Paris").status_code == 404
    assert say(client, row, "coming", said).status_code == 404
    assert say(client, row, "coming", said | {"holder": str(scene.person.holder_id)}).status_code == 201


def test_nobody_elses_act_makes_mine_older(scene: make.Scene) -> None:
    theirs = scene.another()
    say(phone.of(theirs), make.appointment(theirs), "coming", act(9, timedelta()))
    assert change(phone.of(theirs), act(9, timedelta()), city="Paris").status_code == 200
    moment: datetime = clock.now() - timedelta(days=30)
    mine = {"counter": 1, "at": moment.isoformat()}
    assert say(phone.of(scene.person), make.appointment(scene.person), "coming", mine).status_code == 201
    assert change(phone.of(scene.person), mine, city="Lyon").status_code == 200


def test_sixty_answers_in_one_go_are_slowed_down(scene: make.Scene) -> None:
    """D151: each is a line that an agent reads. One that was taken and is sent again costs nothing."""
    row, client = make.appointment(scene.person), phone.of(scene.person)
    keys = [str(uuid.uuid4()) for _ in range(60)]
    kinds = ("coming", "cannot")
    said = [say(client, row, kinds[number % 2], act(number, timedelta()), keys[number]) for number in range(60)]
    assert [answer.status_code for answer in said] == [201] * 20 + [429] * 40
    assert row.answers.count() == 20
    assert say(client, row, "coming", act(0, timedelta()), keys[0]).status_code == 201
    clock.shift(timedelta(minutes=1))
    assert say(client, row, "coming", act(61, timedelta())).status_code == 201
