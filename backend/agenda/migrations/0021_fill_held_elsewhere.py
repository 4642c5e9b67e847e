from typing import Any

from django.db import migrations, transaction

AT_ONCE = 500
# The files of the next part of the affiliations, locked as the triggers lock them; then, seeing what was written until
# they were, what is missing of those files. What a trigger noted already stays.
LOCK = """
    SELECT p.id FROM probationers_probationer p WHERE p.id IN (
        SELECT probationer_id FROM probationers_affiliation WHERE id > %s AND id <= %s
    ) ORDER BY p.id FOR UPDATE
"""
FILL = """
    INSERT INTO agenda_heldelsewhere (appointment_id, organisation_id, held_by_id, type_id, starts_at, state)
    SELECT a.id, f.organisation_id, a.organisation_id, a.type_id, a.starts_at, a.state
    FROM probationers_affiliation f JOIN agenda_appointment a USING (probationer_id)
    WHERE f.id > %s AND f.id <= %s AND f.until IS NULL AND f.organisation_id <> a.organisation_id
    ON CONFLICT (appointment_id, organisation_id) DO NOTHING
"""
UPTO = "SELECT max(id) FROM (SELECT id FROM probationers_affiliation WHERE id > %s ORDER BY id LIMIT %s) AS part"


def fill(apps: Any, schema_editor: Any) -> None:
    after: int | None = 0
    connection = schema_editor.connection
    while after is not None:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(UPTO, [after, AT_ONCE])
            upto = cursor.fetchone()[0]
            if upto is not None:
                cursor.execute(LOCK, [after, upto])
                cursor.execute(FILL, [after, upto])
        after = upto


class Migration(migrations.Migration):
    """Of the appointments and affiliations that were there before the triggers."""

    atomic = False
    dependencies = [("agenda", "0020_keep_held_elsewhere")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
