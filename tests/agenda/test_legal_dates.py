"""On which day a convocation can have been notified: not before its hour was given, not after today (D195)."""

from datetime import date, timedelta

import pytest

from backend.agenda import actions
from backend.agenda.models import LegalNotification
from backend.common import clock
from backend.common.errors import Malformed
from tests.accounts import make as accounts
from tests.agenda import make
from tests.agenda.test_actions import free

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def today() -> date:
    return clock.local(clock.now(), "Europe/Paris").date()


@pytest.mark.parametrize("days", [-1, -30, -10_000])
def test_a_booking_is_not_notified_before_it_was_made(scene: make.Scene, days: int) -> None:
    day = today() + timedelta(days=days)
    with pytest.raises(Malformed) as refusal:
        actions.book(free(scene, legal=("handed_over", day)), by=scene.agent)
    assert refusal.value.fields == {"on": "date_before_booking"}
    assert not LegalNotification.objects.exists()


def test_a_move_is_not_notified_before_it_was_made(scene: make.Scene) -> None:
    booked = today()
    made = actions.book(free(scene, legal=("handed_over", booked)), by=scene.agent)
    clock.shift(timedelta(days=2))
    actions.add_legal_notification(made.pk, way="simple_letter", on=booked + timedelta(days=1), by=scene.agent)
    actions.move(made.pk, free(scene, starts_at=make.working_day(12)), by=scene.agent)
    office = accounts.signed_in_client(scene.agent)
    path = f"/api/agent/appointments/{made.pk}/legal-notifications"
    bodies = [{"way": "handed_over", "on": str(today() + timedelta(days=days))} for days in (-1, 0)]
    said = [office.post(path, body, content_type="application/json") for body in bodies]
    assert [answer.status_code for answer in said] == [422, 204]
    assert said[0].json()["fields"] == {"on": "date_before_booking"}
