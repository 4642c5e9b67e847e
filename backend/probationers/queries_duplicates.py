"""Second files: those to settle, and what stands on the second one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from backend.accounts.models import Agent
from backend.common.among import Among
from backend.probationers import queries
from backend.probationers.models import Probationer, SecondFile


def second_files_to_settle(of: Among | Q) -> QuerySet[SecondFile]:
    """Opened by other services for certain persons, the oldest first."""
    rows = SecondFile.objects.filter(of, settled_at__isnull=True)
    return rows.select_related("organisation", "first").order_by("at", "pk")


def first_files_of(file: Probationer, *, seen_by: Agent) -> QuerySet[SecondFile]:
    """What this file may be a second one of; each with `is_visible`: whether the agent sees the first."""
    visible = queries.visible_to(seen_by).filter(pk=OuterRef("first"))
    rows = file.first_files.exclude(settlement=SecondFile.Settlement.DIFFERENT)
    return rows.annotate(is_visible=Exists(visible)).select_related("first").order_by("at", "pk")
