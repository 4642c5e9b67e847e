"""A right code and a wrong birth date, again and again: an agent is told, and in the end it opens nothing (D11).

Whoever tries sees the same refusal all along. Every try is counted before the date is compared, on the file's own row:
of simultaneous tries each gets its own ordinal, and no race spares one.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import connection, transaction

from backend.accounts.models import Agent
from backend.common import clock
from backend.probationers import actions_changes, rules_sign_in, trace
from backend.probationers.models import BirthTries, ContactChange, Probationer

# One statement, the same for no file and for many. The count stands still long before the column ends.
_COUNT = """
INSERT INTO probationers_birthtries AS tries (probationer_id, door, count, last_at)
SELECT file, %s, 1, %s FROM unnest(%s::uuid[]) AS file ORDER BY file
ON CONFLICT (probationer_id, door) DO UPDATE SET count = LEAST(tries.count + 1, 1000), last_at = EXCLUDED.last_at
RETURNING probationer_id, count
"""


def count(files: Collection[UUID], *, door: str) -> dict[UUID, int]:
    """Which try this is, by file. In the caller's transaction: rolled back where the date was right."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [door, clock.now(), [str(file) for file in files]])
        return dict(cursor.fetchall())


def tell_agents(tries: Mapping[UUID, int]) -> None:
    """The agents who look after those files, once a day as long as it goes on."""
    told = {pk: why for pk, made in tries.items() if (why := rules_sign_in.notice_of(made))}
    for file in Probationer.objects.filter(pk__in=told).select_related("holder"):
        with transaction.atomic():
            actions_changes.notice(file, ContactChange.Field.SIGN_IN, new=told[file.pk], by=file.holder)


def allow(file: Probationer, *, by: Agent) -> None:
    """An agent has spoken with the person: the dates are compared again."""
    with transaction.atomic():
        if forget(file):
            trace.write("allow_sign_in", file, by=by, about=file)


def forget(file: Probationer) -> int:
    """In the caller's transaction, which says why in the journal."""
    return BirthTries.objects.filter(probationer=file).delete()[0]
