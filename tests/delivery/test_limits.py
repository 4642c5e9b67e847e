"""What a contract allows is kept by the real sender, and a code still leaves at once."""

import signal
import time
from typing import Any

import pytest

from backend.delivery import actions, rules_routing
from backend.delivery.models import Heartbeat, Message
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


def _own() -> dict[str, dict[str, Any]]:
    return dict(Heartbeat.objects.filter(name__startswith="sender:").values_list("name", "detail"))
