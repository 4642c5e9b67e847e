"""Whose words an SMS is where its number stands in several files, and what of the others shows (D173, D174)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command

from backend.agenda.models import Answer
from backend.config import composers as wiring
from backend.organisations.models import Organisation
from backend.probationers.models import Probationer
from backend.reminders import rules_incoming
from backend.reminders.models import Reply
from backend.reminders.rules_incoming import Claim
from tests.accounts import make as accounts
from tests.agenda import make
from tests.organisations import make as organisations
from tests.probationers import make as probationers
from tests.reminders.test_incoming import booked, comes, told

EARLY, LATE = datetime(2026, 1, 5, 8, tzinfo=UTC), datetime(2026, 1, 6, 8, tzinfo=UTC)
HERE, LINKED, AWAY = frozenset({1}), frozenset({2}), frozenset({9})
BOTH = frozenset({1, 2})


def claim(file: str, **more: Any) -> Claim[str]:
    return Claim(file, **({"services": HERE, "reach": BOTH} | more))


def away(file: str, **more: Any) -> Claim[str]:
    return claim(file, services=AWAY, reach=AWAY, **more)


@pytest.mark.parametrize(
    ("claims", "theirs"),
    [
        ([claim("mother", is_proved=True), claim("son")], ["mother", "son"]),
        ([claim("mother", is_proved=True), claim("son", services=LINKED)], ["mother", "son"]),
        ([claim("hers", is_proved=True), away("foreign")], ["hers"]),
        ([away("foreign"), claim("hers", is_proved=True)], ["hers"]),
        ([claim("hers", is_proved=True), away("too", is_proved=True)], ["hers", "too"]),
        ([claim("hers", is_proved=True), away("spoke last", spoken_at=LATE)], ["hers", "spoke last"]),
        ([claim("hers", is_proved=True, spoken_at=LATE), away("spoke before", spoken_at=EARLY)], ["hers"]),
        ([claim("hers", spoken_at=EARLY), away("foreign")], ["hers"]),
        ([claim("hers", spoken_at=EARLY), away("too", spoken_at=LATE)], ["hers", "too"]),
        ([claim("hers"), away("too")], ["hers", "too"]),
    ],
)
def test_any_agent_can_write_a_number_into_a_file_and_that_alone_opens_nobodys_words(
    claims: list[Claim[str]], theirs: list[str]
) -> None:
    assert rules_incoming.addressed(claims) == theirs


@pytest.fixture
def scene(db: None) -> make.Scene:
    call_command("load_national", verbosity=0)
    wiring.register()
    return make.Scene(phone="+33147000000")


@pytest.fixture
def stranger(scene: make.Scene) -> Probationer:
    """Somebody of a service that is linked to none, into whose file her number was written."""
    return probationers.file("FICTIF", "Sacha", organisation=organisations.organisation(), phone=scene.person.phone)


def prove(scene: make.Scene) -> None:
    scene.person.phone_status = "proved"
    scene.person.save()


def speak(scene: make.Scene) -> None:
    told(booked(scene, days=4), ago=90)


@pytest.mark.parametrize("hers", [prove, speak], ids=["proved", "spoken to"])
def test_a_service_out_of_sight_reads_nothing_of_hers_and_her_answers_count(
    scene: make.Scene, stranger: Probationer, hers: Callable[[make.Scene], None]
) -> None:
    hers(scene)
    row = booked(scene)
    told(row)
    comes("2", scene.person.phone)
    comes("Je suis à l'hôpital", scene.person.phone)
    assert Answer.objects.get().appointment_id == row.pk
    assert set(Reply.objects.values_list("probationer", "is_shared")) == {(scene.person.pk, False)}


def test_who_spoke_last_is_answered(scene: make.Scene, stranger: Probationer) -> None:
    prove(scene)
    told(booked(scene), ago=90)
    told(make.appointment(stranger, place=scene.place, starts_at=make.working_day(5)), ago=30)
    comes("2", scene.person.phone)
    assert not Answer.objects.exists()
    assert set(Reply.objects.values_list("probationer", flat=True)) == {scene.person.pk, stranger.pk}


def body(of: Probationer, service: Organisation, path: str) -> Any:
    agent = accounts.agent(of=service)
    return accounts.signed_in_client(agent).get(f"/api/agent/{path}").json()


def test_that_a_text_is_shared_is_told_of_files_in_sight_alone(scene: make.Scene, stranger: Probationer) -> None:
    comes("Je suis à l'hôpital", scene.person.phone)
    for file in (scene.person, stranger):
        service = file.affiliations.get().organisation
        (reply,) = body(file, service, f"files/{file.pk}")["replies"]
        assert (reply["shared"], reply["shared_with"]) == (False, [])
