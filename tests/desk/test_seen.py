"""Each agent looks for herself; only those who follow the file settle what came in; a prosecutor marks nothing."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from backend.accounts.models import Agent
from backend.agenda.models import Answer, Appointment
from backend.common import clock
from backend.organisations.models import Organisation, Role
from backend.probationers.models import ContactChange
from tests.accounts import make as accounts
from tests.agenda import make
from tests.desk.test_replies import reply
from tests.organisations import make as organisations
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def change(scene: make.Scene) -> ContactChange:
    return ContactChange.objects.create(
        probationer=scene.person, field="address", old="ici", new="là", by="device:x", at=clock.now()
    )


def answer(row: Appointment) -> Answer:
    return Answer.objects.create(
        appointment=row, kind="cannot", channel="app", revision=1, at=clock.now(), idempotency_key=uuid.uuid4()
    )


@dataclass
class Kind:
    """Something that a person sends: where the morning lists it, and what says that it was seen."""

    listed: str
    path: str
    make: Callable[[make.Scene], Any]


KINDS = [
    Kind("replies", "replies", lambda scene: reply(scene.person)),
    Kind("contact_changes", "contact-changes", change),
    Kind("answers", "answers", lambda scene: answer(make.appointment(scene.person, agent=scene.agent))),
]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.listed for kind in KINDS])


def get(agent: Agent, path: str = "morning") -> Any:
    return accounts.signed_in_client(agent).get(f"/api/agent/{path}")


def count(agent: Agent, kind: Kind) -> int:
    return len(get(agent).json()[kind.listed])


def see(agent: Agent, kind: Kind, row: Any) -> int:
    status: int = accounts.signed_in_client(agent).post(f"/api/agent/{kind.path}/{row.pk}/seen").status_code
    return status


def court(scene: make.Scene) -> Organisation:
    """A service of the other kind, linked to the scene's."""
    return organisations.organisation(kind="tj", linked=[scene.service])


@each_kind
def test_a_colleague_sees_it_away_for_herself_alone(scene: make.Scene, kind: Kind) -> None:
    row, secretary = kind.make(scene), accounts.agent(scene.service, Role.SECRETARY_SPIP)
    assert (count(secretary, kind), count(scene.agent, kind)) == (1, 1)
    for _ in range(2):
        assert see(secretary, kind, row) == 204
    assert (count(secretary, kind), count(scene.agent, kind)) == (0, 1)
    row.refresh_from_db()
    assert row.seen_at is None


@each_kind
def test_who_follows_the_file_settles_it_for_all(scene: make.Scene, kind: Kind) -> None:
    row, director = kind.make(scene), accounts.agent(scene.service, Role.DPIP)
    assert count(director, kind) == 1
    assert see(scene.agent, kind, row) == 204
    assert (count(director, kind), count(scene.agent, kind)) == (0, 0)
    row.refresh_from_db()
    assert row.seen_by == scene.agent


@each_kind
def test_where_nobody_follows_the_file_anybody_of_its_service_settles_it(scene: make.Scene, kind: Kind) -> None:
    scene.person.assignments.update(until=clock.now())
    row, secretary = kind.make(scene), accounts.agent(scene.service, Role.SECRETARY_SPIP)
    assert see(secretary, kind, row) == 204
    row.refresh_from_db()
    assert row.seen_by == secretary


@each_kind
def test_a_linked_service_settles_nothing_of_a_file_that_is_followed_elsewhere(scene: make.Scene, kind: Kind) -> None:
    """Nor where the file is its own too."""
    service, row = court(scene), kind.make(scene)
    clerk = accounts.agent(service, Role.CLERK_SAP)
    assert see(clerk, kind, row) == 204
    probationers.affiliate(scene.person, service)
    assert see(accounts.agent(service, Role.CLERK_SAP), kind, row) == 204
    row.refresh_from_db()
    assert row.seen_at is None
    assert count(scene.agent, kind) == 1


@each_kind
def test_what_is_a_linked_service_s_is_not_on_one_s_today(scene: make.Scene, kind: Kind) -> None:
    clerk = accounts.agent(court(scene), Role.CLERK_SAP)
    kind.make(scene)
    assert count(clerk, kind) == 0


def test_unless_one_holds_the_appointment(scene: make.Scene) -> None:
    service = court(scene)
    clerk, row = accounts.agent(service, Role.CLERK_SAP), make.appointment(scene.person, organisation=service)
    reply(scene.person, appointment=row)
    said = answer(row)
    told = get(clerk).json()
    assert (len(told["replies"]), len(told["answers"])) == (1, 1)
    assert see(clerk, KINDS[2], said) == 204
    said.refresh_from_db()
    assert said.seen_by == clerk  # hers to answer: the person reads "seen on"


def test_her_own_file_says_to_each_agent_what_she_has_seen(scene: make.Scene) -> None:
    row, secretary = reply(scene.person), accounts.agent(scene.service, Role.SECRETARY_SPIP)
    see(secretary, KINDS[0], row)
    seen = [
        get(agent, f"files/{scene.person.pk}").json()["replies"][0]["seen_at"] for agent in (secretary, scene.agent)
    ]
    assert [at is not None for at in seen] == [True, False]


@each_kind
def test_a_prosecutor_marks_nothing_as_seen(scene: make.Scene, kind: Kind) -> None:
    row = kind.make(scene)
    prosecutor = accounts.agent(court(scene), Role.PROSECUTOR)
    assert see(prosecutor, kind, row) == 403
    assert get(prosecutor, "to-call").status_code == get(prosecutor, "contact-changes").status_code == 403
