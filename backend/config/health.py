"""/healthz: this process lives. /readyz: the whole can do its work; the part that fails is named."""

from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from backend.delivery.models import Heartbeat

# Real time. Longer than the slowest of each: one missed beat is not a failure.
SILENCE = {
    "planner": timedelta(seconds=60),
    "sender": timedelta(seconds=60),
    "cluster": timedelta(minutes=5),
}


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"live": True})


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 if every part is well, 503 otherwise; no more is said than which."""
    parts = {"database": False, "migrations": False, **dict.fromkeys(SILENCE, False)}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        parts["database"] = True
        parts["migrations"] = _migrated()
        parts |= _beating(datetime.now(UTC))
    except DatabaseError:
        connection.close()
    return JsonResponse({"ready": all(parts.values()), "parts": parts}, status=200 if all(parts.values()) else 503)


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _beating(now: datetime) -> dict[str, bool]:
    last = dict(Heartbeat.objects.filter(name__in=SILENCE).values_list("name", "at"))
    return {name: name in last and now - last[name] < silence for name, silence in SILENCE.items()}
