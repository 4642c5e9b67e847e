"""An Idempotency-Key that comes again: with the same request its first result, with another one a refusal."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from backend.accounts.models import LastAct
from backend.agenda.models import Answer, Appointment
from backend.common import clock
from tests.accounts import make as accounts
from tests.agenda import make
from tests.desk import phone
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


@dataclass(frozen=True)
class Keyed:
    """An operation that takes a key, and two requests of it that ask for different things."""

    client: Client
    method: str
    path: str
    bodies: tuple[dict[str, Any], dict[str, Any]]

    def send(self, which: int, key: str) -> ClientResponse:
        call = getattr(self.client, self.method)
        answer: ClientResponse = call(
            self.path, self.bodies[which], content_type="application/json", headers={"Idempotency-Key": key}
        )
        return answer


def answers(scene: make.Scene) -> Keyed:
    path = f"/api/probationer/appointments/{make.appointment(scene.person).pk}/answers"
    said = {"revision": 1, "act": {"counter": 1, "at": clock.now().isoformat()}}
    return Keyed(phone.of(scene.person), "post", path, (said | {"kind": "coming"}, said | {"kind": "cannot"}))


def seen(scene: make.Scene) -> Keyed:
    row = make.appointment(scene.person, revision=2)
    path = f"/api/probationer/appointments/{row.pk}/seen"
    return Keyed(phone.of(scene.person), "post", path, ({"revision": 1}, {"revision": 2}))


def details(scene: make.Scene) -> Keyed:
    return Keyed(phone.of(scene.person), "patch", "/api/probationer/me", ({"city": "Nanterre"}, {"city": "Paris"}))


def bookings(scene: make.Scene) -> Keyed:
    wish = {"probationer": str(scene.person.pk), "type": scene.free_type.pk, "place": scene.place.pk}
    wish |= {"starts_at": make.working_day(hour=10).isoformat()}
    client = accounts.signed_in_client(scene.agent)
    return Keyed(client, "post", "/api/agent/appointments", (wish | {"minutes": 30}, wish | {"minutes": 45}))


OPERATIONS: dict[str, Callable[[make.Scene], Keyed]] = {
    "answer_my_appointment": answers,
    "see_my_appointment": seen,
    "update_my_details": details,
    "book_appointment": bookings,
}


def test_the_table_holds_every_operation_that_takes_a_key() -> None:
    paths: dict[str, dict[str, dict[str, Any]]] = json.loads(Path("shared/openapi.json").read_text())["paths"]
    taking = [
        each["operationId"].split("api_probationer_")[-1].split("api_agent_")[-1]
        for path in paths.values()
        for each in path.values()
        if any(one["name"] == "idempotency_key" for one in each.get("parameters", []))
    ]
    assert sorted(taking) == sorted(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_key_used_again_for_another_request_is_refused(scene: make.Scene, operation: str) -> None:
    keyed, key = OPERATIONS[operation](scene), str(uuid.uuid4())
    first = keyed.send(0, key)
    assert first.status_code < 300, first.content
    again = keyed.send(0, key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    other = keyed.send(1, key)
    assert (other.status_code, other.json()["code"]) == (409, "key_used_before")
    assert keyed.send(0, key).content == first.content


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_row_of_before_the_digests_is_taken_as_the_same(scene: make.Scene, operation: str) -> None:
    keyed, key = OPERATIONS[operation](scene), str(uuid.uuid4())
    first = keyed.send(0, key)
    Appointment.objects.update(booking_digest=None)
    Answer.objects.update(digest=None)
    LastAct.objects.update(digest=None)
    assert keyed.send(1, key).status_code == first.status_code


def test_a_key_stands_for_one_thing_only_whichever_operation_it_comes_to(scene: make.Scene) -> None:
    key = str(uuid.uuid4())
    assert answers(scene).send(0, key).status_code == 201
    other = details(scene).send(0, key)
    assert (other.status_code, other.json()["code"]) == (409, "key_used_before")


def test_when_an_act_was_done_is_no_other_request(scene: make.Scene) -> None:
    keyed, key = answers(scene), str(uuid.uuid4())
    assert keyed.send(0, key).status_code == 201
    keyed.bodies[0]["act"]["counter"] = 2
    assert keyed.send(0, key).status_code == 201
