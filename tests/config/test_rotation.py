"""D8: a key is replaced while people are signed in, codes under way and receipts outstanding; then the old one goes."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.signing import BadSignature
from django.test import Client, RequestFactory
from django_otp.oath import totp as totp_code

from backend.accounts import actions_challenge, actions_rotation, browsers_agents, sessions_holder
from backend.accounts.models import Agent, RecoveryCode, Totp
from backend.common import clock
from backend.delivery import push_words
from backend.delivery.gateways import mail_names, tokens
from backend.probationers import queries_trust, unsubscribing
from backend.probationers.models import Probationer, TrustedContact
from tests.accounts import make as accounts
from tests.accounts.test_api_agents_sign_in import password, post
from tests.organisations import make as organisations
from tests.probationers import make, trusted
from tests.probationers.phone import Phone, right_code

pytestmark = pytest.mark.django_db
MESSAGE = uuid.UUID(int=7)
Rotate = Callable[[int], None]


@dataclass
class World:
    """Everything that was given out under the old keys."""

    agent: Agent
    office: Client  # signed in
    secret: bytes  # of the agent's application
    recovery: list[str]
    file: Probationer
    phone: Phone  # signed in
    other: Phone  # waits for its code
    challenge: str
    code: str
    contact: TrustedContact
    link: str
    receipt: str
    shown: str
    bounce: str
    stop: str


@pytest.fixture
def world() -> World:
    agent = accounts.agent(organisations.organisation())
    office = Client()
    password(office, agent)
    codes = post(accounts.signed_in_client(agent), "/second-factors/recovery-codes").json()["recovery_codes"]
    password(office, agent)
    assert post(office, "/session/recovery", {"code": codes.pop()}).status_code == 200
    person = make.file(email="camille@exemple.fr", email_proved_at=clock.now(), wants_email=True)
    followed = make.file("SPECIMEN", organisation=agent.memberships.get().organisation, agent=agent)
    phone, other = Phone(), Phone("192.0.2.2")
    assert phone.sign_in(person).status_code == 200
    challenge = str(other.ask(followed.phone).json()["id"])
    contact = trusted.asked(followed, agent)
    actions_challenge.note("ask_code:number", "+33639980001")
    return World(
        agent, office, Totp.objects.get(user=agent).bin_key, codes, person, phone, other, challenge,
        right_code(challenge), contact, trusted.token(contact), tokens.sign("kannel", MESSAGE),
        push_words.shown_token(MESSAGE), mail_names.token(MESSAGE), unsubscribing.address(person),
    )  # fmt: skip


@pytest.fixture
def rotate(settings: Any) -> Rotate:
    """`rotate(1)`: new keys in front of the old; `rotate(0)`: new ones alone."""
    old = {name: getattr(settings, name) for name in ("CODE_KEYS", "RECEIPT_KEYS", "FACTOR_KEYS")}
    session = settings.SECRET_KEY

    def put(kept: int) -> None:
        for name, keys in old.items():
            setattr(settings, name, (f"new-{name}-{'n' * 60}", *keys[:kept]))
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = f"new-{'n' * 60}", [session][:kept]

    return put


def _enters(world: World, way: str, code: str) -> bool:
    client = Client()
    password(client, world.agent)
    return bool(post(client, f"/session/{way}", {"code": code}).status_code == 200)


def _is_shown(world: World) -> bool:
    try:
        return push_words.shown_message(world.shown) == MESSAGE.hex
    except BadSignature:
        return False


def _stops(world: World) -> bool:
    Client().post(world.stop.partition("8000")[2], {"List-Unsubscribe": "One-Click"})
    world.file.refresh_from_db()
    return not world.file.wants_email


def _is_known(world: World) -> bool:
    request = RequestFactory().get("/")
    request.COOKIES[settings.KNOWN_COOKIE_NAME] = world.office.cookies[settings.KNOWN_COOKIE_NAME].value
    return bool(browsers_agents.known(request, world.agent.email))


def _device(world: World) -> bool:
    return sessions_holder.device_of(world.phone.client.cookies["msj_device"].value) is not None


CHECKS: dict[str, Callable[[World], bool]] = {
    "agent's session": lambda world: world.office.get("/api/agent/session").json()["stage"] == "ready",
    "agent's known browser": _is_known,
    "agent's application": lambda world: _enters(world, "totp", f"{totp_code(world.secret):06d}"),
    "agent's recovery code": lambda world: _enters(world, "recovery", world.recovery[0]),
    "person's session": lambda world: world.phone.get("home").status_code == 200,
    "person's device": _device,
    "code under way": lambda world: world.other.enter(world.challenge, world.code).status_code == 200,
    "count of tries": lambda world: actions_challenge.failures_lately("ask_code:number", "+33639980001") == 1,
    "contact's link": lambda world: queries_trust.by_link(world.link) == world.contact,
    "provider's receipt": lambda world: tokens.message_of("kannel", world.receipt) == MESSAGE.hex,
    "phone's receipt": _is_shown,
    "returned e-mail": lambda world: mail_names.read(world.bounce) == MESSAGE,
    "one-click end": _stops,
}


@pytest.mark.parametrize("name", CHECKS)
def test_while_both_keys_are_there_everything_goes_on(name: str, world: World, rotate: Rotate) -> None:
    rotate(1)
    assert CHECKS[name](world)


@pytest.mark.parametrize("name", CHECKS)
def test_what_only_the_old_key_opens_ends_with_it(name: str, world: World, rotate: Rotate) -> None:
    rotate(0)
    assert not CHECKS[name](world)


def test_what_was_used_meanwhile_outlives_the_old_key(world: World, rotate: Rotate) -> None:
    rotate(1)
    used = ("agent's session", "person's session", "agent's application")
    assert all(CHECKS[name](world) for name in used)
    rotate(0)
    assert all(CHECKS[name](world) for name in ("agent's session", "person's session", "person's device"))
    assert Totp.objects.get(user=world.agent).bin_key == world.secret


def told(**options: Any) -> str:
    said = StringIO()
    call_command("rotate_keys", stdout=said, **options)
    return said.getvalue()


def test_the_command_writes_factors_anew_and_says_what_still_needs_the_old_key(world: World, rotate: Rotate) -> None:
    rotate(1)
    first = told()
    assert "written anew under the first key: 1" in first
    assert f"key 2: stays, or these make new recovery codes first: 1 ({world.agent})" in first
    assert "written anew under the first key: 0" in told()
    RecoveryCode.objects.update(used_at=clock.now())
    assert "key 2: may go now" in told()
    rotate(0)
    assert CHECKS["agent's application"](world)


def test_the_command_counts_the_sessions_that_would_end(world: World, rotate: Rotate) -> None:
    assert "--since" not in told(), "one key: nothing to take away"
    rotate(1)
    assert "180 days" in told()
    assert "persons' sessions that end if the older go now: 1" in told(since="2099-01-01")
    assert "the older may go now" in told(since="2000-01-01")
    with pytest.raises(CommandError):
        told(since="yesterday")


def test_the_command_names_whose_factors_no_key_opens(world: World, rotate: Rotate) -> None:
    rotate(0)
    said = told()
    assert f"code applications that no key of the list opens: 1 ({world.agent})" in said
    assert f"recovery codes under a key that is no more: 1 ({world.agent})" in said


def test_slices_pass_over_what_no_key_opens(world: World, rotate: Rotate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions_rotation, "AT_ONCE", 1)
    rotate(0)
    accounts.agent()
    for kept, count, unreadable in ((0, 0, (str(world.agent),)), (1, 1, ())):
        rotate(kept)
        done = actions_rotation.rewrite_totp()
        assert (done.count, done.unreadable) == (count, unreadable)
