"""How many queries a call costs: a list's must not grow with its rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def asked() -> Iterator[list[str]]:
    """Filled at the end with what the block asks; the clock's offset, read each fifth of a second at most, left out."""
    told: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield told
    told += [query["sql"] for query in captured if "common_clockoffset" not in query["sql"]]


def queries_of(call: Callable[[], Any]) -> list[str]:
    """What one call asks."""
    with asked() as told:
        call()
    return told


def cost(call: Callable[[], object]) -> int:
    """Queries of one call."""
    return len(queries_of(call))


def assert_flat(call: Callable[[], Any], *, add: Callable[[], Any], rows: Callable[[Any], int], times: int = 5) -> None:
    """`call` gives the list, `add` adds one row to it, `rows` counts what came: as many queries for one as for many."""
    add()
    call()  # what is read once for all has been read
    before, few = rows(call()), queries_of(call)
    for _ in range(times):
        add()
    after, many = rows(call()), queries_of(call)
    assert after == before + times, f"{after} rows where {before} and {times} more were expected: nothing is proved"
    assert len(many) == len(few), "\n".join(["asked besides:", *(each for each in many if each not in few)])
