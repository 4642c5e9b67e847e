"""Lists by page: a cursor says after which row to go on (keyset), so that a page costs the same wherever it stands."""

import base64
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import Model, Q, QuerySet
from pydantic import Field

from backend.common import text
from backend.common.errors import Malformed

Row = TypeVar("Row", bound=Model)
SIZE = 25
Cursor = Annotated[str, Field(max_length=600), text.Untouched]


def _at_once(ordered: QuerySet[Row], count: int) -> list[Row]:
    return list(ordered[:count])


def page(
    rows: QuerySet[Row],
    *,
    cursor: str | None = None,
    by: Sequence[str] = ("id",),
    size: int = SIZE,
    read: Callable[[QuerySet[Row], int], list[Row]] = _at_once,
) -> tuple[list[Row], str | None]:
    """One page in the order `by`, and the cursor of the next (None: this is the last).

    `by` names columns of the row that are never null ("-starts_at": downwards) and ends with a unique one. A field of
    a related row ("probationer__search_key") works too where it is selected. `read`: in two steps, of many tables.
    """
    ordered = rows.order_by(*by)
    try:
        found = read(ordered.filter(_after(by, decode(cursor, length=len(by)))) if cursor else ordered, size + 1)
    except (ValueError, TypeError, ValidationError, DataError) as error:
        if not cursor:
            raise
        # The cursor of another list: a word where an instant stands; or a made-up one, with a zero byte in it.
        raise Malformed("cursor_unreadable") from error
    return cut(found, by=by, size=size)


def cut(found: list[Row], *, by: Sequence[str], size: int) -> tuple[list[Row], str | None]:
    """A page of rows in that order, of which there is one more where another page follows."""
    if len(found) <= size:
        return found, None
    return found[:size], encode([_value(found[size - 1], name) for name in by])


def encode(values: Sequence[Any]) -> str:
    """A cursor: opaque to the caller, no secret (the query it is put in is scoped again)."""
    spoken = [_spoken(value) for value in values]
    return base64.urlsafe_b64encode(json.dumps(spoken, separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str, *, length: int) -> list[Any]:
    """The values of a cursor, or Malformed('cursor_unreadable')."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != length:
            raise ValueError(cursor)
        return [_heard(value) for value in values]
    except (ValueError, TypeError) as error:
        raise Malformed("cursor_unreadable") from error


def _after(by: Sequence[str], values: Sequence[Any]) -> Q:
    """(a, b) > (x, y) spelt out, since directions may differ: a > x or (a = x and b > y)."""
    after, equal = Q(), Q()
    for name, value in zip(by, values, strict=True):
        field = name.removeprefix("-")
        step = Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        after |= equal & step
        equal &= Q(**{field: value})
    return after


def _value(row: Model, name: str) -> Any:
    value: Any = row
    for part in name.removeprefix("-").split("__"):
        value = getattr(value, part)
    return value


def _spoken(value: Any) -> Any:
    """JSON knows neither instants nor UUIDs: those travel as [kind, text]."""
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, UUID):
        return ["u", str(value)]
    return value


def _heard(value: Any) -> Any:
    if isinstance(value, list):
        kind, said = value
        if kind == "t":
            return datetime.fromisoformat(said)
        return UUID(said) if kind == "u" else date.fromisoformat(said)
    if isinstance(value, str | int | float | bool):
        return value
    raise ValueError("not a value of a cursor")
