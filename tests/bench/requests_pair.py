"""Processor time of a request beside an older commit's: `python -m tests.bench.requests_pair`.

The older tree loads its demonstration, a year of it; its database is copied and brought up to date by this tree's
migrations, so that both are asked about the same rows, with the same libraries. A process each, and one more of the
old tree: ten pairs of old and new and of old and old, interleaved. What counts is the median of the ratios. Fails where
this tree's is above half.

MSJ_REQUESTS_OLD (65c0bcc), MSJ_REQUESTS_TREE (a checked-out tree instead), MSJ_REQUESTS_PAIRS (10), MSJ_REQUESTS (40 in
each measurement).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

HOUSE = Path(__file__).resolve().parents[2]
CHILD = HOUSE / "tests" / "bench" / "requests_tree.py"
SCREENS = ("home", "morning", "week", "file")
MOST = 0.5
OLD = os.environ.get("MSJ_REQUESTS_OLD") or "65c0bcc"
PAIRS = int(os.environ.get("MSJ_REQUESTS_PAIRS") or 10)
TIMES = int(os.environ.get("MSJ_REQUESTS") or 40)
HEAD = f"{'':8} {'ratio':>6} {'(least, most)':>14} {'old/old':>8} {'old ms':>7} {'new ms':>7} {'in PostgreSQL':>14}"
HEAD += f" {'queries':>9} {'bytes':>14}"


@dataclass(frozen=True)
class Tree:
    folder: Path
    database: str  # an address

    def environment(self) -> dict[str, str]:
        its = {name: value for name, value in os.environ.items() if not name.startswith("MSJ_")}
        return its | {
            "PYTHONPATH": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "backend.config.settings",
            "MSJ_ENV": "demo",
            "MSJ_LOG_LEVEL": "ERROR",
            "MSJ_DATABASE_URL": self.database,
            "MSJ_DATABASE_OWNER_URL": self.database,
        }

    def manage(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "backend/manage.py", *words],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            check=True,
        )


class Side:
    """One process of a tree."""

    def __init__(self, tree: Tree) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(CHILD)],
            cwd=tree.folder,
            env=tree.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Side":
        return self

    def __exit__(self, *of: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    def ask(self, line: str) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline() or "null")

    def measure(self, screen: str) -> dict[str, int]:
        told: dict[str, int] = self.ask(f"{screen} {TIMES}")
        return told


@contextmanager
def old_tree() -> Iterator[Path]:
    """As that commit has it."""
    if given := os.environ.get("MSJ_REQUESTS_TREE"):
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="msj-old-") as folder:
        git = ("git", "-C", str(HOUSE), "worktree")
        subprocess.run([*git, "add", "--detach", "--force", folder, OLD], check=True, capture_output=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run([*git, "remove", "--force", folder], check=True, capture_output=True)


@contextmanager
def databases(*names: str) -> Iterator[list[str]]:
    """Their addresses; gone afterwards."""
    owner = os.environ["MSJ_DATABASE_OWNER_URL"]
    parts = psycopg.conninfo.conninfo_to_dict(owner)
    whole = [f"{name}_{os.getpid()}" for name in names]
    try:
        yield [f"postgresql://{parts['user']}@/{name}?host={parts['host']}" for name in whole]
    finally:
        _tell(owner, *(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)' for name in whole))


def create(address: str, of: str = "") -> None:
    """Empty, or a copy."""
    name, template = (psycopg.conninfo.conninfo_to_dict(one)["dbname"] for one in (address, of or address))
    copied = f' TEMPLATE "{template}"' if of else ""
    _tell(os.environ["MSJ_DATABASE_OWNER_URL"], f'CREATE DATABASE "{name}"{copied}')


def _tell(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as line:
        for one in statements:
            line.execute(one.encode())


def load(old: Tree, new: Tree) -> None:
    """The same rows for both."""
    create(old.database)
    old.manage("migrate", "--database", "owner", "-v0")
    with tempfile.TemporaryDirectory() as folder:
        old.manage("load_demonstration", "--credentials", f"{folder}/demo.json")
    create(new.database, of=old.database)
    new.manage("migrate", "--database", "owner", "-v0")
    for each in (old, new):
        _tell(each.database, "VACUUM ANALYZE")


@dataclass
class Found:
    """Of one screen, pair by pair: nanoseconds of old, new and old again."""

    rows: list[tuple[dict[str, int], dict[str, int], dict[str, int]]]

    def ratios(self, which: int) -> list[float]:
        return sorted(row[which]["both"] / row[0]["both"] for row in self.rows)

    @property
    def ratio(self) -> float:
        return median(self.ratios(1))

    def milliseconds(self, which: int, part: str = "both") -> float:
        return median(row[which][part] for row in self.rows) / 1e6


def compare(screen: str, sides: tuple[Side, Side, Side]) -> Found:
    """Every second time in the other order: whatever else the machine does, it does to all three."""
    rows = []
    for number in range(PAIRS):
        order = (0, 1, 2) if number % 2 else (2, 1, 0)
        told = {which: sides[which].measure(screen) for which in order}
        rows.append((told[0], told[1], told[2]))
    return Found(rows)


def line(screen: str, found: Found, counts: list[Any]) -> str:
    ratios, (old, new) = found.ratios(1), (one[screen] for one in counts)
    within = f"({ratios[0]:.2f}, {ratios[-1]:.2f})"
    database = " to ".join(f"{found.milliseconds(which, 'database'):.1f}" for which in (0, 1))
    return (
        f"{screen:8} {found.ratio:6.2f} {within:>14} {median(found.ratios(2)):8.2f} {found.milliseconds(0):7.1f} "
        f"{found.milliseconds(1):7.1f} {database:>14} {old['queries']:>4} {new['queries']:>4} "
        f"{old['bytes']:>7} {new['bytes']:>6}"
    )


def measure(old: Tree, new: Tree) -> dict[str, Found]:
    with ExitStack() as open_ones:
        sides = tuple(open_ones.enter_context(Side(each)) for each in (old, new, old))
        scene = json.dumps(sides[0].ask("scene"))
        counts = [each.ask(f"enter {scene}") for each in sides]
        print(HEAD)  # noqa: T201
        found = {}
        for screen in SCREENS:
            found[screen] = compare(screen, (sides[0], sides[1], sides[2]))
            print(line(screen, found[screen], counts[:2]), flush=True)  # noqa: T201
        return found


def main() -> int:
    with old_tree() as folder, databases("requests_old", "requests_new") as (before, now):
        old, new = Tree(folder, before), Tree(HOUSE, now)
        load(old, new)
        found = measure(old, new)
    told = ", ".join(f"{screen} {each.ratio:.2f}" for screen, each in found.items())
    print(f"processor time of a request beside {OLD}'s, median of {PAIRS} pairs: {told}")  # noqa: T201
    return 0 if all(each.ratio <= MOST for each in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
