"""`./msj prove`: what takes too long for every change. Each proof writes its result to docs/measurements.md.

Each has a small twin in `./msj test`; CONTRIBUTING says what belongs where.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from deploy.launcher import checks, tools
from deploy.launcher.house import HOUSE, PWA, PYTHON
from deploy.launcher.screen import Stop, colour, say

MEASUREMENTS = HOUSE / "docs" / "measurements.md"
TABLE = "| proof | result | seconds | day | commit | load before, after |"
WITHOUT_BROWSERS = ("--ignore", "tests/journeys")
WITHOUT_FAULTS = ("--ignore", "tests/faults")

# Hours of Paris. Among them each weekday, both ends of February, both changes of the clocks, Easter, the holidays of
# May, the turn of the year, and runs that pass midnight.
DATES = (
    "2027-02-28T09:00",
    "2028-02-29T09:00",
    "2027-03-26T09:00",
    "2027-03-27T23:50",
    "2027-03-29T08:00",
    "2027-03-31T17:00",
    "2027-04-30T09:00",
    "2027-05-09T12:00",
    "2027-06-03T23:59",
    "2027-10-30T23:59",
    "2027-10-31T09:00",
    "2027-12-23T18:30",
    "2028-01-02T09:00",
)


@dataclass(frozen=True)
class Proof:
    shows: str
    run: Callable[[], str]  # what was found, in a few words; `Failed` where it does not hold


class Failed(Exception):
    """The proof does not hold; the text says what was found."""


def prove(words: Sequence[str]) -> int:
    """Run the proofs named, or all; how many do not hold."""
    if "--list" in words:
        for name, proof in PROOFS.items():
            say(f"  {name:<10} {proof.shows}")
        return 0
    if unknown := [word for word in words if word not in PROOFS]:
        raise Stop(f"no proof `{unknown[0]}`: `./msj prove --list` names them.")
    checks.setup()
    return sum(not _hold(name, PROOFS[name]) for name in words or PROOFS)


def _hold(name: str, proof: Proof) -> bool:
    say(f"\n{name}: {proof.shows}")
    began, load = time.monotonic(), os.getloadavg()[0]
    try:
        result, holds = proof.run(), True
    except Failed as failed:
        result, holds = f"FAILED: {failed}", False
    say(colour("32" if holds else "31", f"{name}: {result}"))
    seconds, loads = f"{time.monotonic() - began:.0f}", f"{load:.1f}, {os.getloadavg()[0]:.1f}"
    _write([name, result, seconds, datetime.now(UTC).date().isoformat(), _commit(), loads])
    return holds


def _write(cells: Sequence[str]) -> None:
    """One more row, after the last of the table."""
    text = MEASUREMENTS.read_text("utf-8")
    head, _, rest = text.partition(TABLE + "\n")
    rows, _, after = rest.partition("\n\n")
    row = "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
    MEASUREMENTS.write_text(f"{head}{TABLE}\n{rows.rstrip()}\n{row}\n\n{after}".rstrip() + "\n", "utf-8")


def _commit() -> str:
    """Short, with a plus where something is not committed."""
    changed = _git("status", "--porcelain", "--", ":!docs/measurements.md")
    return _git("rev-parse", "--short", "HEAD") + ("+" if changed else "")


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=HOUSE, capture_output=True, text=True, check=True).stdout.strip()


def _pytest(*words: str) -> str:
    """The closing line of a run of the tests that passed."""
    code, closing = checks.pytest(words)
    closing = closing.strip("= ")
    if code:
        raise Failed(closing)
    return closing


def _repeated(runs: int, words: Sequence[str]) -> str:
    """Several runs, each in another order; the first that fails ends them."""
    taken = []
    for number in range(runs):
        began = time.monotonic()
        try:
            closing = _pytest(*words)
        except Failed as failed:
            raise Failed(f"run {number + 1} of {runs}: {failed}") from failed
        taken.append(time.monotonic() - began)
    return f"{runs} runs, each {closing.split(' in ')[0]}, {min(taken):.0f} to {max(taken):.0f} s"


def _runs(usual: int) -> int:
    return int(os.environ.get("MSJ_PROVE_RUNS") or usual)


def prove_dates() -> str:
    """Python and PostgreSQL together, by a shifted clock that goes on in every process."""
    library = tools.shifted_clock()
    found = {one: _on(one, library) for one in os.environ.get("MSJ_PROVE_DATES", "").split() or DATES}
    red = [f"{date}: {closing}" for date, (code, closing) in found.items() if code]
    if red:
        raise Failed("; ".join(red))
    return f"{len(found)} dates, each {re.sub(' in .*', '', min(closing for _, closing in found.values()))}"


def _on(date: str, library: Path) -> tuple[int, str]:
    """The tests without browsers as they would run then; exit code and closing line."""
    then = datetime.fromisoformat(date).replace(tzinfo=ZoneInfo("Europe/Paris"))
    ahead = round((then - datetime.now(UTC)).total_seconds())
    say(f"  {then:%A %d %B %Y, %H:%M}")
    shifted = {"LD_PRELOAD": str(library), "FAKETIME": f"+{ahead}s", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    done = checks.shown(
        [sys.executable, str(HOUSE / "msj"), "test", *checks.whole(*WITHOUT_BROWSERS)],
        {**os.environ, "MSJ_TEST_START": "real", "CI": "true", **shifted},
    )
    return done[0], done[1].strip("= ")


def prove_orders() -> str:
    """Without browsers and faults."""
    return _repeated(_runs(10), checks.whole(*WITHOUT_BROWSERS, *WITHOUT_FAULTS))


def prove_whole_runs() -> str:
    return _repeated(_runs(5), checks.whole())


def prove_tables() -> str:
    """What `./msj test` reads of them by turns, here whole."""
    os.environ["MSJ_WHOLE_TABLES"] = "1"
    return _pytest("tests/probationers/test_numbers_everywhere.py", "tests/architecture/test_odd_requests.py", "-q")


def prove_contract() -> str:
    os.environ["MSJ_EXAMPLES"] = "50"
    return _pytest("tests/contract/test_every_operation.py", "-q")


def prove_histories() -> str:
    words = ["npx", "vitest", "run", "probationer/histories.test.ts"]
    code, _ = checks.shown(words, {**os.environ, "MSJ_HISTORIES": os.environ.get("MSJ_HISTORIES") or "5000"}, cwd=PWA)
    if code:
        raise Failed("a history ends otherwise than the person left it; the lines above name its seed")
    return "what was done last counted, and was drawn, in every history"


def prove_browser() -> str:
    os.environ.setdefault("MSJ_BROWSER_HISTORIES", "300")
    return _pytest("tests/journeys/test_histories.py", "-q")


def prove_controls() -> str:
    os.environ["MSJ_CONTROLS"] = "all"
    walks = ("tests/journeys/test_controls.py", "tests/journeys/test_controls_phone.py")
    return _pytest(*walks, "tests/bench/unseen_buttons.py", "-q")


def _bench(name: str) -> Callable[[], str]:
    return lambda: _pytest(f"tests/bench/{name}.py", "-s", "-q")


def _module(name: str) -> Callable[[], str]:
    """A module of the tests with a command line, on a PostgreSQL to be thrown away; its last line is the result."""

    def run() -> str:
        with checks.database() as environment:
            code, closing = checks.shown([str(PYTHON), "-m", name], environment)
        if code:
            raise Failed(closing)
        return closing

    return run


PROOFS = {
    "dates": Proof(f"the tests without browsers on {len(DATES)} dates", prove_dates),
    "orders": Proof("the tests without browsers and faults in ten random orders", prove_orders),
    "whole": Proof("five whole runs in random orders", prove_whole_runs),
    "tables": Proof("every number of the table, and every odd value, in every field", prove_tables),
    "contract": Proof("50 requests made up from the contract to every operation of both sides", prove_contract),
    "guards": Proof("each mended fault, put back, makes its test fail", _module("tests.mutants.run")),
    "flips": Proof("every single change to the table of roles is noticed", _module("tests.bench.role_flips")),
    "histories": Proof("5,000 random histories of acts, by two phones and a bad network", prove_histories),
    "browser": Proof("300 such histories in a real browser, by two phones with wrong clocks", prove_browser),
    "controls": Proof(
        "every control at each width, state, language and browser; buttons that none shows", prove_controls
    ),
    "kills": Proof("200 kills of senders over 20,000 messages, with a key and without", _bench("kills")),
    "flood": Proof("100,000 reminders beside the bare client", _bench("flood")),
    "codes": Proof("codes while 200,000 reminders are due", _bench("codes")),
    "memory": Proof("the sender's memory up to 1,000,000 due", _bench("memory")),
    "national": Proof(
        "every operation and job in the whole country beside a tenth of it", _module("tests.bench.national")
    ),
    "lag": Proof(
        "20 bookings a second in the whole country, planned within a second", _module("tests.bench.planner_lag")
    ),
    "booked": Proof(
        "the most bookings over HTTP that leave 30 % of the machine idle, planned within a second",
        _module("tests.bench.booked"),
    ),
    "morning": Proof(
        "a morning's reminders through 30 SMS a second, by the hours of their appointments; codes meanwhile",
        _module("tests.bench.morning"),
    ),
    "held": Proof("200 half-sent requests at the proxy beside quiet moments", _bench("half_sent")),
    "requests": Proof("processor time of four screens beside commit 65c0bcc's", _module("tests.bench.requests_pair")),
    "push": Proof("50,000 pushes beside encryption alone", _bench("push")),
}
