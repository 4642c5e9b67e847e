"""What is kept for a moment where a flood is composed, and nowhere else."""

from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace

import pytest

from backend.agenda.models import Appointment
from backend.delivery import composers as port
from backend.delivery.composers import Text as Said
from backend.reminders import composers, shelf
from backend.reminders.models import Text
from tests.agenda import make
from tests.counting import cost
from tests.probationers import make as probationers
from tests.reminders import scenes
from tests.reminders.test_composers import due

pytestmark = pytest.mark.django_db


class Watch:
    at = 1000.0


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """What the sender's scribe does, on a watch that the test moves."""
    watch = Watch()
    monkeypatch.setattr(shelf, "time", SimpleNamespace(monotonic=lambda: watch.at))
    port.keep(1.0)
    yield watch
    port.keep(0)


@pytest.fixture
def scene() -> make.Scene:
    return scenes.at_ten()


def booked(scene: make.Scene) -> Appointment:
    person = probationers.file(organisation=scene.service, agent=scene.agent)
    return make.appointment(person, place=scene.place, type=scene.free_type)


def body(row: Appointment) -> str:
    said = composers.compose([due(row)])[0]
    assert isinstance(said, Said)
    return said.body


def edit() -> None:
    Text.objects.filter(kind="reminder", channel="sms", language="fr").update(body="Demain {hour}.")


def test_an_edit_is_said_by_what_is_composed_a_second_later(scene: make.Scene, watch: Watch) -> None:
    row = booked(scene)
    before = body(row)
    edit()
    watch.at += 0.9
    assert body(row) == before
    watch.at += 0.1
    assert body(row).startswith("Demain ")


def test_elsewhere_an_edit_is_said_at_once(scene: make.Scene) -> None:
    row = booked(scene)
    assert not body(row).startswith("Demain ")
    edit()
    assert body(row).startswith("Demain ")


def test_a_cancelled_appointment_is_never_said_from_memory(scene: make.Scene, watch: Watch) -> None:
    row = booked(scene)
    assert body(row)
    Appointment.objects.filter(pk=row.pk).update(state=Appointment.State.CANCELLED)
    assert not isinstance(composers.compose([due(row)])[0], Said)


def test_a_batch_costs_three_queries_whatever_its_size(scene: make.Scene, watch: Watch) -> None:
    rows = [booked(scene) for _ in range(4)]
    composers.compose([due(rows[0])])
    for some in (rows[:1], rows):
        assert cost(partial(composers.compose, [due(row) for row in some])) == 3


def test_a_new_place_is_read_when_it_is_first_named(scene: make.Scene, watch: Watch) -> None:
    body(booked(scene))
    elsewhere = booked(scene)
    place = elsewhere.place
    assert place is not None
    place.pk, place.neutral_name = None, "Maison MODELE"
    place.save()
    Appointment.objects.filter(pk=elsewhere.pk).update(place=place)
    assert "Maison MODELE" in body(elsewhere)
