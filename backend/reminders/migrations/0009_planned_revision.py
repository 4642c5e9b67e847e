from typing import Any

from django.db import migrations

AT_ONCE = 5000
# From one key to the next: each statement is short, and locks no more than it changes.
NEXT = """
    WITH part AS (
        SELECT appointment_id, revision FROM reminders_planned
        WHERE appointment_id > %s ORDER BY appointment_id LIMIT %s
    ), noted AS (
        UPDATE agenda_appointment a SET planned_revision = LEAST(part.revision, a.revision)
        FROM part WHERE a.id = part.appointment_id AND a.planned_revision < LEAST(part.revision, a.revision)
    )
    SELECT appointment_id FROM part ORDER BY appointment_id DESC LIMIT 1
"""


def note(apps: Any, schema_editor: Any) -> None:
    after: str | None = "00000000-0000-0000-0000-000000000000"
    with schema_editor.connection.cursor() as cursor:
        while after:
            cursor.execute(NEXT, [after, AT_ONCE])
            found = cursor.fetchone()
            after = found[0] if found else None


class Migration(migrations.Migration):
    """What was planned already: before the index is made, and before a planner looks for what is not.

    What the release before plans meanwhile is found once more, and is planned already.
    """

    atomic = False
    dependencies = [("agenda", "0005_planned_revision"), ("reminders", "0008_mark_what_was_loaded")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
