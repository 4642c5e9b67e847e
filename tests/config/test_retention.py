"""The nightly jobs with the agenda's own dates, on a file that has everything hanging on it."""

from datetime import timedelta

import pytest

from backend.agenda.models import Appointment
from backend.common import clock
from backend.config import retention
from backend.delivery.models import Message
from backend.probationers.models import Probationer
from tests.agenda import make
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
State = Appointment.State


def aged(scene: make.Scene) -> Probationer:
    return probationers.file(organisation=scene.service, agent=scene.agent, created_at=clock.now() - 900 * DAY)


def test_the_agendas_dates_decide() -> None:
    scene = make.Scene()
    cases = {
        "missed two years ago": (-700, State.MISSED, True),
        "came a month ago": (-30, State.CAME, False),
        "is expected": (30, State.BOOKED, False),
        "was to come, cancelled": (30, State.CANCELLED, True),
    }
    files = {}
    for name, (days, state, _) in cases.items():
        files[name] = aged(scene)
        make.appointment(files[name], starts_at=clock.now() + days * DAY, state=state, agent=scene.agent)
    retention.archive()
    for name, (_, _, is_announced) in cases.items():
        files[name].refresh_from_db()
        assert (files[name].retention_at is not None) is is_announced, name


def test_a_destroyed_file_leaves_nothing_behind() -> None:
    scene = make.Scene()
    file = aged(scene)
    row = make.appointment(file, starts_at=clock.now() - 700 * DAY, agent=scene.agent)
    now = clock.now()
    Message.objects.create(
        subject=str(row), kind="reminder", channel="sms", holder=file.holder, not_before=now, next_try_at=now,
        expires_at=now, created_at=now,
    )  # fmt: skip
    Probationer.objects.filter(pk=file.pk).update(archived_at=now - 200 * DAY, retention_at=now)
    assert retention.destroy() == 1
    assert not Probationer.objects.filter(pk=file.pk).exists()
    assert not Appointment.objects.filter(pk=row.pk).exists()
    assert not Message.objects.exists()
