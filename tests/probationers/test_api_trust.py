"""Contacts of trust over the wire: the person's list, the agents' acts, the link without an account."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from backend.accounts.models import Agent
from backend.common import clock
from backend.delivery.composers import Refusal, Text
from backend.delivery.models import Message
from backend.journal.models import Entry
from backend.organisations.models import Organisation, Role
from backend.probationers import actions_trust, composers_trust
from backend.probationers.models import Probationer, TrustedContact
from tests.accounts import make as accounts
from tests.counting import assert_flat, cost
from tests.organisations import make as organisations
from tests.probationers import make, trusted
from tests.probationers.phone import Phone
from tests.probationers.test_composers import due

pytestmark = pytest.mark.django_db


@pytest.fixture
def service() -> Organisation:
    return organisations.organisation()


@pytest.fixture
def agent(service: Organisation) -> Agent:
    return accounts.agent(service)


@pytest.fixture
def office(agent: Agent) -> Client:
    return accounts.signed_in_client(agent)


@pytest.fixture
def file(service: Organisation, agent: Agent) -> Probationer:
    return make.file(first_name="Amine", organisation=service, agent=agent)


@pytest.fixture
def phone(file: Probationer) -> Phone:
    phone = Phone()
    assert phone.sign_in(file).status_code == 200
    clock.shift(timedelta(minutes=2))
    return phone


def act(office: Client, contact: int, verb: str, **body: Any) -> Any:
    return office.post(f"/api/agent/trusted-contacts/{contact}/{verb}", body, content_type="application/json")


def mine(phone: Phone) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = phone.get("me/trusted-contacts").json()["items"]
    return items


def link(token: str, yes: bool | None = None) -> dict[str, Any]:
    path = "trust-link" + ("" if yes is None else "/answer")
    answer = Phone("192.0.2.77").send(path, {"token": token} | ({} if yes is None else {"yes": yes}))
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def test_from_the_person_s_wish_to_the_first_copy(phone: Phone, office: Client, file: Probationer) -> None:
    wish = trusted.wish(says_initial=True)
    named = phone.send("me/trusted-contacts", wish).json()
    assert (named["items"][0]["state"], named["hindrance"], named["most"]) == ("proposed", None, 2)
    assert not Message.objects.filter(kind="trust_ask").exists(), "nobody is written to before an agent looked"
    (waiting,) = office.get("/api/agent/morning").json()["trusted_contacts"]
    assert (waiting["name"], waiting["by_person"], waiting["probationer"]["id"]) == ("Mme SPECIMEN", True, str(file.pk))
    assert act(office, waiting["id"], "approve").status_code == 204
    assert Message.objects.filter(kind="trust_ask").count() == 1
    assert office.get("/api/agent/morning").json()["trusted_contacts"] == []
    contact = TrustedContact.objects.get()
    assert link(trusted.token(contact)) == {"state": "asked", "name": "A.", "language": "fr"}
    assert mine(phone)[0]["state"] == "asked"
    assert phone.send(f"me/trusted-contacts/{contact.pk}/code", {"code": trusted.code(contact)}).status_code == 204
    assert mine(phone)[0]["state"] == "active"
    assert link(trusted.token(contact), False) == {"state": "over", "name": None, "language": "fr"}
    assert mine(phone)[0]["state"] == "over"
    assert link("never-was-one-000") == {"state": "over", "name": None, "language": "fr"}


def test_a_block_is_seen_by_agents_alone(phone: Phone, office: Client, file: Probationer) -> None:
    phone.send("me/trusted-contacts", trusted.wish())
    contact = TrustedContact.objects.get()
    assert act(office, contact.pk, "block", why="safety").status_code == 204
    shown = phone.get("me/trusted-contacts")
    assert shown.json()["items"][0]["state"] == "not_kept"
    assert b"safety" not in shown.content and b"block" not in shown.content
    listed = office.get(f"/api/agent/probationers/{file.pk}/trusted-contacts").json()["items"][0]
    assert (listed["state"], listed["blocked_why"]) == ("blocked", "safety")
    again = phone.send("me/trusted-contacts", trusted.wish(phone=contact.phone))
    assert (again.status_code, again.json()["code"]) == (409, "contact_not_possible")


def test_a_contact_s_no_and_an_agent_s_are_the_same_to_the_person(phone: Phone, office: Client, agent: Agent,
                                                                  file: Probationer) -> None:  # fmt: skip
    refused, blocked = trusted.asked(file, agent), trusted.asked(file, agent)
    link(trusted.token(refused), False)
    act(office, blocked.pk, "block", why="doubt")
    one, other = mine(phone)
    for name in ("id", "address", "since"):
        one.pop(name), other.pop(name)
    assert one == other
    assert link(trusted.token(refused)) == link(trusted.token(blocked))


def test_the_person_takes_it_back_and_the_link_says_nothing_any_more(phone: Phone, agent: Agent,
                                                                     file: Probationer) -> None:  # fmt: skip
    contact = trusted.active(file, agent)
    assert phone.send(f"me/trusted-contacts/{contact.pk}", method="delete").status_code == 204
    assert (mine(phone)[0]["state"], link(trusted.token(contact))["state"]) == ("revoked", "over")
    assert phone.send(f"me/trusted-contacts/{contact.pk}", method="delete").json()["code"] == "contact_state"


def test_an_agent_names_somebody_for_a_person_without_a_phone(office: Client, service: Organisation) -> None:
    person = make.file(organisation=service, phone="", phone_status="none")
    path = f"/api/agent/probationers/{person.pk}/trusted-contacts"
    wish = trusted.wish() | {"consented_on": clock.now().date().isoformat()}
    made = office.post(path, wish, content_type="application/json").json()
    assert (made["state"], made["by_person"], made["consented_on"]) == ("asked", False, wish["consented_on"])
    contact = TrustedContact.objects.get()
    assert act(office, contact.pk, "code", code=trusted.code(contact)).status_code == 204
    assert office.get(path).json()["items"][0]["state"] == "active"
    assert act(office, contact.pk, "revoke").status_code == 204
    assert office.get(path).json()["items"][0]["state"] == "revoked"


def test_who_may_not_approve_names_and_waits(service: Organisation, file: Probationer) -> None:
    secretary = accounts.signed_in_client(accounts.agent(service, Role.SECRETARY_SPIP))
    wish = trusted.wish() | {"consented_on": clock.now().date().isoformat()}
    path = f"/api/agent/probationers/{file.pk}/trusted-contacts"
    made = secretary.post(path, wish, content_type="application/json").json()
    assert made["state"] == "proposed"
    assert secretary.get("/api/agent/morning").json()["trusted_contacts"] == []
    assert act(secretary, made["id"], "approve").json()["code"] == "role_may_not"


def test_every_act_is_in_the_journal_by_its_label_alone(phone: Phone, office: Client, file: Probationer) -> None:
    phone.send("me/trusted-contacts", trusted.wish())
    contact = TrustedContact.objects.get()
    act(office, contact.pk, "approve")
    phone.send(f"me/trusted-contacts/{contact.pk}", method="delete")
    rows = list(Entry.objects.filter(subject=str(contact), about=str(file)).order_by("at"))
    assert [(row.verb.partition(".")[2], row.actor.partition(":")[0]) for row in rows] == [
        ("name_contact", "device"), ("approve_contact", "agent"), ("revoke_contact", "device"),
    ]  # fmt: skip
    assert not any("SPECIMEN" in str(row.detail) or contact.phone in str(row.detail) for row in rows)


def test_one_names_four_a_day(phone: Phone) -> None:
    for _ in range(4):
        made = phone.send("me/trusted-contacts", trusted.wish()).json()["items"][0]
        phone.send(f"me/trusted-contacts/{made['id']}", method="delete")
    assert phone.send("me/trusted-contacts", trusted.wish()).status_code == 429


def test_the_person_s_list_costs_the_same_for_two(phone: Phone, agent: Agent, file: Probationer) -> None:
    trusted.active(file, agent)
    alone = cost(lambda: mine(phone))
    trusted.active(file, agent)
    assert (cost(lambda: mine(phone)), len(mine(phone))) == (alone, 2)


def test_the_morning_costs_the_same_however_many_wait(office: Client, service: Organisation, agent: Agent) -> None:
    def add() -> None:
        person = make.file(organisation=service, agent=agent)
        given, day = trusted.wish(), clock.now().date()
        actions_trust.name(person, by=agent, given=given, consented_on=day, approves=False)

    def morning() -> list[Any]:
        waiting: list[Any] = office.get("/api/agent/morning").json()["trusted_contacts"]
        return waiting

    assert_flat(morning, add=add, rows=len, times=3)


@pytest.mark.parametrize(("hour", "waits"), [(10, False), (23, True)])
def test_a_question_that_the_person_sends_again_does_not_ring_at_night(
    phone: Phone, agent: Agent, file: Probationer, hour: int, waits: bool
) -> None:
    contact = trusted.asked(file, agent)
    local = clock.now().astimezone(ZoneInfo("Europe/Paris"))
    clock.shift(local.replace(hour=hour, minute=0) + timedelta(days=1) - local)
    assert phone.send(f"me/trusted-contacts/{contact.pk}/ask").status_code == 204
    again = Message.objects.get(subject=str(contact), revision=2)
    assert (again.not_before > clock.now() + timedelta(hours=1)) == waits


def test_links_that_somebody_made_up_keep_nobody_behind_the_same_address_from_hers(
    agent: Agent, file: Probationer
) -> None:
    """D187: sixty of them an hour stopped the right one of everybody there: an association, a town hall."""
    contact, there = trusted.asked(file, agent), Phone("192.0.2.77")
    made_up = [there.send("trust-link", {"token": f"never-was-{n:06d}"}).status_code for n in range(62)]
    assert made_up == [200] * 60 + [429] * 2
    assert link(trusted.token(contact))["state"] == "asked"
    assert link(trusted.token(contact), False)["state"] == "over"


def test_a_right_link_is_asked_sixty_times_an_hour_at_most(agent: Agent, file: Probationer) -> None:
    one, other = trusted.asked(file, agent), trusted.asked(file, agent)
    body = {"token": trusted.token(one)}
    statuses = [Phone(f"192.0.{n}.7").send("trust-link", body).status_code for n in range(61)]
    assert statuses == [200] * 60 + [429]
    assert link(trusted.token(other))["state"] == "asked"


def test_who_is_named_in_her_name_by_an_agent_is_told_to_her_and_to_her_referent(
    office: Client, file: Probationer, service: Organisation, agent: Agent
) -> None:
    """D193: an accomplice at a desk had somebody's times and places sent on, and she heard nothing of it."""
    colleague = accounts.signed_in_client(accounts.agent(service))
    body = trusted.wish(relation="family") | {"consented_on": str(clock.now().date())}
    path = f"/api/agent/probationers/{file.pk}/trusted-contacts"
    assert colleague.post(path, body, content_type="application/json").status_code == 200
    push, sms = Message.objects.filter(kind="trust_named").order_by("channel")
    assert (push.holder_id, sms.holder_id, sms.behind_id) == (file.holder_id, file.holder_id, push.pk)
    for message in (push, sms):
        (text,) = composers_trust.compose_named([due(message)])
        assert isinstance(text, Text)
        assert "SPECIMEN" not in f"{text.title}{text.body}"
        assert text.to in ("", file.phone)
    (change,) = office.get("/api/agent/morning").json()["contact_changes"]
    assert (change["field"], change["new"], change["by"]) == ("trusted", "Mme SPECIMEN", "agent")
    assert colleague.get("/api/agent/morning").json()["contact_changes"] == []


def test_what_the_person_or_her_referent_names_is_no_news_to_them(phone: Phone, office: Client) -> None:
    phone.send("me/trusted-contacts", trusted.wish())
    contact = TrustedContact.objects.get()
    assert act(office, contact.pk, "approve").status_code == 204
    assert not Message.objects.filter(kind="trust_named").exists()
    body = trusted.wish(relation="family", phone=make.number()) | {"consented_on": str(clock.now().date())}
    path = f"/api/agent/probationers/{contact.probationer_id}/trusted-contacts"
    assert office.post(path, body, content_type="application/json").status_code == 200
    assert Message.objects.filter(kind="trust_named").count() == 2  # she is told even so
    assert office.get("/api/agent/morning").json()["contact_changes"] == []


def test_who_is_over_before_the_words_leave_is_not_told_of(office: Client, file: Probationer) -> None:
    body = trusted.wish(relation="family") | {"consented_on": str(clock.now().date())}
    made = office.post(
        f"/api/agent/probationers/{file.pk}/trusted-contacts", body, content_type="application/json"
    ).json()
    messages = list(Message.objects.filter(kind="trust_named"))
    assert act(office, made["id"], "revoke").status_code == 204
    assert all(isinstance(one, Refusal) for one in composers_trust.compose_named([due(one) for one in messages]))
