"""Queries whose SQL is written once for the process, for the screens that are asked for most.

Django writes a query anew each time, which takes it longer than PostgreSQL needs to answer: half of a request's time.
What scopes and filters a query is still written in one place, with Django's words; here it is asked once, with
stand-ins for what differs between two requests, and these are replaced in the parameters from then on.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, ParamSpec, TypeVar, get_args, get_type_hints
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField, BooleanField, F, Field, Func, Model, QuerySet, TextField, UUIDField, Value
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")
# No number, key or day of ours is one of these; a 32 bit column takes the numbers.
_NUMBER, _KEY, _DAY = 1_999_999_000, UUID("6d736a00-5354-414e-4400-000000000000"), datetime(1901, 1, 1, tzinfo=UTC)
_WORD = "\ue000stand-in"


class Compiled(Generic[P, Row]):
    """Called with the named values of `build`, gives the rows that its query finds.

    `build` runs once, and once more for each value of its parameters that are `bool`. Every other one is put into the
    query as it is: `build` neither looks at it nor reckons with it. Where it did, the first call raises RuntimeError
    rather than ask every other request with the first one's values.
    """

    def __init__(self, build: Callable[P, "QuerySet[Any, Row]"]) -> None:
        self.build = build
        self._plans: dict[tuple[object, ...], _Plan[Row]] = {}

    def __call__(self, *args: P.args, **values: P.kwargs) -> list[Row]:
        if args:
            raise TypeError("named values alone")
        return self.plan(values).rows(values)

    def plan(self, values: dict[str, Any]) -> "_Plan[Row]":
        switches = tuple((name, value) for name, value in values.items() if isinstance(value, bool))
        if switches not in self._plans:
            self._plans[switches] = _plan(self.build, values)
        return self._plans[switches]

    def first(self, *args: P.args, **values: P.kwargs) -> Row | None:
        """For a query that finds one row at most."""
        return next(iter(self(*args, **values)), None)


def any_of(name: str, keys: Collection[Any], kind: "type[Field[Any, Any]]" = UUIDField) -> Func:
    """`column = ANY(keys)`: as `__in`, but one parameter however many there are."""
    whole = Value(list(keys), ArrayField(kind()))
    return Func(F(name), whole, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


def any_number(name: str, keys: Collection[int]) -> Func:
    return any_of(name, keys, BigIntegerField)


def any_word(name: str, words: Collection[str]) -> Func:
    return any_of(name, words, TextField)


def attach(rows: Iterable[Model], name: str, found: Iterable[Model], *, by: str) -> None:
    """As `prefetch_related(name)`: `row.name.all()` gives those whose column `by` holds its key, in their order."""
    groups: dict[Any, list[Model]] = defaultdict(list)
    for each in found:
        groups[getattr(each, by)].append(each)
    for row in rows:
        kept: Any = QuerySet(row._meta.get_field(name).related_model)
        kept._result_cache, kept._prefetch_done = groups[row.pk], True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept


@dataclass(frozen=True)
class _Place:
    """Of one parameter: whose value stands there, and what Django makes of it (a number of so many bytes)."""

    number: int
    name: str
    made: Callable[[Any], Any]


@dataclass(frozen=True)
class _Plan(Generic[Row]):
    of: "QuerySet[Any, Row]"
    sql: str
    params: tuple[Any, ...]
    places: tuple[_Place, ...]
    written: SQLCompiler

    def rows(self, values: dict[str, Any]) -> list[Row]:
        params = list(self.params)
        for place in self.places:
            params[place.number] = place.made(values[place.name])
        asked: Any = QuerySet(self.of.model, query=_Asked(self, tuple(params)), using=self.of.db)  # type: ignore[arg-type]
        for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(asked, name, getattr(self.of, name))
        return list(asked)


class _Asked:
    """The query of a plan, but for its compiler."""

    def __init__(self, plan: _Plan[Any], params: tuple[Any, ...]) -> None:
        self._plan, self._params = plan, params

    def get_compiler(self, using: str, *_: object, **__: object) -> SQLCompiler:
        plan = self._plan
        compiler = _Written(plan.of.query, connections[using], using)
        compiler.said = (plan.sql, self._params)
        for name in ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select"):
            setattr(compiler, name, getattr(plan.written, name))
        return compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plan.of.query, name)


class _Written(SQLCompiler):
    said: tuple[str, tuple[Any, ...]]

    def as_sql(self, *_: object, **__: object) -> tuple[str, tuple[Any, ...]]:
        return self.said


def _plan(build: Callable[..., "QuerySet[Any, Row]"], values: dict[str, Any]) -> _Plan[Row]:
    hints = get_type_hints(build)
    given = {
        name: value if isinstance(value, bool) else _stand_in(hints[name], number)
        for number, (name, value) in enumerate(values.items())
    }
    rows = build(**given)
    written = rows.query.get_compiler(using=rows.db)
    try:
        sql, params = written.as_sql()
    except EmptyResultSet:
        # A stand-in that is too large for its column, for one.
        raise RuntimeError(f"{build.__name__}: finds nothing, whatever the values are") from None
    standing = {name: value for name, value in given.items() if not isinstance(value, bool)}
    places = _places(params, standing)
    _refuse_what_is_frozen(build.__name__, sql, params, places, standing)
    return _Plan(rows, sql, tuple(params), places, written)


def _stand_in(kind: Any, number: int) -> Any:
    if inner := get_args(kind):
        return [_stand_in(inner[0], number)]
    made = {
        int: _NUMBER + number,
        UUID: UUID(int=_KEY.int + number),
        datetime: _DAY + timedelta(microseconds=number),
        date: _DAY.date() + timedelta(days=number),
        str: f"{_WORD} {number}",
    }
    return made[kind]


def _places(params: Sequence[Any], standing: dict[str, Any]) -> tuple[_Place, ...]:
    named = [(number, name) for number, one in enumerate(params) for name, value in standing.items() if one == value]
    return tuple(_Place(number, name, _maker(params[number])) for number, name in named)


def _maker(param: Any) -> Callable[[Any], Any]:
    if isinstance(param, list):
        one = _maker(param[0])
        return lambda values: [one(value) for value in values]
    return type(param) if isinstance(param, int) else lambda value: value


def _refuse_what_is_frozen(
    name: str, sql: str, params: Sequence[Any], places: Sequence[_Place], standing: dict[str, Any]
) -> None:
    """Whatever of a request would be every other one's: a value that was reckoned with, or looked at."""
    used = {place.name for place in places}
    if unused := standing.keys() - used:
        raise RuntimeError(f"{name}: {', '.join(sorted(unused))} does not stand in the query as it was given")
    rest = [one for number, one in enumerate(params) if number not in {place.number for place in places}]
    said = f"{sql} {rest!r}"
    marks = (str(_NUMBER)[:7], str(_KEY)[:19], _WORD)
    frozen = [one for one in rest if isinstance(one, date | UUID | list | tuple)]
    if frozen or any(mark in said for mark in marks):
        raise RuntimeError(f"{name}: made of a value, where the value itself must stand: {frozen or said}")
