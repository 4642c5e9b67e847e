"""What every change of an appointment leaves behind, in the change's own transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection

from backend.agenda.models import Appointment, AppointmentEvent
from backend.common import clock
from backend.journal import actions as journal

CHANNEL = "appointment_changed"


def leave(
    appointment: Appointment,
    event: str,
    *,
    by: object,
    organisation: object = "",
    detail: Mapping[str, str | int] | None = None,
    at: datetime | None = None,
) -> None:
    """The file's own history, the journal, and a NOTIFY that reaches the planner when the transaction commits."""
    AppointmentEvent.objects.create(
        appointment=appointment,
        at=at or clock.now(),
        event=event,
        by=str(by),
        revision=appointment.revision,
        detail=dict(detail or {}),
    )
    journal.write(
        f"agenda.{event}",
        appointment,
        by=by,
        organisation=organisation,
        about=f"probationer:{appointment.probationer_id}",
        detail={"revision": appointment.revision},
    )
    notify(appointment)


def leave_alike(
    rows: Sequence[Appointment], event: str, *, by: object, organisation: object = "", detail: Mapping[str, str | int]
) -> None:
    """As `leave`, of many that changed by one act: a constant number of queries."""
    now = clock.now()
    AppointmentEvent.objects.bulk_create(
        AppointmentEvent(appointment=row, at=now, event=event, by=str(by), revision=row.revision, detail=dict(detail))
        for row in rows
    )
    journal.write_many(
        f"agenda.{event}",
        [
            journal.Traced(row, about=f"probationer:{row.probationer_id}", detail={"revision": row.revision})
            for row in rows
        ],
        by=by,
        organisation=organisation,
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, id) FROM unnest(%s::text[]) AS id", [CHANNEL, [str(r.pk) for r in rows]])


def notify(appointment: Appointment) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(appointment.pk)])
