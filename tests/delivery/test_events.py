"""Events of providers that are more than receipts: answers, and names that nobody knows."""

import json
import logging
from typing import Any

import pytest
from django.test import Client

from backend.common import clock
from backend.config import metrics
from backend.delivery import actions_tally, queries_health
from backend.delivery.gateways import tokens
from backend.delivery.models import IncomingSms, Message, OptOut, Tally
from tests.delivery import configured, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(settings: Any) -> Message:
    settings.SMS_GATEWAYS = (configured.gateway("brevo"), configured.gateway("link_mobility"))
    return make.message(state="accepted", gateway="brevo", gateway_ref="ab1", recipient=make.NUMBER)


def tell(message: Message, told: object) -> int:
    path = f"/api/gateway/brevo/receipts?token={tokens.sign('brevo', message.pk)}"
    return Client().post(path, json.dumps(told), content_type="application/json").status_code


def test_a_reply_that_brevo_brings_is_read_once_as_from_the_number_that_was_written_to(message: Message) -> None:
    told = {"msg_status": "replied", "reference": "ab1", "reply": "2 malade", "to": "33639980099", "date": "x"}
    assert [tell(message, told) for _ in range(2)] == [204, 204]
    row = IncomingSms.objects.get()
    assert (row.gateway, row.sender, row.text, row.understood_as) == ("brevo", make.NUMBER, "2 malade", "no")


def test_who_is_unsubscribed_at_brevo_gets_no_more_reminders(message: Message) -> None:
    assert tell(message, [{"msg_status": "unsubscribe", "reference": "ab1", "date": "x"}]) == 204
    assert OptOut.objects.get().number == make.NUMBER and IncomingSms.objects.get().understood_as == "stop"


def test_a_reply_to_what_nobody_remembers_is_nobodys(message: Message) -> None:
    Message.objects.update(recipient="")
    assert tell(message, {"msg_status": "replied", "reply": "STOP"}) == 204
    assert not IncomingSms.objects.exists() and not OptOut.objects.exists()


def test_an_event_that_nobody_knows_is_logged_by_name_and_counted(
    message: Message, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert {tell(message, {"msg_status": "brand_new", "date": f"{count}"}) for count in range(3)} == {204}
        assert tell(message, {"msg_status": "Pour +33639980001 : non", "date": "x"}) == 204
    said = [record.getMessage() for record in caplog.records if "event" in record.getMessage()]
    assert said == [f"brevo reports an event that we do not know: {name}" for name in ("brand_new", "other")]
    counted = metrics.exposition().decode()
    assert 'msj_events_unrecognised_total{event="brand_new",gateway="brevo"} 3.0' in counted
    assert 'outcome="unrecognised"' not in counted and "33639" not in counted


def test_a_status_of_link_mobility_that_nobody_knows_is_counted_too(message: Message) -> None:
    headers = {"Authorization": f"Bearer {configured.TOKEN}"}
    told = json.dumps({"messageId": "lm-1", "statusCode": "5"})
    path = "/api/gateway/link_mobility/receipts"
    assert Client().post(path, told, content_type="application/json", headers=headers).status_code == 204
    assert Tally.objects.get().reason == "status_5"


def test_counting_the_minutes_anew_forgets_no_such_event_and_no_minute_before_it(message: Message) -> None:
    now = clock.now()
    left_at = now - 40 * queries_health.HOUR / 60
    Message.objects.update(accepted_at=left_at, not_before=left_at, next_try_at=left_at)
    tell(message, {"msg_status": "brand_new"})
    actions_tally.count()
    assert sorted(Tally.objects.values_list("outcome", "count")) == [("accepted", 1), ("unrecognised", 1)]
    assert [rate.gateway for rate in queries_health.rates()] == ["brevo"]
