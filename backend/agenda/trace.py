"""What every change of an appointment leaves behind, in the change's own transaction."""

from collections.abc import Mapping
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


def notify(appointment: Appointment) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(appointment.pk)])
