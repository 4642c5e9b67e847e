"""The pilot's data: the same from the same seed, at the field's rate, evidently invented."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from backend.demonstration import names
from tests import migrated
from tests.architecture.source import HOUSE

# Four processes that load a whole year: slow on a shared machine, and no unit test. `pilot` is loaded once.
pytestmark = [pytest.mark.timeout(400), pytest.mark.xdist_group("pilot")]
OWNER = os.environ.get("MSJ_DATABASE_OWNER_URL", "")
TODAY = "2026-11-23"
FINGERPRINT = """
select md5(string_agg(p.search_key || p.phone || coalesce(p.birth_date::text, '') || a.starts_at || a.state || a.id,
       ',' order by a.id)) from agenda_appointment a join probationers_probationer p on p.id = a.probationer_id
"""


def settings(url: str) -> dict[str, str]:
    return os.environ | {"MSJ_ENV": "demo", "MSJ_DATABASE_URL": url, "MSJ_DATABASE_OWNER_URL": url}


def database() -> str:
    """One of its own, with its tables; its address."""
    name, parts = f"pilot_{uuid.uuid4().hex[:8]}", psycopg.conninfo.conninfo_to_dict(OWNER)
    migrated.copy(name)
    return f"postgresql://{parts['user']}@/{name}?host={parts['host']}"


def manage(url: str, *command: str, **more: str) -> None:
    whole = [sys.executable, "backend/manage.py", *command]
    subprocess.run(whole, cwd=HOUSE, env=settings(url) | more, check=True, capture_output=True)


def load(folder: Path, *arguments: str) -> str:
    url = database()
    told = ("--today", TODAY, "--credentials", str(folder / "demo.json"))
    manage(url, "load_demonstration", *told, *arguments, MSJ_MEDIA_ROOT=str(folder / "media"))
    return url


@pytest.fixture(scope="module")
def pilot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    url = load(tmp_path_factory.mktemp("pilot"))
    yield url
    drop(url)


def drop(url: str) -> None:
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    with psycopg.connect(OWNER, autocommit=True) as connection:
        connection.execute(f'drop database "{name}" with (force)')


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchall()


def test_the_same_seed_makes_the_same_pilot(tmp_path: Path) -> None:
    loaded = [load(tmp_path, "--small", *seed) for seed in ((), (), ("--seed", "7"))]
    try:
        one, again, other = (ask(url, FINGERPRINT) for url in loaded)
        assert one == again != other
    finally:
        for url in loaded:
            drop(url)


def test_thirty_to_forty_in_a_hundred_were_missed(pilot: str) -> None:
    ((share, count),) = ask(
        pilot,
        "select avg((state = 'missed')::int)::float, count(*) from agenda_appointment"
        " where state in ('came', 'missed', 'excused')",
    )
    assert 0.30 <= float(str(share)) <= 0.40 and int(str(count)) > 2000


def test_four_hundred_persons_in_two_linked_services_and_twenty_beside(pilot: str) -> None:
    counted = ask(
        pilot,
        "select o.name, count(*) from probationers_affiliation a join organisations_organisation o"
        " on o.id = a.organisation_id group by 1 order by 2 desc, 1",
    )
    assert sorted(int(str(n)) for _, n in counted) == [20, 200, 200]
    ((links,),) = ask(pilot, "select count(*) from organisations_organisation_linked")
    assert links == 2, "one link, both ways; the third service stands alone"


def test_nobody_in_it_could_exist(pilot: str) -> None:
    rows = ask(pilot, "select last_name, first_name, phone from probationers_probationer")
    assert {str(last) for last, _, _ in rows} <= set(names.LAST)
    assert {str(first) for _, first, _ in rows} <= set(names.FIRST)
    assert all(phone == "" or (str(phone).startswith("+3363998") and len(str(phone)) == 12) for _, _, phone in rows)


def test_who_was_told_long_ago_is_not_told_again(pilot: str) -> None:
    """Every coming appointment was confirmed when booked: the planner has reminders to plan and nothing else."""
    ((unplanned,),) = ask(
        pilot,
        "select count(*) from agenda_appointment a left join reminders_planned p on p.appointment_id = a.id"
        " where p.revision is null or p.revision < a.revision",
    )
    assert unplanned == 0


def test_three_contacts_of_trust_in_three_states(pilot: str) -> None:
    rows = ask(
        pilot,
        "select c.state, c.phone || c.email, p.phone from probationers_trustedcontact c"
        " join probationers_probationer p on p.id = c.probationer_id order by 1",
    )
    assert [state for state, _, _ in rows] == ["active", "asked", "proposed"]
    assert rows[0][2] == "", "the one that receives copies is a person's without a phone"
    assert all(str(to).startswith("+3363998") or str(to).endswith("@demo.example") for _, to, _ in rows)
