"""The planner as a process: it hears, it catches up, it survives a poisoned row and stops when told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, InternalError, OperationalError, connection
from django.db.models import F

from backend.agenda import actions as agenda
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery import actions_push
from backend.delivery.models import Heartbeat, Message
from backend.delivery.sending import line
from backend.probationers import actions_files
from backend.probationers.models import Probationer
from backend.reminders import actions, planner, queries
from backend.reminders.aside import Aside
from backend.reminders.models import Planned
from tests.agenda import make
from tests.delivery import make as outbox

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def planning() -> Iterator[subprocess.Popen[bytes]]:
    """`manage.py plan_messages` on the test's own database."""
    known = connection.get_connection_params()
    where = f"postgresql://{known.get('user', '')}@/{known['dbname']}?host={known.get('host', '')}"
    where += f"&port={known['port']}" if known.get("port") else ""
    child = subprocess.Popen(
        [sys.executable, "backend/manage.py", "plan_messages"],
        cwd=settings.HOUSE,
        env=os.environ | {"MSJ_ENV": "test", "MSJ_DATABASE_URL": where, "MSJ_DATABASE_OWNER_URL": where},
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def until(true: Callable[[], bool], seconds: float = 30) -> float:
    """How long it took."""
    start = time.monotonic()
    while not true():
        assert time.monotonic() - start < seconds, "it never came"
        time.sleep(0.05)
    return time.monotonic() - start


def book(scene: make.Scene, days: int = 12) -> Appointment:
    wish = Booking(
        scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(days), force=True
    )
    return agenda.book(wish, by=scene.agent)


def planned(row: Appointment, revision: int = 1) -> Callable[[], bool]:
    return lambda: Message.objects.filter(subject=str(row), revision=revision).exists()


def has_channels(row: Appointment, channels: str) -> bool:
    return Planned.objects.get(pk=row.pk).channels == channels


def test_it_catches_up_hears_and_stops() -> None:
    call_command("load_national", verbosity=0)
    scene = make.Scene()
    before = book(scene)
    with planning() as child:
        until(planned(before))
        heard = book(scene, 13)
        assert until(planned(heard)) < planner.EVERY, "a NOTIFY is faster than the look every five seconds"
        assert Heartbeat.objects.filter(name="planner").exists()
        child.send_signal(signal.SIGTERM)
        assert child.wait(10) == 0
    missed = book(scene, 14)
    with planning() as child:
        until(planned(missed))
        child.kill()
        child.wait()
    assert Message.objects.filter(subject=str(before), kind="confirmation").count() == 1


def test_a_new_channel_is_heard_and_not_waited_for(settings: Any) -> None:
    """Subscribed and the clock moved at once: what is due by then is planned for the channel that is open now."""
    call_command("load_national", verbosity=0)
    scene = make.Scene()
    settings.PUSH_ORIGINS = ["https://updates.push.services.mozilla.com"]
    row, other = book(scene), make.appointment(scene.another(), type=scene.free_type)
    with planning() as child:
        until(planned(row))
        until(planned(other))
        changes: tuple[tuple[Callable[[], object], str], ...] = (
            (lambda: subscribe(scene), "ps"),
            (lambda: delivery.opt_out(scene.person.phone), "p"),
            (lambda: delivery.opt_in(scene.person.phone), "ps"),
            # The device came in by that number, and goes with it.
            (lambda: change_number(scene, ""), ""),
        )
        for change, channels in changes:
            change()
            took = until(partial(has_channels, row, channels))
            assert took < planner.EVERY / 2, f"{took:.1f} s until {channels}"
        assert child.poll() is None
    assert Planned.objects.get(pk=other.pk).channels == "s"


def subscribe(scene: make.Scene) -> None:
    actions_push.subscribe(
        scene.person.holder, device=outbox.device(scene.person.holder), p256dh=outbox.KEY,
        auth="BTBZMqHH6r4Tts7J_aSIgg", endpoint="https://updates.push.services.mozilla.com/wpush/v2/a",
    )  # fmt: skip


def change_number(scene: make.Scene, number: str) -> None:
    actions_files.update(scene.person, by=scene.agent, given={"phone": number})


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> set[object]:
    """Appointments that no planning settles."""
    poisoned: set[object] = set()
    real = actions.plan

    def plan(appointment_id: UUID) -> int:
        if appointment_id in poisoned:
            raise RuntimeError("poison")
        return real(appointment_id)

    monkeypatch.setattr(actions, "plan", plan)
    return poisoned


def told_of(row: Appointment) -> bool:
    return Message.objects.filter(subject=str(row)).exists()


def failing() -> int:
    return int(Heartbeat.objects.get(name="planner").detail["failing"])


def test_one_that_fails_does_not_keep_the_others_waiting(poison: set[object]) -> None:
    scene = make.Scene()
    poisoned, sound = book(scene), book(scene, 13)
    poison.add(poisoned.pk)
    planner.look(planner.Turns())
    assert actions.waiting() == [poisoned.pk]
    assert told_of(sound)


def test_more_that_fail_than_one_look_takes_keep_nobody_waiting(
    poison: set[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The earliest come first: those that fail were all that any look ever took."""
    monkeypatch.setattr(planner, "AT_ONCE", 2)
    scene, now = make.Scene(), [0.0]
    turns = planner.Turns(aside=Aside(lambda: now[0]))
    first, second, sound = book(scene), book(scene, 13), book(scene, 14)
    poison.update({first.pk, second.pk})
    planner.look(turns)
    assert not told_of(sound)
    now[0] += 1
    planner.look(turns)
    assert told_of(sound)
    assert failing() == 0, "one failure may be a deadlock"
    now[0] += 5
    planner.look(turns)
    assert failing() == 2
    poison.clear()
    now[0] += 5
    planner.look(turns)
    assert not told_of(first), "tried again after twice as long"
    now[0] += 6
    planner.look(turns)
    assert told_of(first) and told_of(second)
    assert failing() == 0


def test_what_could_not_be_settled_is_told_without_its_values(caplog: pytest.LogCaptureFixture) -> None:
    def settle(thing: str) -> None:
        raise ValueError(f"Key (phone)=({thing}) already exists")

    assert planner.each(["+33639980001"], settle, Aside()) == 0
    assert "ValueError" in caplog.text and "settle" in caplog.text
    assert "+33639980001" not in caplog.text


@pytest.mark.parametrize("error", [OperationalError, InternalError, InterfaceError])
def test_trouble_of_the_database_makes_nobody_wait_when_it_is_over(error: type[Exception]) -> None:
    """The database's own errors end the look; the next one begins with another, and nobody waits long after."""
    now = [0.0]
    aside = Aside(lambda: now[0])

    def settle(thing: str) -> None:
        raise error("cannot execute INSERT in a read-only transaction")

    for _ in range(60):  # five minutes without a database that can be written to
        with pytest.raises(error):
            planner.each(["one", "two"], settle, aside)
        now[0] += 5
    assert len(aside) == 1
    assert planner._of(["one", "two"], settle, aside) == ["one", "two"]


def test_it_hears_over_a_line_as_safe_as_every_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the address says of encryption holds for this connection of its own too."""
    asked: dict[str, Any] = {}

    class Ears:
        def execute(self, query: str) -> None:
            asked.setdefault("listens", []).append(query)

    def connect(**wanted: Any) -> Ears:
        asked.update(wanted)
        return Ears()

    safe = {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "sslcert": "/etc/me.pem", "sslkey": "/etc/me.key"}
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", safe)
    monkeypatch.setattr("backend.reminders.planner.psycopg.connect", connect)
    planner.listen()
    assert {name: asked.get(name) for name in safe} == safe and len(asked["listens"]) == 2


def test_the_sender_speaks_over_a_line_as_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    safe = {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "sslcert": "/etc/me.pem", "sslkey": "/etc/me.key"}
    monkeypatch.setitem(settings.DATABASES["default"], "OPTIONS", safe)
    assert {name: line.address().get(name) for name in safe} == safe


def test_what_nobody_heard_of_is_found_by_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part in each look, the next part in the next one, and from the start again after the last."""
    monkeypatch.setattr(planner, "AT_ONCE", 2)
    scene, turns = make.Scene(), planner.Turns()
    rows = [book(scene, days) for days in (12, 13, 14, 15, 16)]
    actions.plan_all()
    for silently in (Probationer.PhoneStatus.WRONG, Probationer.PhoneStatus.GIVEN):
        Probationer.objects.filter(pk=scene.person.pk).update(phone_status=silently)
        channels = "s" if silently == Probationer.PhoneStatus.GIVEN else ""
        found = []
        for _ in range(3):
            planner.look(turns)
            found.append(sum(has_channels(row, channels) for row in rows))
        assert found == [2, 4, 5]


def test_a_look_reads_nothing_of_what_was_planned_long_ago() -> None:
    """N1: a look compared every appointment that ever was."""
    scene = make.Scene()
    long_ago = clock.now() - timedelta(days=40)
    past = make.appointment(scene.person, type=scene.free_type, starts_at=long_ago)
    coming = book(scene)
    actions.plan_all()
    assert not Appointment.objects.filter(queries.BEHIND).exists()
    assert queries.changed(limit=10) == []
    assert [one.pk for one in queries.coming(now=clock.now(), after=None, limit=10)] == [coming.pk]
    assert Planned.objects.filter(pk=past.pk, revision=past.revision).exists()


def test_a_change_that_commits_while_it_is_planned_stays_to_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = make.Scene()
    row = book(scene)
    real = delivery.queue_many

    def meanwhile(orders: Any) -> Any:
        Appointment.objects.filter(pk=row.pk).update(revision=F("revision") + 1)
        return real(orders)

    monkeypatch.setattr(delivery, "queue_many", meanwhile)
    actions.plan(row.pk)
    assert queries.changed(limit=10) == [row.pk]
