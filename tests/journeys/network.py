"""A phone's network as it is: between one browser and the product, and each call may meet what networks do."""

from __future__ import annotations

import http.client
import os
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

# reset: nothing arrives. cut: it arrives, and nobody is told. half: the answer breaks off in its midst.
# slow: a second later. hangs: arrives, and the answer does not come until the network changes. busy: 503 of a proxy.
Way = Literal["good", "reset", "cut", "half", "slow", "hangs", "busy"]
WAYS: tuple[Way, ...] = ("good", "reset", "cut", "half", "slow", "hangs", "busy")
_OWN = {"host", "origin", "referer", "connection", "accept-encoding", "content-length"}


class Network:
    """Listens on a port of its own; what it carries comes to the product as if it had been called directly."""

    def __init__(self, target: str) -> None:
        self.way: Way = "good"
        self.target = target
        self.changed = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Carried", (_Carried,), {"network": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://localhost:{self._server.server_address[1]}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.set_way("good")
        self._server.shutdown()
        self._server.server_close()

    def set_way(self, way: Way) -> None:
        with self.changed:
            self.way = way
            self.changed.notify_all()

    def wait_for_change(self) -> None:
        """At most as long as the app itself waits, and a little."""
        with self.changed:
            self.changed.wait_for(lambda: self.way != "hangs", timeout=22)


class _Carried(BaseHTTPRequestHandler):
    network: Network
    protocol_version = "HTTP/1.1"

    def carry(self) -> None:
        way = self.network.way
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if way == "reset":
            self._reset()
        elif way == "busy":
            self._answer(503, [("Content-Type", "text/html")], b"<h1>Service Unavailable</h1>")
        else:
            self._pass_on(way, body)

    def _pass_on(self, way: Way, body: bytes) -> None:
        if way == "slow":
            time.sleep(1)
        try:
            status, headers, content = self._ask(body)
        except OSError:
            self._reset()
            return
        if way == "hangs":
            self.network.wait_for_change()
        if way in ("cut", "hangs"):
            self._reset()
        else:
            self._answer(status, headers, content, half=way == "half")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = carry

    def _ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        there = self.network.target.removeprefix("http://")
        headers = {name: value for name, value in self.headers.items() if name.lower() not in _OWN}
        headers |= {"Host": there, "Connection": "close", "Content-Length": str(len(body))}
        if "Origin" in self.headers:
            headers["Origin"] = self.network.target
        connection = http.client.HTTPConnection(there, timeout=30)
        try:
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        dropped = {"connection", "transfer-encoding", "content-length", "keep-alive"}
        return answer.status, [one for one in answer.getheaders() if one[0].lower() not in dropped], content

    def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes, *, half: bool = False) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        try:
            self.wfile.write(content[: len(content) // 2] if half else content)
            self.wfile.flush()
        except OSError:
            self.close_connection = True
        if half:
            self._reset()

    def _reset(self) -> None:
        """The other end hears a reset, not an end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # Its files hold on to it: closing the object alone would leave the line open.
        os.close(self.connection.detach())
        self.close_connection = True

    def handle(self) -> None:
        try:
            super().handle()
        except (OSError, ValueError):
            return  # cut on purpose: its files are closed

    def finish(self) -> None:
        try:
            super().finish()
        except (OSError, ValueError):
            return

    def log_message(self, *words: Any) -> None:
        """Not on the test's own output."""
