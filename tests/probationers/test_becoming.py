"""A file that is changed until it is about somebody who has one already (D171)."""

from datetime import timedelta
from typing import Any

import pytest

from backend.accounts.models import Agent
from backend.accounts.rules import Quota
from backend.delivery.composers import Text
from backend.delivery.models import Message
from backend.journal.models import Entry
from backend.probationers import actions_files, composers, rules_duplicates
from backend.probationers.actions_duplicates import Duplicated
from backend.probationers.models import Probationer, SecondFile
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.test_composers import due
from tests.probationers.test_second_files import ask
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db
APPI = "201900001234"
HERS = {"last_name": "ESSAI", "first_name": "Élodie-Anne", "birth_date": make.BORN.isoformat()}


@pytest.fixture
def here() -> Agent:
    return accounts.agent(of=organisations.organisation())


@pytest.fixture
def first() -> Probationer:
    return make.file("ESSAI", "Élodie-Anne", organisation=organisations.organisation(), appi_number=APPI)


@pytest.fixture
def own(here: Agent) -> Probationer:
    return make.file("AUTRE", "Noé", organisation=here.memberships.get().organisation, birth_date=None, birth_year=1971)


def change(here: Agent, file: Probationer, body: dict[str, Any]) -> ClientResponse:
    return ask(here, f"probationers/{file.pk}", body, method="patch")


def name_of(file: Probationer) -> str:
    file.refresh_from_db()
    return file.search_key


def test_it_is_refused_as_a_new_one_would_be_and_each_file_has_it_in_its_journal(
    here: Agent, first: Probationer, own: Probationer
) -> None:
    answer = change(here, own, HERS)
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_elsewhere")
    assert name_of(own) == "autre noe"
    assert Entry.objects.filter(verb="probationers.told_of_duplicate", about=str(first), actor=str(here)).count() == 1
    (told,) = answer.json()["detail"]["items"]
    assert not told["visible"] and told["id"] is None


def test_in_two_steps_it_is_refused_at_the_second(here: Agent, first: Probationer, own: Probationer) -> None:
    assert change(here, own, {"last_name": "ESSAI", "first_name": "Élodie-Anne"}).status_code == 204
    assert change(here, own, {"birth_date": HERS["birth_date"]}).json()["code"] == "duplicate_elsewhere"


def test_what_two_agents_change_at_one_moment_is_looked_at_together(
    here: Agent, first: Probationer, own: Probationer
) -> None:
    read_before = Probationer.objects.get(pk=own.pk)
    assert change(here, own, {"last_name": "ESSAI", "first_name": "Élodie-Anne"}).status_code == 204
    with pytest.raises(Duplicated):
        actions_files.update(read_before, by=here, given={"birth_date": make.BORN, "birth_year": None})


def test_with_a_reason_it_is_marked_and_the_first_ones_service_has_it_to_settle(
    here: Agent, first: Probationer, own: Probationer
) -> None:
    assert change(here, own, HERS | {"force": True}).json()["code"] == "duplicate_elsewhere"
    assert change(here, own, HERS | {"force": True, "reason": "present"}).status_code == 204
    row = SecondFile.objects.get()
    assert (row.first, row.file, row.reason, row.organisation) == (
        first, own, "present", here.memberships.get().organisation,
    )  # fmt: skip
    # What is known needs no reason again, and is no second mark.
    assert change(here, own, {"last_name": "ESSAY"}).status_code == 204
    assert change(here, own, {"last_name": "ESSAI"}).status_code == 204
    assert SecondFile.objects.count() == 1


def test_of_one_that_the_agent_sees_nothing_is_forced(here: Agent, own: Probationer) -> None:
    make.file("ESSAI", "Élodie-Anne", organisation=here.memberships.get().organisation)
    answer = change(here, own, HERS | {"force": True, "reason": "present"})
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_certain")


@pytest.mark.parametrize(
    "body",
    [
        {"phone": "06 39 98 00 01"}, {"city": "Nanterre"}, {"first_name": "Noë"}, {"last_name": "ESSAI"},
        {"birth_date": "1971-02-03"}, HERS | {"birth_date": "1990-03-13"}, {"last_name": "AUTRE"},
    ],
)  # fmt: skip
def test_what_makes_it_nobody_elses_is_written(
    here: Agent, first: Probationer, own: Probationer, body: dict[str, Any]
) -> None:
    assert change(here, own, body).status_code == 204
    assert not SecondFile.objects.exists()


def test_two_files_of_one_person_that_there_are_already_can_be_worked_on(here: Agent, first: Probationer) -> None:
    twice = make.file("ESSAI", "Élodie-Anne", organisation=here.memberships.get().organisation)
    assert change(here, twice, {"phone": "06 39 98 00 01", "last_name": "Essai"}).status_code == 204


def test_a_number_that_is_taken_is_told_in_the_file_that_has_it(
    here: Agent, first: Probationer, own: Probationer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D196: a refusal says that somebody is followed, and nobody there could know who asked."""
    monkeypatch.setattr(rules_duplicates, "LOOK_UPS", (Quota(1, timedelta(hours=1)),))
    assert change(here, own, {"appi_number": APPI}).json()["code"] == "appi_taken"
    told = Entry.objects.get(verb="probationers.told_of_duplicate", about=str(first))
    assert told.actor == str(here)
    assert change(here, own, {"appi_number": "201900001299"}).json()["code"] == "too_many_look_ups"


def test_it_counts_as_a_look_up_and_is_refused_alike_when_there_were_too_many(
    here: Agent, first: Probationer, own: Probationer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules_duplicates, "LOOK_UPS", rules_duplicates.LOOK_UPS[:1])
    for day in range(60):
        born = f"19{50 + day // 28:02d}-01-{day % 28 + 1:02d}"
        assert change(here, own, HERS | {"birth_date": born}).status_code == 204
    for born in (HERS["birth_date"], "1999-12-31"):
        assert change(here, own, HERS | {"birth_date": born}).json()["code"] == "too_many_look_ups"
    assert change(here, own, {"city": "Nanterre"}).status_code == 204


@pytest.mark.parametrize(("status", "is_told"), [("proved", True), ("given", False), ("wrong", False)])
def test_a_proved_number_that_an_agent_changes_is_told(
    here: Agent, own: Probationer, status: str, is_told: bool
) -> None:
    """D180: an agent put her own number there, signed in as the person, and put the old one back."""
    old = own.phone
    Probationer.objects.filter(pk=own.pk).update(phone_status=status, language="en")
    assert change(here, own, {"phone": "06 39 98 00 01"}).status_code == 204
    told = Message.objects.filter(kind="number_changed", channel="sms")
    assert told.exists() == is_told
    for message in told:
        (text,) = composers.compose_number_changes([due(message)])
        assert isinstance(text, Text)
        assert (text.to, text.language) == (old, "en") and "/reprendre" not in text.body
