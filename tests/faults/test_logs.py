import signal
from pathlib import Path

from tests.faults import account
from tests.faults.stage import Stage

DUE = 120


def test_a_full_disk_under_the_log_stops_no_message(stage: Stage) -> None:
    """Every line that the sender writes fails with ENOSPC; a gateway that is busy at times gives it much to say."""
    account.queue(DUE)
    stage.behave(*[None, {"status": 503, "retry_after": 0}] * 10, delay=0.02)
    with Path("/dev/full").open("w") as full:
        sender = stage.sender(stderr=full, MSJ_LOG_LEVEL="DEBUG")
    account.wait_for_the_end()
    sender.send_signal(signal.SIGTERM)
    assert sender.wait(20) is not None
    told = account.draw_up(stage).told("disk full under the log")
    assert (told.accepted, told.shown, told.duplicated, told.lost) == (DUE, DUE, 0, 0)
