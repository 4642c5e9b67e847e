"""The page that is handed over: one, in plain words, without a secret in its address."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import typst

from backend.agenda import queries_probationer
from backend.agenda.models import ItemToBring
from backend.common import clock
from backend.journal.models import Entry
from backend.organisations.models import Directions
from backend.reminders import summons
from tests.accounts import make as accounts
from tests.agenda import make

pytestmark = pytest.mark.django_db
LONG = "Un document dont le nom tient sur une ligne entière et déborde un peu, avec son explication"


@pytest.fixture
def scene() -> make.Scene:
    made = make.Scene(phone="+33171130200")
    for position in range(9):
        words = {each: {"title": f"{LONG} {position}", "hint": LONG} for each in ("fr", "ar", "en")}
        ItemToBring.objects.create(type=made.free_type, position=position, words=words)
    steps = {each: [f"{number}. {LONG}" for number in range(8)] for each in ("fr", "ar", "en")}
    Directions.objects.create(place=made.place, means="train", steps=steps, minutes=10)
    made.free_type.consequences = dict.fromkeys(("fr", "ar", "en"), f"{LONG}. " * 3)
    made.free_type.save()
    return made


def pages(file: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", file))


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_it_is_one_page_however_much_there_is_to_say(scene: make.Scene, language: str) -> None:
    scene.person.language = language
    scene.person.save()
    row = make.appointment(scene.person, place=scene.place, type=scene.free_type, agent=scene.agent)
    answer = accounts.signed_in_client(scene.agent).get(f"/api/agent/appointments/{row.pk}/summons.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF") and pages(answer.content) == 1
    assert Entry.objects.filter(verb="reminders.print_summons", about=str(scene.person)).count() == 1


def test_a_longer_text_would_make_two_pages(scene: make.Scene) -> None:
    """So that counting pages is no empty check."""
    scene.free_type.consequences = {"fr": LONG * 200}
    scene.free_type.save()
    row = make.appointment(scene.person, place=scene.place, type=scene.free_type)
    whole = queries_probationer.in_full([row.pk])[row.pk]
    assert pages(summons.compile_page(whole)) > 1


def test_a_stranger_prints_nothing(scene: make.Scene) -> None:
    row = make.appointment(scene.person, place=scene.place, type=scene.free_type)
    answer = accounts.signed_in_client(scene.stranger).get(f"/api/agent/appointments/{row.pk}/summons.pdf")
    assert answer.status_code == 404
    assert not Entry.objects.filter(verb="reminders.print_summons").exists()


@pytest.mark.parametrize(
    ("state", "ahead", "mark"),
    [
        ("booked", 1, ""),
        ("booked", -1, "past"),
        ("came", -1, "past"),
        ("missed", -1, "past"),
        ("cancelled", 1, "cancelled"),
        ("cancelled", -1, "cancelled"),
        ("excused", 1, "excused"),
    ],
)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_page_that_convenes_nobody_says_so_on_top(
    scene: make.Scene, monkeypatch: pytest.MonkeyPatch, state: str, ahead: int, mark: str, language: str
) -> None:
    told: list[dict[str, Any]] = []
    compiled = typst.compile

    def compile_page(page: str, **more: Any) -> bytes:
        told.append(json.loads(more["sys_inputs"]["told"]))
        return bytes(compiled(page, **more))

    monkeypatch.setattr(typst, "compile", compile_page)
    scene.person.language = language
    scene.person.save()
    at = clock.now() + timedelta(days=ahead)
    row = make.appointment(scene.person, place=scene.place, type=scene.free_type, state=state, starts_at=at)
    answer = accounts.signed_in_client(scene.agent).get(f"/api/agent/appointments/{row.pk}/summons.pdf")
    assert answer.status_code == 200 and pages(answer.content) == 1
    words = json.loads(summons.WORDS.read_text("utf-8"))
    expected = [words[each][f"mark_{mark}"] if mark else "" for each in dict.fromkeys(["fr", language])]
    assert [part["mark"] for part in told[-1]["parts"]] == expected
    assert bool(told[-1]["parts"][0]["items"]) == (mark == "")


def test_the_office_offers_to_print_only_what_convenes(scene: make.Scene) -> None:
    office = accounts.signed_in_client(scene.agent)
    for state, ahead, offered in (("booked", 1, True), ("booked", -1, False), ("cancelled", 1, False)):
        at = clock.now() + timedelta(days=ahead)
        row = make.appointment(scene.another(), place=scene.place, type=scene.free_type, state=state, starts_at=at)
        assert ("print" in office.get(f"/api/agent/appointments/{row.pk}").json()["may"]) == offered
