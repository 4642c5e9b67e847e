"""What a call costs the database, counted by the database itself: pages touched, statements, rows read.

PostgreSQL's own auto_explain tells of every statement that runs, whoever sent it (the checks of foreign keys too), how
many pages it touched and how many rows each scan read. No clock in it: the same call on the same rows costs the same on
any machine, under any load.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection

from tests.undoing import undone

TOLD = {
    "log_min_duration": "0",
    "log_analyze": "on",
    "log_buffers": "on",
    "log_timing": "off",
    "log_format": "json",
    "log_level": "notice",
    "log_nested_statements": "on",
}
# A few pages, which PostgreSQL reads whole rather than down an index: a row or two for each service, or fewer.
LISTS = (
    "organisations_organisation",
    "organisations_organisation_linked",
    "organisations_place",
    "agenda_appointmenttype",
)
# They use up all that they are given to make one row: what they were given counts as returned.
SUMMING = frozenset({"Aggregate", "Group", "WindowAgg", "ModifyTable", "LockRows"})


@dataclass(frozen=True)
class Statement:
    text: str
    buffers: int
    read: float
    returned: float


@dataclass
class Cost:
    """Of one call."""

    statements: list[Statement] = field(default_factory=list)

    @property
    def buffers(self) -> int:
        """Pages of 8 kB touched, wherever they were found."""
        return sum(one.buffers for one in self.statements)

    @property
    def queries(self) -> int:
        return len(self.statements)

    @property
    def read(self) -> float:
        return sum(one.read for one in self.statements)

    @property
    def waste(self) -> float:
        """Rows read for each one returned, of all the statements together."""
        return self.read / max(1.0, sum(one.returned for one in self.statements))

    def dearest(self, count: int = 3) -> list[Statement]:
        return sorted(self.statements, key=lambda one: -one.buffers)[:count]


def of(call: Callable[[], object], *, before: Callable[[], object] = lambda: None) -> Cost:
    """Twice, each undone: the first time fills what is read once for all. Deferred constraints are checked too."""
    for _ in range(2):
        with undone():
            before()
            with listening() as cost:
                call()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return cost


@contextmanager
def listening() -> Iterator[Cost]:
    """All that Django's connection runs meanwhile. Needs a superuser, as the owner of a database for tests is."""
    cost = Cost()
    connection.ensure_connection()
    line: psycopg.Connection[Any] = connection.connection

    def hear(said: psycopg.errors.Diagnostic) -> None:
        if found := _statement(said.message_primary or ""):
            cost.statements.append(found)

    prepare(line)
    line.add_notice_handler(hear)
    try:
        yield cost
    finally:
        line.remove_notice_handler(hear)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL auto_explain.log_min_duration = -1")


def prepare(line: "psycopg.Connection[Any]") -> None:
    """From now to the end of the transaction the server tells this line what each statement costs."""
    line.execute("LOAD 'auto_explain'")
    for name, value in TOLD.items():
        line.execute(f"SET LOCAL auto_explain.{name} = {value}")


def _statement(said: str) -> Statement | None:
    """From the notice "duration: 0.012 ms  plan:" and the plan; None: it says something else, or is of no matter."""
    head, found, plan = said.partition("plan:")
    if not found or not head.startswith("duration"):
        return None
    told = json.loads(plan)
    text, root = str(told.get("Query Text", "")), told["Plan"]
    if "common_clockoffset" in text or "auto_explain" in text:
        return None  # the clock's offset is read at most every fifth of a second, in tests alone
    buffers = root.get("Shared Hit Blocks", 0) + root.get("Shared Read Blocks", 0)
    return Statement(text, buffers, sum(map(_read, _nodes(root))), _returned(root))


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in node.get("Plans", []):
        yield from _nodes(inner)


def _read(node: dict[str, Any]) -> float:
    """Rows that a scan of a table took out of it, those it threw away again too."""
    if node.get("Relation Name", LISTS[0]) in LISTS or node["Node Type"] == "ModifyTable":
        return 0
    names = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
    return float(sum(node.get(name, 0) for name in names) * node.get("Actual Loops", 1))


def _returned(node: dict[str, Any]) -> float:
    while node["Node Type"] in SUMMING and node.get("Plans"):
        node = node["Plans"][0]
    return float(node.get("Actual Rows", 0) * node.get("Actual Loops", 1))
