"""Every reason that the code can write beside a message, read from the code itself: none may be without words."""

import ast
import json
import re
from collections.abc import Iterator

from tests.architecture.source import HOUSE, tracked, tree

# Whoever gives one of these by position gives a reason.
_BY_POSITION = {"Refusal": 0, "_move": 2}
_FOLDERS = ("backend/delivery/", "backend/reminders/", "backend/probationers/")
_CONSTANTS: dict[str, str] = {}
_IN_SQL = re.compile(r"reason = CASE [^,]*?THEN '([a-z_]+)'")


def known() -> set[str]:
    """Keys of `reasons.` that a message's row can hold."""
    found = set()
    _CONSTANTS.update(_constants())
    for path in tracked():
        name = str(path.relative_to(HOUSE))
        if path.suffix == ".py" and name.startswith(_FOLDERS) and "migrations" not in path.parts:
            found |= set(_of(tree(path)))
    return found


def _constants() -> dict[str, str]:
    """Module constants that hold a text: a reason may be given by its name."""
    found = {}
    for path in tracked():
        if path.suffix == ".py" and str(path.relative_to(HOUSE)).startswith(_FOLDERS):
            for name, text in re.findall(r'^([A-Z_]+) = "([a-z_]+)"', path.read_text("utf-8"), re.MULTILINE):
                found[name] = text
    return found


def _of(module: ast.AST) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield from _called(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _IN_SQL.findall(node.value)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).split(".")[-1] in ("reason", "REASONS"):
            yield from _texts(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name == "still_true":
            # What the last look at an appointment answers becomes a refusal's reason.
            for value in [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return)]:
                yield from _texts(value) if value else ()


def _called(node: ast.Call) -> Iterator[str]:
    name = ast.unparse(node.func).split(".")[-1]
    place = _BY_POSITION.get(name)
    if place is not None and len(node.args) > place:
        yield from _texts(node.args[place])
    for keyword in node.keywords:
        if keyword.arg == "reason" and name != "Message":
            yield from _texts(keyword.value)


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can give: both ends of a choice, a constant by its name, each of a set."""
    if isinstance(node, ast.Constant):
        yield from [node.value] if isinstance(node.value, str) and node.value else []
    elif isinstance(node, ast.Name | ast.Attribute):
        name = ast.unparse(node).split(".")[-1]
        yield from [_CONSTANTS[name]] if name in _CONSTANTS else []
    else:
        for part in _parts(node):
            yield from _texts(part)


def _parts(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, ast.Call):
        return node.args[:1]
    return node.elts if isinstance(node, ast.Set) else []


def catalogue_of(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((HOUSE / "shared" / "messages" / f"{language}.json").read_text("utf-8"))
    return words
