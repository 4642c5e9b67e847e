"""An address that does not exist: marked in the file, written to no more, asked for again."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from backend.common import clock
from backend.delivery import actions_reports
from backend.delivery.models import Message
from backend.delivery.rules_reports import Report
from backend.journal.models import Entry
from backend.probationers import actions_files
from backend.probationers.models import Probationer
from backend.reminders import actions, refusals
from tests import moment
from tests.accounts import make as accounts
from tests.agenda import make

pytestmark = pytest.mark.django_db
ADDRESS = "camille@exemple.fr"


@pytest.fixture
def scene() -> make.Scene:
    call_command("load_national", verbosity=0)
    scene = make.Scene()
    change(scene, email=ADDRESS, email_proved_at=clock.now() - timedelta(days=9), wants_email=True)
    return scene


def change(scene: make.Scene, **values: Any) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(**values)
    scene.person.refresh_from_db()


def refused(scene: make.Scene, **values: Any) -> Message:
    now = clock.now()
    defaults: dict[str, Any] = {
        "subject": f"appointment:{uuid4()}", "kind": "reminder", "channel": "email", "holder": scene.person.holder,
        "recipient": ADDRESS, "state": "failed", "reason": "address_refused", "not_before": now, "next_try_at": now,
        "expires_at": now, "created_at": now, "ended_at": now,
    }  # fmt: skip
    return Message.objects.create(**(defaults | values))


def test_the_address_is_marked_once_and_written_to_no_more(scene: make.Scene) -> None:
    row = make.appointment(scene.person, place=scene.place)
    actions.plan(row.pk)
    waiting = Message.objects.filter(channel="email", state="pending")
    assert waiting.exists()
    refused(scene)
    assert [refusals.mark_refused() for _ in range(2)] == [1, 0]
    scene.person.refresh_from_db()
    assert (scene.person.email, scene.person.email_proved_at) == (ADDRESS, None)
    assert scene.person.email_refused_at
    assert Entry.objects.filter(verb="reminders.mark_email_refused").count() == 1
    actions.plan(row.pk)
    assert not waiting.filter(kind="reminder").exists()


def test_a_bounce_does_the_same_hours_later(scene: make.Scene) -> None:
    sent = refused(scene, state="accepted", reason="", ended_at=None)
    assert refusals.mark_refused() == 0
    actions_reports.take_receipts("mail", [Report("address_refused", message=str(sent.pk))])
    assert refusals.mark_refused() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"reason": "gateway_refused"}, {"reason": "mail_bounced"}, {"recipient": "autre@exemple.fr"},
        {"state": "accepted"}, {"channel": "sms"}, {"ended_at": moment.now() - timedelta(days=20)},
    ],
)  # fmt: skip
def test_every_other_no_leaves_the_address_alone(scene: make.Scene, values: dict[str, Any]) -> None:
    refused(scene, **values)
    assert refusals.mark_refused() == 0


def test_an_address_proved_since_is_good(scene: make.Scene) -> None:
    refused(scene, ended_at=clock.now() - timedelta(hours=1))
    change(scene, email_proved_at=clock.now())
    assert refusals.mark_refused() == 0


def test_agent_and_person_are_told_until_it_is_corrected(scene: make.Scene) -> None:
    refused(scene)
    refusals.mark_refused()
    client = accounts.signed_in_client(scene.agent)
    told = client.get(f"/api/agent/files/{scene.person.pk}").json()
    assert told["email_refused_at"] and not told["email_proved"]
    scene.person.refresh_from_db()
    actions_files.update(scene.person, by=scene.agent, given={"email": "nouvelle@exemple.fr"})
    assert client.get(f"/api/agent/files/{scene.person.pk}").json()["email_refused_at"] is None
