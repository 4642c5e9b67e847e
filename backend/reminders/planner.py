"""The planner's loop: hears of every change, looks every five seconds for what changed unheard, and compares all that
is to come by turns. What it costs follows what is to be planned, never how many appointments there ever were.
"""

import logging
import signal
import time
import traceback
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import FrameType
from typing import TypeVar
from uuid import UUID

import psycopg
from django.db import InterfaceError, InternalError, OperationalError, close_old_connections
from django.db.models import Q

from backend.agenda.trace import CHANNEL
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.sending import line
from backend.reminders import actions, contacts, incoming, queries
from backend.reminders.aside import Aside

EVERY = 5.0  # seconds of real time between two looks
AGAIN = 1.0  # after a lost connection
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
        self._turns = Turns()

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        self.stopping = True

    def serve(self) -> None:
        """Until told to stop; a database that goes away is waited for, and everything is looked at again after."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        while not self.stopping:
            try:
                with listen() as ears:
                    self._listen(ears)
            except TROUBLE:
                log.warning("the planner lost its database and tries again")
                close_old_connections()
                time.sleep(AGAIN)

    def _listen(self, ears: "psycopg.Connection[object]") -> None:
        next_look = 0.0
        self._turns.hear = lambda: self._hear(ears, 0)
        while not self.stopping:
            if time.monotonic() >= next_look:
                look(self._turns)
                next_look = time.monotonic() + EVERY
            # Short waits: a signal is answered within half a second, the clock of a demonstration within a second.
            self._hear(ears, min(0.5, max(0.01, next_look - time.monotonic())))

    def _hear(self, ears: "psycopg.Connection[object]", wait: float) -> None:
        heard = list(ears.notifies(timeout=wait, stop_after=1))
        heard += list(ears.notifies(timeout=0)) if heard else []
        settle(dict.fromkeys((notice.channel, notice.payload) for notice in heard), self._turns.aside)


@dataclass
class Turns:
    """What a planner remembers from one look to the next."""

    aside: Aside = field(default_factory=Aside)
    # Called after each thing that a look settles: what is heard of meanwhile waits for one of them, not for the look.
    hear: Callable[[], object] = lambda: None
    after: tuple[datetime, UUID] | None = None  # up to where all that is to come has been compared


def settle(heard: Iterable[tuple[str, str]], aside: Aside) -> None:
    """What notices speak of: the appointments that changed; whoever can be reached otherwise now, contacts too.

    Whatever failed before is tried: what was heard of has just changed.
    """
    now, changed = clock.now(), dict[UUID, None]()
    for name, payload in heard:
        if name == CHANNEL:
            changed[UUID(payload)] = None
            continue
        whose = Q(probationer__in=queries.persons(payload))
        changed |= dict.fromkeys(queries.of_persons(whose, now=now))
        each(contacts.over(of=whose), contacts.forget, aside)
        each(contacts.waiting(now=now, of=whose), contacts.plan, aside)
    if changed:
        each(changed, actions.plan, aside)
        each(contacts.waiting(now=now, of=Q(pk__in=list(changed))), contacts.plan, aside)


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
    delivery.beat("planner", every=timedelta(seconds=EVERY), detail=told)


def _compare(turns: Turns, most: int) -> list[queries.Coming]:
    """The next ones; from the start again after the last."""
    found = queries.coming(now=clock.now(), after=turns.after, limit=most)
    turns.after = found[-1].key if len(found) == most else None
    return found


def _each(things: Iterable[Thing], act: Act[Thing], turns: Turns) -> int:
    return each(_of(things, act, turns.aside), act, turns.aside, then=turns.hear)


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
