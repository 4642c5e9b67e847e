"""Signs that PostgreSQL or UTF-8 can't hold, from outside: half an emoji cut by an operator, a zero byte."""

import hashlib
import hmac
import json
from base64 import b64encode
from typing import Any

import pytest
from django.conf import settings as configuration
from django.test import Client
from psycopg.errors import ReadOnlySqlTransaction

from backend.delivery.composers import Due, Text
from backend.delivery.gateways import NO_LIMITS, Answer
from backend.delivery.models import IncomingSms, Message, OptOut, Receipt
from backend.delivery.rules import Outcome
from backend.delivery.sending import outbox
from backend.delivery.sending.clockwork import DomainClock
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Claimed
from tests.delivery import configured, make
from tests.delivery.asked import claim
from tests.running import run as run_it

HALF, ZERO = "\ud83d", "\0"


def post(path: str, told: dict[str, str]) -> int:
    body = json.dumps(told).encode()  # JSON writes them as \ud83d and \u0000, which any sender may
    signature = hmac.new(configuration.RECEIPT_KEYS[0].encode(), body, hashlib.sha256).hexdigest()
    answer = Client().generic(
        "POST", f"/api/gateway/demonstration/{path}", body, content_type="application/json",
        headers={"X-Signature": signature},
    )  # fmt: skip
    return answer.status_code


@pytest.fixture
def demonstration(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("demonstration"),)


@pytest.mark.django_db
@pytest.mark.parametrize("odd", [HALF, ZERO])
def test_a_stop_with_half_an_emoji_is_heard(demonstration: None, odd: str) -> None:
    assert post("incoming", {"id": f"a{odd}", "from": make.NUMBER, "text": f"STOP {odd}"}) == 204
    assert post("incoming", {"id": f"a{odd}", "from": make.NUMBER, "text": f"STOP {odd}"}) == 204
    assert OptOut.objects.get().number == make.NUMBER and IncomingSms.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("odd", [HALF, ZERO])
def test_a_receipt_with_an_odd_reference_is_taken(demonstration: None, odd: str) -> None:
    row = make.message(state="accepted")
    told = {"id": str(row.pk), "ref": f"r{odd}", "status": "delivered", "at": odd}
    assert [post("receipts", told) for _ in range(2)] == [204, 204]
    row.refresh_from_db()
    assert row.state == "delivered" and Receipt.objects.count() == 1


@pytest.mark.django_db
def test_kannel_brings_it_too(settings: Any) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("kannel"),)
    body = f"STOP {HALF}".encode("utf-16-be", errors="surrogatepass")
    answer = Client().generic(
        "POST", f"/api/gateway/kannel/incoming?id=k1&from=%2B{make.NUMBER[1:]}", body,
        content_type="text/plain; charset=UTF-16BE",
        headers={"Authorization": "Basic " + b64encode(f"msj:{configured.TOKEN}".encode()).decode()},
    )  # fmt: skip
    assert answer.status_code == 204 and OptOut.objects.get().number == make.NUMBER


class Odd:
    name, channel, honours_idempotency, limits = "demonstration", "sms", True, NO_LIMITS


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("odd", [HALF, ZERO])
def test_a_gateway_whose_reference_can_not_be_kept_does_not_end_the_sender(odd: str) -> None:
    """The ledger would die at it, and after every start die again at the same message."""
    row = make.message()
    [claimed] = claim()

    async def settle(claimed: Claimed) -> None:
        line = Line("test")
        ledger = Ledger(line, DomainClock())
        answer = Answer(Outcome.TAKEN, reference=f"r{odd}")
        ledger.answered(claimed, Text(make.NUMBER, "Rendez-vous"), Odd(), answer)  # type: ignore[arg-type]
        await ledger.flush()
        await line.close()

    run_it(settle(claimed))
    assert isinstance(claimed.due, Due)
    kept = Message.objects.get(pk=row.pk)
    assert (kept.state, kept.text, kept.recipient) == ("accepted", "Rendez-vous", make.NUMBER)


@pytest.mark.django_db(transaction=True)
def test_what_could_not_be_written_down_is_still_there_for_whoever_writes_next() -> None:
    row = make.message()
    [claimed] = claim()

    async def story() -> None:
        line = Line("test")
        ledger = Ledger(line, DomainClock())
        ledger.answered(claimed, Text(make.NUMBER, "Rendez-vous"), Odd(), Answer(Outcome.TAKEN))  # type: ignore[arg-type]
        with pytest.MonkeyPatch.context() as broken, pytest.raises(RuntimeError):
            broken.setattr(outbox, "settle", _break)
            await ledger.flush()
        await ledger.flush()
        await line.close()

    run_it(story())
    assert Message.objects.get(pk=row.pk).state == "accepted"


@pytest.mark.django_db(transaction=True)
def test_what_a_read_only_database_refused_is_written_when_it_writes_again() -> None:
    """As in a fail-over: not one of the errors of a lost connection, and the result must outlast it all the same."""
    row = make.message()
    [claimed] = claim()
    settle = outbox.settle
    refused: list[bool] = []

    async def refuse_once(*arguments: Any, **more: Any) -> int:
        if refused:
            return await settle(*arguments, **more)
        refused.append(True)
        raise ReadOnlySqlTransaction("cannot execute UPDATE in a read-only transaction")

    async def story() -> None:
        line = Line("test")
        ledger = Ledger(line, DomainClock())
        ledger.answered(claimed, Text(make.NUMBER, "Rendez-vous"), Odd(), Answer(Outcome.TAKEN))  # type: ignore[arg-type]
        with pytest.MonkeyPatch.context() as read_only:
            read_only.setattr(outbox, "settle", refuse_once)
            await ledger.flush()
        await line.close()

    run_it(story())
    assert refused and Message.objects.get(pk=row.pk).state == "accepted"


async def _break(*arguments: Any, **more: Any) -> int:
    raise RuntimeError
