"""A gateway that misbehaves on command, and what become of the messages it had."""

from datetime import timedelta
from typing import Any

import pytest

from backend.common import clock
from backend.delivery import actions_upkeep
from backend.delivery.models import Message, Receipt
from tests.delivery import configured
from tests.faults import account
from tests.faults.stage import Stage, until

DUE, FAULTS = 120, 20
HOURS = timedelta(hours=1)


def forward(minutes: int = 11) -> bool:
    """Let the waits of what was put off pass; true when every message has its end."""
    clock.shift(timedelta(minutes=minutes))
    until(lambda: not due_now() or not account.unfinished(), within=30, what="a try for what is due")
    return not account.unfinished()


def due_now() -> bool:
    open_ = Message.objects.filter(state__in=("pending", "unknown"), next_try_at__lte=clock.now())
    return open_.filter(expires_at__gt=clock.now()).exists() or Message.objects.filter(state="sending").exists()


@pytest.mark.parametrize("keyed", [True, False], ids=["key", "no-key"])
@pytest.mark.parametrize("fault", ["hang", "lost", "drop", 500])
def test_a_fault_of_some_answers_loses_nothing(stage: Stage, fault: str | int, keyed: bool) -> None:
    """hang: taken, no answer. lost: not taken, no answer. drop: taken, then cut. 500: not taken, said so."""
    account.queue(DUE, expires_at=clock.now() + 9 * HOURS)
    stage.behave(*[None, fault] * FAULTS, delay=0.02)
    sender = stage.sender(keyed=keyed, MSJ_LEASE_SECONDS="2")
    until(lambda: Message.objects.filter(state="accepted").count() >= DUE - FAULTS, within=60, what="the others")
    until(forward, within=60, what="an end for every message")

    told = account.draw_up(stage).told(f"{FAULTS} times {fault}, {'with' if keyed else 'without'} key")
    assert (told.accepted, told.shown, told.lost, told.failed_visibly) == (DUE, DUE, 0, 0)
    twice = FAULTS if fault in ("hang", "drop") and not keyed else 0
    assert told.duplicated == twice
    assert stage.report()["requests"] == DUE + FAULTS and sender.poll() is None


@pytest.mark.parametrize("fault", ["lost", 500, 503])
def test_a_gateway_that_never_answers_well_fails_visibly_and_at_the_latest_when_it_would_be_too_late(
    stage: Stage, fault: str | int
) -> None:
    account.queue(10, expires_at=clock.now() + 2 * HOURS)
    stage.behave(*[fault] * 5000)
    stage.sender(MSJ_LEASE_SECONDS="2")
    until(lambda: not Message.objects.filter(attempts=0).exists(), within=60, what="a first try each")
    until(lambda: not Message.objects.filter(state="sending").exists(), within=20, what="the first answers")
    clock.shift(timedelta(minutes=25))
    clock.shift(2 * HOURS)
    actions_upkeep.expire()
    told = account.draw_up(stage).told(f"nothing but {fault}")
    assert (told.accepted, told.shown, told.lost, told.failed_visibly) == (0, 0, 0, 10)
    assert not Message.objects.filter(reason="").exists()


def test_too_many_requests_are_followed_by_none_before_the_time_asked(stage: Stage) -> None:
    account.queue(DUE)
    stage.behave(*[{"status": 429, "retry_after": 4}] * 5, delay=0.02)
    stage.sender(MSJ_SEND_CONCURRENCY="5")
    account.wait_for_the_end(within=60)

    log = stage.log()
    assert [bool(one["fault"]) for one in log[:6]] == [True] * 5 + [False]
    # To nobody: the five were on their way together, then the gateway is left alone.
    assert log[5]["at"] - log[4]["at"] >= 4 and log[4]["at"] - log[0]["at"] < 1
    told = account.draw_up(stage).told("5 times 429, Retry-After: 4")
    assert (told.accepted, told.shown, told.duplicated, told.lost) == (DUE, DUE, 0, 0)


def test_receipts_early_twice_backwards_corrected_unknown_or_nonsense_end_alike(
    stage: Stage, live_server: object, settings: Any
) -> None:
    settings.SMS_GATEWAYS = (configured.gateway("demonstration"),)
    kinds = ["before", "twice", "backwards", "corrected", "unknown", "nonsense"]
    stage.behave(receipts=kinds, delay=0.02)
    account.queue(DUE)
    stage.sender(MSJ_PROBATIONER_ORIGIN=str(live_server))
    until(lambda: Message.objects.filter(state="delivered").count() == DUE, within=60, what="every receipt understood")
    sent = DUE * (1 + 2 + 3 + 2 + 2 + 2) // 6
    until(lambda: stage.report()["reports"] == sent, within=30, what="every report posted")

    told = account.draw_up(stage).told(f"{sent} receipts: {', '.join(kinds)}")
    assert (told.accepted, told.shown, told.duplicated, told.lost) == (DUE, DUE, 0, 0)
    assert set(Message.objects.values_list("state", flat=True)) == {"delivered"}
    assert Receipt.objects.filter(message=None).count() == DUE // 6
    assert Receipt.objects.count() == DUE * (1 + 1 + 3 + 2 + 2 + 1) // 6
    assert not Message.objects.filter(delivered_at=None).exists()
