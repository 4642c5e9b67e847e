"""Sender, planner and webhooks want the same rows at the same instant: they wait for each other, never in a circle.

A circle ends after a second by an error in one of them: a receipt that gets 500, a planner that starts afresh.
"""

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError, connections

from backend.common import clock
from backend.delivery import actions, actions_reports
from backend.delivery.composers import Due, Text
from backend.delivery.gateways import NO_LIMITS, Answer
from backend.delivery.models import Message
from backend.delivery.rules import Outcome
from backend.delivery.sending.clockwork import DomainClock
from backend.delivery.sending.ledger import Ledger
from backend.delivery.sending.line import Line
from backend.delivery.sending.outbox import Claimed
from tests.delivery import make
from tests.running import run as run_it

pytestmark = pytest.mark.django_db(transaction=True)
PAIRS, ROUNDS, CLAIM = 40, 4, uuid.uuid4()


class Push:
    name, channel, honours_idempotency, limits = "web_push", "push", True, NO_LIMITS


def pushes_with_texts_behind() -> list[Message]:
    """Each text has the lower identifier, so that whoever locks in their order meets it first."""
    made = []
    for _ in range(PAIRS):
        behind, ahead = sorted([uuid.uuid4(), uuid.uuid4()])
        subject, until = f"appointment:{uuid.uuid4()}", clock.real() + timedelta(hours=1)
        push = make.message(
            id=ahead, subject=subject, channel="push", state="sending", claim=CLAIM, lease_until=until, attempts=1
        )
        make.message(id=behind, subject=subject, state="held", behind=push, release_at=until)
        made.append(push)
    return made


def settle(pushes: list[Message]) -> None:
    """None of them can be shown: the ledger frees what waits behind."""

    async def work() -> None:
        line = Line("test")
        ledger = Ledger(line, DomainClock())
        for row in pushes:
            fields = {name: getattr(row, name) for name in Due.__dataclass_fields__}
            claimed = Claimed(Due(**fields), CLAIM, 1, 0, "web_push")
            ledger.answered(claimed, Text("", "x"), Push(), Answer(Outcome.REFUSED, reason="push_gone"))  # type: ignore[arg-type]
        await ledger.flush()
        await line.close()

    run_it(work())


def supersede(pushes: list[Message]) -> None:
    for row in pushes:
        actions.supersede(row.subject, below=2)


def show(pushes: list[Message]) -> None:
    for row in reversed(pushes):
        actions_reports.show(str(row.pk))


def test_nobody_waits_in_a_circle(caplog: pytest.LogCaptureFixture) -> None:
    failed: list[str] = []

    def at_once(act: Callable[[list[Message]], None], go: threading.Barrier, pushes: list[Message]) -> None:
        go.wait()
        try:
            act(pushes)
        except OperationalError as error:
            failed.append(f"{act.__name__}: {error}")
        finally:
            connections.close_all()

    for _ in range(ROUNDS):
        pushes, go = pushes_with_texts_behind(), threading.Barrier(3)
        crowd = [threading.Thread(target=at_once, args=(act, go, pushes)) for act in (settle, supersede, show)]
        for each in crowd:
            each.start()
        for each in crowd:
            each.join()
    assert failed == [] and "DeadlockDetected" not in caplog.text
    assert not Message.objects.filter(state="sending").exists()
