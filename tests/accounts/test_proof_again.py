"""D91: what opens an agent's account changes only for who said a moment ago who she is; she is told, others are out."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_otp.oath import totp as totp_code

from backend.accounts import queries_agents, rules
from backend.accounts.actions_factors import begin_totp
from backend.accounts.changes import Change
from backend.accounts.models import Agent, RecoveryCode, SecurityKey
from backend.delivery import account_notices
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Message
from backend.journal.models import Entry
from tests.accounts import authenticator, make
from tests.accounts.test_api_agents_sign_in import code_of, password, post
from tests.architecture.permissions import ACCOUNTS
from tests.organisations import make as organisations

pytestmark = pytest.mark.django_db
FACTORS = "/second-factors"
KEYS = f"{FACTORS}/security-keys"
NEW_PASSWORD = "une autre phrase de test"
Ask = Callable[[Client, Agent], Any]


def _confirm(client: Client, agent: Agent) -> Any:
    device = begin_totp(agent)
    return post(client, f"{FACTORS}/totp/proof", {"code": f"{totp_code(device.bin_key):06d}"})


def _add(client: Client, agent: Agent) -> Any:
    """With the challenge of a moment ago, as where the five minutes end between the two."""
    key, fresh = authenticator.SecurityKey(), client.session.get("proved")
    proved(client, time.time())
    options = post(client, f"{KEYS}/options").json()
    proved(client, fresh)
    return post(client, KEYS, {"name": "Clé verte", "credential": key.create(options)})


def _remove(client: Client, agent: Agent) -> Any:
    key = agent.security_keys.get(name="Clé bleue")
    return client.delete(f"/api/agent{KEYS}/{key.pk}")


# Every operation that changes a factor, or begins to; what the owner is told, if it is done.
OPERATIONS: dict[str, tuple[Ask, Change | None]] = {
    "begin_totp": (lambda client, agent: post(client, f"{FACTORS}/totp"), None),
    "confirm_totp": (_confirm, "totp"),
    "begin_enrolment": (lambda client, agent: post(client, f"{KEYS}/options"), None),
    "add_security_key": (_add, "key_added"),
    "remove_security_key": (_remove, "key_removed"),
    "renew_recovery_codes": (lambda client, agent: post(client, f"{FACTORS}/recovery-codes"), "codes"),
}
# Neither changes what opens an account.
OTHERS = {"list_second_factors", "accept_charter", "confirm_password"}


def proved(client: Client, at: float | None) -> None:
    """When the session last had a proof; None: never, as those of before."""
    session = client.session
    session["proved"] = at
    session.save()


def factors(agent: Agent) -> tuple[object, ...]:
    """All that opens the account."""
    totp = queries_agents.confirmed_totp(agent)
    keys = SecurityKey.objects.filter(agent=agent).order_by("pk").values_list("pk", flat=True)
    codes = RecoveryCode.objects.filter(agent=agent).order_by("pk").values_list("hashed", flat=True)
    return (totp and totp.pk, *keys, *codes)


@pytest.fixture
def agent() -> Agent:
    made = make.agent()
    made.security_keys.create(name="Clé bleue", credential_id=b"1", public_key=b"2", created_at="2026-01-02T10:00Z")
    return made


@pytest.fixture
def client(agent: Agent) -> Client:
    return make.signed_in_client(agent)


def told() -> list[str]:
    """What was queued for agents, oldest first."""
    rows = Message.objects.filter(kind=account_notices.KIND).order_by("created_at")
    return [row.occasion.partition(":")[0] for row in rows]


def test_every_operation_on_factors_is_in_the_table() -> None:
    assert OPERATIONS.keys() | OTHERS == {name for name, row in ACCOUNTS.items() if row.guard == "FactorGuard"}


@pytest.mark.parametrize("ago", [301.0, 3600.0, -60.0, None], ids=["old", "older", "ahead", "none"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_open_session_alone_changes_no_factor(name: str, ago: float | None, agent: Agent, client: Client) -> None:
    before = factors(agent)
    proved(client, None if ago is None else time.time() - ago)
    refused = OPERATIONS[name][0](client, agent)
    assert (refused.status_code, refused.json()["code"]) == (409, "proof_needed")
    assert factors(agent) == before and told() == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_fresh_proof_is_enough_and_the_owner_is_told(name: str, agent: Agent, client: Client) -> None:
    ask, change = OPERATIONS[name]
    proved(client, time.time() - 290)
    elsewhere = make.signed_in_client(agent)
    before = factors(agent)
    assert ask(client, agent).status_code in (200, 204)
    assert (factors(agent) != before) == (change is not None)
    assert told() == ([change] if change else [])
    assert client.get("/api/agent/organisation").status_code == 200
    assert elsewhere.get("/api/agent/organisation").status_code == (401 if change else 200)


def test_the_password_or_a_factor_is_the_proof(agent: Agent, client: Client) -> None:
    renew = OPERATIONS["renew_recovery_codes"][0]
    for way, body in (("password", {"password": make.PASSWORD}), ("totp", {"code": code_of(agent)})):
        proved(client, None)
        assert renew(client, agent).status_code == 409
        assert post(client, f"/session/{way}", body).json()["stage"] == "ready"
        assert renew(client, agent).status_code == 200


def test_a_security_key_that_is_touched_is_the_proof() -> None:
    agent, key = make.agent(), authenticator.SecurityKey()
    client = make.signed_in_client(agent)
    post(client, KEYS, {"name": "Clé", "credential": key.create(post(client, f"{KEYS}/options").json())})
    proved(client, None)
    options = post(client, "/session/security-key/options").json()
    assert post(client, "/session/security-key", {"credential": key.get(options)}).status_code == 200
    assert post(client, f"{FACTORS}/recovery-codes").status_code == 200


def test_a_wrong_password_proves_nothing_and_is_counted(agent: Agent, client: Client) -> None:
    proved(client, None)
    for _ in range(8):
        refused = post(client, "/session/password", {"password": "faux"})
        assert (refused.status_code, refused.json()["fields"]) == (422, {"password": "password_refused"})
    assert post(client, "/session/password", {"password": make.PASSWORD}).status_code == 429
    assert post(client, f"{FACTORS}/recovery-codes").status_code == 409
    assert Entry.objects.filter(verb="accounts.confirm_password").count() == 0


def test_who_has_just_signed_in_is_not_asked_again(agent: Agent) -> None:
    client = Client()
    password(client, agent)
    post(client, "/session/totp", {"code": code_of(agent)})
    assert post(client, f"{FACTORS}/recovery-codes").status_code == 200


def test_the_first_factor_after_a_first_password_needs_no_more() -> None:
    agent, client = make.bare_agent(), Client()
    organisations.membership(agent)
    password(client, agent)
    thief = Client()
    password(thief, agent)
    post(client, f"{FACTORS}/totp")
    assert post(client, f"{FACTORS}/totp/proof", {"code": code_of(agent)}).status_code == 200
    assert client.get("/api/agent/session").json()["stage"] == "charter"
    assert thief.get("/api/agent/session").json()["stage"] == "signed_out"
    assert told() == ["totp"]


@pytest.mark.parametrize("ago", [0.0, 3600.0, None], ids=["fresh", "old", "none"])
def test_a_password_changes_by_the_old_one_whatever_was_proved(ago: float | None, agent: Agent, client: Client) -> None:
    proved(client, None if ago is None else time.time() - ago)
    for old, status in (("faux", 422), (make.PASSWORD, 200)):
        body = {"password": {"old": old, "new": NEW_PASSWORD}}
        changed = client.patch("/api/agent/me", body, content_type="application/json")
        assert changed.status_code == status
        assert told() == (["password"] if status == 200 else [])


def test_the_e_mail_goes_to_the_owner_says_what_changed_and_nothing_of_it_stays(agent: Agent) -> None:
    for change in ("password", "totp", "key_added", "key_removed", "codes"):
        account_notices.tell(agent, change)
    words = account_notices.compose([_due(row) for row in Message.objects.order_by("created_at")])
    assert all(isinstance(one, Text) and (one.to, one.keep) == (agent.email, False) for one in words)
    assert len({one.body for one in words if isinstance(one, Text)}) == 5
    agent.is_active = False
    agent.save()
    assert account_notices.compose([_due(Message.objects.earliest("created_at"))]) == [Refusal("account_closed")]


def _due(row: Message) -> Due:
    return Due(
        row.pk, row.subject, row.revision, row.kind, row.channel, row.occasion, row.holder_id, row.lane, row.expires_at
    )


@pytest.mark.parametrize(
    ("proved_at", "fresh"), [(None, False), (1000.0, True), (700.0, True), (699.9, False), (1000.1, False)]
)
def test_a_proof_holds_for_five_minutes(proved_at: float | None, fresh: bool) -> None:
    assert rules.is_fresh(proved_at, now=1000.0) is fresh
