"""How rows of a country are written down: a table, what to count through, an expression for each column that matters.

What is not told has the model's own default, so that a new column needs no line here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields import NOT_PROVIDED


@dataclass(frozen=True)
class Rows:
    model: type[models.Model]
    source: str  # what stands after FROM; every column of it may be used in the expressions
    columns: Mapping[str, str]  # SQL by column


def key(kind: str, *numbers: str) -> str:
    """An identifier of a row with a random one, in SQL: the same for the same numbers, in no order."""
    return f"md5('{kind}:' || " + " || ':' || ".join(numbers) + ")::uuid"


def label(kind: str, identifier: str) -> str:
    """As the models' own: "probationer:…"."""
    return f"'{kind}:' || {identifier}"


def insert(rows: Rows) -> str:
    told = dict(rows.columns)
    for field in rows.model._meta.concrete_fields:
        if (name := str(field.column)) not in told and (default := _default(field)):
            told[name] = default
    table = rows.model._meta.db_table
    names = ", ".join(f'"{name}"' for name in told)
    return f"INSERT INTO {table} ({names})\nSELECT {', '.join(told.values())}\nFROM {rows.source}"


def _default(field: "models.Field[Any, Any]") -> str:
    """Empty: the database knows what to put there, or nothing."""
    if field.primary_key or field.has_db_default():
        return ""
    if field.default is NOT_PROVIDED:
        return "" if field.null else "''"
    if callable(field.default) and field.default is not dict and field.default is not list:
        return ""
    return _literal(field.get_default())


def _literal(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, timedelta):
        return f"interval '{value.total_seconds()} seconds'"
    said = value if isinstance(value, str) else json.dumps(value, cls=DjangoJSONEncoder)
    return "'" + str(said).replace("'", "''") + "'"
