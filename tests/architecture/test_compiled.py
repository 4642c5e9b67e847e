"""Every query whose SQL is written once can be: none keeps a value of the request that came first."""

import importlib
from itertools import product
from typing import get_type_hints

import pytest

from backend.common.compiled import Compiled
from tests.architecture.source import HOUSE, python


def found() -> dict[str, Compiled[..., object]]:
    """By module and name."""
    names = [path.relative_to(HOUSE).as_posix() for path in python("backend/**/queries*.py", "backend/**/sessions*.py")]
    modules = [importlib.import_module(name.removesuffix(".py").replace("/", ".")) for name in names]
    return {
        f"{module.__name__}.{name}": each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, Compiled) and each.build.__module__ == module.__name__
    }


def test_all_of_them_are_looked_at() -> None:
    """Elsewhere there is none."""
    marked = [path for path in python("backend/**/*.py") if "\n@Compiled\n" in path.read_text()]
    assert {path.name.partition("_")[0].removesuffix(".py") for path in marked} == {"queries", "sessions"}
    assert len(found()) == sum(path.read_text().count("\n@Compiled\n") for path in marked) > 40


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(found()))
def test_it_can_be_written_for_every_switch(name: str) -> None:
    query = found()[name]
    hints = {each: kind for each, kind in get_type_hints(query.build).items() if each != "return"}
    switches = [each for each, kind in hints.items() if kind is bool]
    for settings in product((True, False), repeat=len(switches)):
        query.plan(dict.fromkeys(hints) | dict(zip(switches, settings, strict=True)))
