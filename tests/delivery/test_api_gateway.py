import hashlib
import hmac
import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from backend.delivery.models import IncomingSms, OptOut, Receipt
from tests.delivery import configured, make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("demonstration"),)


def post(path: str, told: object, *, secret: str = "", **headers: str) -> int:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signature = hmac.new((secret or settings.SECRET_KEY).encode(), body, hashlib.sha256).hexdigest()
    answer = Client().generic(
        "POST", f"/api/gateway/{path}", body, content_type="application/json",
        headers={"X-Signature": signature, **headers},
    )  # fmt: skip
    return answer.status_code


def test_a_signed_receipt_is_taken_as_often_as_it_comes() -> None:
    row = make.message(state="accepted")
    told = {"id": str(row.pk), "ref": "demo-1", "status": "delivered", "at": "2026-11-23T09:00:00Z"}
    assert [post("demonstration/receipts", told) for _ in range(2)] == [204, 204]
    row.refresh_from_db()
    assert row.state == "delivered" and Receipt.objects.count() == 1


def test_an_unknown_message_is_answered_like_a_known_one() -> None:
    told = {"id": "unknown", "ref": "demo-1", "status": "delivered", "at": ""}
    assert post("demonstration/receipts", told) == 204


def test_nobody_else_reports() -> None:
    row = make.message(state="accepted")
    told = {"id": str(row.pk), "ref": "demo-1", "status": "delivered", "at": ""}
    assert post("demonstration/receipts", told, secret="another") == 401
    assert post("demonstration/receipts", told, **{"X-Signature": ""}) == 401
    assert post("link_mobility/receipts", told) == 404
    assert post("nobody/receipts", told) == 404
    row.refresh_from_db()
    assert row.state == "accepted"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"id": 1}', b"\xff"])
def test_nonsense_is_refused_without_a_trace(body: bytes) -> None:
    assert post("demonstration/receipts", body) == 422
    assert post("demonstration/incoming", body) == 422
    assert not Receipt.objects.exists()


def test_an_answer_from_a_phone_is_kept() -> None:
    assert post("demonstration/incoming", {"id": "in-1", "from": make.NUMBER, "text": "STOP", "at": ""}) == 204
    assert IncomingSms.objects.get().understood_as == "stop" and OptOut.objects.get().number == make.NUMBER


def test_link_mobility_proves_itself_by_a_token_and_an_empty_one_opens_nothing(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("link_mobility", account={"receipts_token": ""}),)
    row = make.message(state="accepted", gateway="link_mobility", gateway_ref="lm-7")
    told = {"messageId": "lm-7", "statusCode": "0"}
    assert post("link_mobility/receipts", told, Authorization="Bearer ") == 401
    settings.SMS_GATEWAYS = (configured.gateway("link_mobility", account={"receipts_token": "a-long-token"}),)
    assert post("link_mobility/receipts", told, Authorization="Bearer another") == 401
    assert post("link_mobility/receipts", told, Authorization="Bearer a-long-token") == 204
    row.refresh_from_db()
    assert row.state == "delivered"
