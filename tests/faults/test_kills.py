"""In the ordinary run ten kills; two hundred over 20,000 messages: `./msj test tests/bench/kills.py -s`."""

import pytest

from tests.faults.killing import kill_senders
from tests.faults.stage import Stage

DUE, KILLS = 1_200, 10


@pytest.mark.timeout(400)
def test_kills_of_senders_lose_nothing_and_show_nothing_twice_where_the_key_is_honoured(stage: Stage) -> None:
    killed = kill_senders(stage, due=DUE, kills=KILLS, keyed=True)
    told = killed.account.told(f"{KILLS} kills, with key, in flight {killed.in_flight}")
    assert min(killed.in_flight) > 0
    assert (told.shown, told.accepted, told.duplicated, told.lost) == (DUE, DUE, 0, 0)
    assert stage.report()["requests"] > DUE, "no kill hit a message on its way: the test proved nothing"


@pytest.mark.timeout(400)
def test_without_a_key_only_what_was_in_flight_at_a_kill_can_come_twice(stage: Stage) -> None:
    killed = kill_senders(stage, due=DUE, kills=KILLS, keyed=False)
    told = killed.account.told(f"{KILLS} kills, without key, in flight {killed.in_flight}")
    assert min(killed.in_flight) > 0
    assert (told.shown, told.lost) == (DUE, 0)
    assert 0 < told.duplicated <= sum(killed.in_flight)
    assert told.accepted + told.failed_visibly == DUE
