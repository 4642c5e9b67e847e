"""`manage.py settle --database owner`: everything a new version needs of the database, in order and in one process.

Migrations, the rights of the software's role, the journal's months, the timetable of periodic jobs. May be run again.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DEFAULT_DB_ALIAS


class Command(BaseCommand):
    help = "Bring the database to this version: tables, journal, rights, timetable."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="The connection of the tables' owner.")

    def handle(self, *args: Any, **options: Any) -> None:
        alias: str = options["database"]
        call_command("migrate", database=alias, interactive=False, stdout=self.stdout)
        call_command("grant_runtime", database=alias)
        call_command("tend_journal", database=alias)
        call_command("set_schedules")
