"""What once made a test pass or fail by chance, and is left to one place since."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from backend.common import clock
from tests.counting import asked
from tests.ports import free_ports, lowest_outgoing

TESTS = Path(__file__).parents[1]
LET_GO = re.compile(r'bind\(\("127\.0\.0\.1", 0\)\)\n\s+(return|port\b)|create_server\(\("127\.0\.0\.1", 0\)\)')
COUNTED = re.compile(r"CaptureQueries" + r"Context|assert_(max_)?num_queries\((?!0\))")


def test_no_call_of_anybody_takes_the_port_of_a_server_that_is_away() -> None:
    """One did; the product could not start again in the midst of a journey, and the next fifty were refused."""
    ports = free_ports(50)
    assert len(set(ports)) == 50 and max(ports) < lowest_outgoing()


@pytest.mark.django_db
def test_how_long_a_call_takes_does_not_change_what_it_costs() -> None:
    """The clock's offset is read again after a fifth of a second."""
    with asked() as told:
        clock.forget()
        clock.now()
    assert told == []


@pytest.mark.parametrize(("by_chance", "instead"), [(LET_GO, "ports.py"), (COUNTED, "counting.py")])
def test_there_is_one_place_for_it(by_chance: re.Pattern[str], instead: str) -> None:
    assert {path.name for path in TESTS.rglob("*.py") if by_chance.search(path.read_text())} <= {instead}


@pytest.mark.xdist_group("one at a time")
def test_a_group_is_kept_together(request: pytest.FixtureRequest) -> None:
    """A pytest that xdist did not know yet spread every group over all workers and said nothing."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@one at a time")
