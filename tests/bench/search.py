"""How fast a file is found among 100,000: `./msj test tests/bench/search.py -s` prints a table, and fails over 500 ms.

Not part of the ordinary run (its name does not begin with test_). Measured on 2 cores shared with other work; the
figures of the last run stand in docs/decisions/2026-11-23-finding-a-person.md.
"""

import time
import uuid
from random import Random

import pytest
from django.db import connection

from backend.accounts.models import Holder
from backend.common import clock
from backend.probationers import queries_search
from backend.probationers.models import Affiliation, Probationer
from tests.accounts import make as accounts
from tests.counting import asked
from tests.organisations import make as organisations

FILES, OWN = 100_000, 2_000
SYLLABLES = ("ba", "be", "bo", "da", "de", "do", "fa", "fi", "ga", "la", "le", "li", "ma", "me", "mi", "na", "no", "pa",
             "ra", "re", "ro", "sa", "se", "ta", "te", "va", "vi", "zo")  # fmt: skip
TYPED = ("b", "ba", "bade", "badefi mar", "badeif", "06 39 98 12 34", "12/03/1990", "1990", "2019000", "zozozozo")


def fill() -> Probationer:
    """Invented syllables as names; the first files in the agent's service, the rest in another. One of the first."""
    rng = Random(1)
    holders = Holder.objects.bulk_create([Holder(id=uuid.UUID(int=n + 1)) for n in range(FILES)], 5000)
    files = [_file(rng, number, holder) for number, holder in enumerate(holders)]
    Probationer.objects.bulk_create(files, 5000)
    own, other = organisations.organisation(), organisations.organisation()
    Affiliation.objects.bulk_create(
        [
            Affiliation(probationer=file, organisation=own if number < OWN else other, since=file.created_at)
            for number, file in enumerate(files)
        ],
        5000,
    )
    return files[0]


def _file(rng: Random, number: int, holder: Holder) -> Probationer:
    last, first = ("".join(rng.choices(SYLLABLES, k=3)) for _ in range(2))
    return Probationer(
        holder=holder,
        last_name=last.upper(),
        first_name=first.title(),
        search_key=f"{last} {first}",
        birth_year=None,
        birth_date=clock.now().date().replace(year=1950 + number % 60, month=1 + number % 12, day=1 + number % 28),
        phone=f"+3363998{number % 10_000:04d}",
        appi_number=f"2019{number:08d}",
        created_at=clock.now(),
    )


@pytest.mark.django_db
@pytest.mark.timeout(600)
def test_search_among_a_hundred_thousand_files() -> None:
    own = fill().affiliations.get().organisation
    agent = accounts.agent(of=own)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    today, slowest = clock.now().date(), 0.0
    for said in TYPED:
        took = []
        for _ in range(5):
            start = time.perf_counter()
            found = queries_search.search(agent, said, mine=False, cursor=None, today=today).files
            took.append((time.perf_counter() - start) * 1000)
        slowest = max(slowest, sorted(took)[2])
        print(f"{said:16} {sorted(took)[2]:7.1f} ms median of 5, {len(found)} found")  # noqa: T201
    assert slowest < 500
    with asked() as queries:
        queries_search.search(agent, "badefi", mine=False, cursor=None, today=today)
        queries_search.search(agent, "06 39 98 12 34", mine=False, cursor=None, today=today)
    plans = [_plan(sql) for sql in queries if ' FROM "probationers_affiliation"' in sql]
    for index in ("affiliation_letters", "affiliation_phone"):
        assert any(index in plan for plan in plans), index


def _plan(sql: str) -> str:
    """What PostgreSQL does for the agent's words."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())
