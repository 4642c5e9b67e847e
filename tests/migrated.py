"""All migrations are run once on a server: every database with its tables is a copy of that one."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

HOUSE = Path(__file__).parents[1]
NAME = "msj_migrated"
_LOCK = 7_340_511  # of PostgreSQL's advisory ones: a worker that comes meanwhile waits for the first
_CREATE = sql.SQL("CREATE DATABASE {} TEMPLATE {}")


def server() -> "psycopg.Connection[Any]":
    """Of the run, as the owner of the tables."""
    return psycopg.connect(os.environ["MSJ_DATABASE_OWNER_URL"], autocommit=True)


def copy(name: str) -> None:
    """Make the database `name`, as `migrate` leaves it. There must be none of that name."""
    with server() as line:
        line.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        if not _exists(line, NAME):
            _make(line)
        line.execute(_CREATE.format(sql.Identifier(name), sql.Identifier(NAME)))


def copy_once(name: str) -> None:
    """The same, unless it is there."""
    with server() as line:
        there = _exists(line, name)
    if not there:
        copy(name)


def _exists(line: "psycopg.Connection[Any]", name: str) -> bool:
    return line.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount > 0


def _make(line: "psycopg.Connection[Any]") -> None:
    """Under another name until it is whole: what fails half-way is no template."""
    begun = f"{NAME}_begun"
    line.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(begun)))
    line.execute(_CREATE.format(sql.Identifier(begun), sql.Identifier("template0")))
    parts = psycopg.conninfo.conninfo_to_dict(os.environ["MSJ_DATABASE_OWNER_URL"])
    url = f"postgresql://{parts['user']}@/{begun}?host={parts['host']}"
    its = os.environ | {"MSJ_DATABASE_URL": url, "MSJ_DATABASE_OWNER_URL": url, "MSJ_ENV": "test"}
    done = subprocess.run(
        [sys.executable, "-m", "backend.manage", "migrate", "-v0"], cwd=HOUSE, env=its, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"migrate: {done.stderr}")
    line.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(begun), sql.Identifier(NAME)))
