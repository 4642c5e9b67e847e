"""The agents' side: find, create, correct a file; everything traced, nothing out of scope."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from backend.accounts.models import Agent, Holder
from backend.common import text
from backend.journal.models import Entry
from backend.organisations.models import Organisation, Role
from backend.probationers.models import Affiliation, Assignment, ContactChange, Probationer
from tests.accounts import make as accounts
from tests.counting import cost
from tests.organisations import make as organisations
from tests.probationers import make
from tests.probationers.make import BORN
from tests.probationers.phone import Phone, right_code, wrong_code
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db


@dataclass
class Office:
    """An agent at work in a service, with one linked to it and one that is not."""

    agent: Agent
    client: Client
    own: Organisation
    linked: Organisation
    stranger: Organisation

    def send(self, path: str, body: dict[str, Any] | None = None, *, method: str = "post") -> ClientResponse:
        call = getattr(self.client, method)
        answer: ClientResponse = call(f"/api/agent/{path}", body or {}, content_type="application/json")
        return answer

    def find(self, said: str, **more: Any) -> list[str]:
        answer = self.send("probationers/search", {"q": said, **more})
        assert answer.status_code == 200, answer.content
        return [one["last_name"] for one in answer.json()["items"]]


@pytest.fixture
def office() -> Office:
    own, linked, stranger = (organisations.organisation() for _ in range(3))
    own.linked.add(linked)
    agent = accounts.agent(of=own)
    return Office(agent, accounts.signed_in_client(agent), own, linked, stranger)


NEW = {"last_name": "essai", "first_name": "élodie-anne", "birth_date": BORN.isoformat()}


@pytest.mark.parametrize(
    "said",
    ["modele", "MODÈLE", "mod", "anne modele", "modele ann", "ann mo", "modelle", "modlee", "12/03/1990",
     "06 39 98 12 34", "+33639981234", "0639981", "201900001234", "2019000", "1990", "modele 1990", "mod 12.3.90",
     "12/03", "12 mars", "Mme Modèle", "Anne MODÈLE, née le 12/03", "0639\u201198\u201112\u201134", "0639-98-12-34"],
)  # fmt: skip
def test_a_file_is_found_by_what_one_types(office: Office, said: str) -> None:
    make.file("MODÈLE", "Anne", organisation=office.own, phone="+33639981234", appi_number="201900001234")
    make.file("TEST", "Noé", organisation=office.own, birth_date=date(1975, 7, 7), phone="+33639980002")
    assert office.find(said) == ["MODÈLE"]


def test_a_number_of_overseas_is_found_with_its_dashes(office: Office) -> None:
    make.file("MODÈLE", "Anne", organisation=office.own, phone="+590690123456")
    assert office.find("0690-12-34-56") == office.find("0690\u201112\u201134\u201156") == ["MODÈLE"]


@pytest.mark.parametrize(
    "said", ["modele noe", "13/03", "Mme Xyzzy", "31/02/1990", "06 39 98 55 55", "xyzzy", "12/03/1991", "202612345678"]
)
def test_nobody_is_found_by_what_is_nobodys(office: Office, said: str) -> None:
    make.file("MODÈLE", "Anne", organisation=office.own)
    assert office.find(said) == []


def test_search_keeps_to_the_scope(office: Office) -> None:
    for name, service in (("EXEMPLE", office.own), ("ESSAI", office.linked), ("FICTIF", office.stranger)):
        make.file(name, organisation=service)
    assert office.find("") == ["ESSAI", "EXEMPLE"]
    assert office.find("fictif") == []


def test_my_own_files(office: Office) -> None:
    make.file("EXEMPLE", organisation=office.own, agent=office.agent)
    make.file("ESSAI", organisation=office.own)
    assert office.find("", mine=True) == ["EXEMPLE"]


def test_pages_follow_one_another(office: Office) -> None:
    for number in range(60):
        make.file(f"EXEMPLE {chr(65 + number % 26)}{chr(65 + number // 26)}", organisation=office.own)
    seen, cursor = [], None
    while True:
        page = office.send("probationers/search", {"q": "exemple", "cursor": cursor}).json()
        seen += [one["last_name"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 60
    assert seen == sorted(seen)


def test_a_search_is_one_entry_with_its_count_and_without_its_words(office: Office) -> None:
    make.file("EXEMPLE", organisation=office.own)
    make.file("EXEMPLE", "Sacha", organisation=office.own)
    office.find("exemple")
    entry = Entry.objects.get(verb="probationers.search")
    assert (entry.actor, entry.organisation, entry.detail["count"]) == (str(office.agent), str(office.own), 2)
    assert "exemple" not in str(entry.detail)


def test_a_search_costs_the_same_for_one_file_and_for_many(office: Office) -> None:
    counts = []
    for more in (1, 20):
        for _ in range(more):
            make.file("EXEMPLE", organisation=office.own, agent=office.agent)
        counts.append(cost(lambda: office.find("exempl", mine=False)))
    assert counts[1] <= counts[0]


def test_a_file_is_created_in_the_agents_service_and_no_other(office: Office) -> None:
    answer = office.send("probationers", NEW | {"phone": "06 39 98 12 34", "assign_to": office.agent.pk})
    assert answer.status_code == 200, answer.content
    file = Probationer.objects.get(pk=answer.json()["id"])
    assert (file.last_name, file.first_name, file.phone) == ("ESSAI", "Élodie-Anne", "+33639981234")
    assert file.search_key == text.plain("essai élodie-anne")
    assert [one.organisation for one in Affiliation.objects.filter(probationer=file)] == [office.own]
    assert Assignment.objects.get(probationer=file).agent == office.agent
    assert Entry.objects.filter(verb="probationers.create", about=str(file), actor=str(office.agent)).exists()


@pytest.mark.parametrize(
    ("role", "named", "is_own"),
    [(Role.CPIP, {}, True), (Role.CPIP, {"assign_to": None}, False), (Role.SECRETARY_SPIP, {}, False)],
)
def test_a_cpip_follows_whom_he_opens_a_file_for_unless_he_says_otherwise(
    office: Office, role: str, named: dict[str, None], is_own: bool
) -> None:
    opener = accounts.agent(office.own, role)
    answer = accounts.signed_in_client(opener).post(
        "/api/agent/probationers", NEW | named, content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    referents = Assignment.objects.filter(probationer=answer.json()["id"]).values_list("agent", flat=True)
    assert list(referents) == ([opener.pk] if is_own else [])


def test_everything_wrong_is_said_at_once(office: Office) -> None:
    answer = office.send("probationers", {"last_name": "1", "first_name": "", "phone": "12", "appi_number": "x"})
    assert answer.status_code == 422
    assert answer.json()["fields"] == {
        "last_name": "name_unreadable",
        "first_name": "name_unreadable",
        "phone": "phone_too_few",
        "appi_number": "appi_unreadable",
        "birth_date": "birth_missing",
    }
    assert not Holder.objects.exists()


def test_the_same_person_is_not_created_twice(office: Office) -> None:
    known = make.file("ESSAI", "Élodie-Anne", organisation=office.linked)
    answer = office.send("probationers", NEW | {"force": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_certain")
    (item,) = answer.json()["detail"]["items"]
    assert (item["id"], item["certain"], item["visible"]) == (str(known.pk), True, True)
    assert Entry.objects.filter(verb="probationers.told_of_duplicate", about=str(known)).exists()


def test_a_near_name_is_a_warning_that_can_be_passed(office: Office) -> None:
    make.file("ESAI", "Élodie-Anne", organisation=office.own)
    answer = office.send("probationers", NEW)
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_possible")
    assert office.send("probationers", NEW | {"force": True}).status_code == 200


def test_out_of_scope_it_is_told_that_there_is_a_file_and_nothing_else(office: Office) -> None:
    far = make.file("ESSAI", "Élodie-Anne", organisation=office.stranger, appi_number="201900001234", address="1 rue X")
    answer = office.send("probationers/duplicates", NEW)
    (item,) = answer.json()["items"]
    assert (item["id"], item["visible"], item["organisations"]) == (None, False, [])
    assert (item["phone"], item["appi_number"], item["referent"], item["state"]) == ("", "", None, "")
    for secret in (str(far.pk), far.phone, far.appi_number, office.stranger.name):
        assert secret not in answer.content.decode()
    assert Entry.objects.filter(verb="probationers.told_of_duplicate", about=str(far)).exists()
    # A person leaving court is convened today all the same.
    assert office.send("probationers", NEW | {"force": True, "reason": "hearing"}).status_code == 200


@pytest.mark.parametrize(
    "guess", [{"birth_date": None, "birth_year": 1990}, {"last_name": "esai"}, {"birth_date": "1990-03-13"}]
)
def test_out_of_scope_nothing_is_told_of_a_guess(office: Office, guess: dict[str, Any]) -> None:
    far = make.file("ESSAI", "Élodie-Anne", organisation=office.stranger)
    answer = office.send("probationers/duplicates", NEW | {"phone": far.phone} | guess)
    assert answer.json()["items"] == []


def test_one_appi_number_is_never_in_two_files(office: Office) -> None:
    make.file("AUTRE", organisation=office.stranger, appi_number="201900001234")
    forced = NEW | {"appi_number": "201900001234", "force": True, "reason": "present"}
    assert office.send("probationers", forced).status_code == 200
    assert Probationer.objects.filter(appi_number="201900001234").count() == 1
    mine = make.file("EXEMPLE", organisation=office.own)
    answer = office.send(f"probationers/{mine.pk}", {"appi_number": "201900001234"}, method="patch")
    assert (answer.status_code, answer.json()["code"]) == (409, "appi_taken")


def test_what_is_sent_is_corrected_and_nothing_else(office: Office) -> None:
    file = make.file("EXEMPLE", "Camille", organisation=office.own, appi_number="201900001234")
    old, path = file.phone, f"probationers/{file.pk}"
    answer = office.send(
        path, {"first_name": "zoé", "phone": "06 39 98 77 77", "needs_interpreter": True}, method="patch"
    )
    assert answer.status_code == 204, answer.content
    file.refresh_from_db()
    assert (file.first_name, file.last_name, file.appi_number) == ("Zoé", "EXEMPLE", "201900001234")
    assert (file.search_key, file.phone_status, file.needs_interpreter) == ("exemple zoe", "given", True)
    change = ContactChange.objects.get()
    assert (change.old, change.new, change.by) == (old, "+33639987777", str(office.agent))
    entries = Entry.objects.filter(about=str(file)).values_list("verb", flat=True)
    assert sorted(entries) == ["probationers.change_contact", "probationers.update"]


def test_a_state_an_assignment_and_relations(office: Office) -> None:
    file = make.file(organisation=office.own)
    path = f"probationers/{file.pk}"
    assert office.send(f"{path}/state", {"state": "detained"}).json() == {"cancelled": 0, "kept": 0}
    assert office.send(f"{path}/state", {"state": "detained"}).json()["code"] == "state_unchanged"
    assert office.send(f"{path}/state", {"state": "lost"}).status_code == 409
    assert office.send(f"{path}/assignment", {"agent": office.agent.pk}).status_code == 204
    other = accounts.agent(of=office.linked)
    assert office.send(f"{path}/assignment", {"agent": other.pk}).status_code == 204
    assert Assignment.objects.filter(probationer=file, until=None).count() == 2  # one in each service
    assert office.send(f"{path}/assignment", {"agent": None}).status_code == 204
    assert Assignment.objects.get(probationer=file, until=None).agent == other
    assert office.send(f"{path}/assignment", {"agent": accounts.agent(of=office.stranger).pk}).status_code == 404
    secretary = accounts.agent(of=office.own, role="secretary_spip")
    assert office.send(f"{path}/assignment", {"agent": secretary.pk}).json()["code"] == "agent_may_not_follow"
    relation = office.send(f"{path}/relations", {"kind": "lawyer", "name": "Maître TEST"}).json()
    assert office.send(f"{path}/relations/{relation['id']}", method="delete").status_code == 204
    assert office.send(f"{path}/relations/{relation['id']}", method="delete").status_code == 404


def test_a_number_is_proved_at_the_counter(office: Office) -> None:
    file = make.file(organisation=office.own, phone="")
    path = f"probationers/{file.pk}/phone-proof"
    challenge = office.send(path, {"phone": "06 39 98 44 44"}).json()["id"]
    wrong = office.send(f"{path}/answer", {"challenge": challenge, "code": wrong_code(challenge)})
    assert (wrong.status_code, wrong.json()["detail"]) == (401, {"left": 4})
    colleague = accounts.signed_in_client(accounts.agent(of=office.own))
    body = {"challenge": challenge, "code": right_code(challenge)}
    stolen = colleague.post(f"/api/agent/{path}/answer", body, content_type="application/json")
    assert (stolen.status_code, stolen.json()["code"]) == (409, "code_expired")
    assert office.send(f"{path}/answer", body).status_code == 204
    file.refresh_from_db()
    assert (file.phone, file.phone_status) == ("+33639984444", "proved")


def test_changes_are_listed_until_somebody_has_seen_them(office: Office) -> None:
    file = make.file(organisation=office.own)
    phone = Phone()
    phone.sign_in(file)
    phone.send("me", {"city": "Paris"}, method="patch")
    elsewhere = Phone("192.0.2.9")
    elsewhere.sign_in(far := make.file(organisation=office.stranger))
    elsewhere.send("me", {"city": "Paris"}, method="patch")
    (item,) = office.client.get("/api/agent/contact-changes?unseen=1").json()["items"]
    assert (item["field"], item["old"], item["new"], item["by"]) == ("address", "", "Paris", "person")
    assert office.send(f"contact-changes/{item['id']}/seen").status_code == 204
    assert office.client.get("/api/agent/contact-changes?unseen=1").json()["items"] == []
    hidden = ContactChange.objects.get(probationer=far)
    assert office.send(f"contact-changes/{hidden.pk}/seen").status_code == 404


def test_who_saw_a_file_is_read_by_name_and_that_is_traced_too(office: Office) -> None:
    file = make.file(organisation=office.own)
    office.send(f"probationers/{file.pk}/state", {"state": "abroad"})
    first = office.client.get(f"/api/agent/probationers/{file.pk}/journal").json()["items"]
    assert [(one["verb"], one["actor"], one["organisation"]) for one in first] == [
        ("probationers.set_state", f"{office.agent.first_name} {office.agent.last_name}", office.own.name)
    ]
    again = office.client.get(f"/api/agent/probationers/{file.pk}/journal").json()["items"]
    assert again[0]["verb"] == "probationers.read_journal"


def test_a_lost_phone_is_signed_out_by_an_agent(office: Office) -> None:
    file, phone = make.file(organisation=office.own), Phone()
    phone.sign_in(file)
    assert office.send(f"probationers/{file.pk}/sessions/revoke").status_code == 204
    assert phone.session()["end"] == "session_revoked"
