import time
from datetime import timedelta

from backend.common import clock
from backend.delivery import actions_upkeep
from backend.delivery.models import Message
from tests.faults import account
from tests.faults.stage import Stage, until

DUE = 400
HOUR = timedelta(hours=1)


def test_a_clock_that_jumps_while_sending_repeats_and_loses_nothing(stage: Stage) -> None:
    """Forward, far back, forward again, in the midst of it: leases are counted by the database's own clock."""
    account.queue(DUE, expires_at=clock.now() + 9 * HOUR)
    sender = stage.sender(MSJ_SEND_CONCURRENCY="20", MSJ_LEASE_SECONDS="4")
    for jump in (3 * HOUR, -5 * HOUR):
        until(stage.in_flight, within=60, what="work in flight")
        assert Message.objects.filter(state="pending").exists(), "the clock moved after the work"
        clock.shift(jump)
    # Two hours before they were queued nothing is due: what flies lands, and nothing else begins.
    time.sleep(1)  # the sender looks at the clock four times a second
    until(lambda: not Message.objects.filter(state="sending").exists(), within=20, what="all have landed")
    begun = stage.report()["requests"]
    assert begun < DUE
    time.sleep(1)
    assert stage.report()["requests"] == begun
    clock.shift(3 * HOUR)
    account.wait_for_the_end()
    told = account.draw_up(stage).told("clock moved by 3, -5 and 3 hours")
    assert (told.accepted, told.shown, told.duplicated, told.lost) == (DUE, DUE, 0, 0)
    assert stage.report()["requests"] == DUE and sender.poll() is None


def test_what_a_jump_makes_useless_does_not_leave_and_is_shown_as_expired(stage: Stage) -> None:
    account.queue(DUE, expires_at=clock.now() + HOUR)
    stage.sender(MSJ_SEND_CONCURRENCY="20")
    until(stage.in_flight, within=60, what="work in flight")
    clock.shift(2 * HOUR)
    until(lambda: not Message.objects.filter(state="sending").exists(), within=20, what="all have landed")
    actions_upkeep.expire()
    told = account.draw_up(stage).told("clock moved past the expiry")
    assert told.shown == told.accepted > 0 and told.duplicated == told.lost == 0
    assert told.failed_visibly == DUE - told.shown > 0
    assert set(Message.objects.values_list("state", "reason")) == {("accepted", ""), ("expired", "expired")}
