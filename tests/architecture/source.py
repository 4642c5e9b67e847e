"""The tracked files, and Python's own reading of them: what the tests of the walls look at."""

import ast
import functools
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent


@functools.cache
def tracked() -> tuple[Path, ...]:
    """What git keeps, and what is new and not ignored; without a git folder (an image), everything of ours."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOUSE,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(path for name in listed.split("\0") if name and (path := HOUSE / name).is_file())


def python(*patterns: str) -> list[Path]:
    """The tracked Python files whose path from the top matches one of the patterns; `**` is any depth, none too.

    Not by `Path.match`, for which `**` is one folder.
    """
    wanted = [re.compile(_depths(pattern)) for pattern in patterns]
    names = {path: path.relative_to(HOUSE).as_posix() for path in tracked()}
    found = [path for path, name in names.items() if any(one.fullmatch(name) for one in wanted)]
    assert found, f"no file matches {patterns}: the test would prove nothing"
    return found


def _depths(pattern: str) -> str:
    return re.escape(pattern).replace(r"\*\*/", "(?:.+/)?").replace(r"\*", "[^/]*")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Every module named by an import, wherever it stands; `from a.b import c` gives a.b and a.b.c."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def at(path: Path, line: int) -> str:
    return f"{path.relative_to(HOUSE)}:{line}"
