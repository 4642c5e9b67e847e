"""What an agent has still to look at: neither marked by herself nor settled for all."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import CharField, Exists, Model, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from backend.accounts.models import Agent
from backend.common.compiled import Compiled, any_word
from backend.probationers.models import SeenMark

T = TypeVar("T", bound=Model)


def to_look_at(rows: QuerySet[T], *, by: Agent | int, label: str) -> QuerySet[T]:
    """Those of the rows that the agent has not marked and nobody has settled; `label`: how their labels begin."""
    own = Concat(Value(f"{label}:"), Cast(OuterRef("pk"), CharField()))
    return rows.filter(seen_at__isnull=True).exclude(Exists(SeenMark.objects.filter(agent=by, subject=own)))


def marked_at(subjects: Iterable[object], *, by: Agent) -> dict[str, datetime]:
    """When the agent herself marked which of these, by label: one query."""
    labels = [str(each) for each in subjects]
    return dict(_marks(agent=by.pk, labels=labels)) if labels else {}


@Compiled
def _marks(*, agent: int, labels: list[str]) -> QuerySet[SeenMark, tuple[str, datetime]]:
    return SeenMark.objects.filter(any_word("subject", labels), agent=agent).values_list("subject", "at")
