"""Ports for servers that a test starts, stops and starts again."""

from __future__ import annotations

import os
import random
import socket
from functools import cache
from pathlib import Path

_LOWEST = 20_000
_A_WORKERS = 3_000  # below the 32,768 of Linux there is room for four workers


def free_port() -> int:
    """One that nothing listens on, and that no call of anybody's takes as its own end while its server is away.

    The system gives outgoing calls (and `bind` to port 0) ports of one range; a server that comes back to such a port
    may find it taken.
    """
    for _ in range(_A_WORKERS):
        port = next(_own())
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what a server left half closed is no reason
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("every port of this worker's is taken")


def free_ports(count: int) -> list[int]:
    """So many, all different."""
    return [free_port() for _ in range(count)]


@cache
def _own() -> _Ports:
    return _Ports()


class _Ports:
    """This worker's, each once until all were given, from anywhere among them: another run may have the same."""

    def __init__(self) -> None:
        number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        first = _LOWEST + number * _A_WORKERS
        self._range = range(first, min(first + _A_WORKERS, lowest_outgoing()))
        assert self._range, f"no port below {lowest_outgoing()} for worker {number}"
        self._next = random.SystemRandom().randrange(len(self._range))

    def __next__(self) -> int:
        self._next = (self._next + 1) % len(self._range)
        return self._range[self._next]


def lowest_outgoing() -> int:
    """Where the range begins that the system gives outgoing calls."""
    told = Path("/proc/sys/net/ipv4/ip_local_port_range")
    return int(told.read_text().split()[0]) if told.exists() else 32_768
