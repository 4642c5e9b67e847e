"""A list that is cut says how many there are, and every one comes when asked for."""

import re
from datetime import timedelta
from typing import Any

import pytest

from backend.agenda.models import Appointment, Task
from backend.common import clock
from backend.desk.queries_held import FEW
from backend.probationers import queries_search
from backend.probationers.models import ContactChange
from backend.reminders import queries
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import cost, queries_of
from tests.desk.test_replies import reply
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db
MORE = FEW + 5


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def asked(scene: make.Scene, path: str, **query: Any) -> dict[str, Any]:
    answer = accounts.signed_in_client(scene.agent).get(f"/api/agent/{path}", query)
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def changes(scene: make.Scene, count: int) -> None:
    for number in range(count):
        ContactChange.objects.create(
            probationer=scene.person, field="address", old="", new=str(number), by="device:x", at=clock.now()
        )


def replies(scene: make.Scene, count: int) -> None:
    for _ in range(count):
        reply(scene.person)


def tasks(scene: make.Scene, count: int) -> None:
    for number in range(count):
        row = make.appointment(
            scene.person, agent=scene.agent, place=scene.place, starts_at=clock.now() + timedelta(days=number - 3)
        )
        Task.objects.create(appointment=row, kind="notify_formally", revision=1, created_at=clock.now())


@pytest.mark.parametrize(
    ("name", "fill"), [("contact_changes", changes), ("replies", replies), ("tasks", tasks)]
)  # fmt: skip
def test_a_list_of_today_has_its_true_count_and_the_whole_of_it(scene: make.Scene, name: str, fill: Any) -> None:
    fill(scene, MORE)
    first = asked(scene, "morning")
    assert (len(first[name]), first["counts"][name]) == (FEW, MORE)
    whole = asked(scene, "morning", whole=name)
    assert (len(whole[name]), whole["counts"][name]) == (MORE, MORE)


def test_the_count_costs_no_query_more(scene: make.Scene) -> None:
    browser = accounts.signed_in_client(scene.agent)
    changes(scene, 1)
    one = cost(lambda: browser.get("/api/agent/morning"))
    changes(scene, MORE)
    assert cost(lambda: browser.get("/api/agent/morning")) == one


def test_a_file_tells_how_many_past_ones_there_are_and_shows_all_when_asked(scene: make.Scene) -> None:
    for number in range(MORE):
        make.appointment(
            scene.person, agent=scene.agent, place=scene.place, starts_at=clock.now() - timedelta(days=number + 1),
            state=Appointment.State.CAME,
        )  # fmt: skip
    path = f"files/{scene.person.pk}"
    short, whole = asked(scene, path), asked(scene, path, whole="true")
    assert (len(short["past"]), short["past_count"], short["has_more"]) == (20, MORE, True)
    assert (len(whole["past"]), whole["past_count"], whole["has_more"]) == (MORE, MORE, False)


def test_whom_to_call_says_how_many_there_are(scene: make.Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.desk.queries.MOST_TO_CALL", 2)
    for _ in range(3):
        person = probationers.file(organisation=scene.service, agent=scene.agent, phone="+33140000000")
        make.appointment(person, agent=scene.agent, place=scene.place, starts_at=clock.now() + timedelta(days=2))
    told = asked(scene, "to-call")
    assert (len(told["items"]), told["count"]) == (2, 3)


def found(scene: make.Scene, said: str, cursor: str | None = None) -> dict[str, Any]:
    body = {"q": said, "cursor": cursor}
    answer = accounts.signed_in_client(scene.agent).post(
        "/api/agent/probationers/search", body, content_type="application/json"
    )
    told: dict[str, Any] = answer.json()
    return told


def test_a_search_says_how_many_it_found_on_every_page(scene: make.Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(MORE):
        probationers.file("FICTIF", f"Noé {chr(65 + number)}", organisation=scene.service)
    first = found(scene, "fict")
    second = found(scene, "fict", first["next"])
    assert (len(first["items"]), first["count"]) == (25, MORE)
    assert (len(second["items"]), second["count"], second["next"]) == (MORE - 25, MORE, None)
    monkeypatch.setattr(queries_search, "COUNTED", 10)
    assert found(scene, "fict")["count"] == 10


def test_a_morning_asks_once_which_services_are_in_reach(scene: make.Scene) -> None:
    client = accounts.signed_in_client(scene.agent)
    asks = queries_of(lambda: client.get("/api/agent/morning"))
    assert sum("organisations_organisation_linked" in sql for sql in asks) == 1


@pytest.mark.parametrize("table", ["agenda_task", "agenda_answer", "reminders_reply", "probationers_contactchange"])
def test_what_waits_is_looked_for_among_what_the_agent_holds(scene: make.Scene, table: str) -> None:
    """Its keys first: a country of appointments and files is read where PostgreSQL may choose where it begins."""
    client = accounts.signed_in_client(scene.agent)
    asks = [sql for sql in queries_of(lambda: client.get("/api/agent/morning")) if f' FROM "{table}"' in sql]
    keys = rf'"{table}"."(appointment|probationer)_id" = ANY\('
    assert asks and all(re.search(keys, sql) for sql in asks)


def test_each_of_an_agents_own_appointments_is_asked_by_itself_whether_she_sees_it(scene: make.Scene) -> None:
    """With EXISTS PostgreSQL reads every file in reach, for the few that she receives on a day."""
    make.appointment(scene.person, agent=scene.agent, place=scene.place, starts_at=clock.now() + timedelta(hours=1))
    client = accounts.signed_in_client(scene.agent)
    asks = queries_of(lambda: client.get("/api/agent/morning"))
    scoped = [
        sql for sql in asks if sql.startswith('SELECT "agenda_appointment"') and '"probationers_affiliation"' in sql
    ]
    assert scoped and not any("EXISTS" in sql.split('"probationers_affiliation"')[0] for sql in scoped)


def test_free_seats_begin_with_the_agendas_in_reach(scene: make.Scene) -> None:
    client = accounts.signed_in_client(scene.agent)
    path = f"/api/agent/free-seats?type={scene.slot_type.pk}"
    asks = [sql for sql in queries_of(lambda: client.get(path)) if ' FROM "agenda_slot"' in sql]
    assert asks and all('"agenda_slot"."agenda_id" = ANY(' in sql for sql in asks)


def test_the_channels_of_each_person_are_asked_one_by_one(scene: make.Scene) -> None:
    """With EXISTS PostgreSQL reads every browser that listens, and every STOP of the country, for a few persons."""
    assert "EXISTS" not in str(queries.with_channels(Appointment.objects.all()).query)
