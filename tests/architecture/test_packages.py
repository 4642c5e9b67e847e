"""Every package that the front ends and their build import is declared: another one's update can't take it away."""

import json
import re

import pytest

from tests.architecture.source import HOUSE, at, tracked

PWA = HOUSE / "pwa"
IMPORT = re.compile(r"""(?:\b(?:from|import)\s+|\bimport\(\s*|createRequire\([^)]*\)\()['"]([^'"\s]+)['"]""")
# Ours, made while building: building/messages.mjs.
BUILT = {"messages"}


def package_of(name: str) -> str | None:
    """The package that an import's words mean; None for a file of ours and for Node itself."""
    if name.startswith((".", "/", "node:")):
        return None
    parts = name.split("/")
    return "/".join(parts[:2]) if name.startswith("@") else parts[0]


def undeclared(text: str, declared: set[str]) -> list[tuple[int, str]]:
    """Line and name of each imported package that is not declared."""
    found = [
        (text.count("\n", 0, match.start()) + 1, package)
        for match in IMPORT.finditer(text)
        if (package := package_of(match[1])) and package not in BUILT
    ]
    return [(line, package) for line, package in found if package not in declared]


def declared_packages() -> set[str]:
    package = json.loads((PWA / "package.json").read_text("utf-8"))
    return {*package["dependencies"], *package["devDependencies"]}


def test_every_imported_package_is_declared() -> None:
    sources = [path for path in tracked() if PWA in path.parents and path.suffix in {".ts", ".tsx", ".mjs"}]
    used = [path for path in sources if IMPORT.search(path.read_text("utf-8"))]
    assert len(used) > 100
    assert not [
        f"{at(path, line)} {package}"
        for path in used
        for line, package in undeclared(path.read_text("utf-8"), declared_packages())
    ]


@pytest.mark.parametrize(
    ("text", "package"),
    [
        ("import browserslist from 'browserslist'", "browserslist"),
        ("import {\n  a,\n  b,\n} from 'rolldown/utils'", "rolldown"),
        ("import '@csstools/utilities'", "@csstools/utilities"),
        ('export { x } from "acorn"', "acorn"),
        ("const later = () => import('idb')", "idb"),
        ("const DATA = createRequire(import.meta.url)('caniuse-lite/data')", "caniuse-lite"),
    ],
)
def test_an_undeclared_import_is_noticed(text: str, package: str) -> None:
    line = text.count("\n") + 1 if text.startswith("import {") else 1
    assert undeclared(text, declared_packages()) == [(line, package)]
    assert undeclared(text, {package}) == []
