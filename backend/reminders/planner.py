"""The planner's loop: hears of every change, and looks every five seconds for those nobody heard of."""

import logging
import signal
import time
import traceback
from collections.abc import Callable, Hashable, Iterable
from datetime import timedelta
from types import FrameType
from typing import TypeVar
from uuid import UUID

import psycopg
from django.db import InterfaceError, InternalError, OperationalError, close_old_connections

from backend.agenda.trace import CHANNEL
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.sending import line
from backend.reminders import actions, contacts, incoming
from backend.reminders.aside import Aside

EVERY = 5.0  # seconds of real time between two looks
AGAIN = 1.0  # after a lost connection
AT_ONCE = 500  # of each kind in one look
# The database's own: gone, read-only, short of something, too slow. They end a look; the next one is another chance.
TROUBLE = (psycopg.OperationalError, OperationalError, InternalError, InterfaceError)
log = logging.getLogger(__name__)
Thing = TypeVar("Thing", bound=Hashable)


class Planner:
    """One process; a second one does no harm, the rows of `Planned` are locked."""

    def __init__(self) -> None:
        self.stopping = False
        self._aside = Aside()

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
        while not self.stopping:
            if time.monotonic() >= next_look:
                look(self._aside)
                next_look = time.monotonic() + EVERY
            # Short waits: a signal is answered within half a second, the clock of a demonstration within a second.
            wait = min(0.5, max(0.01, next_look - time.monotonic()))
            heard = list(ears.notifies(timeout=wait, stop_after=1))
            heard += list(ears.notifies(timeout=0)) if heard else []
            # Whatever failed before: what was heard of has just changed.
            each(named(dict.fromkeys((notice.channel, notice.payload) for notice in heard)), actions.plan, self._aside)


def named(heard: Iterable[tuple[str, str]]) -> list[UUID]:
    """The appointments that notices speak of: the one that changed, or those of whom can be reached otherwise now."""
    found: dict[UUID, None] = {}
    for name, payload in heard:
        if name == CHANNEL:
            found[UUID(payload)] = None
        else:
            found |= dict.fromkeys(actions.waiting(holder=UUID(payload) if payload else None))
    return list(found)


def look(aside: Aside) -> None:
    """Everything that should be planned and is not; and what came back by SMS."""
    close_old_connections()
    actions.settle_past()
    most = AT_ONCE + len(aside)  # even if all those set aside came first, so many others come too
    planned = each(_of(actions.waiting(limit=most), actions.plan, aside), actions.plan, aside)
    answers = each(_of(incoming.unread(limit=most), incoming.read, aside), incoming.read, aside)
    each(_of(contacts.over(limit=most), contacts.forget, aside), contacts.forget, aside)
    copies = _of(contacts.waiting(now=clock.now(), limit=most), contacts.plan, aside)
    planned += each(copies, contacts.plan, aside)
    aside.sweep()
    told: dict[str, object] = {"planned": planned, "answers": answers, "failing": aside.stubborn()}
    delivery.beat("planner", every=timedelta(seconds=EVERY), detail=told)


def _of(things: Iterable[Thing], act: Callable[[Thing], object], aside: Aside) -> list[Thing]:
    """Those to try in this look."""
    return [thing for thing in things if not aside.waits(_name(thing, act))][:AT_ONCE]


def _name(thing: Hashable, act: Callable[..., object]) -> Hashable:
    return act.__module__, act.__name__, thing


def each(things: Iterable[Thing], act: Callable[[Thing], object], aside: Aside) -> int:
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
    return done


def listen() -> "psycopg.Connection[object]":
    """A connection of its own, outside Django's and outside any pool: LISTEN lives as long as it."""
    told = line.address() | {"application_name": "msj planner"}
    ears: psycopg.Connection[object] = psycopg.connect(**told, autocommit=True)
    for name in (CHANNEL, delivery.REACH):
        ears.execute(f"LISTEN {name}")
    return ears
