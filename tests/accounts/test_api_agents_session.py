"""An agent's session: its two ends, its keys, one's own profile."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from backend.accounts import sessions_agents
from backend.common import clock
from tests.accounts import make
from tests.accounts.test_api_agents_sign_in import SESSION, code_of, password, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Real time stands still for sessions, and moves to so many seconds after: requests take none of it."""
    start = time.time()

    def move(seconds: float) -> None:
        class Later:
            time = staticmethod(lambda: start + seconds)

        for module in (sessions_agents, make):
            monkeypatch.setattr(module, "time", Later)

    move(0)
    return move


def test_an_idle_session_ends_and_says_so(later: Any) -> None:
    client = make.signed_in_client(make.agent())
    later(29 * 60)
    assert client.get("/api/agent/organisation").status_code == 200
    later(58 * 60)
    assert client.get("/api/agent/organisation").status_code == 200
    later(89 * 60)
    ended = client.get("/api/agent/organisation")
    assert (ended.status_code, ended.json()["code"]) == (401, "session_expired")
    assert client.get(SESSION).json()["stage"] == "signed_out"


def test_asking_where_one_stands_does_not_keep_the_session(later: Any) -> None:
    client = make.signed_in_client(make.agent())
    idle_at = client.get(SESSION).json()["idle_at"]
    later(29 * 60)
    assert client.get(SESSION).json()["idle_at"] == idle_at
    stayed = post(client, "/session/stay").json()
    assert stayed["idle_at"] > idle_at
    later(31 * 60)
    assert client.get(SESSION).json()["signed_in"]


def test_a_session_ends_though_one_works(later: Any) -> None:
    client = make.signed_in_client(make.agent())
    told = client.get(SESSION).json()
    for minute in range(20, 10 * 60 + 1, 20):
        later(minute * 60 - 1)
        assert client.get("/api/agent/organisation").status_code == 200
    later(10 * 3600)
    assert client.get("/api/agent/organisation").json()["code"] == "session_expired"
    assert told["idle_at"] < told["ends_at"]


def test_the_demonstration_s_clock_ends_no_session() -> None:
    client = make.signed_in_client(make.agent())
    clock.shift(timedelta(days=4))
    assert client.get("/api/agent/organisation").status_code == 200


def test_each_stage_has_a_session_key_of_its_own() -> None:
    agent, client = make.agent(), Client()
    password(client, agent)
    first = client.cookies["msj_agent"].value
    post(client, "/session/totp", {"code": code_of(agent)})
    second = client.cookies["msj_agent"].value
    assert first != second
    thief = Client()
    thief.cookies["msj_agent"] = first
    assert not thief.get(SESSION).json()["signed_in"]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    client = Client()
    password(client, make.agent())
    cookie = client.cookies["msj_agent"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert not cookie["max-age"]


def test_signing_out_ends_the_session_at_the_server() -> None:
    client = make.signed_in_client(make.agent())
    key = client.cookies["msj_agent"].value
    assert client.delete(SESSION).status_code == 204
    thief = Client()
    thief.cookies["msj_agent"] = key
    assert thief.get("/api/agent/organisation").json()["code"] == "signed_out"


def test_an_agent_who_was_closed_is_out_at_once() -> None:
    agent = make.agent()
    client = make.signed_in_client(agent)
    agent.is_active = False
    agent.save()
    assert client.get("/api/agent/organisation").status_code == 401


def test_a_new_password_ends_every_other_session() -> None:
    agent = make.agent()
    here, elsewhere = make.signed_in_client(agent), make.signed_in_client(agent)
    changed = here.patch(
        "/api/agent/me",
        {"password": {"old": make.PASSWORD, "new": "une autre phrase de test"}},
        content_type="application/json",
    )
    assert changed.json()["stage"] == "ready"
    assert here.get("/api/agent/organisation").status_code == 200
    assert elsewhere.get("/api/agent/organisation").status_code == 401


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("faux", "une autre phrase de test", {"old": "password_refused"}),
        (make.PASSWORD, "court", {"new": "password_too_short"}),
        (make.PASSWORD, "q1w2e3r4t5y6", {"new": "password_too_common"}),
        (make.PASSWORD, "123456789012", {"new": "password_too_common"}),
        (make.PASSWORD, "camille.bonjour@exemple.fr", {"new": "password_too_similar"}),
    ],
)
def test_a_weak_password_or_a_wrong_old_one_is_refused(old: str, new: str, told: dict[str, str]) -> None:
    client = make.signed_in_client(make.agent(email="camille.bonjour@exemple.fr"))
    refused = client.patch("/api/agent/me", {"password": {"old": old, "new": new}}, content_type="application/json")
    assert (refused.status_code, refused.json()["fields"]) == (422, told)


def test_an_agent_shares_name_and_number_only_on_request() -> None:
    client = make.signed_in_client(make.agent())
    assert client.get(SESSION).json()["agent"]["shares_name"] is False
    told = client.patch(
        "/api/agent/me", {"shares_name": True, "shared_phone": "06 39 98 00 01"}, content_type="application/json"
    ).json()["agent"]
    assert (told["shares_name"], told["shared_phone"]) == (True, "+33639980001")


@pytest.mark.parametrize(
    ("typed", "why"),
    [("0899123456", "phone_costs"), ("08 20 12 34 56", "phone_costs"), ("+88213000000", "phone_abroad"),
     ("3639", "phone_short")],
)  # fmt: skip
def test_no_agent_shares_a_number_that_costs_or_is_abroad(typed: str, why: str) -> None:
    """D179: whoever shares it earns by the calls of the people."""
    agent = make.agent()
    client = make.signed_in_client(agent)
    refused = client.patch(
        "/api/agent/me", {"shares_name": True, "shared_phone": typed}, content_type="application/json"
    )
    assert (refused.status_code, refused.json()["fields"]) == (422, {"shared_phone": why})
    agent.refresh_from_db()
    assert (agent.shares_name, agent.shared_phone) == (False, "")


def test_nobody_gives_himself_a_role() -> None:
    agent = make.agent()
    client = make.signed_in_client(agent)
    client.patch("/api/agent/me", {"role": "local_admin", "is_central": True}, content_type="application/json")
    agent.refresh_from_db()
    assert not agent.is_central
    assert client.get(SESSION).json()["role"] == "cpip"
