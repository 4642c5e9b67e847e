"""A gateway that can misbehave: its own process, which keeps keys as a good provider does and logs whatever comes.

`python -m tests.faults.gateway --delay 0.2` prints its port. POST /NAME/sms is what a sender calls that speaks the
demonstration's protocol (its key is honoured); POST /NAME/restapi/v1/sms/send that of LINK Mobility (it has none).
GET /report tells how many requests, distinct messages, and how many are on their way for each NAME; GET /messages what
the phone shows; GET /log every request; GET /taken/NAME what was taken from NAME since it was last asked.

POST /behave {"answers": [...], "receipts": [...]}: the next requests end so: null (well), a status, {"status": 429,
"retry_after": 3}, "hang" (taken, no answer), "lost" (not taken, no answer), "drop" (taken, then the connection is cut);
and what each message taken from now on is followed by, told in reports.py.
"""

import argparse
import asyncio
import json
import time
from collections import Counter, defaultdict, deque
from typing import Any

from aiohttp import ClientSession, web

from tests.faults.reporting import Reporter


class Gateway:
    def __init__(self, delay: float, keeps_keys: bool) -> None:
        self.delay, self.keeps_keys = delay, keeps_keys
        self.log: list[dict[str, Any]] = []
        self.phone: list[dict[str, Any]] = []
        self.shown: set[str] = set()
        self.flying: Counter[str] = Counter()
        self.most_flying = 0
        self.answers: deque[Any] = deque()
        self.taken: defaultdict[str, list[str]] = defaultdict(list)
        self.reporter = Reporter()

    async def demonstration(self, request: web.Request) -> web.Response:
        posted = await request.json()
        key = request.headers["Idempotency-Key"]
        return await self._counted(request, {**posted, "key": key}, {"id": f"ref-{key}"})

    async def link_mobility(self, request: web.Request) -> web.Response:
        form = await request.post()
        posted = {"key": "", "to": form["destinationAddress"], "text": form["messageText"]}
        return await self._counted(request, posted, {"responseCode": 0, "messageIds": [f"link-{len(self.log)}"]})

    async def _counted(self, request: web.Request, posted: dict[str, Any], well: dict[str, Any]) -> web.Response:
        name = request.match_info["name"]
        self.flying[name] += 1
        self.most_flying = max(self.most_flying, sum(self.flying.values()))
        try:
            return await self._answer(request, name, posted, well)
        finally:
            self.flying[name] -= 1

    async def _answer(
        self, request: web.Request, name: str, posted: dict[str, Any], well: dict[str, Any]
    ) -> web.Response:
        fault = self.answers.popleft() if self.answers else None
        self.log.append({"name": name, "text": posted["text"], "at": time.monotonic(), "fault": fault})
        told = fault if isinstance(fault, dict) else {"status": fault} if isinstance(fault, int) else {}
        if told:
            headers = {"Retry-After": str(told.get("retry_after", 1))}
            return web.json_response({"error": "as told"}, status=told["status"], headers=headers)
        if fault != "lost":
            # Taken when it comes, answered later: a sender killed meanwhile has sent.
            self._show(name, posted)
            await self.reporter.taken(posted)
        if fault == "drop":
            assert request.transport is not None
            request.transport.abort()
        await asyncio.sleep(3600 if fault in ("hang", "lost") else self.delay)
        return web.json_response(well)

    def _show(self, name: str, posted: dict[str, Any]) -> None:
        key = posted["key"]
        self.taken[name].append(posted["text"])
        if not (self.keeps_keys and key and key in self.shown):
            self.shown.add(key)
            self.phone.append({"key": key, "to": posted["to"], "text": posted["text"]})

    async def report(self, request: web.Request) -> web.Response:
        shown = Counter(sms["text"] for sms in self.phone)
        return web.json_response(
            {
                "requests": len(self.log),
                "keys": len({one["text"] for one in self.log}),
                "phone": len(self.phone),
                "twice": sum(1 for count in shown.values() if count > 1),
                "flying": dict(self.flying),
                "most_flying": self.most_flying,
                "reports": self.reporter.sent,
            }
        )

    async def give(self, request: web.Request) -> web.Response:
        what = request.match_info["what"]
        return web.json_response(self.phone if what == "messages" else self.log)

    async def give_taken(self, request: web.Request) -> web.Response:
        return web.json_response(self.taken.pop(request.match_info["name"], []))

    async def behave(self, request: web.Request) -> web.Response:
        told = await request.json()
        if "answers" in told:
            self.answers.extend(told["answers"])
        self.reporter.kinds = told.get("receipts", self.reporter.kinds)
        self.delay = told.get("delay", self.delay)
        return web.json_response({})


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0.2)
    parser.add_argument("--keeps-keys", type=int, default=1)
    told = parser.parse_args()
    gateway = Gateway(told.delay, bool(told.keeps_keys))
    app = web.Application()
    app.router.add_post("/{name}/sms", gateway.demonstration)
    app.router.add_post("/{name}/restapi/v1/sms/send", gateway.link_mobility)
    app.router.add_get("/report", gateway.report)
    app.router.add_get("/taken/{name}", gateway.give_taken)
    app.router.add_get("/{what:messages|log}", gateway.give)
    app.router.add_post("/behave", gateway.behave)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    async with ClientSession() as gateway.reporter.session:
        print(json.dumps({"port": runner.addresses[0][1]}), flush=True)  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
