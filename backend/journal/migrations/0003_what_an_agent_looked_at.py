from typing import Any

from django.db import migrations

NAME = "journal_entry_looks"
# Acts of looking, as organisations/actions_readings lists them; a test compares both.
VERBS = (
    "agenda.export",
    "agenda.list",
    "desk.read_appointment",
    "desk.read_file",
    "desk.read_morning",
    "desk.read_to_call",
    "journal.reach_limit",
    "probationers.list_contact_changes",
    "probationers.look_elsewhere",
    "probationers.search",
    "reminders.preview",
)
WHAT = f"(actor, at DESC) WHERE verb IN {VERBS}"
# Those that have none yet, also after a run that was stopped; a month that is made meanwhile gets its own by itself.
WITHOUT = """
SELECT part.inhrelid::regclass::text FROM pg_inherits part
WHERE part.inhparent = 'journal_entry'::regclass AND NOT EXISTS (
    SELECT FROM pg_inherits made JOIN pg_index i ON i.indexrelid = made.inhrelid
    WHERE made.inhparent = %s::regclass AND i.indrelid = part.inhrelid
)
"""


def make(apps: Any, schema_editor: Any) -> None:
    """Part by part, so that nobody who writes is held up: of a table in parts none can be made concurrently."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '4s'")
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {NAME} ON ONLY journal_entry {WHAT}")
        cursor.execute(WITHOUT, [NAME])
        for (part,) in cursor.fetchall():
            cursor.execute("SET lock_timeout = '10min'")
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {part}_looks")  # of a run that was stopped
            cursor.execute(f"CREATE INDEX CONCURRENTLY {part}_looks ON {part} {WHAT}")
            cursor.execute("SET lock_timeout = '4s'")
            cursor.execute(f"ALTER INDEX {NAME} ATTACH PARTITION {part}_looks")
        cursor.execute("RESET lock_timeout")


def drop(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '4s'")
        cursor.execute(f"DROP INDEX {NAME}")
        cursor.execute("RESET lock_timeout")


class Migration(migrations.Migration):
    """What an agent looked at, the latest first."""

    atomic = False
    dependencies = [("journal", "0002_what_was_looked_at")]
    operations = [migrations.RunPython(make, drop)]
