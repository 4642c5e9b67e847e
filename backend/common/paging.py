"""Lists by page: a cursor says after which row to go on (keyset), so that a page costs the same wherever it stands."""

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DataError, models
from django.db.models import Model, Q, QuerySet
from pydantic import Field

from backend.common import text
from backend.common.errors import Malformed

Row = TypeVar("Row", bound=Model)
SIZE = 25
Cursor = Annotated[str, Field(max_length=600), text.Untouched]
# What a key may be: the kind of its column, and what stands for it in a cursor. The first that fits; others are not
# paged by. An instant is a date to Python, and a truth a number: the types are compared, not their families.
_KINDS: "Sequence[tuple[type[models.Field[Any, Any]], type]]" = (
    (models.DateTimeField, datetime),
    (models.DateField, date),
    (models.UUIDField, UUID),
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (models.CharField, str),
    (models.TextField, str),
)


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
    with reading(cursor):
        found = read(ordered.filter(after(cursor, rows.model, by)), size + 1)
    return cut(found, by=by, size=size)


@contextmanager
def reading(cursor: str | None) -> Iterator[None]:
    """Malformed where a page can't be read for its cursor: a made-up one whose kinds are right, with a zero byte in a
    word or an instant before the first."""
    try:
        yield
    except (ValueError, TypeError, OverflowError, ValidationError, DataError) as error:
        if not cursor:
            raise
        raise Malformed("cursor_unreadable") from error


def after(cursor: str | None, model: type[Model], by: Sequence[str]) -> Q:
    """The rows of the page that such a cursor asks for, and of those that follow; all of them without one.

    Their first key alone is enough to begin at, down an index that begins with it.
    """
    if not cursor:
        return Q()
    values = _keys(cursor, model, by)
    beginning = f"{by[0].removeprefix('-')}__{'lte' if by[0].startswith('-') else 'gte'}"
    return Q(**{beginning: values[0]}) & _after(by, values)


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
    except (ValueError, TypeError, RecursionError) as error:
        raise Malformed("cursor_unreadable") from error


def _keys(cursor: str, model: type[Model], by: Sequence[str]) -> list[Any]:
    """The values of a cursor of this very list: each is of its own key's kind."""
    values = decode(cursor, length=len(by))
    for name, value in zip(by, values, strict=True):
        kind = _kind(model, name.removeprefix("-"))
        if type(value) is not kind or (isinstance(value, datetime) and value.tzinfo is None):
            raise Malformed("cursor_unreadable")
    return values


def _kind(model: type[Model], name: str) -> type:
    *leading, last = name.split("__")
    for part in leading:
        related = model._meta.get_field(part).related_model
        if not (isinstance(related, type) and issubclass(related, Model)):
            raise LookupError(name)
        model = related
    column = model._meta.get_field(last)
    while isinstance(column, models.ForeignKey):
        column = column.target_field
    return next(kind for of, kind in _KINDS if isinstance(column, of))


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


_SAID: dict[str, Callable[[str], Any]] = {"t": datetime.fromisoformat, "d": date.fromisoformat, "u": UUID}


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
        if not isinstance(said, str) or kind not in _SAID:
            raise ValueError("not a value of a cursor")
        return _SAID[kind](said)
    if isinstance(value, str | int | bool):
        return value
    raise ValueError("not a value of a cursor")
