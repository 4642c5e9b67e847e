"""Two planners, and a phone that writes faster than they read: each SMS is settled once, each limit holds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connections

from backend.agenda.models import Answer
from backend.common import clock
from backend.delivery.models import IncomingSms, Message
from backend.reminders import incoming
from backend.reminders.models import Reply
from tests.agenda import make

pytestmark = pytest.mark.django_db(transaction=True)
SIDE_BY_SIDE = 6


def at_once(acts: list[Callable[[], None]]) -> None:
    barrier = Barrier(len(acts))

    def go(act: Callable[[], None]) -> None:
        try:
            barrier.wait(10)
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        for done in [threads.submit(go, act) for act in acts]:
            done.result(20)


def written(sender: str, text: str, meaning: str, *, ref: str) -> int:
    return IncomingSms.objects.create(
        gateway="x", gateway_ref=ref, sender=sender, text=text, understood_as=meaning, received_at=clock.now()
    ).pk


def scene_told() -> make.Scene:
    call_command("load_national", verbosity=0)
    scene = make.Scene()
    row = make.appointment(scene.person, place=scene.place)
    at = clock.now() - timedelta(minutes=5)
    Message.objects.create(
        subject=str(row), kind="reminder", channel="sms", holder=scene.person.holder, state="delivered",
        recipient=scene.person.phone, not_before=at, next_try_at=at, expires_at=row.starts_at, created_at=at,
        accepted_at=at,
    )  # fmt: skip
    return scene


def test_one_sms_read_by_six_planners_is_one_answer() -> None:
    scene = scene_told()
    sms = written(scene.person.phone, "2 malade", "no", ref="1")
    at_once([lambda: incoming.read(sms)] * SIDE_BY_SIDE)
    assert Answer.objects.count() == Reply.objects.count() == 1
    assert Message.objects.filter(kind="reply_no").count() == 1


def test_six_texts_of_one_number_settled_at_once_are_answered_once() -> None:
    scene = scene_told()
    ids = [written(scene.person.phone, "?", "other", ref=str(n)) for n in range(SIDE_BY_SIDE)]
    at_once([partial(incoming.read, one) for one in ids])
    assert Message.objects.filter(kind="reply_other").count() == 1
    assert Reply.objects.filter(to_read=True).count() == SIDE_BY_SIDE
