"""Two gateways, the real sender: what one does not take the other carries, and what it may have taken it does not."""

import asyncio
import signal
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from backend.common import clock
from backend.delivery import actions
from backend.delivery.models import Heartbeat, Message
from tests.delivery import make
from tests.delivery.configured import TOKEN
from tests.faults.stage import Stage, until
from tests.journeys.background import Background
from tests.ports import free_port

pytestmark = pytest.mark.django_db(transaction=True)
DUE = 60


class Two:
    """LINK Mobility's and Kannel's protocols on one server; each answers as it is told: a status, ok, or hang.

    `asks`: so many seconds of quiet, where the answer is a status.
    """

    def __init__(self, background: Background) -> None:
        self.does: dict[str, Any] = {"link_mobility": "ok", "kannel": "ok"}
        self.asks = 0
        self.came: dict[str, Counter[str]] = {"link_mobility": Counter(), "kannel": Counter()}
        self.hanging: list[asyncio.Task[Any] | None] = []
        app = web.Application()
        app.router.add_post("/restapi/v1/sms/send", self._link_mobility)
        app.router.add_post("/cgi-bin/sendsms", self._kannel)
        self.url = f"http://127.0.0.1:{background.serve(app)}"

    async def _link_mobility(self, request: web.Request) -> web.StreamResponse:
        posted = await request.post()
        refused = await self._comes("link_mobility", str(posted["messageText"]))
        return refused or web.json_response({"responseCode": 0, "messageIds": ["lm"]})

    async def _kannel(self, request: web.Request) -> web.StreamResponse:
        refused = await self._comes("kannel", (await request.read()).decode())
        return refused or web.Response(status=202, text="0: Accepted for delivery")

    async def _comes(self, name: str, text: str) -> web.Response | None:
        self.came[name][text] += 1
        does = self.does[name]
        if does == "hang":
            self.hanging.append(asyncio.current_task())
            await asyncio.sleep(3600)
        headers = {"Retry-After": str(self.asks)} if self.asks else {}
        return web.Response(status=does, headers=headers) if isinstance(does, int) else None


class Play:
    def __init__(self, stage: Stage, two: Two) -> None:
        self.stage, self.two = stage, two

    def sender(self, **changes: str) -> Any:
        told = {
            "MSJ_SMS_GATEWAYS": "link_mobility,kannel", "MSJ_LINK_MOBILITY_URL": self.two.url,
            "MSJ_LINK_MOBILITY_RECEIPTS_TOKEN": TOKEN, "MSJ_KANNEL_URL": self.two.url, "MSJ_KANNEL_USER": "u",
            "MSJ_KANNEL_PASSWORD": "p", "MSJ_SEND_CONCURRENCY": "10", "MSJ_LEASE_SECONDS": "2",
        }  # fmt: skip
        return self.stage.sender(keyed=False, **(told | changes))


@pytest.fixture
def play(background: Background, stage: Stage) -> Iterator[Play]:
    two = Two(background)
    yield Play(stage, two)
    stage.close()
    for task in two.hanging:
        assert task is not None
        background.loop.call_soon_threadsafe(task.cancel)


def queue(count: int = DUE) -> None:
    actions.queue_many([make.order() for _ in range(count)])


def states() -> dict[tuple[str, str], int]:
    return dict(Counter(Message.objects.values_list("state", "gateway")))


def figures(name: str) -> dict[str, Any]:
    row = Heartbeat.objects.filter(name="sender").first()
    found: dict[str, Any] = row.detail["gateways"].get(name, {}) if row else {}
    return found


def at_once() -> bool:
    """Nobody waits for the back-off; true when nothing is left to do."""
    Message.objects.filter(state="pending").update(next_try_at=clock.now())
    return not Message.objects.filter(state__in=("pending", "sending")).exists()


def test_the_first_in_order_carries_everything_while_it_is_well(play: Play) -> None:
    queue()
    play.sender()
    until(at_once, within=60, what="all sent")
    assert states() == {("accepted", "link_mobility"): DUE} and not play.two.came["kannel"]


@pytest.mark.parametrize("fault", [503, 401, "nobody"])
def test_what_the_first_surely_did_not_take_the_second_carries_once(play: Play, fault: Any) -> None:
    play.two.does["link_mobility"] = fault
    changes = {"MSJ_LINK_MOBILITY_URL": f"http://127.0.0.1:{free_port()}"} if fault == "nobody" else {}
    queue()
    play.sender(**changes)
    until(at_once, within=60, what="all sent by the second")
    assert states() == {("accepted", "kannel"): DUE}
    assert set(play.two.came["kannel"].values()) == {1} and len(play.two.came["kannel"]) == DUE
    assert sum(play.two.came["link_mobility"].values()) <= 10, "it was asked on and on although it failed"
    until(lambda: figures("link_mobility").get("breaker") in ("open", "trial"), within=20, what="the operator is told")
    assert figures("kannel")["breaker"] == "closed"


def test_a_gateway_that_asks_for_an_hour_is_left_alone_and_not_the_messages(play: Play) -> None:
    """None can wait that long: put off as the gateway asks, each would have failed at its first try."""
    play.two.does["link_mobility"], play.two.asks = 429, 3600
    soon = clock.now() + timedelta(minutes=50)
    actions.queue_many([make.order(lane="now", expires_at=soon) for _ in range(20)])
    play.sender()
    until(lambda: not Message.objects.exclude(state="accepted").exists(), within=30, what="all sent by the second")
    assert states() == {("accepted", "kannel"): 20}
    assert 0 < sum(play.two.came["link_mobility"].values()) <= 10, "once by each hand, before it had asked"


def test_what_the_first_may_have_taken_is_never_given_to_the_second(play: Play) -> None:
    play.two.does["link_mobility"] = "hang"
    queue()
    play.sender()
    until(at_once, within=60, what="an answer or none for each")
    doubtful = set(play.two.came["link_mobility"])
    assert 0 < len(doubtful) < DUE and not doubtful & set(play.two.came["kannel"])
    assert states() == {("unknown", "link_mobility"): len(doubtful), ("accepted", "kannel"): DUE - len(doubtful)}


def test_what_was_in_flight_at_a_kill_stays_with_its_gateway(play: Play) -> None:
    play.two.does["link_mobility"] = "hang"
    queue(10)
    sender = play.sender(MSJ_LEASE_SECONDS="4")
    until(lambda: len(play.two.came["link_mobility"]) == 10, within=60, what="work in flight")
    sender.send_signal(signal.SIGKILL)
    sender.wait(10)
    assert states() == {("sending", "link_mobility"): 10}
    play.sender(MSJ_SMS_GATEWAYS="kannel,link_mobility", MSJ_LEASE_SECONDS="4")
    until(lambda: states() == {("unknown", "link_mobility"): 10}, within=60, what="doubt about all of them")
    assert not play.two.came["kannel"]


def test_where_both_fail_messages_wait_and_leave_when_one_is_back(play: Play) -> None:
    play.two.does = {"link_mobility": 503, "kannel": 503}
    queue()
    play.sender()
    until(
        lambda: at_once() or [figures(name).get("breaker") for name in play.two.does] == ["open", "open"],
        within=60,
        what="both set aside",
    )
    until(lambda: set(states()) <= {("pending", name) for name in ("", *play.two.does)}, within=20, what="all wait")
    asked = sum(sum(came.values()) for came in play.two.came.values())
    assert asked <= 40, "they were asked on and on"
    play.two.does["kannel"] = "ok"
    until(at_once, within=90, what="all sent by the one that came back")
    assert states() == {("accepted", "kannel"): DUE}


def test_a_gateway_that_is_configured_no_more_leaves_its_doubts_to_be_seen(play: Play) -> None:
    bound = make.message(state="unknown", doubts=1, gateway="brevo", next_try_at=clock.now())
    free = make.message(attempts=3, gateway="brevo")
    play.sender()
    until(lambda: Message.objects.filter(pk=free.pk, state="accepted").exists(), within=60, what="the free one left")
    until(lambda: Message.objects.filter(pk=bound.pk, state="unconfirmed").exists(), within=20, what="the doubt told")
    assert Message.objects.get(pk=bound.pk).reason == "answer_lost"
    assert sum(sum(came.values()) for came in play.two.came.values()) == 1
