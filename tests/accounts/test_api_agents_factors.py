"""Second factors: enrolled, used, lost, renewed; never the last one removed."""

from typing import Any

import pytest
from django.test import Client
from django_otp.oath import totp as totp_code

from backend.accounts import actions_factors
from backend.accounts.models import Agent, RecoveryCode, SecurityKey, Totp
from backend.common import clock
from tests.accounts import authenticator, make
from tests.accounts.test_api_agents_sign_in import code_of, password, post
from tests.organisations import make as organisations

pytestmark = pytest.mark.django_db
KEYS = "/second-factors/security-keys"


@pytest.fixture
def newcomer() -> tuple[Agent, Client]:
    """Somebody with a password and a service, who just typed the former."""
    agent, client = make.bare_agent(), Client()
    organisations.membership(agent)
    password(client, agent)
    return agent, client


def enrol_key(client: Client, key: authenticator.SecurityKey) -> Any:
    options = post(client, f"{KEYS}/options").json()
    return post(client, KEYS, {"name": "Clé bleue", "credential": key.create(options)})


def touch_key(client: Client, key: authenticator.SecurityKey, **more: Any) -> Any:
    options = post(client, "/session/security-key/options").json()
    return post(client, "/session/security-key", {"credential": key.get(options, **more)})


def test_a_newcomer_enrols_by_qr_code(newcomer: tuple[Agent, Client]) -> None:
    _, client = newcomer
    assert client.get("/api/agent/session").json()["stage"] == "enrol"
    told = post(client, "/second-factors/totp").json()
    assert told["qr_svg"].startswith("<svg")
    assert "style=" not in told["qr_svg"]
    assert told["uri"].startswith("otpauth://totp/Mon%20Suivi%20Justice")
    assert told["secret"].replace(" ", "") in told["uri"]
    assert post(client, "/second-factors/totp/proof", {"code": "000000"}).status_code == 401
    assert client.get("/api/agent/session").json()["stage"] == "enrol"


def test_only_a_right_code_confirms(newcomer: tuple[Agent, Client]) -> None:
    agent, client = newcomer
    post(client, "/second-factors/totp")
    device = Totp.objects.get(user=agent)
    assert not device.confirmed
    codes = post(client, "/second-factors/totp/proof", {"code": f"{totp_code(device.bin_key):06d}"}).json()
    assert len(set(codes["recovery_codes"])) == 10
    assert client.get("/api/agent/session").json()["stage"] == "charter"
    assert client.get("/api/agent/second-factors").json() == {"totp": True, "security_keys": [], "recovery_left": 10}


def test_the_code_that_enrolled_does_not_sign_in(newcomer: tuple[Agent, Client]) -> None:
    agent, client = newcomer
    post(client, "/second-factors/totp")
    code = code_of(agent)
    post(client, "/second-factors/totp/proof", {"code": code})
    again = Client()
    password(again, agent)
    assert post(again, "/session/totp", {"code": code}).status_code == 401


def test_a_new_application_replaces_the_old_one() -> None:
    agent = make.agent()
    client = make.signed_in_client(agent)
    post(client, "/second-factors/totp")
    new = Totp.objects.get(user=agent, confirmed=False)
    shown = post(client, "/second-factors/totp/proof", {"code": f"{totp_code(new.bin_key):06d}"})
    assert shown.status_code == 200
    assert [device.pk for device in Totp.objects.filter(user=agent)] == [new.pk]


def test_a_recovery_code_is_good_once_and_kept_as_a_hash() -> None:
    agent = make.agent()
    codes = post(make.signed_in_client(agent), "/second-factors/recovery-codes").json()["recovery_codes"]
    kept = "".join(RecoveryCode.objects.values_list("hashed", flat=True))
    assert not any(code.replace("-", "") in kept for code in codes)
    client = Client()
    assert password(client, agent).json()["ways"] == ["totp", "recovery"]
    assert post(client, "/session/recovery", {"code": codes[3].upper().replace("-", " ")}).json()["stage"] == "ready"
    assert client.get("/api/agent/second-factors").json()["recovery_left"] == 9
    again = Client()
    password(again, agent)
    assert post(again, "/session/recovery", {"code": codes[3]}).json()["code"] == "code_refused"


def test_whoever_signs_in_by_her_last_recovery_code_is_told_until_she_makes_new_ones() -> None:
    agent = make.agent()
    first = make.signed_in_client(agent)
    assert first.get("/api/agent/session").json()["has_spent_codes"] is False  # none was ever made
    codes = post(first, "/second-factors/recovery-codes").json()["recovery_codes"]
    kept = [actions_factors._hashes(agent, code)[0] for code in codes[:2]]
    RecoveryCode.objects.exclude(hashed__in=kept).update(used_at=clock.now())
    told = []
    for code in codes[:2]:
        client = Client()
        password(client, agent)
        told.append(post(client, "/session/recovery", {"code": code}).json()["has_spent_codes"])
    assert told == [False, True]
    post(first, "/second-factors/recovery-codes")
    assert first.get("/api/agent/session").json()["has_spent_codes"] is False


def test_another_s_recovery_code_is_worth_nothing() -> None:
    agent, other = make.agent(), make.agent()
    codes = post(make.signed_in_client(other), "/second-factors/recovery-codes").json()["recovery_codes"]
    post(make.signed_in_client(agent), "/second-factors/recovery-codes")
    client = Client()
    password(client, agent)
    assert post(client, "/session/recovery", {"code": codes[0]}).status_code == 401


def test_new_recovery_codes_end_the_old_ones() -> None:
    agent = make.agent()
    client = make.signed_in_client(agent)
    old = post(client, "/second-factors/recovery-codes").json()["recovery_codes"]
    new = post(client, "/second-factors/recovery-codes").json()["recovery_codes"]
    assert not set(old) & set(new)
    fresh = Client()
    password(fresh, agent)
    assert post(fresh, "/session/recovery", {"code": old[0]}).status_code == 401


def test_recovery_codes_cannot_be_guessed_for_long() -> None:
    agent, client = make.agent(), Client()
    password(client, agent)
    answers = [post(client, "/session/recovery", {"code": "aaaa-aaaa-aaaa-aaaa"}).status_code for _ in range(9)]
    assert answers == [401] * 8 + [429]


def test_a_security_key_enrols_and_signs_in(newcomer: tuple[Agent, Client]) -> None:
    agent, client = newcomer
    key = authenticator.SecurityKey()
    assert len(enrol_key(client, key).json()["recovery_codes"]) == 10
    assert client.get("/api/agent/session").json()["stage"] == "charter"
    again = Client()
    assert password(again, agent).json()["ways"] == ["security_key", "recovery"]
    assert touch_key(again, key).json()["stage"] == "charter"
    kept = SecurityKey.objects.get(agent=agent)
    assert (kept.name, kept.sign_count, bool(kept.last_used_at)) == ("Clé bleue", 1, True)


def test_a_copied_key_is_refused() -> None:
    agent = make.agent()
    key = authenticator.SecurityKey()
    enrol_key(make.signed_in_client(agent), key)
    client = Client()
    password(client, agent)
    assert touch_key(client, key, count=7).status_code == 200
    again = Client()
    password(again, agent)
    assert touch_key(again, key, count=7).json()["code"] == "security_key_refused"


@pytest.mark.parametrize("origin", ["http://localhost:9", "https://hameconnage.exemple.fr"])
def test_a_key_touched_on_another_site_is_refused(origin: str) -> None:
    agent, key = make.agent(), authenticator.SecurityKey()
    enrol_key(make.signed_in_client(agent), key)
    client = Client()
    password(client, agent)
    key.origin = origin
    assert touch_key(client, key).status_code == 401


def test_a_signature_is_good_once_and_for_its_challenge() -> None:
    agent, key = make.agent(), authenticator.SecurityKey()
    enrol_key(make.signed_in_client(agent), key)
    client = Client()
    password(client, agent)
    options = post(client, "/session/security-key/options").json()
    answer = {"credential": key.get(options)}
    assert post(client, "/session/security-key", answer).status_code == 200
    assert post(client, "/session/security-key", answer).status_code == 401
    post(client, "/session/security-key/options")
    assert post(client, "/session/security-key", answer).status_code == 401


def test_the_key_of_another_agent_is_refused() -> None:
    mine, theirs = authenticator.SecurityKey(), authenticator.SecurityKey()
    agent, other = make.agent(), make.agent()
    enrol_key(make.signed_in_client(agent), mine)
    enrol_key(make.signed_in_client(other), theirs)
    client = Client()
    password(client, agent)
    assert touch_key(client, theirs).json()["code"] == "security_key_refused"


def test_a_key_is_enrolled_once() -> None:
    key = authenticator.SecurityKey()
    client = make.signed_in_client(make.agent())
    assert enrol_key(client, key).json()["recovery_codes"]
    assert enrol_key(client, key).json()["code"] == "security_key_known"


@pytest.mark.parametrize("rubbish", [{}, {"rawId": "AA"}, {"rawId": 3, "response": []}, {"id": "x", "type": "y"}])
def test_rubbish_is_refused_and_nothing_breaks(rubbish: dict[str, Any]) -> None:
    agent = make.agent()
    client = make.signed_in_client(agent)
    post(client, f"{KEYS}/options")
    assert post(client, KEYS, {"name": "Clé", "credential": rubbish}).json()["code"] == "security_key_refused"
    out = Client()
    password(out, agent)
    post(out, "/session/security-key/options")
    assert post(out, "/session/security-key", {"credential": rubbish}).json()["code"] == "security_key_refused"


def test_the_last_factor_stays(newcomer: tuple[Agent, Client]) -> None:
    agent, client = newcomer
    enrol_key(client, authenticator.SecurityKey())
    only = SecurityKey.objects.get(agent=agent)
    refused = client.delete(f"/api/agent{KEYS}/{only.pk}")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_factor")
    enrol_key(client, authenticator.SecurityKey())
    assert client.delete(f"/api/agent{KEYS}/{only.pk}").status_code == 204


def test_the_key_of_another_agent_does_not_exist() -> None:
    other = make.agent()
    enrol_key(make.signed_in_client(other), authenticator.SecurityKey())
    theirs = SecurityKey.objects.get(agent=other)
    client = make.signed_in_client(make.agent())
    never = client.delete(f"/api/agent{KEYS}/999999")
    assert client.delete(f"/api/agent{KEYS}/{theirs.pk}").content == never.content
    assert SecurityKey.objects.filter(pk=theirs.pk).exists()
