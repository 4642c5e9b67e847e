"""The runner of the guards, on planted repositories: whatever keeps a guard from holding is an error by its name."""

import difflib
import re
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.mutants import runs
from tests.mutants.cases import HOUSE, PATCHES, WrongPage, read_cases, touched
from tests.mutants.run import main
from tests.mutants.runs import databases
from tests.mutants.tree import PatchRefused, Tree

HEAD = "| case | what was wrong | test | patch |\n|---|---|---|---|\n"
FILES = {
    "product.py": "def double(n: int) -> int:\n    return 2 * n\n",
    "other.py": "ZERO = 0\n",
    "tests/test_product.py": """
import pytest
from product import double

@pytest.fixture
def four():
    assert double(2) == 4
    return 4

@pytest.mark.parametrize("n", [0, 1])
def test_double(n):
    assert double(n) == n + n

def test_red():
    assert double(1) == 3

def test_blind():
    assert double(0) == 0

def test_prepared(four):
    assert four == 4
""",
    "pwa/double.ts": "export const double = (n: number): number => 2 * n\n",
    "pwa/double.test.ts": """
import { describe, expect, it } from 'vitest'
import { double } from './double'
describe('double', () => {
  it('is twice as much', () => expect(double(1)).toBe(2))
  it.each([1, 2])('is more than %s', (n) => expect(double(n)).toBe(n + n))
  it('is blind', () => expect(double(0)).toBe(0))
})
""",
    ".gitignore": "node_modules\n__pycache__\n",
}
TEST = "tests/test_product.py"


def patch(file: str, old: str, new: str, *, text: str = "") -> str:
    """As `git diff` writes it; `text`: what the file holds by the patch, where it isn't what it holds in truth."""
    before = text or FILES[file]
    lines, others = (part.splitlines(keepends=True) for part in (before, before.replace(old, new)))
    return "".join(difflib.unified_diff(lines, others, f"a/{file}", f"b/{file}", n=1))


TRIPLE = patch("product.py", "2 * n", "3 * n")
STALE = patch("product.py", "4 * n", "3 * n", text=FILES["product.py"].replace("2 * n", "4 * n"))


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two functions, their tests and nothing else: no database, no Django."""
    for name in ("DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS", "MSJ_DATABASE_URL", "MSJ_DATABASE_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)
    # Half of the time of so small a run is the loading of plugins that it doesn't need.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_PLUGINS", "xdist.plugin,pytest_django.plugin")
    house = tmp_path / "house"
    for name, text in FILES.items():
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).write_text(text)
    (house / "pwa/node_modules").symlink_to((HOUSE / "pwa/node_modules").resolve())
    subprocess.run(["git", "init", "--quiet"], cwd=house, check=True)
    return house


def plant(house: Path, cases: Mapping[str, tuple[str, str]]) -> None:
    """Test and patch of each case."""
    rows = [f"| {id} | something | `{test}` | `{PATCHES}/{id}.patch` |\n" for id, (test, _) in cases.items()]
    for folder in ("docs", PATCHES):
        (house / folder).mkdir(parents=True, exist_ok=True)
    (house / "docs/cases.md").write_text("# Cases\n\n" + HEAD + "".join(rows))
    for id, (_, text) in cases.items():
        (house / PATCHES / f"{id}.patch").write_text(text)


def told(house: Path) -> tuple[int, dict[str, str], str]:
    """The exit code, what is said of each case without test and time, and the last line."""
    lines: list[str] = []
    code = main([], house=house, say=lines.append)
    return code, {line[:3]: re.sub(r"  \(.*", "", line[5:]) for line in lines[:-1]}, lines[-1]


def test_a_guard_that_holds_and_everything_that_keeps_one_from_holding(house: Path) -> None:
    broken, emptied = patch("product.py", "2 * n", "2 *"), patch("product.py", "2 * n", "0 * n")
    plant(
        house,
        {
            "M01": (f"{TEST}::test_double", TRIPLE),
            "M02": (f"{TEST}::test_double", patch("other.py", "0", "1") + STALE),
            "M03": (f"{TEST}::test_red", TRIPLE),
            "M04": (f"{TEST}::test_blind", TRIPLE),
            "M05": (f"{TEST}::test_double", broken),
            "M06": (f"{TEST}::test_prepared", emptied),
        },
    )
    code, said, last = told(house)
    assert said["M01"] == "holds"
    assert said["M02"] == "ERROR: the patch does not apply: error: patch failed: product.py:1"
    assert said["M03"].startswith("ERROR: without the patch the test fails: assert 2 == 3")
    assert said["M04"] == "ERROR: the test passes although the fault is back"
    assert said["M05"].startswith("ERROR: with the patch the test was not found or could not be collected: ")
    assert "SyntaxError" in said["M05"]
    assert said["M06"].startswith("ERROR: with the patch the test could not be prepared or cleaned up: failed on setup")
    assert (code, last) == (1, "6 guards, 1 hold")


def test_a_test_that_is_not_there_keeps_no_other_from_being_proved(house: Path) -> None:
    plant(house, {"M01": (f"{TEST}::test_gone", TRIPLE), "M02": (f"{TEST}::test_double[1]", TRIPLE)})
    code, said, last = told(house)
    assert said["M01"].startswith("ERROR: without the patch the test was not found or could not be collected: ERROR")
    assert said["M02"] == "holds"
    assert (code, last) == (1, "2 guards, 1 hold")
    assert main(["M03"], house=house, say=lambda line: None) == 2, "no such case"


def test_the_front_ends_tests_are_guards_too(house: Path) -> None:
    triple = patch("pwa/double.ts", "2 * n", "3 * n")
    plant(
        house,
        {
            "M01": ("pwa/double.test.ts > double > is twice as much", triple),
            "M02": ("pwa/double.test.ts > double > is blind", triple),
            "M03": ("pwa/double.test.ts > is twice as much", triple),
            "M04": ("pwa/double.test.ts > double > is more than %s", triple),
        },
    )
    _, said, last = told(house)
    assert said["M01"] == said["M04"] == "holds"
    assert said["M02"] == "ERROR: the test passes although the fault is back"
    assert said["M03"].startswith("ERROR: without the patch the test was not found or could not be collected")
    assert last == "4 guards, 2 hold"


def test_a_patch_is_applied_whole_or_not_at_all_and_undone(house: Path, tmp_path: Path) -> None:
    plant(house, {})
    (house / "both.patch").write_text(patch("other.py", "0", "1") + TRIPLE)
    (house / "half.patch").write_text(patch("other.py", "0", "1") + STALE)
    tree = Tree(house, tmp_path / "copy")
    with pytest.raises(PatchRefused, match=r"product\.py"):
        tree.apply(house / "half.patch")
    assert (tree.folder / "other.py").read_text() == FILES["other.py"]
    tree.apply(house / "both.patch")
    assert "3 * n" in (tree.folder / "product.py").read_text()
    tree.reset()
    assert (tree.folder / "product.py").read_text() == FILES["product.py"] == (house / "product.py").read_text()
    assert touched(house / "both.patch") == ["other.py", "product.py"]


def test_no_other_tests_meet_a_database_that_was_made_with_a_patch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MSJ_DATABASE_URL", "postgresql://msj_app@/msj?host=/tmp/msj-a")
    monkeypatch.delenv("MSJ_DATABASE_OWNER_URL", raising=False)
    assert databases("lane2") == {"MSJ_DATABASE_URL": "postgresql://msj_app@/msj_mutants_lane2?host=/tmp/msj-a"}


def test_what_runs_is_ended_with_the_runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_over", threading.Event())
    with ThreadPoolExecutor(1) as pool:
        sleeping = pool.submit(runs._run, ["sleep", "60"], tmp_path, {})
        while not runs._running and not sleeping.done():
            time.sleep(0.01)
        runs.end_all()
        assert sleeping.result(30)[0] == -signal.SIGKILL
    assert runs._run(["sleep", "60"], tmp_path, {}) == (1, "interrupted")


ROW = f"| M01 | something | `{TEST}::test_double` | `{PATCHES}/M01.patch` |\n"


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("no table", "no table"),
        (HEAD, "no table"),
        (HEAD + ROW + ROW, "M01 stands there twice"),
        (HEAD + ROW + "| M02 | something |\n", ":4: a row has 4 cells"),
        (HEAD + ROW.replace("something", "one | two"), ":3: a row has 4 cells"),
        (HEAD + ROW.replace("something", ""), ":3: what was wrong is not said"),
        (HEAD + ROW.replace("M01 |", "1 |"), ":3: 1 is no identifier"),
        (HEAD + ROW.replace("::test_double", ""), ":3: tests/test_product.py is neither"),
        (HEAD + ROW.replace("M01.patch", "M02.patch"), ":3: the patch of M01 is tests/mutants/M01.patch"),
        (HEAD + ROW.replace("`", ""), ":3: test and patch stand between backticks"),
        (HEAD.replace("case", "name") + ROW, ":1: a table has the columns"),
        (HEAD.partition("\n")[0] + "\n" + ROW, ":2: the line below the header"),
    ],
)
def test_a_page_that_can_not_be_read_is_an_error_by_its_line(tmp_path: Path, page: str, fault: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/cases.md").write_text(page)
    with pytest.raises(WrongPage, match=re.escape(fault)):
        read_cases(tmp_path)


def test_without_a_page_nothing_is_proved(tmp_path: Path) -> None:
    lines: list[str] = []
    assert main([], house=tmp_path, say=lines.append) == 2
    assert lines == ["docs/cases.md: no such file"]
