"""Words are written in a process of their own: the loop that sends shares its interpreter with nobody.

In one process the composers' queries and sentences would take turns with the loop, and every answer of a gateway would
be read that much later (measured: docs/measurements.md). Each stream has pens of its own, a thread and a socket each:
no stream waits for another's words, and one batch's queries run while another's sentences are made. It holds nothing:
what it was asked when it died is given back by whoever asked.
"""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import pickle
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from operator import attrgetter
from threading import Thread
from typing import Any, BinaryIO
from uuid import UUID

from django.db import connections

from backend.delivery import composers
from backend.delivery.composers import Due, Text
from backend.delivery.sending import writing
from backend.delivery.sending.writing import Words

log = logging.getLogger(__name__)
Write = Callable[[Sequence[Due]], Awaitable[list[Words]]]
PENS = 2  # batches of one stream that are written at once
TURN = 0.0005  # seconds: with Python's own 5 ms each answer of the database would wait that long for the other pen
KEPT = 1.0  # seconds: what an editor changes is said by everything that is composed later than that
PATIENCE = 5.0  # seconds for it to end by itself
SIZE = 4  # bytes that tell how many follow


class ScribeGone(Exception):
    """The process that writes is no more; nothing of what it was asked has left."""


class Pen:
    """Asks for the words of one batch at a time."""

    def __init__(self, wire: socket.socket) -> None:
        self._wire = wire
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def write(self, batch: Sequence[Due]) -> list[Words]:
        """ScribeGone where nobody answers."""
        try:
            if self._ends is None:
                self._ends = await asyncio.open_connection(sock=self._wire)
            reader, writer = self._ends
            writer.write(_sized(_packed(batch)))
            size = int.from_bytes(await reader.readexactly(SIZE))
            return _words(await reader.readexactly(size))
        except (asyncio.IncompleteReadError, OSError) as error:
            raise ScribeGone from error

    def close(self) -> None:
        """At any time, the loop may be over."""
        with contextlib.suppress(OSError):
            self._wire.shutdown(socket.SHUT_RDWR)
        self._wire.close()


class Scribe:
    """Started before any thread and any loop: it is a fork of this process, with the composers registered."""

    def __init__(self, names: Sequence[str]) -> None:
        wires = [(name, *socket.socketpair()) for name in names for _ in range(PENS)]
        connections.close_all()  # a connection must not have two owners
        context = multiprocessing.get_context("fork")
        self._process = context.Process(target=_work, args=(wires,), daemon=True, name="scribe")
        self._process.start()
        self._pens: dict[str, list[Pen]] = {name: [] for name in names}
        for name, ours, theirs in wires:
            theirs.close()
            self._pens[name].append(Pen(ours))

    def writer(self, name: str) -> Write:
        """What writes for this stream, at most `PENS` batches at once."""
        free = list(self._pens[name])

        async def write(batch: Sequence[Due]) -> list[Words]:
            pen = free.pop()
            try:
                return await pen.write(batch)
            finally:
                free.append(pen)

        return write

    def close(self) -> None:
        """It ends when nobody can ask it any more, and so it does where this process is killed."""
        for pen in (one for several in self._pens.values() for one in several):
            pen.close()
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def in_thread(name: str) -> Write:
    """Writes in this process: for codes, whose words are short and wait for no other process."""
    thread = ThreadPoolExecutor(1, thread_name_prefix=f"compose-{name}")

    async def write(batch: Sequence[Due]) -> list[Words]:
        return await asyncio.get_running_loop().run_in_executor(thread, writing.write, batch)

    return write


def _work(wires: Sequence[tuple[str, socket.socket, socket.socket]]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):  # the sender is asked to stop, and finishes what it has begun
        signal.signal(number, signal.SIG_IGN)
    sys.setswitchinterval(TURN)
    composers.keep(KEPT)
    for _, ours, _ in wires:
        ours.close()  # else the end of the sender would not be seen
    threads = [Thread(target=_answer, args=(theirs,), daemon=True, name=name) for name, _, theirs in wires]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _answer(wire: socket.socket) -> None:
    """Until the sender is no more. A pen that breaks ends the process: who waits for its words must hear of it."""
    asked = wire.makefile("rb")
    try:
        while batch := _read(asked):
            told = _sized(_told(writing.write(_unpacked(batch))))
            with contextlib.suppress(OSError):
                wire.sendall(told)
    except BaseException as error:
        log.critical("the process that writes failed: %s", type(error).__name__)
        os._exit(1)


def _read(asked: BinaryIO) -> bytes:
    """Empty: the sender is no more."""
    with contextlib.suppress(OSError):
        size = asked.read(SIZE)
        return asked.read(int.from_bytes(size)) if len(size) == SIZE else b""
    return b""


# Plain tuples: a dataclass and a UUID cost the pickle more than all the rest of the way.
_said = attrgetter(*(field.name for field in fields(Text)))


def _sized(body: bytes) -> bytes:
    return len(body).to_bytes(SIZE) + body


def _packed(batch: Sequence[Due]) -> bytes:
    return pickle.dumps(
        [
            (
                due.id.int, due.subject, due.revision, due.kind, due.channel, due.occasion,
                due.holder_id and due.holder_id.int, due.lane, due.expires_at,
            )
            for due in batch
        ]
    )  # fmt: skip


def _unpacked(body: bytes) -> list[Due]:
    rows: list[tuple[Any, ...]] = pickle.loads(body)  # noqa: S301  our own process says it
    return [
        Due(UUID(int=id), subject, revision, kind, channel, occasion, holder and UUID(int=holder), lane, expires_at)
        for id, subject, revision, kind, channel, occasion, holder, lane, expires_at in rows
    ]


def _told(words: Sequence[Words]) -> bytes:
    return pickle.dumps([_said(one) if isinstance(one, Text) else one for one in words])


def _words(body: bytes) -> list[Words]:
    told: list[Any] = pickle.loads(body)  # noqa: S301  our own process says it
    return [Text(*one) if isinstance(one, tuple) else one for one in told]
