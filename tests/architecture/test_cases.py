"""docs/cases.md names what exists: every test, every patch, and a fault that can still be put back.

That each test also fails by its patch takes minutes: `./msj prove` (tests/mutants/run.py).
"""

import ast
import re

from tests.architecture.source import HOUSE, tracked, tree
from tests.mutants.cases import PATCHES, Case, read_cases, touched
from tests.mutants.tree import applies


def has_function(case: Case) -> bool:
    """Whether the file has that function, in those classes."""
    body: list[ast.stmt] = tree(HOUSE / case.file).body
    for name in case.names:
        found = [
            node
            for node in body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name == name
        ]
        if not found:
            return False
        body = found[0].body
    return True


def has_titles(case: Case) -> bool:
    """Whether each title stands between quotes in the file, whichever quotes they are."""
    source = re.sub(r"\\(['\"`])", r"\1", (HOUSE / case.file).read_text("utf-8"))
    return all(any(f"{quote}{title}{quote}" in source for quote in "'\"`") for title in case.names)


def test_every_test_exists() -> None:
    cases = read_cases(HOUSE)
    files = {path.relative_to(HOUSE).as_posix() for path in tracked()}
    missing = [
        f"{case.id}: {case.test}"
        for case in cases
        if case.file not in files or not (has_titles(case) if case.is_vitest else has_function(case))
    ]
    assert not missing


def test_every_patch_has_its_row_and_every_row_its_patch() -> None:
    named = {case.patch for case in read_cases(HOUSE)}
    there = {path.relative_to(HOUSE).as_posix() for path in tracked() if path.suffix == ".patch"}
    assert sorted(there - named) == [], "a patch without a row in docs/cases.md"
    assert sorted(named - there) == [], "a row of docs/cases.md without its patch"
    assert all(name.startswith(PATCHES.as_posix()) for name in there)


def test_every_patch_still_applies() -> None:
    stale = {case.id: why for case in read_cases(HOUSE) if (why := applies(HOUSE, HOUSE / case.patch))}
    assert not stale, "what they change has changed: write these patches anew, and prove that their tests still fail"


def test_a_patch_changes_the_product_alone() -> None:
    offences = [
        f"{case.id}: {name}"
        for case in read_cases(HOUSE)
        for name in touched(HOUSE / case.patch)
        if not name.startswith(("backend/", "pwa/", "shared/", "deploy/")) or ".test." in name
    ]
    assert not offences
