"""The agents' door: password, second factor, charter, in that order and none skipped."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from django_otp.oath import totp as totp_code

from backend.accounts.models import Agent, Attempt, Totp
from backend.common import clock
from backend.journal.models import Entry
from tests import counting
from tests.accounts import make
from tests.organisations import make as organisations

pytestmark = pytest.mark.django_db
SESSION = "/api/agent/session"


def post(client: Client, path: str, body: dict[str, Any] | None = None, **more: Any) -> Any:
    return client.post(f"/api/agent{path}", body or {}, content_type="application/json", **more)


def password(client: Client, agent: Agent | str, word: str = make.PASSWORD, **more: Any) -> Any:
    email = agent if isinstance(agent, str) else agent.email
    return post(client, "/session", {"email": email, "password": word}, **more)


def code_of(agent: Agent, ago: int = 0) -> str:
    device = Totp.objects.get(user=agent)
    return f"{totp_code(device.bin_key) if not ago else totp_code(device.bin_key, drift=-ago):06d}"


def test_nobody_is_told_so() -> None:
    told = Client().get(SESSION).json()
    assert (told["signed_in"], told["stage"], told["agent"], told["may"]) == (False, "signed_out", None, [])


def test_password_then_code_opens_the_work() -> None:
    agent, client = make.agent(), Client()
    first = password(client, agent).json()
    assert (first["stage"], first["ways"], first["may"], first["organisation"]) == ("second_factor", ["totp"], [], None)
    ready = post(client, "/session/totp", {"code": code_of(agent)}).json()
    assert ready["stage"] == "ready"
    assert ready["role"] == "cpip"
    assert "book" in ready["may"]
    assert ready["organisation"]["time_zone"] == "Europe/Paris"
    assert client.get("/api/agent/organisation").status_code == 200
    verbs = list(Entry.objects.filter(actor=str(agent)).order_by("at").values_list("verb", flat=True))
    assert verbs == ["accounts.sign_in", "accounts.prove_factor"]


def test_a_password_alone_opens_no_work() -> None:
    agent, client = make.agent(), Client()
    password(client, agent)
    refused = client.get("/api/agent/organisation")
    assert (refused.status_code, refused.json()["code"]) == (401, "second_factor_needed")
    assert client.get("/api/agent/second-factors").json()["code"] == "second_factor_needed"
    assert post(client, "/second-factors/totp").status_code == 401
    assert post(client, "/charter").status_code == 401


def test_the_charter_comes_before_anything_else() -> None:
    agent, client = make.bare_agent(), Client()
    organisations.membership(agent)
    make.totp(agent)
    password(client, agent)
    assert post(client, "/session/totp", {"code": code_of(agent)}).json()["stage"] == "charter"
    assert client.get("/api/agent/organisation").json()["code"] == "charter_needed"
    assert post(client, "/charter").json()["stage"] == "ready"
    assert client.get("/api/agent/organisation").status_code == 200
    agent.refresh_from_db()
    first = agent.charter_accepted_at
    post(client, "/charter")
    agent.refresh_from_db()
    assert agent.charter_accepted_at == first


def test_an_agent_without_a_service_does_no_work() -> None:
    agent = make.agent()
    agent.memberships.all().delete()
    refused = make.signed_in_client(agent).get("/api/agent/organisation")
    assert (refused.status_code, refused.json()["code"]) == (401, "service_needed")


def test_a_code_is_good_once() -> None:
    agent, client = make.agent(), Client()
    code = code_of(agent)
    password(client, agent)
    assert post(client, "/session/totp", {"code": code}).status_code == 200
    again = Client()
    password(again, agent)
    refused = post(again, "/session/totp", {"code": code})
    assert (refused.status_code, refused.json()["code"]) == (401, "code_refused")


def test_wrong_codes_make_nobody_wait_longer_than_a_quarter_of_an_hour() -> None:
    """D14: each wrong code doubled the time in which no right one was taken, without end."""
    agent, client = make.agent(), Client()
    password(client, agent)
    for _ in range(8):
        assert post(client, "/session/totp", {"code": "000000"}).status_code == 401
    slowed = post(client, "/session/totp", {"code": code_of(agent)})
    assert slowed.status_code == 429 and 1 <= int(slowed["Retry-After"]) <= 900
    clock.shift(timedelta(minutes=16))
    assert post(client, "/session/totp", {"code": code_of(agent)}).status_code == 200


def test_codes_of_all_sessions_are_counted_together() -> None:
    agent = make.agent()
    for _ in range(8):
        client = Client()
        password(client, agent)
        assert post(client, "/session/totp", {"code": "000000"}).status_code == 401
    assert post(client, "/session/totp", {"code": code_of(agent)}).json()["code"] == "too_many"


def test_an_unknown_e_mail_is_answered_as_a_wrong_password() -> None:
    agent = make.agent()
    inactive = make.agent(is_active=False)
    answers = {
        (answer.status_code, answer.content)
        for answer in (
            password(Client(), agent, "faux"),
            password(Client(), "personne@exemple.fr", "faux"),
            password(Client(), inactive),
        )
    }
    assert answers == {(401, b'{"code": "credentials_refused", "fields": {}}')}


def test_an_unknown_e_mail_costs_the_same_work(monkeypatch: Any) -> None:
    agent = make.agent()
    hashed: list[str] = []
    true_hash = Argon2PasswordHasher.encode

    def encode(self: Any, word: str, salt: str) -> str:
        hashed.append("encode")
        return str(true_hash(self, word, salt))

    monkeypatch.setattr(Argon2PasswordHasher, "encode", encode)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *_: hashed.append("verify"))
    asked = []
    for email in (agent.email, "personne@exemple.fr"):
        with counting.asked() as told:
            password(Client(), email, "faux")
        asked.append([re.sub(r'"s\d+_x\d+"', "a savepoint", sql)[:30] for sql in told])
    assert asked[0] == asked[1]
    assert len(asked[0]) > 5
    assert hashed == ["verify", "encode"]


def test_the_email_is_read_whatever_its_case() -> None:
    agent = make.agent(email="camille.exemple@exemple.fr")
    assert password(Client(), "  Camille.EXEMPLE@exemple.fr ").json()["signed_in"], agent


def test_guesses_from_one_address_are_slowed() -> None:
    agent = make.agent()
    for _ in range(5):
        assert password(Client(), agent, "faux").status_code == 401
    slowed = password(Client(), agent)
    assert (slowed.status_code, slowed.json()["code"]) == (429, "too_many")
    assert int(slowed["Retry-After"]) > 60
    assert password(Client(), agent, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_a_right_password_is_given_back_its_try() -> None:
    agent = make.agent()
    for _ in range(7):
        assert password(Client(), agent).status_code == 200
    assert not Attempt.objects.filter(act__startswith="agent_password").exists()


def test_nobody_locks_the_account_of_somebody_else() -> None:
    agent, home = make.agent(), Client()
    password(home, agent)
    post(home, "/session/totp", {"code": code_of(agent)})
    for number in range(21):
        password(Client(), agent, "faux", REMOTE_ADDR=f"192.0.2.{number}")
    assert password(Client(), agent, REMOTE_ADDR="192.0.2.99").status_code == 429
    # The browser that was in before has its own count.
    assert password(home, agent).status_code == 200


def test_a_known_browser_may_not_guess_for_ever_either() -> None:
    agent, home = make.agent(), Client()
    password(home, agent)
    post(home, "/session/totp", {"code": code_of(agent)})
    answers = [password(home, agent, "faux").status_code for _ in range(11)]
    assert answers == [401] * 10 + [429]


def test_nothing_counted_names_anybody() -> None:
    agent = make.agent()
    password(Client(), agent, "faux")
    kept = str(list(Attempt.objects.values()))
    assert agent.email not in kept
    assert "127.0.0.1" not in kept
    assert agent.email not in str(list(Entry.objects.values()))


def test_without_the_csrf_token_nobody_signs_in() -> None:
    agent = make.agent()
    client = Client(enforce_csrf_checks=True)
    refused = password(client, agent)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_refused")
    assert password(client, agent, headers=make.csrf_headers(client)).status_code == 200


def test_without_the_csrf_token_nothing_is_written() -> None:
    client = make.signed_in_client(make.agent(), csrf=True)
    stay = "/api/agent/session/stay"
    assert client.post(stay, content_type="application/json").status_code == 403
    assert client.post(stay, headers=make.csrf_headers(client), content_type="application/json").status_code == 200
