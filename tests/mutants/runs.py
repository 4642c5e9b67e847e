"""Runs named tests in a copy of the tree and reads from the tools' reports, not from their words, how each ended."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from psycopg.errors import DuplicateDatabase

from tests.mutants.cases import Case

LONGEST = 1800  # seconds for one run; a single test has pytest's own limit
ADDRESSES = ("MSJ_DATABASE_URL", "MSJ_DATABASE_OWNER_URL")

_running: set[subprocess.Popen[str]] = set()
_over = threading.Event()


class Ended(Enum):
    """How a named test ended; of one with several sets of parameters, the first of these that any of them did."""

    FAILED = "fails"  # while it ran, by an assertion or another exception
    ERROR = "could not be prepared or cleaned up"
    SKIPPED = "was skipped"
    PASSED = "passes"
    MISSING = "was not found or could not be collected"


class Found(NamedTuple):
    """How a test ended, and the first line of why, where it is said."""

    ended: Ended
    why: str = ""

    def __str__(self) -> str:
        return f"{self.ended.value}: {self.why}" if self.why else self.ended.value


@dataclass(frozen=True)
class Run:
    """What became of each case's test, by the case's identifier; `said` is all that the tool wrote."""

    found: Mapping[str, Found]
    said: str = ""

    def of(self, case: Case) -> Found:
        found = self.found.get(case.id, Found(Ended.MISSING))
        return Found(Ended.MISSING, telling(self.said)) if found.ended is Ended.MISSING else found


def run_pytest(folder: Path, cases: Sequence[Case], *, create_database: bool) -> Run:
    """One process for all of them. One that can't be collected may end the run: then nobody's test was found."""
    with tempfile.TemporaryDirectory() as own:
        report = Path(own) / "report.xml"
        command = [
            sys.executable, "-m", "pytest", "-q", "--tb=line", f"--junit-xml={report}", "-o", "junit_family=xunit2",
            "-n", "0", "--reuse-db", *["--create-db"][:create_database], *_unique(case.test for case in cases),
        ]  # fmt: skip
        # Bytecode is known by size and second, and a patch may be undone within a second.
        python = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        _, said = _run(command, folder, {**python, **databases(folder.name)})
        found = _junit(report)
    return Run({case.id: _first(how for name, how in found if _is_of(case, name)) for case in cases}, said)


def databases(name: str) -> dict[str, str]:
    """The addresses of the environment with another database's name: nobody else's is left with a patch's tables."""
    known = {variable: urlsplit(os.environ[variable]) for variable in ADDRESSES if variable in os.environ}
    return {variable: parts._replace(path=f"/msj_mutants_{name}").geturl() for variable, parts in known.items()}


def make_database(name: str) -> None:
    """The one that `databases` names, if any; pytest makes its own beside it, but the journeys begin there."""
    if owner := os.environ.get("MSJ_DATABASE_OWNER_URL"):
        with psycopg.connect(owner, autocommit=True) as connection, contextlib.suppress(DuplicateDatabase):
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(f"msj_mutants_{name}")))


def run_vitest(folder: Path, cases: Sequence[Case]) -> Run:
    """One process for their files, each run whole."""
    front = folder / "pwa"
    files = _unique(case.file.removeprefix("pwa/") for case in cases)
    with tempfile.TemporaryDirectory() as own:
        report = Path(own) / "report.json"
        command = [str(front / "node_modules/.bin/vitest"), "run", *files, "--reporter=json", f"--outputFile={report}"]
        _, said = _run(command, front, {"CI": "true"})
        found = _vitest(report, folder.resolve())
    return Run({case.id: _first(how for test, how in found if _is_titled(case, test)) for case in cases}, said)


def build(folder: Path) -> str | None:
    """Both front ends; what was said where it fails."""
    code, said = _run(["npm", "run", "--silent", "build"], folder / "pwa", {})
    return said if code else None


def telling(said: str) -> str:
    """The line that says most of why a tool could not do it."""
    lines = [line.strip() for line in reversed(said.splitlines()) if line.strip()]
    worst = (line for sign in ("E ", "ERROR", "Error") for line in lines if line.startswith(sign))
    return next(worst, lines[0] if lines else "nothing was said")


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Its exit code and all that it said. It and its children are gone when this returns."""
    if _over.is_set():
        return 1, "interrupted"
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True,
    )  # fmt: skip
    _running.add(process)
    try:
        said, _ = process.communicate(timeout=LONGEST)
        return process.returncode, said
    except subprocess.TimeoutExpired:
        return 1, f"did not end within {LONGEST} s"
    finally:
        _kill(process)
        process.wait()
        _running.discard(process)


def end_all() -> None:
    """Nothing more is started; what runs is ended."""
    _over.set()
    for process in list(_running):
        _kill(process)


def _kill(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _first(found: Iterable[Found]) -> Found:
    """In the order of `Ended`."""
    order = list(Ended)
    return min(found, key=lambda one: order.index(one.ended), default=Found(Ended.MISSING))


def _is_of(case: Case, name: str) -> bool:
    """Whether pytest's name, module and all, is this test or one of its sets of parameters."""
    own = ".".join([case.file.removesuffix(".py").replace("/", "."), *case.names])
    wanted = own + re.sub(r"^[^\[]*", "", case.test)
    return name == wanted or name.startswith(f"{wanted}[")


def _is_titled(case: Case, test: str) -> bool:
    """A title of `it.each` is named as it stands in the file, with %s for what differs."""
    return re.fullmatch(".+".join(map(re.escape, case.test.split("%s"))), test) is not None


def _junit(report: Path) -> list[tuple[str, Found]]:
    """Errors of collection, set-up and tear-down are <error>; only what fails while the test runs is <failure>."""
    if not report.is_file():
        return []
    kinds = {"failure": Ended.FAILED, "error": Ended.ERROR, "skipped": Ended.SKIPPED}
    found = []
    for test in ET.parse(report).iter("testcase"):  # noqa: S314  our own pytest wrote it a moment ago
        parts = (Found(kinds[part.tag], _line(part.get("message", ""))) for part in test if part.tag in kinds)
        found.append((f"{test.get('classname')}.{test.get('name')}", next(parts, Found(Ended.PASSED))))
    return found


def _vitest(report: Path, folder: Path) -> list[tuple[str, Found]]:
    if not report.is_file():
        return []
    kinds = {"passed": Ended.PASSED, "failed": Ended.FAILED}
    found = []
    for file in json.loads(report.read_text("utf-8"))["testResults"]:
        path = Path(file["name"]).resolve().relative_to(folder).as_posix()
        for test in file["assertionResults"]:
            title = " > ".join([path, *test["ancestorTitles"], test["title"]])
            why = _line("\n".join(test["failureMessages"] or []))
            found.append((title, Found(kinds.get(test["status"], Ended.SKIPPED), why)))
    return found


def _line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
