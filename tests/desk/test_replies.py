"""Texts that came back, on the agent's morning and in the file: shown to whoever may see it, until somebody has."""

import json
import uuid
from typing import Any

import pytest

from backend.common import clock
from backend.delivery.models import IncomingSms
from backend.journal.models import Entry
from backend.organisations.models import Role
from backend.probationers.models import Probationer
from backend.reminders.models import Reply
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import assert_flat
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db


def reply(person: Probationer, text: str = "je serai en retard", **more: Any) -> Reply:
    sms = IncomingSms.objects.create(
        gateway="x", gateway_ref=str(uuid.uuid4()), sender=person.phone, text=text, received_at=clock.now(),
        understood_as="other", settled_at=clock.now(), answered_with="reply_other",
    )  # fmt: skip
    return Reply.objects.create(sms=sms, probationer=person, at=clock.now(), **({"to_read": True} | more))


def get(agent: Any, path: str) -> dict[str, Any]:
    told: dict[str, Any] = accounts.signed_in_client(agent).get(f"/api/agent/{path}").json()
    return told


def test_what_waits_stands_in_the_morning_until_it_was_seen() -> None:
    scene = make.Scene()
    row, quiet = reply(scene.person), reply(scene.person, "merci", to_read=False)
    [shown] = get(scene.agent, "morning")["replies"]
    assert (shown["id"], shown["text"], shown["answered"]) == (str(row.pk), "je serai en retard", True)
    client = accounts.signed_in_client(scene.agent)
    for _ in range(2):
        assert client.post(f"/api/agent/replies/{row.pk}/seen").status_code == 204
    assert get(scene.agent, "morning")["replies"] == []
    assert Entry.objects.filter(verb="reminders.see_reply", about=str(scene.person)).count() == 1
    row.refresh_from_db()
    assert row.seen_by == scene.agent
    in_file = get(scene.agent, f"files/{scene.person.pk}")["replies"]
    assert [one["id"] for one in in_file] == [str(quiet.pk), str(row.pk)]
    assert in_file[1]["seen_at"]


def test_a_cpip_is_shown_her_own_persons_a_secretary_the_services_a_stranger_nothing() -> None:
    scene = make.Scene()
    colleague = accounts.agent(scene.service)
    reply(probationers.file(organisation=scene.service, agent=colleague))
    secretary = accounts.agent(scene.service, Role.SECRETARY_SPIP)
    assert [len(get(agent, "morning")["replies"]) for agent in (scene.agent, secretary, scene.stranger)] == [0, 1, 0]


def test_a_stranger_can_not_see_it_away() -> None:
    scene = make.Scene()
    row = reply(scene.person)
    answer = accounts.signed_in_client(scene.stranger).post(f"/api/agent/replies/{row.pk}/seen")
    never = accounts.signed_in_client(scene.stranger).post(f"/api/agent/replies/{uuid.uuid4()}/seen")
    assert (answer.status_code, json.loads(answer.content)) == (never.status_code, json.loads(never.content))
    row.refresh_from_db()
    assert row.seen_at is None


def test_many_replies_cost_no_more_queries_than_one() -> None:
    scene = make.Scene()
    client = accounts.signed_in_client(scene.agent)
    assert_flat(
        lambda: client.get("/api/agent/morning"),
        add=lambda: reply(scene.person),
        rows=lambda answer: len(answer.json()["replies"]),
    )
