"""The software's role may add to the journal and read it; it may not change it."""

import pytest
from django.core.management import call_command
from django.db import connection


def may(right: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('msj_app', %s, %s)", [table, right])
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db
def test_the_runtime_role_may_only_add_to_the_journal_and_read_it() -> None:
    call_command("grant_runtime")
    for table in ("journal_entry", "journal_entry_rest"):
        assert [may(right, table) for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")] == [
            True,
            True,
            False,
            False,
            False,
        ]


@pytest.mark.django_db
def test_the_runtime_role_may_write_the_other_tables_and_not_the_migrations() -> None:
    call_command("grant_runtime")
    assert may("UPDATE", "accounts_agent")
    assert may("SELECT", "django_migrations")
    assert not may("INSERT", "django_migrations")
    assert not may("TRUNCATE", "accounts_agent")
