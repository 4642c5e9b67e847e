"""A gateway that costs next to nothing: answers every POST after a delay, counts, and notes when each code came, and
after how many requests.

`python tests/bench/lean.py --delay 0.05` prints its port. SMS gateway and push service at once; what matters is that it
takes as little as possible of the two cores which sender, PostgreSQL and gateway share. GET /report tells what it saw.

`--rate 30`: a contract of 30 SMS a second; above them, and a second's worth at once, it answers 429 and takes nothing.
It keeps the key of each that it took and when, for GET /log.
"""

import argparse
import asyncio
import json
import re
import time

SMS = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"id":"r"}'
PUSH = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
LENGTH = re.compile(rb"[Cc]ontent-[Ll]ength: (\d+)")
BUSY = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
CODE = re.compile(rb"Rendez-vous (c-\d+)")
KEY = re.compile(rb"Idempotency-Key: (\S+)")


class Seen:
    delay = 0.05
    requests = 0
    codes: dict[str, tuple[float, int]] = {}
    rate = 0.0
    left, filled_at = 0.0, 0.0  # how many it still takes at present
    refused = 0
    log: list[tuple[str, float]] = []

    @classmethod
    def takes(cls, request: bytes) -> bool:
        """Whether the contract allows it; if so, it is taken."""
        now = time.monotonic()
        cls.left, cls.filled_at = min(cls.rate, cls.left + (now - cls.filled_at) * cls.rate), now
        if cls.left < 1:
            cls.refused += 1
            return False
        cls.left -= 1
        if key := KEY.search(request):
            cls.log.append((key[1].decode(), now))
        return True


class Talk(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.held = transport, b""
        self.loop = asyncio.get_running_loop()

    def data_received(self, data: bytes) -> None:
        self.held += data
        while (end := self.held.find(b"\r\n\r\n")) >= 0:
            found = LENGTH.search(self.held, 0, end)
            whole = end + 4 + (int(found[1]) if found else 0)
            if len(self.held) < whole:
                return
            request, self.held = self.held[:whole], self.held[whole:]
            self.answer(request)

    def answer(self, request: bytes) -> None:
        if request.startswith(b"GET"):
            told = {"requests": Seen.requests, "codes": Seen.codes, "refused": Seen.refused}
            body = json.dumps(Seen.log if request.startswith(b"GET /log") else told).encode()
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            return
        Seen.requests += 1
        if Seen.rate and not Seen.takes(request):
            self.transport.write(BUSY)
            return
        if code := CODE.search(request):
            Seen.codes.setdefault(code[1].decode(), (time.monotonic(), Seen.requests))
        self.loop.call_later(Seen.delay, self.transport.write, SMS if b"Idempotency-Key" in request else PUSH)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--rate", type=float, default=0.0)
    told = parser.parse_args()
    Seen.delay, Seen.rate = told.delay, told.rate
    server = await asyncio.get_running_loop().create_server(Talk, "127.0.0.1", 0, backlog=1024)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)  # noqa: T201
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
