"""The planner: hears of every change, looks every five seconds for what changed unheard, and compares all that is to
come by turns. What it costs follows what is to be planned, never how many appointments there ever were.

Two threads, each with a connection of its own: however long a look lasts, and whatever it waits for, what is heard of
is planned at once. Where both come to the same appointment, one waits for the other as two planners do.
"""

import logging
import math
import signal
import threading
import time
import traceback
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from types import FrameType
from typing import TypeVar
from uuid import UUID

import psycopg
from django.db import InterfaceError, InternalError, OperationalError, close_old_connections, connections
from django.db.models import Q

from backend.agenda.trace import CHANNEL
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.sending import line
from backend.reminders import actions, contacts, incoming, queries
from backend.reminders.aside import Aside

EVERY = 5.0  # seconds of real time between two looks
AGAIN = 1.0  # after a lost connection
DEAF_AFTER = 15.0  # seconds without a turn of the hearing: three looks
WINDS_DOWN = 2.0  # seconds that a look has to come to the end of one thing; the database undoes what it leaves
AT_ONCE = 500  # of each kind in one look
# The database's own: gone, read-only, short of something, too slow. They end a look; the next one is another chance.
TROUBLE = (psycopg.OperationalError, OperationalError, InternalError, InterfaceError)
log = logging.getLogger(__name__)
Thing = TypeVar("Thing", bound=Hashable)
Act = Callable[[Thing], object]


class Planner:
    """One process; a second one does no harm, the rows of `Planned` are locked."""

    def __init__(self) -> None:
        self.stopping = False
        self._turns = Turns(stopping=lambda: self.stopping, hears=self._hears)
        self._heard_at = -math.inf
        self._look_now = threading.Event()
        self._fault: BaseException | None = None  # of the looks: it ends the process, as one of the hearing does

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        self.stopping = True

    def serve(self) -> None:
        """Until told to stop; a database that goes away is waited for, and everything is looked at again after."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        looks = threading.Thread(target=self._look_by_turns, name="looks", daemon=True)
        looks.start()
        try:
            while not self._over():
                try:
                    self._listen()
                except TROUBLE:
                    _wait_for_the_database()
        finally:
            self.stopping = True
            self._look_now.set()
            looks.join(WINDS_DOWN)
        if self._fault is not None:
            raise self._fault

    def _over(self) -> bool:
        return self.stopping or self._fault is not None

    def _listen(self) -> None:
        with listen() as ears:
            self._turn()
            self._look_now.set()  # for what was said while nobody listened
            while not self._over():
                self._hear(ears)

    def _hear(self, ears: "psycopg.Connection[object]") -> None:
        heard = list(ears.notifies(timeout=0.5, stop_after=1))  # a signal is answered within half a second
        heard += list(ears.notifies(timeout=0)) if heard else []
        self._turn()
        if heard:
            close_old_connections()
            notices = dict.fromkeys((notice.channel, notice.payload) for notice in heard)
            settle(notices, self._turns.aside, then=self._turn)

    def _turn(self) -> None:
        self._heard_at = time.monotonic()

    def _hears(self) -> bool:
        return time.monotonic() - self._heard_at < DEAF_AFTER

    def _look_by_turns(self) -> None:
        try:
            while self._rested():
                try:
                    look(self._turns)
                except TROUBLE:
                    _wait_for_the_database()
                    self._look_now.set()
        except BaseException as error:
            self._fault = error
        finally:
            connections.close_all()

    def _rested(self) -> bool:
        """When the next look is to begin; False: none is."""
        self._look_now.wait(EVERY)
        self._look_now.clear()
        return not self.stopping


def _wait_for_the_database() -> None:
    log.warning("the planner lost its database and tries again")
    close_old_connections()
    time.sleep(AGAIN)


@dataclass
class Turns:
    """What a planner remembers from one look to the next."""

    aside: Aside = field(default_factory=Aside)
    after: tuple[datetime, UUID] | None = None  # up to where all that is to come has been compared
    stopping: Callable[[], bool] = lambda: False  # asked before each thing: the rest is left to the next start
    hears: Callable[[], bool] = lambda: True  # a planner that hears nothing gives no sign of life


def settle(heard: Iterable[tuple[str, str]], aside: Aside, *, then: Callable[[], object] = lambda: None) -> None:
    """What notices speak of: the appointments that changed; whoever can be reached otherwise now, contacts too.

    Whatever failed before is tried: what was heard of has just changed.
    """
    now, changed = clock.now(), dict[UUID, None]()
    for name, payload in heard:
        if name == CHANNEL:
            changed[UUID(payload)] = None
            continue
        persons = queries.persons(payload)
        changed |= dict.fromkeys(queries.of_persons(persons, now=now))
        each(contacts.over_of(persons), contacts.forget, aside, then=then)
        theirs = contacts.waiting(now=now, of=Q(probationer__in=persons), persons=persons)
        each(theirs, contacts.plan, aside, then=then)
    if changed:
        each(changed, actions.plan, aside, then=then)
        each(contacts.waiting(now=now, of=Q(pk__in=list(changed))), contacts.plan, aside, then=then)


def look(turns: Turns) -> None:
    """What changed unheard, the next part of all that is to come, and what came back by SMS."""
    close_old_connections()
    actions.settle_past()
    most = AT_ONCE + len(turns.aside)  # even if all those set aside came first, so many others come too
    changed, coming = queries.changed(limit=most), _compare(turns, most)
    planned = _each([*changed, *(one.pk for one in coming if not one.stands)], actions.plan, turns)
    answers = _each(incoming.unread(limit=most), incoming.read, turns)
    those = Q(pk__in={*changed, *(one.pk for one in coming)})
    _each(contacts.over(of=those, limit=most), contacts.forget, turns)
    planned += _each(contacts.waiting(now=clock.now(), of=those, limit=most), contacts.plan, turns)
    turns.aside.sweep()
    told: dict[str, object] = {"planned": planned, "answers": answers, "failing": turns.aside.stubborn()}
    if turns.hears() and not turns.stopping():
        delivery.beat("planner", every=timedelta(seconds=EVERY), detail=told)


def _compare(turns: Turns, most: int) -> list[queries.Coming]:
    """The next ones; from the start again after the last."""
    found = queries.coming(now=clock.now(), after=turns.after, limit=most)
    turns.after = found[-1].key if len(found) == most else None
    return found


def _each(things: Iterable[Thing], act: Act[Thing], turns: Turns) -> int:
    goes_on = takewhile(lambda _: not turns.stopping(), _of(things, act, turns.aside))
    return each(goes_on, act, turns.aside)


def _of(things: Iterable[Thing], act: Act[Thing], aside: Aside) -> list[Thing]:
    """Those to try in this look."""
    return [thing for thing in dict.fromkeys(things) if not aside.waits(_name(thing, act))][:AT_ONCE]


def _name(thing: Hashable, act: Callable[..., object]) -> Hashable:
    return act.__module__, act.__name__, thing


def each(things: Iterable[Thing], act: Act[Thing], aside: Aside, *, then: Callable[[], object] = lambda: None) -> int:
    """One that fails is set aside and logged by its type alone, and does not keep the others waiting."""
    done = 0
    for thing in things:
        name = _name(thing, act)
        try:
            act(thing)
            done += 1
            aside.settled(name)
        except TROUBLE:
            # A time limit or a deadlock may be this one's own: the next look begins with another. Most often it is
            # nobody's, and when it is over nobody must have to wait.
            aside.disturbed(name)
            raise
        except Exception as error:
            aside.failed(name)
            # Where and what kind, never its message: a database's names the values.
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("the planner could not settle one of %s: %s\n%s", act.__name__, type(error).__name__, where)
        then()
    return done


def listen() -> "psycopg.Connection[object]":
    """A connection of its own, outside Django's and outside any pool: LISTEN lives as long as it."""
    told = line.address() | {"application_name": "msj planner"}
    ears: psycopg.Connection[object] = psycopg.connect(**told, autocommit=True)
    for name in (CHANNEL, delivery.REACH):
        ears.execute(f"LISTEN {name}")
    return ears
