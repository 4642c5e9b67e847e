"""That a number said STOP shows in a file of one's own only where the file itself knows it (D196)."""

from typing import Any

import pytest

from backend.agenda import actions_national as national_types
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.models import Message
from backend.probationers.models import Probationer
from backend.reminders import actions_national
from tests.accounts import make as accounts
from tests.agenda import make
from tests.organisations import make as organisations
from tests.probationers import make as files

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    national_types.load_national()
    actions_national.load_national()
    return make.Scene()


def shown(scene: make.Scene) -> tuple[bool, Any]:
    """In the file, and before anything is booked."""
    office = accounts.signed_in_client(scene.agent)
    file = office.get(f"/api/agent/files/{scene.person.pk}").json()
    body = {
        "probationer": str(scene.person.pk), "type": scene.free_type.pk, "place": scene.place.pk,
        "agent": scene.agent.pk, "starts_at": make.working_day().isoformat(),
    }  # fmt: skip
    preview = office.post("/api/agent/appointments/preview", body, content_type="application/json").json()
    return file["opted_out"], (preview["unreachable"] or {}).get("reason")


OPEN = (True, "opted_out")
HIDDEN = (False, None)


@pytest.mark.parametrize(
    ("status", "stands_elsewhere", "said"),
    [
        ("given", None, OPEN),  # it is nobody else's
        ("given", "linked", OPEN),
        ("given", "away", HIDDEN),
        ("proved", "away", OPEN),
    ],
)
def test_a_stop_is_told_to_whoever_may_know_it(
    scene: make.Scene, status: str, stands_elsewhere: str | None, said: Any
) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(phone_status=status)
    if stands_elsewhere:
        other = organisations.organisation(linked=[scene.service] if stands_elsewhere == "linked" else [])
        files.file("ESSAI", organisation=other, phone=scene.person.phone)
    delivery.opt_out(scene.person.phone)
    assert shown(scene) == said


def test_once_an_sms_has_left_from_here_its_stop_is_told(scene: make.Scene) -> None:
    files.file("ESSAI", organisation=organisations.organisation(), phone=scene.person.phone)
    delivery.opt_out(scene.person.phone)
    assert shown(scene) == HIDDEN
    now = clock.now()
    Message.objects.create(
        subject=f"appointment:{scene.person.pk}", revision=1, kind="reminder", channel="sms", lane="bulk",
        holder_id=scene.person.holder_id, created_at=now, not_before=now, expires_at=now, state="accepted",
        accepted_at=now, next_try_at=now,
    )  # fmt: skip
    assert shown(scene)[0]  # the file says so; whoever was told lately is not unreachable
