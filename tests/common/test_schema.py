"""What crosses the wire is made and told in pydantic's own code, not field by field in Python."""

import importlib
from typing import Any

import pytest
from pydantic import BaseModel

from backend.common.schema import Schema
from tests.architecture.source import HOUSE, python


class Inner(Schema):
    name: str


class Outer(Schema):
    inner: Inner


def test_what_an_answer_holds_is_not_made_a_second_time() -> None:
    inner = Inner(name="EXEMPLE")
    assert Outer(inner=inner).inner is inner


@pytest.mark.parametrize("path", python("backend/**/schemas*.py"), ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_schema_goes_through_python_as_a_whole(path: Any) -> None:
    name = str(path).removeprefix(f"{HOUSE}/").removesuffix(".py").replace("/", ".")
    module = importlib.import_module(name)
    made = [each for each in vars(module).values() if isinstance(each, type) and each.__module__ == name]
    models = [each for each in made if issubclass(each, BaseModel)]
    assert not [each for each in models if "wrap" in {one.info.mode for one in _validators(each)}]


def _validators(model: type[BaseModel]) -> list[Any]:
    return list(model.__pydantic_decorators__.model_validators.values())
