"""Where the web server listens, and with how many workers.

granian sets no time limit on a body: a client that sends one byte and waits would hold a thread for as long as it
likes. So in production nothing reaches it but the proxy, which takes a body in whole before it passes it on
(deploy/Caddyfile).
"""

import os
from collections.abc import Iterator
from ipaddress import ip_address

SOCKET = "unix:"
THREADS = 2  # each holds a connection to the database


def faults(listen: str, *, behind_proxy: bool, production: bool) -> Iterator[str]:
    """What is wrong with the address, in words."""
    if listen.startswith(SOCKET):
        if not listen.removeprefix(SOCKET).startswith("/"):
            yield "MSJ_LISTEN: unix: and the whole path of the socket"
        return
    host, _, port = listen.rpartition(":")
    if not _is_port(port) or not host:
        yield "MSJ_LISTEN: HOST:PORT, or unix: and the path of a socket"
    elif production and not behind_proxy and not _is_loopback(host):
        yield (
            "MSJ_LISTEN: loopback or a socket. Where the proxy runs elsewhere, and nothing but the proxy reaches this "
            "address: MSJ_LISTEN_BEHIND_PROXY=true"
        )


def words(listen: str, *, workers: int | None, threads: int | None) -> list[str]:
    """granian's, for an address without faults; a worker for each core where nothing is said."""
    if listen.startswith(SOCKET):
        # The proxy is of the same group; nobody else speaks to it.
        where = ["--uds", listen.removeprefix(SOCKET), "--uds-permissions", "660"]
    else:
        host, _, port = listen.rpartition(":")
        where = ["--host", host.strip("[]"), "--port", port]
    count = workers or max(2, len(os.sched_getaffinity(0)))
    # Without --blocking-threads granian may start hundreds of them.
    many = ["--workers", str(count), "--blocking-threads", str(threads or THREADS), "--workers-kill-timeout", "20s"]
    return ["--interface", "wsgi", "--no-ws", *where, *many, "backend.config.wsgi:application"]


def _is_port(told: str) -> bool:
    return told.isascii() and told.isdigit() and 0 < int(told) < 65536


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
