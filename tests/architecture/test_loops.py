"""A query in a loop is found wherever the product makes it; a test may ask row by row for itself."""

import pkgutil

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from zeal import NPlusOneError

from backend.agenda import actions
from backend.organisations.models import Place
from tests import loops
from tests.organisations import make

pytestmark = pytest.mark.django_db
WHAT = r"organisations\.Place\.organisation"


@pytest.fixture(autouse=True)
def places() -> None:
    for _ in range(2):
        make.place(make.organisation())


def in_a_loop() -> int:
    return len([place.organisation.name for place in Place.objects.order_by("pk")])


def in_one_query() -> int:
    return len([place.organisation.name for place in Place.objects.select_related("organisation")])


def in_a_loop_and_whatever_happens() -> int:
    try:
        return in_a_loop()
    except Exception:
        return 0


def test_a_loop_fails_the_test_that_calls_it() -> None:
    with pytest.raises(NPlusOneError, match=WHAT):
        loops.watched(in_a_loop)()
    assert loops.watched(in_one_query)() == 2


def test_a_loop_is_told_of_though_the_product_catches_everything() -> None:
    with pytest.raises(NPlusOneError, match=WHAT):
        loops.watched(in_a_loop_and_whatever_happens)()


def test_calls_are_counted_together_from_the_outermost_on() -> None:
    @loops.watched
    def one(place: Place) -> str:
        return place.organisation.name

    @loops.watched
    def all_of_them() -> list[str]:
        return [one(place) for place in Place.objects.all()]

    assert [one(place) for place in Place.objects.all()], "a test's own loop"
    with pytest.raises(NPlusOneError, match=WHAT):
        all_of_them()


def test_a_loop_in_a_request_fails() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(in_a_loop()))

    class Planted:
        urlpatterns = [path("planted", view)]

    with override_settings(ROOT_URLCONF=Planted), pytest.raises(NPlusOneError, match=WHAT):
        Client().get("/planted")


def test_the_product_is_watched() -> None:
    assert hasattr(actions.book, "__wrapped__")
    for name, entries in loops.ALLOWED.items():
        assert hasattr(pkgutil.resolve_name(name), "__wrapped__"), f"{name} is no door of the product any more"
        assert all(apps.get_model(entry["model"]) and entry["field"] == "get()" for entry in entries)
