"""What a page costs, counted on the wire: a forwarder between browser and server that counts what the server sent."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from tests.journeys.background import Background


@dataclass
class Exchange:
    path: str
    asked_at: float
    received: int = 0


@dataclass
class Meter:
    """HTTP/1.1 without pipelining, as browsers speak it: what comes back belongs to the last request of its line."""

    background: Background
    server_port: int
    exchanges: list[Exchange] = field(default_factory=list)
    port: int = 0
    _lines: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self) -> Meter:
        self._server = self.background.run(asyncio.start_server(self._line, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def stop(self) -> None:
        async def close() -> None:
            self._server.close()
            for line in self._lines:
                line.cancel()
            await asyncio.gather(*self._lines, return_exceptions=True)

        self.background.run(close())

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def before(self, moment: float) -> list[Exchange]:
        """Headers and bodies of what was asked for before this moment (seconds since 1970)."""
        return [one for one in self.exchanges if one.asked_at <= moment]

    def after(self, moment: float) -> list[Exchange]:
        return [one for one in self.exchanges if one.asked_at > moment]

    def _keep(self, line: asyncio.Task[None] | None) -> None:
        """Until its end, so that a stop may end it."""
        assert line is not None
        self._lines.add(line)
        line.add_done_callback(self._lines.discard)

    async def _line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._keep(asyncio.current_task())
        upstream, downstream = await asyncio.open_connection("127.0.0.1", self.server_port)
        current: list[Exchange] = []

        async def there() -> None:
            while chunk := await reader.read(65536):
                words = chunk.split(b"\r\n", 1)[0].split(b" ")
                if len(words) == 3 and words[2].startswith(b"HTTP/"):
                    current[:] = [Exchange(words[1].decode(), time.time())]
                    self.exchanges.extend(current)
                downstream.write(chunk)
                await downstream.drain()
            downstream.close()

        async def back() -> None:
            while chunk := await upstream.read(65536):
                if current:
                    current[0].received += len(chunk)
                writer.write(chunk)
                await writer.drain()
            writer.close()

        try:
            await asyncio.gather(there(), back(), return_exceptions=True)
        finally:
            # Before the loop ends: what is open then is complained of by whoever runs next.
            downstream.close()
            writer.close()


def total(exchanges: list[Exchange]) -> int:
    return sum(one.received for one in exchanges)
