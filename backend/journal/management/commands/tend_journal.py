"""`manage.py tend_journal --database owner`: make the next months of the journal, drop those past their time.

Run daily or monthly by the owner's role: the software's own may neither make nor drop anything. Entries written before
their month was made stand in the remainder; each new month takes its own out of it, and what is past its time goes.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

from backend.common import clock
from backend.journal import rules

AHEAD = 3  # months
_REST = "journal_entry_rest"
# The trigger on the whole refuses a TRUNCATE of the whole alone.
_NO_TRUNCATE = (
    "CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON {name} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
)
_PARTS = "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = %s::regclass"


class Command(BaseCommand):
    help = "Make the journal's next months and drop those older than its retention."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="The connection of the tables' owner.")

    def handle(self, *args: Any, **options: Any) -> None:
        alias: str = options["database"]
        now = clock.now()
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '4s'")  # rather tomorrow than behind a long query
            names = _names(cursor)
            for month in rules.months_wanted(now, ahead=AHEAD):
                if rules.name_of(month) not in names:
                    _make(cursor, month, oldest=now - settings.JOURNAL_LIFE)
                    self.stdout.write(f"made {rules.name_of(month)}")
            for name in rules.expired(names, now=now, life=settings.JOURNAL_LIFE):
                cursor.execute(f"DROP TABLE {connections[alias].ops.quote_name(name)}")
                self.stdout.write(f"dropped {name}")


def _names(cursor: CursorWrapper) -> set[str]:
    cursor.execute(_PARTS, ["journal_entry"])
    return {name for (name,) in cursor.fetchall()}


def _make(cursor: CursorWrapper, month: datetime, *, oldest: datetime) -> None:
    """The remainder is remade around the new month, for a part can't be made while the remainder holds its entries."""
    cursor.execute(f"ALTER TABLE journal_entry DETACH PARTITION {_REST}")
    cursor.execute(f"ALTER TABLE {_REST} RENAME TO journal_entry_old_rest")
    begin, end = month.isoformat(), rules.following(month).isoformat()
    cursor.execute(f"CREATE TABLE {_REST} PARTITION OF journal_entry DEFAULT")
    cursor.execute(
        f"CREATE TABLE {rules.name_of(month)} PARTITION OF journal_entry FOR VALUES FROM (%s) TO (%s)", [begin, end]
    )
    for name in (_REST, rules.name_of(month)):
        cursor.execute(_NO_TRUNCATE.format(name=name))
    cursor.execute("INSERT INTO journal_entry SELECT * FROM journal_entry_old_rest WHERE at >= %s", [oldest])
    cursor.execute("DROP TABLE journal_entry_old_rest")
