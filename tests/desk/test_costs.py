"""What the four screens that are asked for most cost: counted, so that a machine at work says the same as one at rest.

`tests/bench/requests_pair.py` takes the time.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client

from backend.agenda.models import Answer, Appointment, LegalNotification
from backend.common import clock
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import cost, queries_of
from tests.desk import phone
from tests.desk.test_api_agent import failed

pytestmark = pytest.mark.django_db
# A request of each, once everything that is read once for all has been read: all its queries; those of them whose SQL
# Django writes anew: the agent's own row, and the keys of a list that is narrowed at will. Each number may fall. Of the
# week's and the file's one counts what the agent is shown (D191); the week's transaction is two.
QUERIES = {"home": 13, "morning": 27, "week": 12, "file": 37}
WRITTEN = {"home": 0, "morning": 1, "week": 2, "file": 2}


@pytest.fixture
def scene() -> make.Scene:
    """A day in each list of a morning: to come, past without outcome, one who can't come, one whom nothing reached."""
    scene = make.Scene()
    rows = [appointment(scene, clock.now() + timedelta(days=days)) for days in (-2, 0, 2, 3)]
    Answer.objects.create(
        appointment=rows[2], kind="cannot", channel="app", revision=1, at=clock.now(), idempotency_key=uuid.uuid4()
    )
    LegalNotification.objects.create(
        appointment=rows[3], way="handed_over", on=clock.now(), at=clock.now(), by=scene.agent
    )
    failed(rows[3])
    return scene


def appointment(scene: make.Scene, at: Any) -> Appointment:
    return make.appointment(scene.person, place=scene.place, agent=scene.agent, type=scene.free_type, starts_at=at)


def screens(scene: make.Scene) -> dict[str, Callable[[], Any]]:
    office, app = accounts.signed_in_client(scene.agent), phone.of(scene.person)
    return {
        "home": lambda: told(app, "/api/probationer/home"),
        "morning": lambda: told(office, "/api/agent/morning"),
        "week": lambda: told(office, f"/api/agent/appointments?from={clock.now():%Y-%m-%d}"),
        "file": lambda: told(office, f"/api/agent/files/{scene.person.pk}"),
    }


def told(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return answer.json()


@contextmanager
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The tables of the queries whose SQL Django writes meanwhile, those inside another left out."""
    found: list[str] = []
    depth: list[None] = []
    write: Any = SQLCompiler.as_sql

    def counted(compiler: SQLCompiler, *words: Any, **options: Any) -> Any:
        if not depth and compiler.query.model is not None:
            found.append(compiler.query.model._meta.db_table)
        depth.append(None)
        try:
            return write(compiler, *words, **options)
        finally:
            depth.pop()

    with monkeypatch.context() as patched:
        patched.setattr(SQLCompiler, "as_sql", counted)
        yield found


@pytest.mark.parametrize("name", QUERIES)
def test_a_main_screen_asks_no_more_than_it_did(scene: make.Scene, name: str) -> None:
    ask = screens(scene)[name]
    ask()
    assert cost(ask) <= QUERIES[name]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_queries_of_a_main_screen_are_written_once(
    scene: make.Scene, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = screens(scene)[name]
    ask()
    with written(monkeypatch) as found:
        ask()
    anew = [table for table in found if table != "common_clockoffset"]
    assert len(anew) <= WRITTEN[name], anew


@pytest.mark.parametrize("name", ["morning", "file"])
def test_the_lists_of_a_screen_are_read_together(scene: make.Scene, name: str) -> None:
    """What was answered, notified and said of an appointment is asked once, in however many lists they stand."""
    ask = screens(scene)[name]
    ask()
    asked = queries_of(ask)
    of_keys = 'FROM "{0}" WHERE "{0}"."appointment_id" = ANY'
    for table in ("agenda_answer", "agenda_legalnotification"):
        assert len([sql for sql in asked if of_keys.format(table) in sql and "ARRAY(" not in sql]) == 1, table
    assert len([sql for sql in asked if ' JOIN "agenda_agenda" ' in sql]) == 1


@pytest.mark.parametrize("name", ["morning", "week", "file"])
def test_an_agents_list_reads_no_words_for_persons(scene: make.Scene, name: str) -> None:
    ask = screens(scene)[name]
    ask()
    asked = " ".join(sql for sql in queries_of(ask) if ' JOIN "agenda_agenda" ' in sql)
    assert '"agenda_appointmenttype"."names"' in asked
    assert not [word for word in ("consequences", "excuse_words", "phone_hours", "password") if f'"{word}"' in asked]
