from typing import Any

from django.db import migrations

AT_ONCE = 2000
# From one key to the next, each part a transaction of its own. The files first, as whoever renames one locks them; the
# trigger copies.
NEXT = """
    WITH part AS MATERIALIZED (
        SELECT id, probationer_id FROM probationers_affiliation WHERE id > %s ORDER BY id LIMIT %s
    ), files AS MATERIALIZED (
        SELECT p.id FROM probationers_probationer p WHERE p.id IN (SELECT probationer_id FROM part) ORDER BY p.id FOR SHARE
    ), copied AS (
        UPDATE probationers_affiliation a SET probationer_id = a.probationer_id
        FROM part JOIN files ON files.id = part.probationer_id WHERE a.id = part.id
    )
    SELECT max(id) FROM part
"""


def fill(apps: Any, schema_editor: Any) -> None:
    after: int | None = 0
    with schema_editor.connection.cursor() as cursor:
        while after is not None:
            cursor.execute(NEXT, [after, AT_ONCE])
            after = cursor.fetchone()[0]


class Migration(migrations.Migration):
    """Of the affiliations that were there before the triggers."""

    atomic = False
    dependencies = [("probationers", "0018_affiliation_names")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
