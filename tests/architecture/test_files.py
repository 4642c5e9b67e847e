"""What each kind of file may know, how big it may be, how it may be called."""

import ast
from datetime import UTC, date, datetime
from pathlib import Path

from tests.architecture.source import HOUSE, at, imported, python, tracked, tree

# A file over the limit needs a date by which it is split; after it this test fails. Meant to shrink.
TOO_LONG_UNTIL: dict[str, date] = {}
FUNCTION_LINES, FILE_LINES, TEST_LINES = 30, 300, 400
LIMITED = {".py", ".ts", ".tsx", ".mjs", ".js", ".css"}
QUERIES = {"objects", "_default_manager", "filter", "exclude", "select_for_update", "save", "bulk_create", "cursor"}
CLOCKS = {"now", "today", "utcnow"}


def test_a_pattern_reaches_every_depth() -> None:
    found = {path.relative_to(HOUSE).as_posix() for path in python("backend/**/*.py")}
    assert {"backend/manage.py", "backend/agenda/rules.py", "backend/delivery/sending/pump.py"} <= found
    assert HOUSE / "backend" / "delivery" / "sending" / "pump.py" not in python("backend/*/*.py")


def test_routers_import_no_models() -> None:
    offences = [
        f"{at(path, line)} {name}"
        for path in python("backend/*/api_*.py")
        for line, name in imported(tree(path))
        if name.endswith(".models") or ".models." in name
    ]
    assert not offences


def test_rules_ask_neither_storage_nor_network_nor_clock() -> None:
    offences = []
    for path in python("backend/*/rules*.py"):
        module = tree(path)
        offences += [
            f"{at(path, line)} import {name}"
            for line, name in imported(module)
            if name.startswith(("django.http", "ninja", "django.db.connection", "django.db.transaction", "requests"))
        ]
        offences += [
            f"{at(path, node.lineno)} .{node.attr}"
            for node in ast.walk(module)
            if isinstance(node, ast.Attribute) and (node.attr in QUERIES or _reads_a_clock(node))
        ]
    assert not offences


def _reads_a_clock(node: ast.Attribute) -> bool:
    return node.attr in CLOCKS and isinstance(node.value, ast.Name) and node.value.id in {
        "clock", "datetime", "date", "timezone",
    }  # fmt: skip


def test_one_clock() -> None:
    """`backend.common.clock` alone asks the system for the time; leases, TOTP and VAPID say they need the real one."""
    offences = [
        f"{at(path, node.lineno)} {ast.unparse(node)}"
        for path in python("backend/**/*.py")
        if path != HOUSE / "backend" / "common" / "clock.py" and "migrations" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date", "timezone"}
        and "real time" not in path.read_text("utf-8").lower()
    ]
    assert not offences, "use backend.common.clock.now(), or say in the file why it needs real time"


def test_no_signals_and_no_save_of_its_own() -> None:
    offences = []
    for path in python("backend/**/*.py"):
        module = tree(path)
        offences += [
            f"{at(path, line)} {name}" for line, name in imported(module) if "django.db.models.signals" in name
        ]
        if path.name == "models.py":
            offences += [
                f"{at(path, node.lineno)} {node.name}()"
                for node in ast.walk(module)
                if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
            ]
    assert not offences


def test_functions_stay_short() -> None:
    offences = [
        f"{at(path, node.lineno)} {node.name}: {length} lines"
        for path in python("backend/**/*.py", "deploy/**/*.py", "tests/**/*.py")
        if "migrations" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
        and not path.name.startswith("test_")
    ]
    assert not offences


def _limit(path: Path) -> int:
    name = path.relative_to(HOUSE)
    return TEST_LINES if name.parts[0] == "tests" or ".test." in path.name else FILE_LINES


def test_files_stay_short() -> None:
    offences = []
    for path in tracked():
        name = str(path.relative_to(HOUSE))
        if path.suffix not in LIMITED or "migrations" in path.parts or "contract" in path.parts:
            continue
        length = len(path.read_text("utf-8").splitlines())
        if length > _limit(path) and datetime.now(UTC).date() > TOO_LONG_UNTIL.get(name, date.min):
            offences.append(f"{name}: {length} lines")
    assert not offences


def test_the_list_of_exceptions_shrinks() -> None:
    gone = [name for name in TOO_LONG_UNTIL if not (HOUSE / name).is_file()]
    short = [
        name
        for name in TOO_LONG_UNTIL
        if (HOUSE / name).is_file() and len((HOUSE / name).read_text("utf-8").splitlines()) <= _limit(HOUSE / name)
    ]
    assert not gone + short, "take these out of TOO_LONG_UNTIL"


def test_names_say_what_a_file_is_for() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "service", "handler", "base", "data", "misc", "v2"}
    offences = [
        str(path.relative_to(HOUSE))
        for path in tracked()
        if path.suffix in {".py", ".ts", ".tsx"} and path.stem.lower() in empty
    ]
    assert not offences
