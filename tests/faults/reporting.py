"""The receipts of the misbehaving gateway, signed as the demonstration's are and posted to the address it was given.

Each message is followed by one kind, in turn:
before     delivered, before the gateway has answered the sender
twice      delivered, and the very same report again, both at once
backwards  delivered, then "on its way", then failed
corrected  failed, then delivered
unknown    a report of a message that nobody sent, then delivered
nonsense   a body that is no report, then delivered
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import uuid
from typing import Any

from aiohttp import ClientSession

SECRET = b"development-only-secret-which-production-refuses-0123456789-receipt_keys"
STEPS = {
    "before": ["delivered"],
    "twice": ["delivered"],
    "backwards": ["delivered", "on_its_way", "failed"],
    "corrected": ["failed", "delivered"],
    "unknown": ["delivered"],
    "nonsense": ["delivered"],
}


class Reporter:
    def __init__(self) -> None:
        self.session: ClientSession
        self.kinds: list[str] = []
        self.sent = 0
        self._turn = itertools.count()
        self._running: set[asyncio.Task[None]] = set()

    async def taken(self, posted: dict[str, Any]) -> None:
        """Report as told; `before` makes the sender's answer wait for the report's own."""
        if not self.kinds:
            return
        kind = self.kinds[next(self._turn) % len(self.kinds)]
        work = asyncio.create_task(self._follow(kind, posted))
        self._running.add(work)
        work.add_done_callback(self._running.discard)
        if kind == "before":
            await work

    async def _follow(self, kind: str, posted: dict[str, Any]) -> None:
        address = posted["receipt_url"]
        bodies = [self._body(posted["id"], status) for status in STEPS[kind]]
        if kind == "unknown":
            bodies.insert(0, self._body(str(uuid.uuid4()), "delivered"))
        if kind == "nonsense":
            bodies.insert(0, b'{"status": ')
        if kind == "twice":
            await asyncio.gather(*(self._post(address, bodies[0]) for _ in range(2)))
            return
        for body in bodies:
            await self._post(address, body)

    def _body(self, message: str, status: str) -> bytes:
        return json.dumps({"id": message, "ref": f"ref-{message}", "status": status, "at": "now"}).encode()

    async def _post(self, address: str, body: bytes) -> None:
        signature = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
        headers = {"X-Signature": signature, "Content-Type": "application/json"}
        async with self.session.post(address, data=body, headers=headers) as answer:
            await answer.read()
        self.sent += 1
