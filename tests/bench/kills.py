"""kill -9 of senders, two hundred times over 20,000 messages: `./msj test tests/bench/kills.py -s`.

The same code as tests/faults/test_kills.py, which kills ten times in the ordinary run. MSJ_BENCH_KILLS makes it
shorter: a hundred messages for each kill.
"""

import os
from collections.abc import Iterator

import pytest

from tests.faults.killing import kill_senders
from tests.faults.stage import Stage

KILLS = int(os.environ.get("MSJ_BENCH_KILLS", "200"))
DUE = 100 * KILLS


@pytest.fixture
def stage(transactional_db: None) -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.close()


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("keyed", [True, False], ids=["key", "no-key"])
def test_two_hundred_kills(stage: Stage, keyed: bool) -> None:
    killed = kill_senders(stage, due=DUE, kills=KILLS, keyed=keyed)
    risk = sum(killed.in_flight)
    told = killed.account.told(f"{KILLS} kills, {'' if keyed else 'no '}key, {risk} in flight at a kill in all")
    assert len(killed.in_flight) == KILLS and min(killed.in_flight) > 0
    assert (told.shown, told.lost) == (DUE, 0)
    assert told.duplicated == 0 if keyed else told.duplicated <= risk
    assert told.accepted + told.failed_visibly == DUE
