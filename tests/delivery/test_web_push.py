"""The push gateway against a push service that checks what a real one checks, and a device that can decrypt."""

import json
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography.hazmat.primitives import serialization
from django.core.exceptions import ImproperlyConfigured
from py_vapid import Vapid02

from backend.common import clock
from backend.delivery import push_words
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.gateways import Answer, Parcel, Target, choice
from backend.delivery.gateways.web_push import HEADERS_KEPT, WebPushGateway
from backend.delivery.rules import Outcome
from backend.delivery.rules_states import Event
from backend.delivery.schemas import PushPayload
from tests.journeys.background import Background
from tests.journeys.push_service import Device, PushService

HOUSE = Path(__file__).resolve().parent.parent.parent
KEY = Vapid02()
KEY.generate_keys()
RAW = KEY.private_key.private_numbers().private_value.to_bytes(32, "big")
PUBLIC = KEY.public_key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def b64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def parcel(*devices: Device, **text: Any) -> Parcel:
    words = Text(**({"to": "", "title": "Rendez-vous", "body": "Jeudi à 14 h 30", "tag": "appointment:7"} | text))
    keys = [device.subscription() for device in devices]
    targets = [
        Target(number, told["endpoint"], told["keys"]["p256dh"], told["keys"]["auth"])
        for number, told in enumerate(keys, 1)
    ]
    name = uuid.uuid4()
    words = replace(words, packed=push_words.payload(name, "reminder", words))
    return Parcel(name, "reminder", "push", words, timedelta(hours=2), tuple(targets))


def packed(**text: Any) -> Text | Refusal:
    """As the sender has it written."""
    due = Due(uuid.uuid4(), "appointment:7", 1, "reminder", "push", "day-1", None, "bulk", clock.real())
    words = Text(**({"to": "", "title": "Rendez-vous", "body": "Jeudi à 14 h 30"} | text))
    return push_words.packed(due, words)


@pytest.fixture
def send(background: Background, push_service: PushService) -> Callable[..., Answer]:
    def send(load: Parcel, *, key: bytes = RAW, origins: list[str] | None = None) -> Answer:
        async def work() -> Answer:
            async with aiohttp.ClientSession() as session:
                gateway = WebPushGateway(
                    session,
                    private_key=b64(key),
                    subject="mailto:essai@example.org",
                    origins=origins or [push_service.origin],
                )
                return await gateway.send(load, within=5)

        return background.run(work(), timeout=20)

    return send


@pytest.fixture
def device(push_service: PushService) -> Device:
    return push_service.device(b64(PUBLIC))


def test_the_device_reads_what_was_agreed_and_the_service_learns_nothing(
    send: Callable[..., Answer], push_service: PushService, device: Device
) -> None:
    load = parcel(device)
    answer = send(load)
    assert (answer.outcome, answer.reached) == (Outcome.TAKEN, [1])
    [letter] = push_service.letters
    told = json.loads(device.read(letter))
    assert PushPayload(**told).body == "Jeudi à 14 h 30"
    assert (told["url"], told["dir"], push_words.shown_message(told["shown"])) == ("/", "ltr", load.id.hex)
    assert (letter.ttl, letter.urgency) == (7200, "high")
    assert letter.topic is not None and len(letter.topic) == 32 and "appointment" not in letter.topic
    assert b"Jeudi" not in letter.body


def test_the_model_and_the_shared_schema_say_the_same() -> None:
    agreed = json.loads((HOUSE / "shared" / "push.schema.json").read_text())
    ours = PushPayload.model_json_schema()
    assert set(agreed["properties"]) == set(ours["properties"])
    assert agreed["additionalProperties"] is ours["additionalProperties"] is False
    for name, rule in agreed["properties"].items():
        mine = ours["properties"][name]
        for word in ("const", "enum", "minLength", "maxLength"):
            assert rule.get(word) == mine.get(word), (name, word)


@pytest.mark.parametrize("url", ["//evil.example", "https://evil.example", "rendez-vous"])
def test_a_push_leads_nowhere_but_into_the_app(url: str) -> None:
    assert packed(url=url) == Refusal("push_too_big", Event.REFUSE)


def test_arabic_is_marked_right_to_left(send: Callable[..., Answer], push_service: PushService, device: Device) -> None:
    send(parcel(device, language="ar"))
    assert json.loads(device.read(push_service.letters[0]))["dir"] == "rtl"


@pytest.mark.parametrize(
    ("status", "outcome", "gone"),
    [
        (404, Outcome.REFUSED, [1]),
        (410, Outcome.REFUSED, [1]),
        (413, Outcome.REFUSED, []),
        (400, Outcome.REFUSED, []),
        (401, Outcome.NOT_TAKEN, []),
        (403, Outcome.NOT_TAKEN, []),
        (406, Outcome.NOT_TAKEN, []),
        (408, Outcome.NOT_TAKEN, []),
        (425, Outcome.NOT_TAKEN, []),
        (429, Outcome.NOT_TAKEN, []),
        (500, Outcome.NOT_TAKEN, []),
        (503, Outcome.NOT_TAKEN, []),
        (301, Outcome.REFUSED, []),
    ],
)
def test_each_answer_is_treated_as_it_must_be(
    send: Callable[..., Answer],
    push_service: PushService,
    device: Device,
    status: int,
    outcome: Outcome,
    gone: list[int],
) -> None:
    asks_for_rest = status in (406, 408, 425, 429, 503)
    push_service.fail_next(status, retry_after=7 if asks_for_rest else None)
    answer = send(parcel(device))
    assert (answer.outcome, answer.gone, answer.reached) == (outcome, gone, [])
    assert answer.retry_after == timedelta(seconds=7 if asks_for_rest else 0)
    assert answer.reason


def test_a_foreign_key_is_refused_and_shouted_and_no_subscription_is_lost(
    send: Callable[..., Answer], push_service: PushService, device: Device, caplog: pytest.LogCaptureFixture
) -> None:
    answer = send(parcel(device), key=(5).to_bytes(32, "big"))
    assert (answer.outcome, answer.gone, answer.reason) == (Outcome.NOT_TAKEN, [], "push_key_refused")
    assert "refuses our key" in caplog.text and device.endpoint not in caplog.text


def test_every_device_gets_it_and_one_that_took_it_is_enough(
    send: Callable[..., Answer], push_service: PushService
) -> None:
    devices = [push_service.device(b64(PUBLIC)) for _ in range(3)]
    push_service.forget(devices[0].token)
    answer = send(parcel(*devices))
    assert (answer.outcome, answer.gone, answer.reached) == (Outcome.TAKEN, [1], [2, 3])
    assert len(push_service.letters) == 2


def test_an_origin_that_is_not_allowed_is_never_called(
    send: Callable[..., Answer], push_service: PushService, device: Device
) -> None:
    answer = send(parcel(device), origins=["https://*.push.apple.com"])
    assert (answer.outcome, answer.reason, push_service.answers) == (Outcome.REFUSED, "push_origin_refused", [])
    assert answer.gone == [], "a slip in the setting would end living subscriptions"


def test_keys_that_were_broken_later_end_their_subscription(send: Callable[..., Answer], device: Device) -> None:
    load = parcel(device)
    load.targets = (Target(1, device.endpoint, "AAAA", "AAAA"),)
    assert send(load).gone == [1]


def test_a_service_that_does_not_listen_is_surely_not_taken(
    send: Callable[..., Answer], device: Device, deaf: str
) -> None:
    load = parcel(device)
    told = device.subscription()["keys"]
    for origin in ("http://127.0.0.1:9", deaf):
        load.targets = (Target(1, f"{origin}/x", told["p256dh"], told["auth"]),)
        assert send(load, origins=[origin]).outcome is Outcome.NOT_TAKEN


def test_too_long_a_text_is_refused_before_it_is_sent(
    send: Callable[..., Answer], push_service: PushService, device: Device
) -> None:
    assert packed(body="é" * 1001) == Refusal("push_too_big", Event.REFUSE)
    assert send(parcel(device, body="é" * 1000)).outcome is Outcome.TAKEN
    assert len(push_service.letters) == 1 and len(push_service.letters[0].body) <= 4096


def test_a_text_that_nobody_packed_costs_no_browser_its_subscription(
    send: Callable[..., Answer], push_service: PushService, device: Device
) -> None:
    load = parcel(device)
    load.text = replace(load.text, packed=b"")
    with pytest.raises(ValueError, match="packed"):
        send(load)
    assert push_service.letters == []


def test_without_a_browser_that_listens_it_is_refused_at_once(send: Callable[..., Answer]) -> None:
    assert send(parcel()).reason == "no_subscription"


def test_the_signature_is_made_once_for_each_push_service() -> None:
    gateway = WebPushGateway(None, private_key=b64(RAW), subject="mailto:a@example.org", origins=[])  # type: ignore[arg-type]
    first = gateway._authorization("https://one.example")
    assert gateway._authorization("https://one.example") is first
    assert gateway._authorization("https://two.example") != first


def test_the_signatures_for_hosts_that_strangers_invent_fill_no_memory() -> None:
    gateway = WebPushGateway(None, private_key=b64(RAW), subject="mailto:a@example.org", origins=[])  # type: ignore[arg-type]
    first = gateway._authorization("https://first.example")
    for number in range(HEADERS_KEPT):
        gateway._authorization(f"https://{number}.example")
    assert len(gateway._headers) == HEADERS_KEPT
    assert gateway._authorization("https://first.example") != first


@pytest.mark.parametrize(
    ("key", "subject"), [("nonsense", "mailto:a@example.org"), (b64(RAW), "a@example.org")], ids=["key", "subject"]
)
def test_a_key_or_a_subject_that_can_not_sign_is_found_at_the_start(settings: Any, key: str, subject: str) -> None:
    settings.VAPID_PRIVATE_KEY, settings.VAPID_SUBJECT = key, subject
    with pytest.raises(ImproperlyConfigured, match="MSJ_VAPID_SUBJECT"):
        choice.push(None)  # type: ignore[arg-type]
