"""Some keys first: PostgreSQL finds them before it looks at anything else, however large the other tables are."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, Q, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import IsNull


class Among(Func):
    """`column = ANY(ARRAY(SELECT …))`: as a condition of `filter`."""

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()


def one_by_one(rows: "QuerySet[Any, Any]") -> Q:
    """As `Exists(rows)`, asked of each row by itself down an index.

    Of a few hundred rows PostgreSQL rather reads the whole inner table once, which is the country's.
    """
    return Q(IsNull(Subquery(rows.values("pk")[:1]), False))


def among(name: str, keys: "QuerySet[Any, Any] | Sequence[UUID]") -> Among:
    """Whether the column `name` is one of `keys`: a query of one column that is never null, or UUIDs.

    `IN` means the same, but leaves PostgreSQL to choose where it begins, and it guesses: with a few rows to be shown it
    walks the country and asks of each row whether it is in scope. The keys of an array are there before the rest is
    read, and lead down an index of `name`. For a few thousand keys at most.
    """
    if isinstance(keys, QuerySet):
        return Among(F(name), ArraySubquery(keys.order_by()))
    return Among(F(name), Cast(Value("{" + ",".join(map(str, keys)) + "}"), ArrayField(UUIDField())))
