"""Several push services behind one gateway: one that hangs, fails or asks for a pause holds up no other's pushes."""

import asyncio
import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiohttp import web

from backend.common import clock
from backend.delivery import actions
from backend.delivery.composers import Due, Text
from backend.delivery.gateways import NO_LIMITS, Answer, Limits
from backend.delivery.gateways.push_services import KEPT, PATIENCE, PROVEN_FOR, UNPROVEN, PushService, PushServices
from backend.delivery.models import Message
from backend.delivery.rules import Outcome
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Claimed
from tests.delivery import make
from tests.faults.stage import Stage, until
from tests.journeys.background import Background
from tests.running import run

TAKEN, LOST = Answer(Outcome.TAKEN), Answer(Outcome.AMBIGUOUS, reason="answer_lost")
HANDS = 10


class Time:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def service(time: Time) -> PushService:
    return PushService("push.example", time)


def entered(service: PushService) -> int:
    number = run(service.enter())
    assert isinstance(number, int), number
    return number


def proved(service: PushService) -> PushService:
    service.leave(entered(service), TAKEN)
    return service


def test_one_that_has_answered_gets_as_many_as_there_are(service: PushService) -> None:
    proved(service)
    assert [entered(service) for _ in range(100)] == list(range(1, 101))


@pytest.mark.parametrize("answered_before", [False, True])
@pytest.mark.parametrize("answers", [True, False])
def test_until_it_answers_it_holds_few_hands(
    service: PushService, time: Time, answers: bool, answered_before: bool
) -> None:
    """One of which nobody knows yet, or since more than a minute, whether it does."""
    if answered_before:
        proved(service)
        time.now += PROVEN_FOR + 1
    first, *_ = [entered(service) for _ in range(UNPROVEN)]

    async def one_more() -> int | timedelta:
        task = asyncio.create_task(service.enter())
        await asyncio.sleep(0.1)
        assert not task.done(), "it waits for the first answer"
        if answers:
            service.leave(first, TAKEN)
        else:
            time.now += PATIENCE
        return await asyncio.wait_for(task, 10)

    told = run(one_more())
    assert isinstance(told, int) if answers else told == timedelta(seconds=1)


def test_one_that_falls_silent_gets_no_more_until_it_answers(service: PushService, time: Time) -> None:
    proved(service)
    numbers = [entered(service) for _ in range(UNPROVEN)]
    time.now += PATIENCE + 0.1
    assert service.wait() == timedelta(seconds=1)
    service.leave(numbers[-1], TAKEN)
    assert service.wait() is None


def test_one_that_fails_is_left_alone_then_tried_with_one(service: PushService, time: Time) -> None:
    proved(service)
    for _ in range(5):
        service.leave(entered(service), LOST)
    assert service.wait() == timedelta(seconds=5)
    time.now += 5
    trial = entered(service)
    assert service.wait() == timedelta(seconds=1), "one at a time"
    service.leave(trial, TAKEN)
    assert service.wait() is None


def test_one_that_asks_for_a_pause_has_it(service: PushService, time: Time) -> None:
    service.leave(entered(service), Answer(Outcome.NOT_TAKEN, reason="gateway_busy", retry_after=timedelta(seconds=20)))
    assert service.wait() == timedelta(seconds=20)
    time.now += 20
    assert service.wait() is None


class Way:
    name, channel, honours_idempotency, time_out = "web_push", "push", True, timedelta(seconds=10)

    def __init__(self, limits: Limits) -> None:
        self.limits = limits


@pytest.mark.parametrize(
    ("limits", "asked", "put_off"), [(NO_LIMITS, 20, 20), (NO_LIMITS, 3600, 60), (Limits(), 20, 5)]
)
def test_it_holds_back_its_own_push_for_a_minute_at_most_and_a_gateway_none(
    limits: Limits, asked: int, put_off: int
) -> None:
    """Nobody else has that browser; what a gateway did not take, another may, at the usual back-off."""
    ledger, now = Ledger(Line("test"), clock.real), clock.real()
    due = Due(uuid.uuid4(), "appointment:7", 1, "reminder", "push", "day-1", None, "bulk", now + timedelta(minutes=50))
    answer = Answer(Outcome.NOT_TAKEN, reason="gateway_busy", retry_after=timedelta(seconds=asked))
    ledger.answered(Claimed(due, uuid.uuid4(), 1, 0, "web_push"), Text("", "x"), Way(limits), answer)  # type: ignore[arg-type]
    [result] = ledger._results
    assert result.state == "pending" and result.next_try_at is not None
    assert put_off / 2 < (result.next_try_at - now).total_seconds() < put_off + 1


def test_a_try_that_was_broken_off_says_nothing(service: PushService) -> None:
    proved(service)
    for _ in range(20):
        service.leave(entered(service), None)
    assert service.wait() is None and service.idle


def test_as_many_as_are_kept_keep_their_health() -> None:
    services = PushServices()
    known = [services.of(f"https://{number}.example") for number in range(KEPT)]
    assert [services.of(f"https://{number}.example") for number in range(KEPT)] == known


def test_hosts_that_strangers_invent_are_forgotten_and_none_that_is_at_work() -> None:
    services = PushServices()
    first = services.of("https://first.example")
    busy = entered(services.of("https://busy.example"))
    assert services.of("https://first.example") is first
    for number in range(2 * KEPT):
        services.of(f"https://{number}.example")
    assert services.of("https://first.example") is not first
    services.of("https://busy.example").leave(busy, TAKEN)  # KeyError of one that was forgotten


@pytest.fixture
def two(background: Background) -> Iterator[dict[str, str]]:
    """The addresses of a service that hangs and of one that answers."""
    released = asyncio.Event()

    async def hang(request: web.Request) -> web.Response:
        await released.wait()
        return web.Response(status=201)

    async def take(request: web.Request) -> web.Response:
        await asyncio.sleep(0.05)
        return web.Response(status=201)

    found = {}
    for name, does in (("hangs", hang), ("well", take)):
        app = web.Application()
        app.router.add_post("/{token}", does)
        found[name] = f"http://127.0.0.1:{background.serve(app)}"
    yield found
    background.loop.call_soon_threadsafe(released.set)


def due(origin: str, count: int) -> list[str]:
    subjects = []
    for number in range(count):
        owner = make.holder()
        make.subscription(owner, f"{origin}/{owner.pk.hex}")
        subjects.append(f"appointment:{owner.pk}")
        actions.queue_many([make.order(subject=subjects[-1], channel="push", holder=owner.pk, occasion=f"{number}")])
    return subjects


@pytest.mark.django_db(transaction=True)
def test_a_service_that_hangs_keeps_no_other_waiting(stage: Stage, two: dict[str, str]) -> None:
    """Three times as many for it as there are hands, and they were due before; each would hang for ten seconds."""
    due(two["hangs"], 3 * HANDS)
    healthy = due(two["well"], HANDS)
    stage.sender(MSJ_SEND_CONCURRENCY=str(HANDS), MSJ_PUSH_ORIGINS=",".join(two.values()))
    waiting = Message.objects.filter(subject__in=healthy).exclude(state="accepted")
    begun = Message.objects.exclude(attempts=0)
    until(begun.exists, within=60, what="the sender began")
    until(lambda: not waiting.exists(), within=8, what="the pushes of the healthy service have left")
    assert not Message.objects.exclude(subject__in=healthy).filter(state="accepted").exists()
