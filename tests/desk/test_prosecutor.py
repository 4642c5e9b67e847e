"""A prosecutor reads the bookings of the end of a hearing, and nothing else (field rule 21)."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from backend.accounts.models import Agent
from backend.agenda import trace
from backend.agenda.models import Appointment, Task
from backend.common import clock
from backend.organisations.models import Organisation, Role
from tests.accounts import make as accounts
from tests.agenda import make
from tests.desk.test_api_agent import answer, failed
from tests.desk.test_replies import reply
from tests.organisations import make as organisations
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


@pytest.fixture
def court(scene: make.Scene) -> Organisation:
    service = organisations.organisation(kind="tj")
    probationers.affiliate(scene.person, service)
    return service


@pytest.fixture
def prosecutor(court: Organisation) -> Agent:
    return accounts.agent(court, Role.PROSECUTOR)


def get(agent: Agent, path: str) -> Any:
    return accounts.signed_in_client(agent).get(f"/api/agent/{path}")


def booking(scene: make.Scene, court: Organisation, *, of_hearing: bool) -> Appointment:
    return make.appointment(
        scene.person, organisation=court, type=make.type(prosecutor_number=of_hearing), prosecutor_number="24 123",
        starts_at=clock.now() + timedelta(days=2),
    )  # fmt: skip


def test_only_the_bookings_of_the_end_of_a_hearing_are_there(
    scene: make.Scene, court: Organisation, prosecutor: Agent
) -> None:
    hearing, other = (booking(scene, court, of_hearing=of_hearing) for of_hearing in (True, False))
    listed = get(prosecutor, "appointments").json()["items"]
    assert [(one["id"], one["prosecutor_number"]) for one in listed] == [(str(hearing.pk), "24 123")]
    assert get(prosecutor, f"appointments/{hearing.pk}").status_code == 200
    assert get(prosecutor, f"appointments/{other.pk}").status_code == 404
    file = get(prosecutor, f"appointments.csv?{urlencode(make.whole_year())}").content.decode()
    assert len(file.splitlines()) == 2  # with the heads
    colleague = accounts.agent(court, Role.CLERK_SAP)
    assert len(get(colleague, "appointments").json()["items"]) == 2


@pytest.mark.parametrize("path", ["morning", "to-call", "contact-changes", "files/{0}", "probationers/{0}/journal"])
def test_no_file_no_call_and_no_change_is_shown(
    scene: make.Scene, court: Organisation, prosecutor: Agent, path: str
) -> None:
    booking(scene, court, of_hearing=True)
    assert get(prosecutor, path.format(scene.person.pk)).status_code == 403
    search = accounts.signed_in_client(prosecutor).post(
        "/api/agent/probationers/search", {"q": "exemple"}, content_type="application/json"
    )
    assert search.status_code == 403


def test_nothing_that_the_person_said_or_was_told_stands_beside_it(
    scene: make.Scene, court: Organisation, prosecutor: Agent
) -> None:
    row = booking(scene, court, of_hearing=True)
    Appointment.objects.filter(pk=row.pk).update(reason_told="illness")
    reply(scene.person, appointment=row)
    answer(row, "cannot")
    failed(row)
    trace.leave(row, "answer_no", by=f"holder:{scene.person.holder_id}")
    Task.objects.create(appointment=row, kind=Task.Kind.NOTIFY_FORMALLY, revision=1, created_at=clock.now())
    path = f"appointments/{row.pk}"
    (listed,), shown = get(prosecutor, "appointments").json()["items"], get(prosecutor, path).json()
    for told in (listed, shown):
        assert (told["answer"], told["reach"], told["reach_reason"], told["reason_told"], told["may"]) == (
            None, "ok", None, "", []
        )  # fmt: skip
    assert (shown["occasions"], shown["unreachable"], shown["tasks"]) == ([], None, [])
    assert not [one for one in shown["events"] if one["event"].startswith("answer")]
    seen = get(accounts.agent(court, Role.CLERK_SAP), path).json()
    assert (seen["answer"]["kind"], seen["reason_told"], len(seen["tasks"])) == ("cannot", "illness", 1)
    assert seen["occasions"] and seen["reach"] == "failed"
