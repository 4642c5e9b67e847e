"""The planner hears and looks apart: neither keeps the other waiting, and neither is missed unnoticed."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from backend.common import clock
from backend.delivery.models import Heartbeat, IncomingSms
from backend.reminders import planner
from backend.reminders.aside import Aside
from backend.reminders.models import Planned
from tests.agenda import make
from tests.faults.stage import address
from tests.reminders.test_planner import book, planned, planning, until

pytestmark = pytest.mark.django_db(transaction=True)

WAITING = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
ITS_LINES = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
# What a look does after it has planned, and no planning: one step of it, and one of the things that it settles.
STANDS_AT = {
    "step": "LOCK TABLE delivery_incomingsms IN ACCESS EXCLUSIVE MODE",
    "thing": "SELECT FROM delivery_incomingsms FOR UPDATE",
}


@contextmanager
def standing(at: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A planner whose look waits for what the test has locked."""
    IncomingSms.objects.create(
        gateway="demonstration", gateway_ref="1", sender="+33639980001", text="1", received_at=clock.now()
    )
    with psycopg.connect(address()) as holder:
        holder.execute(STANDS_AT[at])
        with planning() as child:
            until(looks_stand)
            yield child


def looks_stand() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone() is not None


@pytest.fixture
def scene() -> make.Scene:
    call_command("load_national", verbosity=0)
    return make.Scene()


@pytest.mark.parametrize("at", STANDS_AT)
def test_a_look_that_stands_still_keeps_no_booking_waiting(scene: make.Scene, at: str) -> None:
    with standing(at):
        until(planned(book(scene)), seconds=15)
        assert looks_stand()


def test_a_look_that_stands_still_does_not_keep_it_from_ending(scene: make.Scene) -> None:
    with standing("step") as child:
        child.send_signal(signal.SIGTERM)
        assert child.wait(planner.WINDS_DOWN + 5) == 0


def test_lines_that_are_cut_are_taken_up_again(scene: make.Scene) -> None:
    """The one that hears and the one that looks; what was said meanwhile is found by the first look after."""
    with planning() as child:
        until(planned(book(scene)))
        with connection.cursor() as cursor:
            cursor.execute(ITS_LINES)
            assert cursor.fetchone()[0] >= 2
        until(planned(book(scene, 13)))
        heard = book(scene, 14)
        assert until(planned(heard)) < planner.EVERY
        assert child.poll() is None


def test_a_fault_of_a_look_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would go on hearing, and nothing of what it had not heard would ever be planned."""

    def look(turns: planner.Turns) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(planner, "look", look)
    monkeypatch.setattr(signal, "signal", lambda *of: None)
    with pytest.raises(ZeroDivisionError):
        planner.Planner().serve()


def test_a_planner_that_hears_nothing_gives_no_sign_of_life() -> None:
    mine = planner.Planner()
    planner.look(mine._turns)
    assert not Heartbeat.objects.filter(name="planner").exists()
    mine._turn()
    planner.look(mine._turns)
    assert Heartbeat.objects.filter(name="planner").exists()


def test_a_look_that_is_told_to_stop_leaves_the_rest() -> None:
    scene = make.Scene()
    for days in (12, 13):
        book(scene, days)
    planner.look(planner.Turns(stopping=Planned.objects.exists))
    assert Planned.objects.count() == 1
    assert not Heartbeat.objects.filter(name="planner").exists()


def test_what_fails_in_one_thread_may_be_swept_in_the_other() -> None:
    aside, over, usual = Aside(), threading.Event(), sys.getswitchinterval()

    def fail() -> None:
        thing = 0
        while not over.is_set():
            aside.failed(thing := thing + 1)

    failing = threading.Thread(target=fail)
    sys.setswitchinterval(1e-6)
    failing.start()
    try:
        for _ in range(200):
            aside.sweep()
            assert aside.stubborn() == 0
    finally:
        sys.setswitchinterval(usual)
        over.set()
        failing.join()
