"""What a contract allows is kept by the real sender, and a code still leaves at once."""

import signal
import time
from bisect import bisect_left
from collections import Counter
from typing import Any

import pytest

from backend.common import clock
from backend.delivery import actions, rules_routing
from backend.delivery.models import Heartbeat, Message
from backend.delivery.sending import clockwork
from tests.delivery import make
from tests.faults.stage import Stage, until

pytestmark = pytest.mark.django_db(transaction=True)
RATE, DUE = 20, 80


def test_the_rate_is_kept_used_and_no_reason_for_a_code_to_wait(stage: Stage) -> None:
    actions.queue_many([make.order() for _ in range(DUE)])
    stage.sender(MSJ_DEMO_GATEWAY_RATE=str(RATE))
    until(lambda: len(stage.log()) >= 20, within=60, what="the flood")
    began = time.monotonic()
    code = actions.queue_many([make.order(kind="code", lane="code", subject="challenge:code")])[0]
    until(lambda: Message.objects.filter(pk=code.pk, state="accepted").exists(), within=20, what="the code")
    assert time.monotonic() - began < 1.5
    until(lambda: not Message.objects.exclude(state="accepted").exists(), within=60, what="all of them")
    log = stage.log()
    at = sorted(one["at"] for one in log)
    burst = rules_routing.burst(RATE)
    for first, instant in enumerate(at):
        assert sum(1 for one in at[first:] if one - instant < 1) <= RATE + burst + 1
    assert (DUE - burst) / RATE - 0.5 < at[-1] - at[0] < DUE / RATE * 1.5 + 1, "slower than the contract allows"
    [left] = [one["at"] for one in log if one["text"] == "Rendez-vous code"]
    assert len(log) == DUE + 1
    flood = [instant for instant in at if instant > left]
    assert len(flood) > DUE // 4, "the code came at the end of the flood: it proves nothing"


def test_no_more_is_in_flight_than_the_contract_allows() -> None:
    stage = Stage(delay=0.1)
    try:
        actions.queue_many([make.order() for _ in range(DUE)])
        stage.sender(MSJ_DEMO_GATEWAY_IN_FLIGHT="15", MSJ_SEND_CONCURRENCY="50")
        until(lambda: not Message.objects.exclude(state="accepted").exists(), within=60, what="all of them")
        assert 2 <= stage.report()["most_flying"] <= 15 - rules_routing.KEPT_FOR_CODES
    finally:
        stage.close()


def most_within(seconds: float, log: list[dict[str, Any]]) -> int:
    """The most that came within so long; what takes so long to answer is then in flight together."""
    at = sorted(one["at"] for one in log)
    return max(bisect_left(at, instant + seconds) - first for first, instant in enumerate(at))


def test_two_senders_keep_the_rate_together_and_use_it(stage: Stage) -> None:
    """The second comes in the midst of the flood, and then the first is killed."""
    actions.queue_many([make.order() for _ in range(40 * RATE)])
    first = stage.sender("a", MSJ_DEMO_GATEWAY_RATE=str(RATE))
    until(lambda: len(stage.log()) >= RATE, within=60, what="the flood")
    stage.sender("b", MSJ_DEMO_GATEWAY_RATE=str(RATE))
    until(lambda: _of(stage, "b") >= 2 * RATE, within=60, what="the second's part")
    until(lambda: [one["rate_limit"] for one in _figures()] == [RATE / 2] * 2, within=20, what="half for each")
    both = [one for one in stage.log() if one["at"] >= next(one["at"] for one in stage.log() if one["name"] == "b")]
    by_name = Counter(one["name"] for one in both)
    assert by_name["a"] > by_name["b"] / 3, "they were not at work together: it proves nothing"
    assert len(both) <= RATE * (both[-1]["at"] - both[0]["at"]) + rules_routing.burst(RATE) + 2
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    # As if the minute had passed after which it is forgotten.
    Heartbeat.objects.filter(name__endswith=f":{first.pid}").update(at=clock.real() - clockwork.FORGOTTEN_AFTER)
    until(lambda: [one["rate_limit"] for one in _figures()] == [RATE], within=20, what="the heir has the whole")
    alone = len(stage.log())
    time.sleep(3)
    assert len(stage.log()) - alone > RATE, "the heir stands still"
    assert most_within(1, stage.log()) <= RATE + rules_routing.burst(RATE) + 1


def test_two_senders_have_no_more_in_flight_together_than_the_contract_allows() -> None:
    """But for what the first had in flight alone when the second began, which lands within one answer's time."""
    takes, agreed = 0.3, 40
    stage = Stage(delay=takes)
    try:
        actions.queue_many([make.order() for _ in range(3000)])
        senders = [
            stage.sender(name, MSJ_DEMO_GATEWAY_IN_FLIGHT=str(agreed), MSJ_SEND_CONCURRENCY="50") for name in "ab"
        ]
        until(lambda: min(_of(stage, "a"), _of(stage, "b")) >= agreed, within=60, what="both at work")
        time.sleep(1)
        log = stage.log()
        began = max(min(one["at"] for one in log if one["name"] == name) for name in "ab")
        together = [one for one in log if one["at"] > began + 2 * takes]
        assert {one["name"] for one in together} == {"a", "b"}
        assert agreed // 4 <= most_within(takes, together) <= agreed - rules_routing.KEPT_FOR_CODES
        assert stage.report()["most_flying"] <= 1.5 * agreed
        assert all(sender.poll() is None for sender in senders)
    finally:
        stage.close()


def test_two_senders_each_have_a_sign_of_life_that_goes_with_them(stage: Stage) -> None:
    senders = [stage.sender(name) for name in "ab"]
    make.message()
    until(lambda: len(_own()) == 2, within=60, what="two signs")
    until(
        lambda: sum(one["gateways"]["demonstration"]["taken"] for one in _own().values()), within=20, what="one taken"
    )
    for name, detail in _own().items():
        assert name == f"sender:{detail['process']}"
        figures: dict[str, Any] = detail["gateways"]["demonstration"]
        assert (figures["breaker"], figures["in_flight"], figures["in_flight_limit"]) == ("closed", 0, 60)
        assert detail["gateways"].keys() == {"demonstration", "web_push", "mail"}
    senders[0].send_signal(signal.SIGTERM)
    assert senders[0].wait(20) == 0
    assert len(_own()) == 1
    before = Heartbeat.objects.get(name="sender").at
    until(lambda: Heartbeat.objects.get(name="sender").at > before, within=20, what="the common sign goes on")


def _of(stage: Stage, name: str) -> int:
    return sum(1 for one in stage.log() if one["name"] == name)


def _figures() -> list[dict[str, Any]]:
    return [detail["gateways"]["demonstration"] for detail in _own().values()]


def _own() -> dict[str, dict[str, Any]]:
    return dict(Heartbeat.objects.filter(name__startswith="sender:").values_list("name", "detail"))
