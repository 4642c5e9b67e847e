"""What an agent is shown is counted and written down, and who reads a service from end to end is stopped."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from backend.accounts.models import Agent
from backend.agenda import queries_lists
from backend.common import clock
from backend.journal import readings, rules_readings
from backend.journal.models import Entry, Reading
from backend.journal.rules_readings import Count, Limit
from backend.organisations import actions_readings
from backend.organisations.models import Role
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import queries_of
from tests.probationers import make as files

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


@pytest.fixture
def office(scene: make.Scene) -> Client:
    return accounts.signed_in_client(scene.agent)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test meets."""
    limits = {"opened": Limit(2, 3), "listed": Limit(2, 3), "exported": Limit(2, 3)}
    monkeypatch.setattr(rules_readings, "LIMITS", limits)


def entries(verb: str) -> list[Entry]:
    return list(Entry.objects.filter(verb=verb).order_by("at"))


def search(office: Client, **body: Any) -> Any:
    return office.post("/api/agent/probationers/search", body, content_type="application/json")


def test_a_search_says_by_what_and_whose_and_how_many_and_nothing_that_was_typed(
    scene: make.Scene, office: Client
) -> None:
    name = scene.person.last_name
    search(office, q=name)
    search(office, q="0639980001", mine=True)
    by_name, by_number = entries("probationers.search")
    assert by_name.detail == {"count": 1, "scope": "service", "page": "first", "words": "name"}
    assert by_number.detail | {"count": 0} == {"count": 0, "scope": "own", "page": "first", "words": "number"}
    assert by_name.about == ""
    assert name.lower() not in str([entry.__dict__ for entry in entries("probationers.search")]).lower()


def test_a_list_of_appointments_is_in_the_journal_once_a_day_however_often_it_is_read(
    scene: make.Scene, office: Client
) -> None:
    make.appointment(scene.person, place=scene.place, agent=scene.agent)
    week: dict[str, str | int] = {"from": f"{clock.now():%Y-%m-%d}", "agent": scene.agent.pk}
    for _ in range(3):
        assert len(office.get("/api/agent/appointments", week).json()["items"]) == 1
    (entry,) = entries("agenda.list")
    assert entry.detail == {"count": 1, "page": "first", "from": week["from"], "to": "", "scope": "own"}
    assert (entry.actor, entry.organisation) == (str(scene.agent), str(scene.service))
    clock.shift(timedelta(days=1))
    office = accounts.signed_in_client(scene.agent)
    office.get("/api/agent/appointments", week)
    assert len(entries("agenda.list")) == 2


def test_a_preview_of_somebody_is_in_her_journal_once_a_day(scene: make.Scene, office: Client) -> None:
    body = {
        "probationer": str(scene.person.pk), "type": scene.free_type.pk, "place": scene.place.pk,
        "agent": scene.agent.pk, "starts_at": make.working_day().isoformat(),
    }  # fmt: skip
    for _ in range(2):
        answer = office.post("/api/agent/appointments/preview", body, content_type="application/json")
        assert answer.status_code == 200, answer.content
    (entry,) = entries("reminders.preview")
    assert entry.about == str(scene.person)


@pytest.mark.usefixtures("few")
def test_who_opens_file_after_file_is_stopped_and_the_administrator_is_shown_it(
    scene: make.Scene, office: Client
) -> None:
    three = [files.file(organisation=scene.service) for _ in range(3)]
    paths = [f"/api/agent/files/{file.pk}" for file in three]
    assert [office.get(path).status_code for path in (*paths[:2], *paths[:2])] == [200] * 4
    refused = office.get(paths[2])
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_read")
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert office.get(paths[0]).status_code == 200  # what was shown already is shown again
    assert not Entry.objects.filter(verb="desk.read_file", about=str(three[2])).exists()
    (entry,) = entries("journal.reach_limit")
    assert (entry.actor, entry.detail) == (str(scene.agent), {"kind": "opened", "count": 2})
    admin = accounts.signed_in_client(accounts.agent(of=scene.service, role=Role.LOCAL_ADMIN))
    (shown,) = admin.get("/api/agent/readings").json()["reached"]
    assert (shown["agent"], shown["kind"], shown["count"]) == (scene.agent.pk, "opened", 2)
    clock.shift(timedelta(hours=1))
    assert accounts.signed_in_client(scene.agent).get(paths[2]).status_code == 200
    assert len(entries("journal.reach_limit")) == 1


@pytest.mark.usefixtures("few")
def test_who_reads_list_after_list_is_stopped(scene: make.Scene, office: Client) -> None:
    for _ in range(3):
        files.file("ESSAI", "Alix", organisation=scene.service)
    make.appointment(scene.person, place=scene.place)
    assert search(office, q="essai").status_code == 200
    assert search(office, q="essai").status_code == 200
    assert search(office, q="essa").status_code == 429
    assert office.get("/api/agent/appointments").status_code == 429
    assert office.get("/api/agent/morning").status_code == 200  # the day's work goes on


def test_a_service_reads_what_its_own_agents_looked_at_and_nothing_of_others(scene: make.Scene) -> None:
    colleague = accounts.agent(of=scene.service, role=Role.LOCAL_ADMIN)
    office, admin = accounts.signed_in_client(scene.agent), accounts.signed_in_client(colleague)
    search(office, q="essai")
    office.get(f"/api/agent/files/{scene.person.pk}")
    read = admin.get("/api/agent/readings", {"agent": scene.agent.pk}).json()
    assert [item["verb"] for item in read["items"]] == ["desk.read_file", "probationers.search"]
    assert [item["words"] for item in read["items"]] == ["", "name"]
    assert str(scene.person.pk) not in str(read)
    assert [entry.subject for entry in entries("journal.read_readings")] == [str(scene.agent)]
    stranger = accounts.signed_in_client(accounts.agent(role=Role.LOCAL_ADMIN))
    assert stranger.get("/api/agent/readings", {"agent": scene.agent.pk}).status_code == 404
    assert office.get("/api/agent/readings").status_code == 403


def test_what_an_agent_looked_at_is_read_and_nothing_else_that_he_did(scene: make.Scene, office: Client) -> None:
    """Down an index of such acts, in each month, those that are made later too."""
    call_command("tend_journal", verbosity=0, stdout=StringIO())
    admin = accounts.signed_in_client(accounts.agent(scene.service, "local_admin"))
    asks = queries_of(lambda: admin.get("/api/agent/readings", {"agent": scene.agent.pk}))
    [sql] = [sql for sql in asks if 'FROM "journal_entry"' in sql]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT count(*) FROM pg_inherits WHERE inhparent = 'journal_entry'::regclass")
        parts = cursor.fetchone()[0]
        cursor.execute(
            "SELECT indexrelid::regclass::text FROM pg_index "
            "WHERE indrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'journal_entry'::regclass) "
            "AND pg_get_expr(indpred, indrelid) LIKE %s",
            [f"%{actions_readings.VERBS[-1]}%"],
        )
        indexes = [row[0] for row in cursor.fetchall()]
    assert parts > 3 and len(indexes) == parts
    assert all(index in plan for index in indexes), plan


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        ("2026-01-01", "2027-01-31", 200),
        ("2026-01-01", "2027-02-02", 422),
        ("2026-01-01", None, 422),
        (None, "2026-01-01", 422),
        (None, None, 422),
    ],
)
def test_a_file_of_appointments_takes_two_days_thirteen_months_apart_at_most(
    office: Client, first: str | None, last: str | None, status: int
) -> None:
    asked = {name: day for name, day in (("from", first), ("to", last)) if day}
    answer = office.get("/api/agent/appointments.csv", asked)
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["fields"] == {"from": "export_span", "to": "export_span"}


def test_a_file_that_is_cut_says_so(scene: make.Scene, office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_lists, "EXPORTED_AT_MOST", 1)
    first = make.appointment(scene.person, place=scene.place, agent=scene.agent, starts_at=make.working_day(1))
    week = {"from": str(clock.now().date()), "to": str(first.starts_at.date() + timedelta(days=20))}
    whole = office.get("/api/agent/appointments.csv", week)
    assert "rendez-vous.csv" in whole.headers["Content-Disposition"]
    make.appointment(scene.person, place=scene.place, agent=scene.agent, starts_at=make.working_day(2))
    cut = office.get("/api/agent/appointments.csv", week)
    assert "rendez-vous-incomplet.csv" in cut.headers["Content-Disposition"]
    lines = cut.content.decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0].startswith("Liste incomplète")) == (3, True)
    assert [entry.detail["appointments"] for entry in entries("agenda.export")] == [1, 1]


NOW = datetime(2026, 12, 1, 9, 20, tzinfo=UTC)
LIMIT = Limit(hour=10, day=30)


@pytest.mark.parametrize(
    ("count", "wait", "is_met"),
    [
        (Count(5, 5, is_new=True), None, False),
        (Count(10, 10, is_new=True), None, True),  # the page with which it is met is shown
        (Count(14, 14, is_new=True), None, True),
        (Count(15, 15, is_new=True), timedelta(minutes=40), True),
        (Count(50, 50, is_new=False), None, False),
        (Count(5, 34, is_new=True), None, True),
        (Count(5, 35, is_new=True), timedelta(hours=14, minutes=40), True),
    ],
)
def test_the_page_that_meets_a_limit_is_the_last(count: Count, wait: timedelta | None, is_met: bool) -> None:
    assert rules_readings.wait(LIMIT, count, shown=5, now=NOW) == wait
    assert rules_readings.is_met(LIMIT, count) == is_met


def test_a_reading_is_counted_by_one_statement(scene: make.Scene) -> None:
    readings.count("listed", "page 1", shown=25, by=scene.agent)
    (asked,) = queries_of(lambda: readings.count("listed", "page 2", shown=25, by=scene.agent))
    assert "journal_reading" in asked
    row = Reading.objects.get(actor=str(scene.agent))
    assert (row.in_hour, row.in_day, len(row.seen)) == (50, 50, 2)


def test_what_was_counted_is_forgotten_and_who_met_a_limit_a_month_later(scene: make.Scene) -> None:
    other: Agent = accounts.agent(of=scene.service)
    readings.count("listed", "all", shown=9_999, by=scene.agent)
    readings.count("listed", "few", shown=1, by=other)
    assert readings.sweep() == 0
    clock.shift(timedelta(days=3))
    assert readings.sweep() == 1
    clock.shift(timedelta(days=31))
    assert readings.sweep() == 1
