from __future__ import annotations

import json
import time
from typing import Any

import aiohttp
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from tests.journeys import vapid
from tests.journeys.background import Background
from tests.journeys.push_service import Device, PushService
from tests.journeys.toy_site import public_key

SENDER = Vapid02()
SENDER.generate_keys()


def send(device: Device, text: str | None = "bonjour", *, key: Vapid02 = SENDER, **options: Any) -> int:
    claims = options.pop("claims", {"sub": "mailto:essai@example.org"})
    answer = webpush(
        device.subscription(),
        text,
        vapid_private_key=key,
        vapid_claims=claims,
        timeout=5,
        **{"ttl": 60, **options},
    )
    return int(answer.status_code)


def refused(device: Device, **options: Any) -> int:
    with pytest.raises(WebPushException) as caught:
        send(device, **options)
    return int(caught.value.response.status_code)


def jwt(claims: dict[str, Any], key: Vapid02 = SENDER) -> str:
    parts = [vapid.encoded(json.dumps(one).encode()) for one in ({"typ": "JWT", "alg": "ES256"}, claims)]
    signed = key.private_key.sign(".".join(parts).encode(), ec.ECDSA(SHA256()))
    r, s = decode_dss_signature(signed)
    return ".".join([*parts, vapid.encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))])


@pytest.fixture
def device(push_service: PushService) -> Device:
    return push_service.device(public_key(SENDER))


def test_a_good_message_is_taken_and_only_its_device_can_read_it(push_service: PushService, device: Device) -> None:
    assert send(device, "à l’heure") == 201
    [letter] = push_service.letters
    assert device.read(letter) == "à l’heure"
    assert "l’heure".encode() not in letter.body


def test_another_key_than_the_subscriptions_is_refused(push_service: PushService, device: Device) -> None:
    stranger = Vapid02()
    stranger.generate_keys()
    assert refused(device, key=stranger) == 401
    assert push_service.refusals == ["VAPID public key mismatch"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"aud": "https://push.example.org"}, "aud https://push.example.org is not http://127.0.0.1:1"),
        ({"exp": int(time.time()) + 25 * 3600}, "exp is past or more than 24 hours away"),
        ({"exp": int(time.time()) - 5}, "exp is past or more than 24 hours away"),
        ({"sub": "essai"}, "sub is neither a mailbox nor an https address"),
    ],
)
def test_claims_are_checked_one_by_one(changed: dict[str, Any], why: str | None) -> None:
    origin = "http://127.0.0.1:1"
    claims = {"sub": "mailto:essai@example.org", "aud": origin, "exp": int(time.time()) + 3600} | changed
    token = jwt(claims)
    bound_to = vapid.fingerprint(public_key(SENDER))
    header = f"vapid t={token},k={public_key(SENDER)}"
    assert vapid.refusal(header, origin=origin, bound_to=bound_to) == why


def test_a_token_of_another_hand_is_refused() -> None:
    stranger = Vapid02()
    stranger.generate_keys()
    header = f"vapid t={jwt({}, stranger)},k={public_key(SENDER)}"
    assert vapid.refusal(header, origin="http://127.0.0.1:1", bound_to=None) == "bad signature"


def test_the_life_time_is_asked_for(background: Background, device: Device) -> None:
    async def post() -> int:
        async with aiohttp.ClientSession() as session, session.post(device.endpoint, data=b"") as answer:
            return answer.status

    assert background.run(post()) == 400


def test_what_is_gone_unknown_or_too_large_is_said(push_service: PushService, device: Device) -> None:
    assert refused(device, text="x" * 4500) == 413
    push_service.forget(device.token)
    assert refused(device) == 410
    device.endpoint = f"{push_service.origin}/wpush/v2/never"
    assert refused(device) == 404


def test_faults_are_injected_once_and_in_order(push_service: PushService, device: Device) -> None:
    push_service.fail_next(429, retry_after=7)
    push_service.fail_next(503)
    with pytest.raises(WebPushException) as caught:
        send(device)
    assert caught.value.response.headers["Retry-After"] == "7"
    assert refused(device) == 503
    assert send(device) == 201
    assert push_service.answers == [429, 503, 201]


def test_a_newer_message_of_the_same_topic_takes_the_place_of_a_stored_one(
    background: Background, push_service: PushService
) -> None:
    device = push_service.device(public_key(SENDER))
    subscription = push_service.subscriptions[device.token]
    subscription.browser = "away"
    for text, topic in [("ancien", "a"), ("nouveau", "a"), ("autre", "b")]:
        send(device, text, headers={"Topic": topic})
    assert push_service.stored() == 2

    async def come_back() -> list[dict[str, Any]]:
        async with aiohttp.ClientSession() as session, session.ws_connect(push_service.origin) as socket:
            await socket.send_json({"messageType": "hello", "uaid": "away", "use_webpush": True})
            return [json.loads((await socket.receive(timeout=2)).data) for _ in range(3)]

    hello, first, second = background.run(come_back())
    assert hello["uaid"] == "away"
    assert [first["version"], second["version"]] == [one.version for one in push_service.letters[1:]]


def test_a_message_without_life_time_is_lost_when_the_device_is_away(push_service: PushService, device: Device) -> None:
    push_service.subscriptions[device.token].browser = "away"
    assert send(device, ttl=0) == 201
    assert push_service.stored() == 0
