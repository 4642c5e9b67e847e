import hashlib
import hmac
import json
import uuid
from base64 import b64encode
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from backend.common import clock
from backend.delivery.gateways import tokens
from backend.delivery.models import IncomingSms, OptOut, Receipt
from tests.delivery import configured, make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("demonstration"),)


def post(path: str, told: object, *, secret: str = "", **headers: str) -> int:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signature = hmac.new((secret or settings.RECEIPT_KEYS[0]).encode(), body, hashlib.sha256).hexdigest()
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


def kannel_receipt(message: uuid.UUID, status: str, **more: str) -> int:
    """As Kannel calls: by GET, the address that went with the message, its patterns filled in."""
    token = more.pop("token", "") or tokens.sign("kannel", message)
    told = {"token": token, "status": status, "at": "2026-11-24 14:00:09"} | more
    return Client().get("/api/gateway/kannel/receipts", told).status_code


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        (["8", "1"], "delivered"), (["1", "8"], "delivered"), (["1", "1", "8", "8"], "delivered"),
        (["4", "8"], "accepted"), (["2"], "failed"), (["16"], "failed"), (["8", "2", "2"], "failed"),
        (["2", "1"], "delivered"), (["1", "2"], "delivered"), (["32"], "accepted"),
        (["18"], "failed"), (["34"], "failed"), (["8", "34"], "failed"), (["9"], "delivered"), (["12"], "accepted"),
    ],
)  # fmt: skip
def test_kannels_reports_end_alike_in_any_order_and_number(statuses: list[str], state: str, settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("kannel"),)
    row = make.message(state="accepted", gateway="kannel")
    assert {kannel_receipt(row.pk, status) for status in statuses} == {204}
    row.refresh_from_db()
    assert row.state == state and Receipt.objects.count() == len(set(statuses))


def test_kannels_word_opens_one_message_of_kannel_alone(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("kannel"), configured.gateway("brevo"))
    row, other = make.message(state="accepted", gateway="kannel"), make.message(state="accepted", gateway="kannel")
    forged = tokens.sign("kannel", row.pk).replace(row.pk.hex, other.pk.hex)
    for token in ("x", forged, tokens.sign("brevo", row.pk), row.pk.hex):
        assert kannel_receipt(row.pk, "1", token=token) == 401
    assert Client().get("/api/gateway/kannel/receipts").status_code == 401
    assert kannel_receipt(row.pk, "%d") == kannel_receipt(row.pk, "") == 422
    assert kannel_receipt(row.pk, "-1") == kannel_receipt(row.pk, "64") == 422
    assert kannel_receipt(uuid.uuid4(), "1") == 204  # known to nobody, and told nothing
    settings.SMS_GATEWAYS = (configured.gateway("brevo"),)
    assert kannel_receipt(row.pk, "1") == 404
    assert not Receipt.objects.exclude(message=None).exists()


def test_a_report_that_is_faster_than_the_answer_wins(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("kannel"),)
    row = make.message(state="sending", gateway="kannel", claim=uuid.uuid4(), lease_until=clock.real())
    assert kannel_receipt(row.pk, "1") == 204
    row.refresh_from_db()
    assert row.state == "delivered"


def kannel_answer(body: bytes, kind: str, *, word: str = configured.TOKEN, **told: str) -> int:
    basic = b64encode(f"msj:{word}".encode()).decode()
    query = urlencode({"id": "in-1", "from": "33639980001"} | told)
    answer = Client().generic(
        "POST", f"/api/gateway/kannel/incoming?{query}", body, content_type=kind,
        headers={"Authorization": f"Basic {basic}", "X-Kannel-Coding": "2" if "16" in kind else "0"},
    )  # fmt: skip
    return answer.status_code


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (b"STOP", 'text/plain; charset="UTF-8"', "STOP"),
        ("é".encode("latin-1"), "text/plain; charset=ISO-8859-1", "é"),
        ("لا".encode("utf-16-be"), 'text/plain; charset="UTF-16BE"', "لا"),
        (b"2", "text/plain", "2"),
    ],
)
def test_an_answer_through_kannel_is_read_in_its_alphabet(body: bytes, kind: str, text: str, settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("kannel", sender="38000", receives=True),)
    assert [kannel_answer(body, kind) for _ in range(2)] == [204, 204]
    row = IncomingSms.objects.get()
    assert (row.sender, row.text, row.gateway) == ("+33639980001", text, "kannel")


def test_an_answer_through_kannel_needs_its_word_and_sense(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("kannel", account={"incoming_token": ""}),)
    assert kannel_answer(b"STOP", "text/plain", word="") == 401
    settings.SMS_GATEWAYS = (configured.gateway("kannel"),)
    assert kannel_answer(b"STOP", "text/plain", word="another") == 401
    assert kannel_answer(b"\xff", 'text/plain; charset="UTF-8"') == 422
    assert kannel_answer(b"x", 'text/plain; charset="klingon"') == 422
    assert not IncomingSms.objects.exists()


def brevo_receipt(message: uuid.UUID, **told: object) -> int:
    token = tokens.sign("brevo", message)
    body = {"msg_status": "delivered", "reference": "ab1", "date": "2026-11-24 14:00:09", "to": "336"} | told
    path = f"/api/gateway/brevo/receipts?token={token}"
    return Client().post(path, json.dumps(body), content_type="application/json").status_code


@pytest.mark.parametrize(
    ("statuses", "state"),
    [
        (["sent"], "accepted"), (["sent", "delivered"], "delivered"), (["delivered", "sent"], "delivered"),
        (["hard_bounce"], "failed"), (["soft_bounce", "delivered"], "delivered"), (["what_is_new"], "accepted"),
        (["skip"], "failed"), (["error"], "failed"), (["expired"], "failed"), (["rejected"], "failed"),
        (["unsubscribe"], "accepted"), (["delivered", "unsubscribe"], "delivered"), (["replied"], "accepted"),
    ],
)  # fmt: skip
def test_brevos_reports(statuses: list[str], state: str, settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("brevo"),)
    row = make.message(state="accepted", gateway="brevo", gateway_ref="ab1")
    assert {brevo_receipt(row.pk, msg_status=status) for status in statuses * 2} == {204}
    row.refresh_from_db()
    assert row.state == state and Receipt.objects.count() == len(statuses)


def test_brevo_is_heard_with_its_word_alone_and_brings_no_answers(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("brevo"),)
    row = make.message(state="accepted", gateway="brevo")
    body = json.dumps({"msg_status": "delivered"})
    for token in ("", "x", tokens.sign("kannel", row.pk)):
        path = f"/api/gateway/brevo/receipts?token={token}"
        assert Client().post(path, body, content_type="application/json").status_code == 401
    assert brevo_receipt(uuid.uuid4()) == 204
    assert Client().post("/api/gateway/brevo/incoming", body, content_type="application/json").status_code == 404
    row.refresh_from_db()
    assert row.state == "accepted"
