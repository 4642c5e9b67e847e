"""Second files: those to settle, and what stands on the second one."""

from typing import Any
from uuid import UUID

from django.db.models import Func, Q, QuerySet

from backend.accounts.models import Agent
from backend.common.compiled import Compiled
from backend.organisations import queries as organisations
from backend.probationers import queries
from backend.probationers.models import Probationer, SecondFile


def second_files_to_settle(of: Func | Q) -> QuerySet[SecondFile]:
    """Opened by other services for certain persons, the oldest first."""
    rows = SecondFile.objects.filter(of, settled_at__isnull=True)
    return rows.select_related("organisation", "first").order_by("at", "pk")


def to_settle_of(first: Probationer, *, by: Agent) -> list[SecondFile]:
    """Those of one file, where it is of the agent's own service."""
    own = [one for one in (queries.service_of(by),) if one is not None]
    return _to_settle(first=first.pk, own=own, reach=organisations.reach_of(by))


@Compiled
def _to_settle(*, first: UUID, own: list[int], reach: list[int]) -> QuerySet[SecondFile]:
    of_service = queries.is_within(own, "first") & queries.is_within(reach, "first")
    return second_files_to_settle(Q(of_service, first=first))


def first_files_of(file: Probationer, *, seen_by: Agent) -> list[Any]:
    """What this file may be a second one of; each with `is_visible`: whether the agent sees the first."""
    return _first_files(file=file.pk, reach=organisations.reach_of(seen_by))


@Compiled
def _first_files(*, file: UUID, reach: list[int]) -> QuerySet[SecondFile]:
    rows = SecondFile.objects.filter(file=file).exclude(settlement=SecondFile.Settlement.DIFFERENT)
    return rows.annotate(is_visible=queries.is_within(reach, "first")).select_related("first").order_by("at", "pk")
