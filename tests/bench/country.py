"""A whole country in a throw-away database, by SQL alone: minutes, not hours, and the same rows each time.

A service has the same size in every country: `services` says how many there are, `size` how much of a real one each
is. All is invented: names of syllables, files and numbers counted. Numbers are of no fixed list, for each person needs
one of her own (a country of shared numbers would find twenty persons behind each); nothing here can send.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from backend.agenda.models import AppointmentType
from backend.common import clock
from backend.journal import rules as journal
from backend.journal.management.commands import tend_journal
from backend.organisations.models import Organisation
from tests import migrated, moment
from tests.accounts import make as accounts
from tests.bench import country_agenda, country_messages, country_people
from tests.bench.country_rows import Rows, insert

WEEKS = 182  # of slots: three years back, half a year ahead
MONTHS = 12  # of journal
QUICK = ("maintenance_work_mem = '512MB'", "work_mem = '128MB'", "session_replication_role = replica")


@dataclass(frozen=True)
class Country:
    """230 services of the whole size: 200,000 files, 1.5 million appointments, 4.6 million messages."""

    services: int
    size: float = 1.0

    def numbers(self) -> dict[str, int]:
        """Of one service (each even), and of all."""
        share = {name: max(least, round(whole * self.size)) for name, (whole, least) in SERVICE.items()}
        patterns = share["agendas"] * 6
        files = share["files"] * self.services
        return share | {
            "services": self.services,
            "patterns": patterns,
            "all_files": files,
            "living": files - files // 20,  # the others are in the archive
            "all_past": share["past"] * self.services,
            "all_coming": share["coming"] * self.services,
            "all_entries": share["entries"] * self.services,
            "weeks": WEEKS,
        }


# How many there are in a service of the whole size, and at least in one of any size.
SERVICE = {
    "agents": (22, 22),
    "files": (870, 40),
    "agendas": (5, 2),
    "past": (6_000, 200),
    "coming": (522, 40),
    "entries": (43_478, 400),
    "sessions": (20, 20),  # agents'
}


def template() -> str:
    """Of this process alone: two may measure on one server."""
    return f"msj_country_{os.getpid()}_template"


def make_template() -> None:
    """A database with the tables, the national data and a clock, once; countries are copies of it."""
    drop(template())
    migrated.copy(template())
    with at(template()):
        moment.set_clock()
        call_command("load_national", verbosity=0)
        _journal_of_a_year()


def load(name: str, country: Country) -> None:
    """Make the database `name` and fill it."""
    _make(name, of=template())
    with at(name):
        values: dict[str, Any] = country.numbers() | _types() | {"now": clock.now(), "password": accounts.hashed()}
        with connection.cursor() as cursor, _without_indexes():
            for said in QUICK:
                cursor.execute(f"SET {said}")
            for step in (*country_people.STEPS, *country_agenda.STEPS, *country_messages.STEPS):
                if isinstance(step, Rows):
                    cursor.execute(insert(step), values)
                else:
                    cursor.execute(step, values)
        country_agenda.plan_all()
        _count_on()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def drop(*names: str) -> None:
    with migrated.server() as server:
        for name in names:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def at(name: str) -> Iterator[None]:
    """Django's connection leads to that database meanwhile, and the sender's line too."""
    before = settings.DATABASES["default"]["NAME"]
    _lead_to(name)
    try:
        yield
    finally:
        _lead_to(before)


def _lead_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    clock.forget()


def _make(name: str, of: str) -> None:
    drop(name)
    with migrated.server() as server:
        words = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(of))
        server.execute(words)


def _journal_of_a_year() -> None:
    """A part for each month, as `tend_journal` has made them by and by."""
    month = journal.first_of(clock.now())
    with connection.cursor() as cursor:
        for _ in range(MONTHS + 1):
            tend_journal._make(cursor, month, oldest=month)
            month = journal.first_of(month - timedelta(days=1))


def _types() -> dict[str, list[int]]:
    """Which types each kind of service holds, at a free time and by slots."""
    rows = AppointmentType.objects.order_by("pk").values_list("pk", "organisation_kind", "by_slot")
    return {
        f"{kind}_{how}": [pk for pk, held, by_slot in rows if held in ("", kind) and by_slot == (how == "slots")]
        for kind in Organisation.Kind.values
        for how in ("free", "slots")
    }


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Those that no key needs are made at the end, which takes a tenth of the time."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        cursor.execute(UNIQUES)
        uniques = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        for table, name, _ in uniques:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        for table, name, told in uniques:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {told}")
        for _, told in indexes:
            cursor.execute(told.replace(" ON ONLY ", " ON "))  # of a table in parts: of each part too


INDEXES = """
SELECT quote_ident(c.relname), pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
ORDER BY 1
"""
UNIQUES = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'u' AND connamespace = 'public'::regnamespace
ORDER BY 1, 2
"""
SEQUENCES = """
SELECT s.oid::regclass::text, d.refobjid::regclass::text, a.attname FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S'
"""


def _count_on() -> None:
    """The next row of each table gets the next number."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for sequence, table, column in cursor.fetchall():
            cursor.execute(f"SELECT setval('{sequence}', COALESCE(max({column}), 0) + 1, false) FROM {table}")
