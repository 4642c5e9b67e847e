"""A gateway that can misbehave: its own process, which keeps keys as a good provider does and logs whatever comes.

`python tests/faults/gateway.py --delay 0.2` prints its port. POST /NAME/sms is what a sender calls; GET /report tells
how many requests, distinct keys, and how many are on their way for each NAME; POST /behave {"answers": [...]} makes the
next requests end so: a status, "hang" (no answer), "drop" (taken, then the connection is cut).
"""

import argparse
import asyncio
import json
from collections import Counter, deque
from typing import Any

from aiohttp import web


class Gateway:
    def __init__(self, delay: float, keeps_keys: bool) -> None:
        self.delay, self.keeps_keys = delay, keeps_keys
        self.requests: Counter[str] = Counter()
        self.phone: list[dict[str, Any]] = []
        self.shown: set[str] = set()
        self.flying: Counter[str] = Counter()
        self.most_flying = 0
        self.answers: deque[Any] = deque()

    async def sms(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        posted = await request.json()
        key = request.headers["Idempotency-Key"]
        self.flying[name] += 1
        self.most_flying = max(self.most_flying, sum(self.flying.values()))
        try:
            return await self._answer(request, key, posted)
        finally:
            self.flying[name] -= 1

    async def _answer(self, request: web.Request, key: str, posted: dict[str, Any]) -> web.Response:
        self.requests[key] += 1
        fault = self.answers.popleft() if self.answers else None
        if isinstance(fault, int):
            return web.json_response({"error": "as told"}, status=fault, headers={"Retry-After": "1"})
        # Taken when it comes, answered later: a sender killed meanwhile has sent.
        if not (self.keeps_keys and key in self.shown):
            self.shown.add(key)
            self.phone.append({"key": key, "to": posted["to"], "text": posted["text"]})
        if fault == "drop":
            assert request.transport is not None
            request.transport.abort()
        await asyncio.sleep(3600 if fault == "hang" else self.delay)
        return web.json_response({"id": f"ref-{key}"})

    async def report(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "requests": sum(self.requests.values()),
                "keys": len(self.requests),
                "phone": len(self.phone),
                "twice": sum(1 for count in Counter(sms["key"] for sms in self.phone).values() if count > 1),
                "flying": dict(self.flying),
                "most_flying": self.most_flying,
            }
        )

    async def messages(self, request: web.Request) -> web.Response:
        return web.json_response(self.phone)

    async def behave(self, request: web.Request) -> web.Response:
        self.answers.extend((await request.json())["answers"])
        return web.json_response({})


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0.2)
    parser.add_argument("--keeps-keys", type=int, default=1)
    told = parser.parse_args()
    gateway = Gateway(told.delay, bool(told.keeps_keys))
    app = web.Application()
    app.router.add_post("/{name}/sms", gateway.sms)
    app.router.add_get("/report", gateway.report)
    app.router.add_get("/messages", gateway.messages)
    app.router.add_post("/behave", gateway.behave)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    print(json.dumps({"port": runner.addresses[0][1]}), flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
