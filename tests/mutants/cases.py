"""docs/cases.md, read strictly: a row for each mended fault, the test that guards it, the patch that puts it back.

The page is the only list: the runner, and the test that every name exists, both begin here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
PAGE = Path("docs/cases.md")
PATCHES = Path("tests/mutants")
HEADER = ["case", "what was wrong", "test", "patch"]
_ID = re.compile(r"[A-Z]{1,2}[0-9]{1,3}")
_PYTEST = re.compile(r"(tests/[\w/]+\.py)((?:::\w+)+)(\[.+\])?")
_VITEST = re.compile(r"(pwa/[\w/.]+\.test\.(?:ts|tsx|mjs)) > (\S.*)")


class WrongPage(Exception):
    """The page can't be read as it must be; the message names the line."""


@dataclass(frozen=True)
class Case:
    """A fault that was mended. `patch` is a path of the repository."""

    id: str
    fault: str
    test: str
    patch: str

    @property
    def file(self) -> str:
        """Where the test stands."""
        return re.split(r"::| > ", self.test, maxsplit=1)[0]

    @property
    def is_vitest(self) -> bool:
        return self.file.startswith("pwa/")

    @property
    def names(self) -> list[str]:
        """Of the test inside its file: classes or `describe`s first, without parameters."""
        if self.is_vitest:
            return self.test.split(" > ")[1:]
        return self.test.partition("[")[0].split("::")[1:]


def read_cases(house: Path) -> list[Case]:
    """Every row of the page's tables, in order. WrongPage: a row that isn't one, or an identifier given twice."""
    page = house / PAGE
    if not page.is_file():
        raise WrongPage(f"{PAGE}: no such file")
    cases = [_read_row(number, cells) for number, cells in _rows(page.read_text("utf-8"))]
    if not cases:
        raise WrongPage(f"{PAGE}: no table with the columns {', '.join(HEADER)}")
    twice = sorted({case.id for case in cases if [other.id for other in cases].count(case.id) > 1})
    if twice:
        raise WrongPage(f"{PAGE}: {', '.join(twice)} stands there twice")
    return cases


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of each table, without its header and the line below; every table of the page has our columns."""
    position = 0  # within the table
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("|"):
            position = 0
            continue
        cells = _cells(number, line)
        position += 1
        if position == 1 and cells != HEADER:
            raise WrongPage(f"{PAGE}:{number}: a table has the columns {', '.join(HEADER)}")
        if position == 2 and set("".join(cells)) != {"-"}:
            raise WrongPage(f"{PAGE}:{number}: the line below the header has dashes alone")
        if position > 2:
            yield number, cells


def _cells(number: int, line: str) -> list[str]:
    if not line.rstrip().endswith("|") or line.count("|") != len(HEADER) + 1:
        raise WrongPage(f"{PAGE}:{number}: a row has {len(HEADER)} cells, and no | inside them")
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _read_row(number: int, cells: list[str]) -> Case:
    id, fault = cells[:2]
    test, patch = (_code(number, cell) for cell in cells[2:])
    if not _ID.fullmatch(id):
        raise WrongPage(f"{PAGE}:{number}: {id or 'nothing'} is no identifier such as M01")
    if not fault:
        raise WrongPage(f"{PAGE}:{number}: what was wrong is not said")
    if not _PYTEST.fullmatch(test) and not _VITEST.fullmatch(test):
        raise WrongPage(f"{PAGE}:{number}: {test} is neither FILE.py::NAME nor pwa/FILE.test.ts > NAME")
    if Path(patch) != PATCHES / f"{id}.patch":
        raise WrongPage(f"{PAGE}:{number}: the patch of {id} is {PATCHES / id}.patch")
    return Case(id, fault, test, patch)


def _code(number: int, cell: str) -> str:
    if len(cell) < 3 or not cell.startswith("`") or not cell.endswith("`"):
        raise WrongPage(f"{PAGE}:{number}: test and patch stand between backticks")
    return cell.strip("`")


def touched(patch: Path) -> list[str]:
    """The files that a patch changes, by their path of the repository."""
    found = re.findall(r"^(?:---|\+\+\+) [ab]/(\S+)", patch.read_text("utf-8"), re.MULTILINE)
    return sorted(set(found))
