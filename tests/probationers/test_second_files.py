"""A second file of somebody whose first one stands in a service that the agent can't see: made, marked, settled."""

from datetime import date
from typing import Any

import pytest

from backend.accounts.models import Agent
from backend.journal.models import Entry
from backend.organisations.models import Organisation, Role
from backend.probationers import rules_duplicates
from backend.probationers.models import Affiliation, Probationer, SecondFile
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db
APPI = "201900001234"
NEW = {"last_name": "ESSAI", "first_name": "Élodie-Anne", "birth_date": make.BORN.isoformat(), "appi_number": APPI}


def ask(agent: Agent, path: str, body: dict[str, Any] | None = None, *, method: str = "post") -> ClientResponse:
    call = getattr(accounts.signed_in_client(agent), method)
    answer: ClientResponse = call(f"/api/agent/{path}", body or {}, content_type="application/json")
    return answer


@pytest.fixture
def here() -> Agent:
    return accounts.agent(of=organisations.organisation())


@pytest.fixture
def elsewhere() -> Organisation:
    return organisations.organisation(phone="+33139980000")


@pytest.fixture
def first(elsewhere: Organisation) -> Probationer:
    return make.file("ESSAI", "Élodie-Anne", organisation=elsewhere, appi_number=APPI)


def second_of(here: Agent) -> SecondFile:
    made = ask(here, "probationers", NEW | {"force": True, "reason": "hearing"})
    assert made.status_code == 200, made.content
    return SecondFile.objects.get(file=made.json()["id"])


def test_a_forced_second_file_is_marked_and_the_number_stays_on_the_first(here: Agent, first: Probationer) -> None:
    refused = ask(here, "probationers", NEW)
    assert (refused.status_code, refused.json()["code"]) == (409, "duplicate_elsewhere")
    row = second_of(here)
    assert (row.first, row.reason, row.file.appi_number, row.settlement) == (first, "hearing", "", "")
    first.refresh_from_db()
    assert first.appi_number == APPI
    for about in (first, row.file):
        entry = Entry.objects.get(verb="probationers.make_second_file", about=str(about))
        assert (entry.actor, entry.detail) == (str(here), {"reason": "hearing"})
    (mark,) = ask(here, f"files/{row.file.pk}", method="get").json()["first_files"]
    assert (mark["settlement"], mark["probationer"]) == ("", None)


@pytest.mark.parametrize("body", [{}, {"force": True}, {"reason": "present"}, {"force": True, "reason": ""}])
def test_without_a_reason_none_is_made(here: Agent, first: Probationer, body: dict[str, Any]) -> None:
    assert ask(here, "probationers", NEW | body).json()["code"] == "duplicate_elsewhere"
    assert list(Probationer.objects.all()) == [first]


def test_a_file_that_the_agent_sees_is_never_made_twice(here: Agent) -> None:
    own = Affiliation.objects.create
    seen = make.file("ESSAI", "Élodie-Anne", appi_number=APPI)
    membership = here.memberships.get()
    own(probationer=seen, organisation=membership.organisation, since=seen.created_at)
    answer = ask(here, "probationers", NEW | {"force": True, "reason": "present"})
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_certain")


@pytest.mark.parametrize("path", ["probationers/duplicates", "probationers"])
def test_the_answer_tells_neither_the_hidden_file_nor_its_service_nor_how_many(
    here: Agent, first: Probationer, elsewhere: Organisation, path: str
) -> None:
    make.file("ESSAI", "Élodie-Anne", organisation=organisations.organisation())  # a third service's
    answer = ask(here, path, NEW)
    items = answer.json()["items"] if path.endswith("duplicates") else answer.json()["detail"]["items"]
    assert len(items) == 1
    assert (items[0]["id"], items[0]["visible"], items[0]["organisations"], items[0]["state"]) == (None, False, [], "")
    for secret in (str(first.pk), first.phone, elsewhere.name, elsewhere.phone):
        assert secret not in answer.content.decode()
    assert Entry.objects.filter(verb="probationers.told_of_duplicate", about=str(first)).exists()


def person(number: int) -> dict[str, Any]:
    return {
        "last_name": "ESSAI",
        "first_name": f"Zo{'abcdefghij'[number // 10]}{'klmnopqrst'[number % 10]}",
        "birth_date": date(1980, 1, 1 + number % 28).isoformat(),
    }


def test_what_an_agent_may_ask_of_the_whole_country_is_counted(here: Agent) -> None:
    hourly = rules_duplicates.LOOK_UPS[0].count
    for number in range(hourly):
        for _ in range(2):  # the same identity, asked again as one types on, is one look-up
            assert ask(here, "probationers/duplicates", person(number)).status_code == 200
    assert Entry.objects.filter(verb="probationers.look_elsewhere", actor=str(here)).count() == hourly
    refused = ask(here, "probationers/duplicates", person(99))
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_look_ups")
    assert ask(here, "probationers", person(99)).status_code == 429
    mine = make.file(organisation=here.memberships.get().organisation)
    assert ask(here, f"probationers/{mine.pk}", {"appi_number": APPI}, method="patch").status_code == 429
    # What was asked before, a name without its date, and another agent, go on.
    assert ask(here, "probationers", person(0)).status_code == 200
    by_year = {"last_name": "ESSAI", "first_name": "Ida", "birth_year": 1980}
    assert ask(here, "probationers/duplicates", by_year).status_code == 200
    assert ask(accounts.agent(of=organisations.organisation()), "probationers", person(99)).status_code == 200


def test_the_first_files_service_has_it_to_link_and_the_other_sees_the_file_then(
    here: Agent, first: Probationer, elsewhere: Organisation
) -> None:
    row, there = second_of(here), accounts.agent(of=elsewhere)
    (task,) = ask(there, "morning", method="get").json()["second_files"]
    maker = here.memberships.get().organisation
    assert (task["id"], task["reason"], task["organisation"]) == (row.pk, "hearing", maker.name)
    assert task["probationer"]["id"] == str(first.pk)
    assert ask(there, f"files/{first.pk}", method="get").json()["second_files"] == [task]
    assert ask(here, f"files/{first.pk}", method="get").status_code == 404
    assert ask(there, f"second-files/{row.pk}/settlement", {"settlement": "linked"}).status_code == 204
    assert ask(here, f"files/{first.pk}", method="get").status_code == 200
    (mark,) = ask(here, f"files/{row.file.pk}", method="get").json()["first_files"]
    assert (mark["settlement"], mark["probationer"]["id"]) == ("linked", str(first.pk))
    assert ask(there, "morning", method="get").json()["second_files"] == []
    again = ask(there, f"second-files/{row.pk}/settlement", {"settlement": "different"})
    assert (again.status_code, again.json()["code"]) == (409, "second_file_settled")


def test_two_persons_told_apart_lose_the_mark(here: Agent, first: Probationer, elsewhere: Organisation) -> None:
    row, there = second_of(here), accounts.agent(of=elsewhere)
    assert ask(there, f"second-files/{row.pk}/settlement", {"settlement": "different"}).status_code == 204
    assert ask(here, f"files/{row.file.pk}", method="get").json()["first_files"] == []
    assert ask(here, f"files/{first.pk}", method="get").status_code == 404
    entry = Entry.objects.get(verb="probationers.settle_second_file", about=str(row.file))
    assert (entry.actor, entry.detail) == (str(there), {"settlement": "different"})


def test_only_the_first_files_own_service_settles(here: Agent, first: Probationer, elsewhere: Organisation) -> None:
    row = second_of(here)
    linked = organisations.organisation()
    elsewhere.linked.add(linked)
    path, body = f"second-files/{row.pk}/settlement", {"settlement": "linked"}
    assert ask(here, path, body).status_code == 404
    assert ask(accounts.agent(of=linked), path, body).status_code == 404
    assert ask(accounts.agent(elsewhere, Role.EDUCATOR), path, body).status_code == 403
    row.refresh_from_db()
    assert row.settlement == ""


def test_a_service_that_was_joined_ends_no_file_and_names_no_referent(
    here: Agent, first: Probationer, elsewhere: Organisation
) -> None:
    """D194: the end of the first file and its referent stay with its service."""
    there = accounts.agent(of=elsewhere)
    row = second_of(here)
    ask(there, f"probationers/{first.pk}/assignment", {"agent": there.pk})
    assert ask(there, f"second-files/{row.pk}/settlement", {"settlement": "linked"}).status_code == 204
    acts: list[tuple[str, dict[str, Any]]] = [
        ("state", {"state": "ended"}),
        ("assignment", {"agent": here.pk}),
        ("assignment", {"agent": None}),
    ]
    for path, body in acts:
        answer = ask(here, f"probationers/{first.pk}/{path}", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "first_service_decides")
        assert ask(here, f"probationers/{row.file.pk}/{path}", body).status_code in (200, 204)
    first.refresh_from_db()
    assert first.state == "followed"
    assert ask(there, f"probationers/{first.pk}/state", {"state": "ended"}).status_code == 200
