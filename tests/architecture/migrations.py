"""The SQL of a migration as Django runs it, and what would hold up a loaded database or the version that runs on it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import sqlparse
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState

from tests.architecture.source import HOUSE

SQUAWK = Path(sys.executable).with_name("squawk")
# What a person can know and squawk cannot: that the last release stopped using it, that the new column is empty, that
# the varchar only grew. A migration says so in `squawk_allows = {rule: reason}`. No other rule has exceptions.
ALLOWABLE = {
    "adding-foreign-key-constraint",
    "ban-drop-column",
    "ban-drop-constraint",
    "ban-drop-default",
    "ban-drop-not-null",
    "ban-drop-table",
    "changing-column-type",
}


class Finding(NamedTuple):
    rule: str
    message: str


def sql_of(migration: Migration, state: ProjectState, connection: BaseDatabaseWrapper) -> str:
    """As `sqlmigrate` prints it. The database must be in that state: names of constraints are looked up in it."""
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state.clone(), editor, collect_sql=True)
    statements = "\n".join(editor.collected_sql)
    return f"BEGIN;\n{statements}\nCOMMIT;\n" if migration.atomic else f"{statements}\n"


def findings_in_sql(sql: str) -> list[Finding]:
    words: list[str | Path] = [SQUAWK, "--config", HOUSE / ".squawk.toml", "--reporter", "json"]
    done = subprocess.run(
        [*words, "--stdin-filepath", "migration.sql"], input=sql, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    said, lines = json.loads(done.stdout), sql.splitlines()
    assert bool(said) == bool(done.returncode), done.stderr
    return [Finding(each["rule_name"], f"{each['message']} ({lines[each['line']].strip()})") for each in said]


def findings(migration: Migration, sql: str) -> list[Finding]:
    """What squawk says and the migration does not answer for, and what squawk cannot see."""
    allowed: dict[str, str] = getattr(migration, "squawk_allows", {})
    said = findings_in_sql(sql)
    found = [each for each in said if each.rule not in allowed.keys() & ALLOWABLE]
    found += [
        Finding("allowed-in-vain", f"{rule}: nothing in this migration asks for it, or it has no exceptions")
        for rule in allowed.keys() - ({each.rule for each in said} & ALLOWABLE)
    ]
    if "squawk-" in sql:
        found.append(Finding("ignored-by-comment", "say it in `squawk_allows`, with the reason"))
    if len({operation.reduces_to_sql for operation in migration.operations}) > 1:
        found.append(Finding("schema-and-data", "the rows are written while the table is locked"))
    if not migration.atomic and len(_statements(sql)) > 1:
        found.append(Finding("more-than-one-statement", "outside a transaction: what fails half-way cannot run again"))
    return found


def _statements(sql: str) -> list[str]:
    each = sqlparse.split(sqlparse.format(sql, strip_comments=True))
    return [statement for statement in each if not statement.upper().startswith("SET ")]
