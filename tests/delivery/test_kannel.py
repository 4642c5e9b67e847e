"""Our sender, the real Kannel and its fake SMS centre, our web server: sent, reported, answered."""

import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from backend.delivery import actions
from backend.delivery.models import Heartbeat, IncomingSms, Message, OptOut, Receipt
from tests.delivery import configured, kannel, make
from tests.delivery.kannel import Kannel
from tests.faults.stage import Stage, until

# One at a time: bearerbox takes four ports that were free a moment before.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("kannel")]


class Road:
    """Everything between a due message and a phone, and back."""

    def __init__(self, box: Kannel, stage: Stage, origin: str) -> None:
        self.box, self._stage, self._origin = box, stage, origin

    def sender(self, password: str = kannel.PASSWORD) -> None:
        self._stage.sender(
            MSJ_SMS_GATEWAYS="kannel", MSJ_KANNEL_URL=self.box.url, MSJ_KANNEL_USER=kannel.USER,
            MSJ_KANNEL_PASSWORD=password, MSJ_KANNEL_SENDER=kannel.SHORT_NUMBER, MSJ_PROBATIONER_ORIGIN=self._origin,
        )  # fmt: skip


@pytest.fixture
def road(tmp_path: Path, live_server: Any, settings: Any, stage: Stage) -> Iterator[Road]:
    kannel.needed()
    settings.SMS_GATEWAYS = (configured.gateway("kannel", sender=kannel.SHORT_NUMBER, receives=True),)
    signed_in = live_server.url.replace("http://", f"http://msj:{configured.TOKEN}@")
    box = Kannel(tmp_path, f"{signed_in}/api/gateway/kannel/incoming?id=%I&from=%p")
    yield Road(box, stage, live_server.url)
    box.stop()


def queue(*subjects: str) -> list[Message]:
    return actions.queue_many([make.order(subject=f"appointment:{subject}") for subject in subjects])


def delivered(count: int) -> bool:
    return Message.objects.filter(state="delivered").count() == count


def answered(count: int) -> bool:
    return IncomingSms.objects.count() == count


def test_what_is_due_reaches_the_phone_and_its_reports_come_back(road: Road) -> None:
    names = ["à 14 h, é & = + %d €{", "موعد", "x" * 60, *(uuid.uuid4().hex for _ in range(27))]
    rows = queue(*names)
    road.box.centre_comes()
    road.sender()
    until(lambda: delivered(30), within=60, what="every report of delivery")
    until(lambda: Receipt.objects.count() == 60, within=20, what="8 and 1 for each")
    assert sorted(road.box.at_the_phone()) == sorted(f"Rendez-vous {name}" for name in names)
    told = Message.objects.get(pk=rows[0].pk)
    assert (told.gateway, told.attempts, told.recipient) == ("kannel", 1, make.NUMBER)
    assert told.delivered_at is not None
    assert set(Receipt.objects.values_list("outcome", "detail")) == {("delivered", "1"), ("on_its_way", "8")}


def test_what_leaves_while_the_centre_is_away_waits_in_kannel_and_arrives(road: Road) -> None:
    queue("early")
    road.sender()
    until(lambda: Message.objects.filter(state="accepted").exists(), within=60, what="Kannel took it")
    assert road.box.at_the_phone() == []
    road.box.centre_comes()
    until(lambda: delivered(1), within=60, what="the report, once the centre was there")
    assert road.box.at_the_phone() == ["Rendez-vous early"]


def test_answers_of_phones_come_in_once_and_stop_is_obeyed(road: Road) -> None:
    answers = [("2", "no"), ("STOP", "stop"), ("نعم", "yes")]
    for count, (said, _) in enumerate(answers, 1):
        road.box.centre_comes(said, f"3363998000{count}")
        until(partial(answered, count), within=30, what=said)
        road.box.centre_goes()
    found = list(IncomingSms.objects.order_by("id").values_list("gateway", "sender", "text", "understood_as"))
    assert found == [("kannel", f"+3363998000{count}", *one) for count, one in enumerate(answers, 1)]
    assert list(OptOut.objects.values_list("number", flat=True)) == ["+33639980002"]


def test_who_is_refused_by_it_asks_no_more_and_says_so(road: Road) -> None:
    row = queue("refused", "and-another")[0]
    road.box.centre_comes()
    road.sender(password="another")
    until(lambda: _told().get("breaker") == "open", within=60, what="the breaker, in the sign of life")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("pending", "gateway_refuses_us")
    assert _told()["reasons"]["gateway_refuses_us"] == _told()["errors"]["not_taken"] <= 2
    assert road.box.at_the_phone() == []


def _told() -> dict[str, Any]:
    row = Heartbeat.objects.filter(name="sender").first()
    found: dict[str, Any] = row.detail["gateways"].get("kannel", {}) if row else {}
    return found
