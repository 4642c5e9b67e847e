"""The holder's own browser: subscribed behind his session alone; what was shown is told by a token alone."""

from typing import Any

import pytest
from django.test import Client

from backend.delivery import push_words
from backend.delivery.models import Message, PushSubscription
from tests.delivery import make
from tests.probationers import make as files
from tests.probationers.phone import Phone

pytestmark = pytest.mark.django_db
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/one"
SUBSCRIPTION = {"endpoint": ENDPOINT, "p256dh": make.KEY, "auth": "BTBZMqHH6r4Tts7J_aSIgg"}


@pytest.fixture
def phone() -> Phone:
    phone = Phone()
    phone.sign_in(files.file())
    return phone


def shown(token: str) -> int:
    body = {"token": token}
    return Client().post("/api/probationer/push-receipts", body, content_type="application/json").status_code


def test_a_browser_is_saved_tried_and_removed(phone: Phone) -> None:
    assert phone.send("push-subscription", SUBSCRIPTION, method="put").status_code == 204
    answer = phone.send("push-subscription/test")
    assert answer.status_code == 202
    assert str(Message.objects.get(kind="push_test").pk) == answer.json()["message"]
    assert phone.send("push-subscription", {"endpoint": ENDPOINT}, method="delete").status_code == 204
    assert not PushSubscription.objects.exists()
    assert phone.send("push-subscription/test").json()["code"] == "no_subscription"


def test_nobody_without_a_session_listens() -> None:
    stranger = Phone()
    assert stranger.send("push-subscription", SUBSCRIPTION, method="put").status_code == 401
    assert stranger.send("push-subscription/test").status_code == 401
    assert not PushSubscription.objects.exists()


def test_an_address_that_is_no_push_service_is_named_and_refused(phone: Phone) -> None:
    answer = phone.send("push-subscription", SUBSCRIPTION | {"endpoint": "https://evil.example/x"}, method="put")
    assert (answer.status_code, answer.json()["code"]) == (422, "push_origin_refused")


def test_what_was_shown_is_told_without_a_session_by_its_token_alone() -> None:
    push = make.message(channel="push", state="accepted")
    good = push_words.shown_token(push.pk)
    assert [shown(good), shown(good)] == [204, 204]
    push.refresh_from_db()
    assert push.state == "delivered"
    other = make.message(channel="push", state="accepted")
    assert shown(other.pk.hex) == shown(f"{other.pk.hex}.{good.rpartition('.')[2]}") == 422
    assert shown(f"{good}é") == shown(f"{other.pk.hex}.") == shown("") == 422
    other.refresh_from_db()
    assert other.state == "accepted"


def test_a_receipt_survives_a_change_of_the_secret(settings: Any) -> None:
    push = make.message(channel="push", state="accepted")
    good = push_words.shown_token(push.pk)
    settings.RECEIPT_KEYS = ("n" * 60, *settings.RECEIPT_KEYS)
    assert shown(good) == 204
    settings.RECEIPT_KEYS = ("n" * 60,)
    assert shown(good) == 422
