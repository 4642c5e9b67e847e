"""Promise 2: no seat is given twice, whatever the concurrency. Real transactions on real connections."""

import threading
from collections import Counter
from collections.abc import Callable
from functools import partial

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from backend.agenda import actions
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment, Slot
from backend.common.errors import Refused
from tests.agenda import make

pytestmark = pytest.mark.django_db(transaction=True)


def together(acts: list[Callable[[], object]]) -> Counter[str]:
    """All at once, each on its own connection; what each ended with."""
    barrier, ends, lock = threading.Barrier(len(acts)), Counter[str](), threading.Lock()

    def run(act: Callable[[], object]) -> None:
        connection.ensure_connection()
        barrier.wait()
        try:
            act()
            end = "done"
        except Refused as refusal:
            end = refusal.code
        except Exception as error:
            end = f"{type(error).__name__}: {error}"
        finally:
            connection.close()
        with lock:
            ends[end] += 1

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_fifty_bookings_for_three_seats_give_three() -> None:
    scene = make.Scene()
    slot = make.slot(scene.agenda, scene.slot_type, capacity=5, taken=2)
    people = [scene.another() for _ in range(50)]
    bookings = [Booking(person.pk, scene.slot_type.pk, slot=slot.pk) for person in people]
    ends = together([partial(actions.book, booking, by=scene.agent) for booking in bookings])
    assert ends == {"done": 3, "slot_full": 47}
    slot.refresh_from_db()
    assert slot.taken == 5 and Appointment.objects.filter(slot=slot).count() == 3


def test_an_agent_is_given_away_once_at_one_hour() -> None:
    """D181: each of four simultaneous bookings saw her free."""
    scene = make.Scene()
    hour = make.working_day(9)
    wishes = [
        Booking(scene.another().pk, scene.free_type.pk, place=scene.place.pk, starts_at=hour, agent=scene.agent.pk)
        for _ in range(6)
    ]
    ends = together([partial(actions.book, wish, by=scene.agent) for wish in wishes])
    assert ends == {"done": 1, "agent_busy": 5}


def test_crossing_moves_do_not_wait_for_each_other() -> None:
    scene = make.Scene()
    left = make.slot(scene.agenda, scene.slot_type, capacity=20)
    right = make.slot(scene.agenda, scene.slot_type, capacity=20, starts_at=make.working_day(9))
    acts: list[Callable[[], object]] = []
    for number in range(20):
        here, there = (left, right) if number % 2 else (right, left)
        person = scene.another()
        made = actions.book(Booking(person.pk, scene.slot_type.pk, slot=here.pk), by=scene.agent)
        wish = Booking(person.pk, scene.slot_type.pk, slot=there.pk)
        acts.append(partial(actions.move, made.pk, wish, by=scene.agent))
    assert together(acts) == {"done": 20}
    assert [Slot.objects.get(pk=s.pk).taken for s in (left, right)] == [10, 10]


def test_twenty_cancellations_of_one_appointment_free_one_seat() -> None:
    scene = make.Scene()
    slot = make.slot(scene.agenda, scene.slot_type, capacity=3, taken=2)
    made = actions.book(Booking(scene.person.pk, scene.slot_type.pk, slot=slot.pk), by=scene.agent)
    ends = together([lambda: actions.cancel(made.pk, tell_person=True, by=scene.agent)] * 20)
    assert ends == {"done": 1, "appointment_not_in_that_state": 19}
    slot.refresh_from_db()
    assert slot.taken == 2


def test_a_change_tells_the_planner_when_it_commits() -> None:
    scene = make.Scene()
    parameters = connection.get_connection_params()
    dsn = {k: parameters[k] for k in ("host", "port", "user", "dbname") if parameters.get(k)}
    with psycopg.connect(**dsn, autocommit=True) as listening:
        listening.execute("LISTEN appointment_changed")
        with transaction.atomic():
            made = actions.book(
                Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day()),
                by=scene.agent,
            )
            assert not list(listening.notifies(timeout=0.2, stop_after=1))
        heard = list(listening.notifies(timeout=5, stop_after=1))
    assert [(n.channel, n.payload) for n in heard] == [("appointment_changed", str(made.pk))]


def test_the_table_itself_refuses_one_seat_too_many() -> None:
    scene = make.Scene()
    slot = make.slot(scene.agenda, scene.slot_type, taken=1)
    with pytest.raises(IntegrityError, match="slot_no_seat_twice"), transaction.atomic():
        Slot.objects.filter(pk=slot.pk).update(taken=F("taken") + 1)
