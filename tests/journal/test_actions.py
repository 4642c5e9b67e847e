"""The journal is added to and read; nobody edits it, and its months come and go."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from backend.common import clock
from backend.journal import actions, queries
from backend.journal.models import Entry

pytestmark = pytest.mark.django_db
FILE = "probationer:0b0c6d3e-0000-4000-8000-000000000001"


def parts() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'journal_entry'::regclass")
        return {name for (name,) in cursor.fetchall()}


def run(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_entry_says_who_did_what_in_whose_name() -> None:
    actions.write("probationers.read_file", FILE, by="agent:1", organisation="organisation:2", about=FILE)
    entry = Entry.objects.get()
    assert (entry.actor, entry.organisation, entry.verb) == ("agent:1", "organisation:2", "probationers.read_file")
    assert entry.at == pytest.approx(clock.now(), abs=timedelta(seconds=5))


def test_an_act_that_fails_leaves_no_trace_of_having_been_done() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.write("probationers.read_file", FILE, by="agent:1")
        _ = 1 / 0
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET actor = 'agent:2'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
        "TRUNCATE journal_entry_rest",
        "UPDATE journal_entry_rest SET actor = 'agent:2'",
        "DELETE FROM journal_entry_rest",
    ],
)
def test_not_even_the_owner_edits_it(statement: str) -> None:
    actions.write("probationers.read_file", FILE, by="agent:1")
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)
    assert Entry.objects.get().actor == "agent:1"


def test_not_even_the_owner_edits_a_month() -> None:
    call_command("tend_journal")
    actions.write("probationers.read_file", FILE, by="agent:1")
    name = f"journal_entry_{clock.now():%Y%m}"
    for statement in (f"UPDATE {name} SET actor = ''", f"DELETE FROM {name}", f"TRUNCATE {name}"):
        with pytest.raises(DatabaseError, match="append-only"):
            run(statement)


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET actor = ''", "DELETE FROM journal_entry"])
def test_the_runtime_role_is_refused_before_any_trigger(statement: str) -> None:
    call_command("grant_runtime")
    call_command("tend_journal")
    with transaction.atomic():
        run("SET LOCAL ROLE msj_app")
        actions.write("probationers.read_file", FILE, by="agent:1", about=FILE)
        assert len(queries.of_file(FILE)[0]) == 1
        with pytest.raises(DatabaseError, match="permission denied"):
            run(statement)
        run("RESET ROLE")


def test_months_are_made_ahead_and_take_what_waited_for_them() -> None:
    actions.write("probationers.read_file", FILE, by="agent:1", about=FILE)
    call_command("tend_journal")
    month = f"journal_entry_{clock.now():%Y%m}"
    assert month in parts()
    assert len(parts()) == 5
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {month}")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT count(*) FROM journal_entry_rest")
        assert cursor.fetchone() == (0,)


def test_tending_twice_changes_nothing() -> None:
    call_command("tend_journal")
    before = parts()
    call_command("tend_journal")
    assert parts() == before


def test_months_past_their_time_are_dropped_with_their_entries(settings: Any) -> None:
    call_command("tend_journal")
    actions.write("probationers.read_file", FILE, by="agent:1", about=FILE)
    old = f"journal_entry_{clock.now():%Y%m}"
    clock.shift(settings.JOURNAL_LIFE + timedelta(days=40))
    clock.forget()
    actions.write("probationers.read_file", FILE, by="agent:2", about=FILE)
    call_command("tend_journal")
    assert old not in parts()
    assert [entry.actor for entry in queries.of_file(FILE)[0]] == ["agent:2"]


def test_what_never_had_a_month_goes_with_its_time_too(settings: Any) -> None:
    past = clock.now() - settings.JOURNAL_LIFE - timedelta(days=1)
    Entry.objects.create(id=uuid.uuid4(), at=past, actor="agent:1", verb="x", subject=FILE, about=FILE)
    recent = past + timedelta(days=30)
    Entry.objects.create(id=uuid.uuid4(), at=recent, actor="agent:2", verb="x", subject=FILE, about=FILE)
    call_command("tend_journal")
    assert [entry.actor for entry in Entry.objects.all()] == ["agent:2"]


def test_a_file_s_journal_comes_by_page_newest_first() -> None:
    begin = datetime(2026, 11, 1, tzinfo=UTC)
    for number in range(30):
        Entry.objects.create(
            id=uuid.uuid4(), at=begin + timedelta(minutes=number // 2), actor=f"agent:{number}", verb="x",
            subject=FILE, about=FILE if number else "probationer:other",
        )  # fmt: skip
    first, cursor = queries.of_file(FILE)
    second, end = queries.of_file(FILE, cursor=cursor)
    assert (len(first), len(second), end) == (25, 4, None)
    seen = [entry.actor for entry in first + second]
    assert len(set(seen)) == 29
    assert [entry.at for entry in first + second] == sorted((e.at for e in first + second), reverse=True)
