"""Doors between claim and send: advisory locks that the test holds, so that a race is forced and never slept for."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from backend.delivery import composers
from backend.delivery.composers import Compose, Due, Refusal, Text

BEFORE, AFTER = 4101, 4102  # between claim and composing; between composing and the gateway


def behind_doors(compose: Compose) -> Compose:
    """The same composer, that waits before and after it has done its work."""

    def waiting(batch: Sequence[Due]) -> list[Text | Refusal]:
        _through(BEFORE)
        words = compose(batch)
        _through(AFTER)
        return words

    return waiting


def _through(door: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [door])
        cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [door])


@contextmanager
def shut(door: int) -> Iterator[None]:
    """Nobody passes until the block ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [door])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [door])


def waiters(door: int) -> int:
    """How many batches stand before it; the same door of another database, where other tests run, is not counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*) FROM pg_locks JOIN pg_database AS d ON d.oid = database
             WHERE d.datname = current_database() AND locktype = 'advisory' AND objid = %s AND NOT granted
            """,
            [door],
        )
        row = cursor.fetchone()
    return int(row[0])


def register() -> None:
    """The words of `wording`, behind doors."""
    from tests.delivery import wording

    for kind in ("reminder", "code"):
        composers.register(kind, behind_doors(wording.compose))
