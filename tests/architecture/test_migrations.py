"""A migration holds up nobody and lets the running version go on: read as SQL by squawk, on PostgreSQL as old as 15."""

import uuid
from typing import Any

import pytest
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db import connection, connections, migrations, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from pytest_django.plugin import DjangoDbBlocker

from tests.architecture.migrations import Finding, findings, findings_in_sql, sql_of
from tests.architecture.source import tracked

# Up to these, migrations ran before any service used the product: on empty tables. Every later one is checked in whole.
BEFORE_ANY_SERVICE = {
    "accounts": "0004_code_elsewhere",
    "agenda": "0003_late_answer",
    "common": "0001_initial",
    "delivery": "0008_behind_in_every_state",
    "journal": "0001_entry",
    "organisations": "0002_retention_terms",
    "probationers": "0007_old_numbers",
    "reminders": "0008_mark_what_was_loaded",
}
# One of them all the same, as proof that a migration is found out in the whole way from its file to the answer.
HOLDS_UP = ("agenda", "0003_late_answer")
WAIT = migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop)
AFTER_OTHERS = migrations.RunSQL("SET lock_timeout = '10min'", migrations.RunSQL.noop)


Label = tuple[str, str]


def checked(app: str, name: str) -> bool:
    return name > BEFORE_ANY_SERVICE.get(app, "")


def files() -> list[Label]:
    """App and name of every migration of ours; the demonstration's tables never hold more than its own rows."""
    return [
        (path.parts[-3], path.stem)
        for path in tracked()
        if path.match("backend/*/migrations/0*.py") and path.parts[-3] != "demonstration"
    ]


def test_no_migration_joins_those_that_are_not_checked() -> None:
    unchecked = [each for each in files() if not checked(*each)]
    assert set(BEFORE_ANY_SERVICE.items()) <= set(unchecked)
    assert len(unchecked) <= 34, "34 on 28 November 2026, when this check came; the number only falls"


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ('CREATE INDEX "i" ON "t" ("a")', "require-concurrent-index-creation"),
        ('DROP INDEX "i"', "require-concurrent-index-deletion"),
        ('CREATE INDEX CONCURRENTLY "i" ON "t" ("a")', "ban-concurrent-index-creation-in-transaction"),
        ('ALTER TABLE "t" ADD CONSTRAINT "c" CHECK ("a" > 0)', "constraint-missing-not-valid"),
        ('ALTER TABLE "t" ADD CONSTRAINT "c" UNIQUE ("a")', "disallowed-unique-constraint"),
        ('ALTER TABLE "t" ADD COLUMN "a" bigint REFERENCES "u"', "adding-foreign-key-constraint"),
        ('ALTER TABLE "t" ADD COLUMN "a" bigint NOT NULL', "adding-required-field"),
        ('ALTER TABLE "t" ALTER COLUMN "a" SET NOT NULL', "adding-not-nullable-field"),
        ('ALTER TABLE "t" ALTER COLUMN "a" DROP DEFAULT', "ban-drop-default"),
        ('ALTER TABLE "t" ALTER COLUMN "a" TYPE bigint', "changing-column-type"),
        ('ALTER TABLE "t" DROP COLUMN "a"', "ban-drop-column"),
        ('ALTER TABLE "t" RENAME COLUMN "a" TO "b"', "renaming-column"),
        ('ALTER TABLE "t" RENAME TO "u"', "renaming-table"),
        ('DROP TABLE "t"', "ban-drop-table"),
        ('CREATE TABLE "t" ("a" timestamp)', "prefer-timestamp-tz"),
        ("SELECT FROM WHERE", "syntax-error"),
    ],
)
def test_what_would_hold_up_or_break_is_found(sql: str, rule: str) -> None:
    assert rule in {each.rule for each in findings_in_sql(f"BEGIN;\nSET LOCAL lock_timeout = '4s';\n{sql};\nCOMMIT;")}


def test_whoever_locks_a_table_says_how_long_it_waits() -> None:
    assert [each.rule for each in findings_in_sql('ALTER TABLE "t" ADD COLUMN "a" bigint NULL;')] == [
        "require-lock-timeout"
    ]


def planted(*operations: Operation, atomic: bool = True, allows: dict[str, str] | None = None) -> set[str]:
    """The rules that such a migration of the agenda breaks, over the tables as they are."""
    told = {"operations": list(operations), "atomic": atomic, "squawk_allows": allows or {}}
    migration: Migration = type("Migration", (Migration,), told)("9999_planted", "agenda")
    state = MigrationLoader(connection).project_state()
    return {each.rule for each in findings(migration, sql_of(migration, state, connection))}


def add(field: "models.Field[Any, Any]") -> migrations.AddField:
    return migrations.AddField("answer", "planted", field)


def empty() -> "models.CharField[str | None, str | None]":
    return models.CharField(max_length=20, null=True)


def link() -> "models.ForeignKey[models.Model | None, models.Model | None]":
    return models.ForeignKey("agenda.Answer", models.SET_NULL, null=True, db_index=False, related_name="+")


def unique(name: str) -> migrations.SeparateDatabaseAndState:
    made = migrations.RunSQL(f'CREATE UNIQUE INDEX CONCURRENTLY "{name}" ON "agenda_answer" ("late_minutes")')
    constraint = models.UniqueConstraint(fields=["late_minutes"], name=name)
    return migrations.SeparateDatabaseAndState([made], [migrations.AddConstraint("answer", constraint)])


INDEX = models.Index(fields=["late_minutes"], name="planted")
CHECK = models.CheckConstraint(condition=models.Q(late_minutes__lt=600), name="planted")


@pytest.mark.django_db(transaction=True)  # none around, in which indexes are refused that are made concurrently
def test_the_recipe_passes() -> None:
    assert planted(WAIT, add(empty())) == set()
    assert planted(WAIT, add(models.BooleanField(db_default=False))) == set()
    assert planted(AFTER_OTHERS, AddIndexConcurrently("answer", INDEX), atomic=False) == set()
    assert planted(AFTER_OTHERS, RemoveIndexConcurrently("appointment", "appointment_place"), atomic=False) == set()
    assert planted(WAIT, AddConstraintNotValid("answer", CHECK)) == set()
    assert planted(WAIT, ValidateConstraint("answer", "late_says_how_long")) == set()
    assert planted(AFTER_OTHERS, unique("planted"), atomic=False) == set()
    assert planted(WAIT, add(link()), allows={"adding-foreign-key-constraint": "a new column is empty"}) == set()
    assert planted(WAIT, migrations.CreateModel("planted", [("id", models.BigAutoField(primary_key=True))])) == set()
    assert planted(migrations.RunPython(migrations.RunPython.noop)) == set()


@pytest.mark.django_db
def test_django_by_itself_would_hold_up_a_loaded_table() -> None:
    assert planted(WAIT, add(models.BooleanField(default=False))) == {"ban-drop-default"}
    assert planted(WAIT, migrations.AddIndex("answer", INDEX)) == {"require-concurrent-index-creation"}
    assert planted(WAIT, migrations.AddConstraint("answer", CHECK)) == {"constraint-missing-not-valid"}
    assert planted(add(empty())) == {"require-lock-timeout"}
    assert planted(WAIT, migrations.RemoveField("answer", "late_minutes")) == {"ban-drop-column"}


@pytest.mark.django_db(transaction=True)
def test_rows_are_written_apart_and_statements_outside_a_transaction_stand_alone() -> None:
    column = add(empty())
    assert planted(WAIT, column, migrations.RunPython(migrations.RunPython.noop)) == {"schema-and-data"}
    second = AddIndexConcurrently("answer", models.Index(fields=["kind"], name="second"))
    both = [AddIndexConcurrently("answer", INDEX), second]
    assert planted(AFTER_OTHERS, *both, atomic=False) == {"more-than-one-statement"}


@pytest.mark.django_db
def test_an_exception_is_told_in_the_migration_for_what_squawk_cannot_know() -> None:
    removed = migrations.RemoveField("answer", "late_minutes")
    assert planted(WAIT, removed, allows={"ban-drop-column": "the last release stopped reading it"}) == set()
    index = migrations.AddIndex("answer", INDEX)
    in_vain = {"require-concurrent-index-creation", "allowed-in-vain"}
    assert planted(WAIT, index, allows={"require-concurrent-index-creation": "it is small"}) == in_vain
    assert planted(WAIT, index, allows={"ban-drop-column": "to be sure"}) == in_vain
    comment = migrations.RunSQL('-- squawk-ignore ban-drop-table\nDROP TABLE "agenda_answer"')
    assert "ignored-by-comment" in planted(WAIT, comment)


def to_read() -> set[Label]:
    return {HOLDS_UP} | {each for each in files() if checked(*each)}


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[Label, list[Finding]]:
    """What is said of each migration that is read, in a database of its own that is where it will be when it runs."""
    name = f"migrations_{uuid.uuid4().hex[:8]}"
    connections.settings[name] = {**connections.settings["default"], "NAME": name}
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            return read_in_order(connections[name])
        finally:
            connections[name].close()
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            del connections.settings[name]


def read_in_order(empty: BaseDatabaseWrapper) -> dict[Label, list[Finding]]:
    executor = MigrationExecutor(empty)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    late = [each for each, _ in plan if (each.app_label, each.name) in to_read()]
    state = executor.migrate([], [step for step in plan if step[0] not in late])
    said = {}
    for migration in late:
        said[migration.app_label, migration.name] = findings(migration, sql_of(migration, state, empty))
        state = executor.apply_migration(state, migration)
    return said


@pytest.mark.xdist_group("migrations")  # `found` is made once
@pytest.mark.django_db
def test_every_migration_lets_a_loaded_database_and_the_running_version_go_on(
    found: dict[Label, list[Finding]],
) -> None:
    """New ones alone: what is said here is to be mended in the migration, as CONTRIBUTING's recipe says."""
    assert set(found) == to_read()
    said = [f"{'.'.join(label)}: {rule}: {what}" for label in found if label != HOLDS_UP for rule, what in found[label]]
    assert not said, "\n".join(said)


@pytest.mark.xdist_group("migrations")  # `found` is made once
@pytest.mark.django_db
def test_a_migration_that_holds_up_is_found_in_its_file(found: dict[Label, list[Finding]]) -> None:
    assert {each.rule for each in found[HOLDS_UP]} == {"constraint-missing-not-valid", "require-lock-timeout"}
