"""How much a sender takes at once, and for how long: bounded by its hands and by its lease, whatever is due."""

import signal

import pytest

from backend.delivery import actions
from backend.delivery.models import Message
from tests.delivery import doors, make
from tests.faults.stage import Stage, until

pytestmark = pytest.mark.django_db(transaction=True)
DOORS = "tests.delivery.doors.register"
DUE, HANDS = 20_000, 20


def claimed() -> int:
    return Message.objects.filter(state="sending").count()


def accepted() -> int:
    return Message.objects.filter(state="accepted").count()


def claimed_until_accepted(enough: int) -> list[int]:
    """How many were claimed at each look, until more than enough were accepted."""
    seen: list[int] = []

    def look() -> bool:
        seen.append(claimed())
        return accepted() > enough

    until(look, within=60, what="it flows")
    return seen


def test_of_twenty_thousand_due_no_more_are_claimed_than_its_hands_can_take(stage: Stage) -> None:
    """While words are made, while the gateway answers nothing, while it flows; asked to stop, all comes back."""
    for start in range(0, DUE, 5000):
        actions.queue_many([make.order() for _ in range(start, start + 5000)])
    stage.behave(*["hang"] * HANDS)
    with doors.shut(doors.BEFORE):
        sender = stage.sender(composers=DOORS, MSJ_SEND_CONCURRENCY=str(HANDS), MSJ_LEASE_SECONDS="4")
        until(lambda: doors.waiters(doors.BEFORE) == 1, within=60, what="a batch before the door")
        assert claimed() == HANDS
    until(lambda: stage.report()["flying"].get("a", 0) == HANDS, within=30, what="every hand waits for the gateway")
    assert claimed() == HANDS, "more is taken although nothing flows"
    seen = [claimed() for _ in range(50)]
    seen += claimed_until_accepted(500)
    # Half a batch is made ready ahead of the hands; what was answered waits a tenth of a second to be written down, at
    # ten milliseconds an answer at most ten times the hands, and as much again while it is written.
    assert max(seen) <= HANDS * 1.5 + HANDS * 20, seen
    assert stage.report()["most_flying"] <= HANDS + HANDS, "the gateway still holds those it never answered"
    sender.send_signal(signal.SIGTERM)
    assert sender.wait(20) == 0
    assert claimed() == 0
    assert not Message.objects.filter(state="pending", attempts__gt=0).exists()


def test_what_a_slow_gateway_will_not_take_soon_is_not_made_ready(stage: Stage) -> None:
    """At half a second an answer, twenty hands send forty a second: six leave in the time for which words are fresh.

    Two rounds of hands made ready, as for a quick one, would mostly be given back, and claimed again, and again.
    """
    stage.behave(delay=0.5)
    actions.queue_many([make.order() for _ in range(200)])
    stage.sender(MSJ_SEND_CONCURRENCY=str(HANDS))
    until(lambda: accepted() > HANDS, within=60, what="the first round came back")
    rounds = 7
    seen = claimed_until_accepted(rounds * HANDS)
    # In flight, made ready, and one round whose answers are being written down.
    assert max(seen) <= HANDS + 10 + HANDS, seen
    assert len(seen) >= 2 * rounds, "looked too seldom: it proves nothing"


def test_a_lease_that_ends_while_words_are_made_sends_once_and_leaves_no_doubt() -> None:
    """Its own sender says after all that it had not begun: then nobody has to wait for a receipt."""
    stage = Stage(delay=0.01, keeps_keys=False)
    try:
        row = make.message(kind="code", lane="code")
        with doors.shut(doors.BEFORE):
            stage.sender(composers=DOORS, MSJ_LEASE_SECONDS="2")
            until(lambda: state(row) == "unknown", within=60, what="its lease was swept")
        until(lambda: state(row) == "accepted", within=30, what="accepted")
        row.refresh_from_db()
        report = stage.report()
        assert (report["requests"], report["phone"], row.doubts, row.attempts) == (1, 1, 0, 1)
    finally:
        stage.close()


def state(row: Message) -> str:
    return Message.objects.values_list("state", flat=True).get(pk=row.pk)
