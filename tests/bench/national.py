"""Does what the software does all day cost more in a country ten times as large? `python -m tests.bench.national`.

The same calls in a whole country and in a tenth of it, whose services have the same size: the pages that the database
touches (`explained.py`) must not grow by half, no more than twenty rows be read for each one returned, and as many
statements be sent. Every operation of the contract and every periodic job has a row (`national_rows.py`,
`national_jobs.py`). A row that may cost more names its case and why; it fails as soon as it no longer does.

MSJ_NATIONAL_SERVICES (230), MSJ_NATIONAL_TENTH (a tenth of them), MSJ_NATIONAL_SIZE (1.0: of a service, in shares of a
real one) make it smaller.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

import django
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
os.environ.setdefault("MSJ_ENV", "test")
django.setup()

from backend.accounts import sessions_agents  # noqa: E402
from backend.delivery import actions_upkeep  # noqa: E402
from backend.probationers import actions_retention  # noqa: E402
from backend.reminders import planner  # noqa: E402
from tests.bench import country, explained, national_jobs, national_rows, national_scene  # noqa: E402
from tests.bench.country import Country  # noqa: E402
from tests.bench.explained import Cost  # noqa: E402
from tests.bench.national_ways import Way  # noqa: E402

REAL = 230  # services of the whole size
MOST_GROWTH = 1.5  # pages at full size over those at a tenth
MOST_WASTE = 20.0  # rows read for each one returned
# An index of ten times as many rows may be a level deeper, a changed row may need another page in each of a dozen, a
# page or two of a small table are read whole: below these, none of it says anything of the country.
PAGES_OF_AN_INDEX = 48
ROWS_OF_SOME_PAGES = 500
HEAD = f"{'call':58} {'pages':>9} {'a tenth':>9} {'ratio':>6} {'read':>7} {'queries':>9}"


@dataclass(frozen=True)
class Result:
    way: Way
    tenth: Cost
    whole: Cost
    failed: str = ""  # the call itself did not do what it should

    @property
    def ratio(self) -> float:
        return self.whole.buffers / max(1, self.tenth.buffers)

    def faults(self) -> list[str]:
        """What is over, in a few words."""
        found = [self.failed] if self.failed else []
        if self.ratio >= MOST_GROWTH and self.whole.buffers - self.tenth.buffers >= PAGES_OF_AN_INDEX:
            found.append(f"{self.ratio:.1f} times the pages")
        if self.whole.waste >= MOST_WASTE and self.whole.read >= ROWS_OF_SOME_PAGES:
            found.append(f"{self.whole.waste:.0f} rows read for one")
        if self.whole.queries > self.tenth.queries * (MOST_GROWTH if self.way.varies else 1):
            found.append(f"{self.tenth.queries} queries became {self.whole.queries}")
        return found

    def verdict(self) -> str:
        """Empty: as its row says."""
        faults = self.faults()
        if self.failed or (faults and not self.way.over):
            return ", ".join(faults)
        if self.way.over and not faults:
            return f"no longer over: take {self.way.over} out of its row"
        return ""

    def line(self) -> str:
        queries = f"{self.tenth.queries} {self.whole.queries}"
        line = f"{self.way.name:58} {self.whole.buffers:9} {self.tenth.buffers:9} {self.ratio:6.2f}"
        told = self.verdict()
        end = f"  FAILS: {told}" if told else f"  {self.way.over}: {', '.join(self.faults())}" if self.way.over else ""
        return f"{line} {self.whole.waste:7.1f} {queries:>9}{end}"


def measure(whole: Country, tenth: Country, ways: Sequence[Way], say: Callable[[str], None]) -> list[Result]:
    """Load both, ask both the same."""
    names = [f"msj_country_{os.getpid()}_{which}" for which in ("tenth", "whole")]
    found: list[dict[str, Cost | str]] = []
    try:
        country.make_template()
        for name, size in zip(names, (tenth, whole), strict=True):
            began = time.monotonic()
            country.load(name, size)
            say(f"{size.services} services loaded in {time.monotonic() - began:.0f} s")
            with country.at(name), _in_proportion(whole):
                found.append(_costs(ways))
            country.drop(name)  # never two at once: the whole one needs the room
    finally:
        country.drop(*names, country.template())
    return [_result(way, *(costs[way.name] for costs in found)) for way in ways]


@contextmanager
def _in_proportion(whole: Country) -> Iterator[None]:
    """Where the country is small, so are the parts in which work is done: else all that there is would be one part.

    And no table is read whole where there is another way, as none of the real country's would be.
    """
    if (share := min(1.0, whole.services * whole.size / REAL)) < 1:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {connection.settings_dict['NAME']} SET enable_seqscan = off")
        connection.close()
    with ExitStack() as stack:
        for module in (planner, actions_upkeep):
            stack.enter_context(patch.object(module, "AT_ONCE", max(20, round(module.AT_ONCE * share))))
        stops = max(national_jobs.FEW, round(actions_retention.STOPS * share))
        stack.enter_context(patch.object(actions_retention, "STOPS", stops))
        yield


def _costs(ways: Sequence[Way]) -> dict[str, "Cost | str"]:
    scene = national_scene.settle()
    found: dict[str, Cost | str] = {}
    # A session is noted as used once in a while, by the machine's time: never in the middle of a measurement.
    sessions_agents._TOUCH_EVERY = 36_000
    for way in ways:
        try:
            found[way.name] = explained.of(partial(way.ask, scene), before=partial(way.prepare, scene))
        except Exception as error:  # one that fails must not hide the others
            found[way.name] = f"{type(error).__name__}: {error}"[:300]
    return found


def _result(way: Way, tenth: "Cost | str", whole: "Cost | str") -> Result:
    failed = next((one for one in (tenth, whole) if isinstance(one, str)), "")
    before, after = (one if isinstance(one, Cost) else Cost() for one in (tenth, whole))
    return Result(way, before, after, failed)


def without_row() -> list[str]:
    """Operations and jobs that nobody measures, rows of what is no more."""
    return [*national_rows.without_row(), *national_jobs.without_row()]


def all_ways() -> list[Way]:
    return [*national_jobs.ways(), *national_rows.ways()]


def report(results: Sequence[Result], *, dearest: int) -> None:
    """The table, the dearest statements of what fails below it."""
    print(HEAD)  # noqa: T201
    for one in sorted(results, key=lambda one: -one.ratio):
        print(one.line())  # noqa: T201
    for one in results:
        if one.verdict() and dearest:
            print(f"\n{one.way.name}: {one.verdict()}")  # noqa: T201
            for statement in one.whole.dearest(dearest):
                print(f"  {statement.buffers} pages, {statement.read:.0f} rows: {statement.text[:1500]}")  # noqa: T201


def main(words: Sequence[str]) -> int:
    asked = _parser().parse_args(words)
    missing = without_row()
    for name in missing:
        print(f"without a row: {name}")  # noqa: T201
    if asked.rows:
        return 1 if missing else 0
    services = int(os.environ.get("MSJ_NATIONAL_SERVICES") or 230)
    size = float(os.environ.get("MSJ_NATIONAL_SIZE") or 1)
    few = int(os.environ.get("MSJ_NATIONAL_TENTH") or max(2, services // 10))
    ways = [way for way in all_ways() if not asked.ways or any(part in way.name for part in asked.ways)]
    results = measure(Country(services, size), Country(few, size), ways, print)
    report(results, dearest=asked.dearest)
    if asked.json:
        asked.json.write_text(json.dumps({one.way.name: ", ".join(one.faults()) for one in results}), "utf-8")
    failing = sum(bool(one.verdict()) for one in results)
    known = sum(bool(one.way.over) for one in results)
    worst = max((one.ratio for one in results if not one.way.over and not one.failed), default=0)
    print(  # noqa: T201
        f"{few} and {services} services, {len(results)} calls: {failing} fail, {len(missing)} without a row, "
        f"{known} known to grow, the others at most {worst:.2f} times the pages"
    )
    return 1 if failing or missing else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.national")
    parser.add_argument("ways", nargs="*", help="some calls alone, by a part of their names")
    parser.add_argument("--dearest", type=int, default=2, help="statements shown of what fails")
    parser.add_argument("--json", type=Path, help="write what is over of each there, known or not")
    parser.add_argument("--rows", action="store_true", help="only whether everything has one; nothing is loaded")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
