"""Whose absence stands on an agent's morning: the last that was said of the date that stands."""

from typing import Any

import pytest

from backend.agenda import actions
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from tests.accounts import make as accounts
from tests.agenda import make
from tests.desk.test_api_agent import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def waiting(scene: make.Scene) -> list[Any]:
    told = accounts.signed_in_client(scene.agent).get("/api/agent/morning").json()
    return [one["answer"]["kind"] for one in told["answers"]]


def booked(scene: make.Scene) -> Appointment:
    return make.appointment(scene.person, agent=scene.agent, place=scene.place, starts_at=make.working_day(3))


def test_who_has_changed_her_mind_is_not_hindered(scene: make.Scene) -> None:
    row = booked(scene)
    answer(row, "cannot")
    assert waiting(scene) == ["cannot"]
    answer(row, "coming")
    assert waiting(scene) == []


def test_nor_is_who_has_another_date_by_now(scene: make.Scene) -> None:
    row = booked(scene)
    answer(row, "cannot")
    wish = Booking(
        probationer=scene.person.pk,
        type=row.type_id,
        place=scene.place.pk,
        starts_at=make.working_day(9),
        minutes=30,
        tell_person=True,
    )
    actions.move(row.pk, wish, by=scene.agent)
    assert waiting(scene) == []
