"""`manage.py grant_runtime --database owner`: what the software's role may do, given anew after every migration."""

from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections, transaction

GRANT = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role};
"""
# The journal and its months: added to and read, nothing else, whatever the software's own code does.
JOURNAL = "SELECT quote_ident(relname) FROM pg_class WHERE relname LIKE 'journal\\_entry%' AND relkind IN ('r', 'p')"


class Command(BaseCommand):
    """Grants in one transaction, so that a running process is never without its rights."""

    help = "Give the software's database role its rights, and only these."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="The connection of the tables' owner.")

    def handle(self, *args: Any, **options: Any) -> None:
        alias: str = options["database"]
        role = dj_database_url.parse(settings.ENVIRONMENT.database_url).get("USER")
        if not role:
            raise CommandError("MSJ_DATABASE_URL names no role.")
        connection = connections[alias]
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            quoted = connection.ops.quote_name(role)
            cursor.execute(GRANT.format(role=quoted))
            cursor.execute(JOURNAL)
            for (table,) in cursor.fetchall():
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {quoted}")
