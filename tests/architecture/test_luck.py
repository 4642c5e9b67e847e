"""What once made a test pass or fail by chance, and is left to one place since."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from backend.common import clock
from tests.architecture.source import HOUSE
from tests.counting import asked
from tests.ports import free_ports, lowest_outgoing

TESTS = Path(__file__).parents[1]
LET_GO = re.compile(r'bind\(\("127\.0\.0\.1", 0\)\)\n\s+(return|port\b)|create_server\(\("127\.0\.0\.1", 0\)\)')
# The files of a front end's tests share a browser's classes wherever they share a thread.
LENT = re.compile(r"\bprototype(\.\w+|\[\S+\]) *(\?\?)?=[^=]")
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


def test_no_test_of_a_front_end_changes_what_the_next_file_is_lent() -> None:
    """One gave all dialogs a `close` that says nothing: another file failed wherever the order put it behind."""
    lent = (path for path in (HOUSE / "pwa").glob("[!n]*/**/*.test.*") if LENT.search(path.read_text("utf-8")))
    assert [path.name for path in lent] == []


@pytest.mark.xdist_group("one at a time")
def test_a_group_is_kept_together(request: pytest.FixtureRequest) -> None:
    """A pytest that xdist did not know yet spread every group over all workers and said nothing."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@one at a time")
