"""What a person reads of a place: never words that are older than their French, nor the way to a former address."""

from typing import Any

import pytest

from backend.common import clock
from backend.organisations.models import Directions, Photo
from tests.agenda import make
from tests.desk import phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    made = make.Scene()
    make.appointment(made.person, place=made.place, type=made.free_type)
    return made


def shown(scene: make.Scene, language: str) -> Any:
    scene.person.language = language
    scene.person.save()
    return phone.of(scene.person).get("/api/probationer/home").json()["upcoming"][0]


@pytest.mark.parametrize(
    ("language", "stale", "steps", "in_french"),
    [
        ("en", [], ["Turn left"], False), ("en", ["en"], ["Tournez à droite"], True),
        ("ar", ["en"], ["Tournez à droite"], True), ("fr", ["en"], ["Tournez à droite"], False),
    ],
)  # fmt: skip
def test_steps_that_are_older_than_the_french_are_not_shown(
    scene: make.Scene, language: str, stale: list[str], steps: list[str], in_french: bool
) -> None:
    words = {"fr": ["Tournez à droite"], "en": ["Turn left"]}
    Directions.objects.create(place=scene.place, means="foot", steps=words, stale=stale, minutes=5)
    way = shown(scene, language)["place"]["directions"][0]
    assert (way["steps"], way["in_french"]) == (steps, in_french)


def test_the_way_to_a_former_address_is_shown_to_nobody(scene: make.Scene) -> None:
    Directions.objects.create(place=scene.place, means="foot", steps={"fr": ["Tout droit"]}, stale=["fr"], minutes=5)
    told = shown(scene, "fr")
    assert (told["place"]["directions"], told["leave_at"]) == ([], None)


def test_the_photo_of_a_former_entrance_is_shown_to_nobody(scene: make.Scene) -> None:
    photo = Photo.objects.create(place=scene.place, width=1, height=1, added_at=clock.now())
    assert shown(scene, "fr")["place"]["photo"] is not None
    scene.place.relocated_at = clock.now()
    scene.place.save()
    assert shown(scene, "fr")["place"]["photo"] is None
    photo.added_at = clock.now()
    photo.save()
    assert shown(scene, "fr")["place"]["photo"] is not None


def test_floor_and_hours_follow_the_french(scene: make.Scene) -> None:
    place = scene.place
    place.inside, place.step_free_words = {"fr": "3e étage", "en": "Second floor"}, {"fr": "Rampe", "en": "Ramp"}
    place.phone_hours = {"fr": "9 h à 12 h", "en": "9 to 5"}
    place.stale = {"inside": ["en"], "phone_hours": ["en"]}
    place.save()
    told = shown(scene, "en")
    assert (told["place"]["inside"], told["place"]["step_free_words"]) == ("3e étage", "Ramp")
    assert told["place"]["in_french"] == ["inside"]
    assert told["whom_to_call"]["hours"] == "9 h à 12 h"
