"""`./msj setup`, `./msj check` and `./msj test`: what the tests need, and everything that must pass."""

import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.launcher import house, postgres, records, tools
from deploy.launcher.house import HOUSE, PWA, PYTHON, VENV
from deploy.launcher.screen import colour, say, step

Command = Sequence[str | Path]
_BIN = VENV / "bin"


@dataclass(frozen=True)
class Check:
    """One tool that must end with 0."""

    name: str
    command: Command
    folder: Path = HOUSE


def python_checks() -> list[Check]:
    return [
        Check("ruff", [_BIN / "ruff", "check", "--no-cache", "."]),
        Check("ruff format", [_BIN / "ruff", "format", "--check", "--no-cache", "."]),
        Check("mypy", [_BIN / "mypy", "backend", "deploy/launcher", "tests"]),
    ]


def front_checks() -> list[Check]:
    return [
        Check("tsc", ["npm", "run", "--silent", "types"], PWA),
        Check("oxlint", ["npm", "run", "--silent", "lint"], PWA),
        Check("prettier", ["npm", "run", "--silent", "format:check"], PWA),
        Check("oldest browsers", ["npm", "run", "--silent", "compat"], PWA),
        Check("vitest", ["npm", "run", "--silent", "test"], PWA),
    ]


def test(words: Sequence[str]) -> int:
    """The whole, also with options alone (`-x`, `--durations=20`), or pytest with the words given.

    The last line counts what passed and what failed.
    """
    began = time.monotonic()
    setup()
    is_whole = all(word.startswith("-") for word in words)
    failed = failures() if is_whole else []
    code, closing = pytest(whole(*words) if is_whole else words)
    if failed:
        # pytest's own closing line would hide what failed before it.
        say(colour("31", summary(closing, failed, time.monotonic() - began)))
    return code or len(failed)


def setup() -> None:
    """All that the tests need on this machine; what only root may install is named instead."""
    house.prepare()
    tools.node()
    tools.browsers()
    tools.sms_centre()
    tools.proxy()
    set_up()


def whole(*more: str) -> list[str]:
    """pytest's words for every test; tests of one `xdist_group` stay together.

    Two workers more than cores: each waits for processes of the product some of the time. In the order
    of `tests/conftest.py`: a group is no reason to run before the others.
    """
    workers = os.environ.get("MSJ_TEST_WORKERS") or str(2 + (os.cpu_count() or 2))
    return ["-q", "-n", workers, "--dist", "loadgroup", "--no-loadscope-reorder", *more]


def check() -> int:
    """The tools alone, without pytest."""
    house.prepare()
    tools.node()
    set_up()
    failed = failures()
    say(f"{len(python_checks()) + len(front_checks()) - len(failed)} passed, {len(failed)} failed")
    return len(failed)


def set_up() -> None:
    with ThreadPoolExecutor(2) as together:
        fronts = together.submit(tools.node_packages)
        tools.python_packages("test")
        fronts.result()
    tools.front_ends()


def failures() -> list[str]:
    """The names of the checks that failed, each told with all it said; one lane per side of the house."""
    failed: list[str] = []
    with ThreadPoolExecutor(2) as together:
        for lane in (python_checks(), front_checks()):
            together.submit(_lane, lane, failed)
    return failed


def _lane(checks: Sequence[Check], failed: list[str]) -> None:
    for one in checks:
        began = time.monotonic()
        done = subprocess.run(
            [str(word) for word in one.command],
            cwd=one.folder,
            env={**os.environ, **plain_environment()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        took = colour("2", f"{time.monotonic() - began:.1f} s")
        if done.returncode == 0:
            say(f"  {colour('32', '✓')}  {one.name} {took}")
        else:
            failed.append(one.name)
            say(f"  {colour('31', '✗')}  {one.name} {took}\n{done.stdout.rstrip()}")


def plain_environment() -> dict[str, str]:
    return {"MSJ_ENV": "test", "PYTHONPATH": str(HOUSE), "PYTHONUTF8": "1"}


def pytest(words: Sequence[str]) -> tuple[int, str]:
    """pytest on a server of its own (so the test database need not be dropped); its exit code and closing line."""
    with database() as environment:
        return shown([str(PYTHON), "-m", "pytest", "--reuse-db", *words], environment)


@contextmanager
def database() -> Iterator[dict[str, str]]:
    """A PostgreSQL to be thrown away, as an environment that leads there."""
    with step("PostgreSQL, to be thrown away"):
        cluster = postgres.throw_away("test")
        cluster.start()
    try:
        yield {
            **os.environ,
            **plain_environment(),
            records.TOKEN: "test",
            "MSJ_DATABASE_URL": cluster.runtime_url,
            "MSJ_DATABASE_OWNER_URL": cluster.owner_url,
        }
    finally:
        cluster.stop()


def shown(command: Sequence[str], environment: Mapping[str, str], *, cwd: Path = HOUSE) -> tuple[int, str]:
    """A command whose words are shown as they come; its exit code and its last line."""
    closing = ""
    process = subprocess.Popen(
        command, cwd=cwd, env=dict(environment), stdout=subprocess.PIPE, text=True, errors="replace"
    )
    assert process.stdout is not None  # noqa: S101  (piped one line above)
    try:
        for line in process.stdout:
            print(line, end="", flush=True)
            closing = line.strip() or closing
        return process.wait(), closing
    except KeyboardInterrupt:
        process.terminate()
        process.wait(20)
        raise


def summary(closing: str, failed: Sequence[str], seconds: float) -> str:
    """pytest's closing counts with the failed checks added to them."""
    passed = int((re.search(r"(\d+) passed", closing) or ["", "0"])[1])
    broken = sum(int(number) for number, _ in re.findall(r"(\d+) (failed|errors?)", closing))
    return f"{passed} passed, {broken + len(failed)} failed ({', '.join(failed)} before pytest) in {seconds:.1f}s"
