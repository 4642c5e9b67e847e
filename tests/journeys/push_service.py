"""A push service for Firefox on the loopback address: Mozilla's autopush, as far as a browser and a sender see it.

Websocket at `/` (what the browser holds open), HTTP at `/wpush/v2/<token>` (where a sender posts). A 201 is not a
delivery: assert on `code_of(...)`, what the browser acknowledged: 100 given to the worker, 101 could not decrypt,
102 not delivered, 301 to 303 the worker failed.
"""

from __future__ import annotations

import itertools
import json
import time
import uuid
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import http_ece
from aiohttp import WSMsgType, web
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.journeys import vapid
from tests.journeys.background import Background

LARGEST = 4096


@dataclass
class Subscription:
    token: str
    channel: str
    browser: str
    bound_to: str | None
    gone: bool = False


@dataclass
class Letter:
    """One message that a sender handed in and the service accepted."""

    token: str
    channel: str
    version: str
    body: bytes
    ttl: int
    topic: str | None
    urgency: str | None
    handed_in_at: float = field(default_factory=time.monotonic)


@dataclass
class Device:
    """A receiver without a browser: the test holds the keys of the subscription and reads what was encrypted for it."""

    endpoint: str
    token: str
    private: ec.EllipticCurvePrivateKey
    auth: bytes

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )

    def subscription(self) -> dict[str, Any]:
        """As `PushSubscription.toJSON()` would give it."""
        keys = {"p256dh": vapid.encoded(self.public), "auth": vapid.encoded(self.auth)}
        return {"endpoint": self.endpoint, "expirationTime": None, "keys": keys}

    def read(self, letter: Letter) -> str:
        plain: bytes = http_ece.decrypt(
            letter.body, private_key=self.private, auth_secret=self.auth, version="aes128gcm"
        )
        return plain.decode()


class PushService:
    def __init__(self, background: Background) -> None:
        self._background = background
        self._sockets: dict[str, web.WebSocketResponse] = {}
        self._stored: dict[str, list[Letter]] = {}
        self._faults: deque[tuple[int, dict[str, str]]] = deque()
        self._renames = False
        self._versions = itertools.count(1)
        self.subscriptions: dict[str, Subscription] = {}
        self.letters: list[Letter] = []
        self.answers: list[int] = []
        self.refusals: list[str] = []
        self.codes: dict[str, int] = {}
        app = web.Application()
        app.router.add_get("/", self._browser)
        app.router.add_post("/wpush/v2/{token}", self._sender)
        self.port = background.serve(app)

    # What a test asks and does.

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket(self) -> str:
        return f"ws://127.0.0.1:{self.port}/"

    def fail_next(self, status: int, *, retry_after: int | None = None) -> None:
        """The next message handed in is answered with this status instead."""
        self._faults.append((status, {} if retry_after is None else {"Retry-After": str(retry_after)}))

    def drop_sockets(self) -> None:
        """Every browser loses its line; what comes meanwhile is stored as long as its TTL."""
        self._background.run(self._drop())

    def forget(self, token: str) -> None:
        """The subscription dies: senders get 410 from now on."""
        self.subscriptions[token].gone = True

    def rename_browsers(self) -> None:
        """As after a loss at the service: every browser comes back under another identity, its subscriptions gone."""
        self._renames = True
        for subscription in self.subscriptions.values():
            subscription.gone |= bool(subscription.browser)
        self.drop_sockets()

    def stored(self) -> int:
        return sum(len(letters) for letters in self._stored.values())

    def code_of(self, letter: Letter, *, within: float = 15) -> int:
        """What the browser acknowledged of this letter, waiting for it."""
        deadline = time.monotonic() + within
        while letter.version not in self.codes:
            if time.monotonic() > deadline:
                raise AssertionError(f"no acknowledgement within {within} s")
            time.sleep(0.02)
        return self.codes[letter.version]

    def device(self, server_key: str) -> Device:
        token = self._subscribed(channel=str(uuid.uuid4()), browser="", key=server_key)
        private = ec.generate_private_key(ec.SECP256R1())
        return Device(f"{self.origin}/wpush/v2/{token}", token, private, uuid.uuid4().bytes)

    # The browser's side.

    async def _drop(self) -> None:
        for socket in list(self._sockets.values()):
            await socket.close()
        self._sockets.clear()

    async def _browser(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        browser = ""
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            said = json.loads(frame.data)
            if said.get("messageType") == "hello":
                browser = await self._hello(socket, said)
            else:
                await self._said(socket, browser, said)
        if self._sockets.get(browser) is socket:
            del self._sockets[browser]
        return socket

    async def _hello(self, socket: web.WebSocketResponse, said: dict[str, Any]) -> str:
        # Another identity than the one the browser brought would make it drop all its subscriptions.
        browser = str(said.get("uaid") or uuid.uuid4().hex)
        if self._renames:
            browser, self._renames = uuid.uuid4().hex, False
        self._sockets[browser] = socket
        answer = {"uaid": browser, "status": 200, "use_webpush": True, "broadcasts": {}}
        await socket.send_json({"messageType": "hello", **answer})
        for letter in self._stored.pop(browser, []):
            if time.monotonic() < letter.handed_in_at + letter.ttl:
                await self._pass_on(socket, letter)
        return browser

    async def _said(self, socket: web.WebSocketResponse, browser: str, said: dict[str, Any]) -> None:
        kind = said.get("messageType")
        if kind == "register":
            channel = said["channelID"]
            token = self._subscribed(channel=channel, browser=browser, key=said.get("key"))
            answer = {"channelID": channel, "status": 200, "pushEndpoint": f"{self.origin}/wpush/v2/{token}"}
            await socket.send_json({"messageType": "register", **answer})
        elif kind == "unregister":
            for subscription in self.subscriptions.values():
                subscription.gone |= subscription.channel == said["channelID"]
            await socket.send_json({"messageType": kind, "channelID": said["channelID"], "status": 200})
        elif kind == "ack":
            self.codes.update({str(seen["version"]): int(seen["code"]) for seen in said["updates"]})
        elif kind == "nack":
            self.codes[str(said["version"])] = int(said["code"])
        elif not kind:
            await socket.send_json({})

    def _subscribed(self, *, channel: str, browser: str, key: str | None) -> str:
        token = uuid.uuid4().hex
        bound_to = vapid.fingerprint(key) if key else None
        self.subscriptions[token] = Subscription(token, channel, browser, bound_to)
        return token

    async def _pass_on(self, socket: web.WebSocketResponse, letter: Letter) -> None:
        note: dict[str, Any] = {
            "messageType": "notification",
            "channelID": letter.channel,
            "version": letter.version,
        }
        if letter.body:
            note |= {"data": vapid.encoded(letter.body), "headers": {"encoding": "aes128gcm"}}
        await socket.send_json(note)

    # The sender's side.

    async def _sender(self, request: web.Request) -> web.Response:
        answer = await self._received(request)
        self.answers.append(answer.status)
        return answer

    async def _received(self, request: web.Request) -> web.Response:
        if self._faults:
            status, headers = self._faults.popleft()
            return web.json_response({"code": status}, status=status, headers=headers)
        body = await request.read()
        token = request.match_info["token"]
        refused = self._refused(request, token, body)
        if refused:
            self.refusals.append(refused[2])
            return web.json_response(
                {"code": refused[0], "errno": refused[1], "message": refused[2]}, status=refused[0]
            )
        letter = self._letter(request, token, body)
        self.letters.append(letter)
        await self._deliver_or_store(letter)
        location = {"Location": f"{self.origin}/m/{letter.version}", "TTL": str(letter.ttl)}
        return web.json_response({"message-id": letter.version}, status=201, headers=location)

    def _refused(self, request: web.Request, token: str, body: bytes) -> tuple[int, int, str] | None:
        subscription = self.subscriptions.get(token)
        if subscription is None:
            return 404, 102, "no such subscription"
        if subscription.gone:
            return 410, 106, "this subscription ended"
        ttl = request.headers.get("TTL")
        if ttl is None or not ttl.isdigit():
            return 400, 111 if ttl is None else 112, "TTL is missing or no number"
        if body and request.headers.get("Content-Encoding") != "aes128gcm":
            return 400, 110, "the encoding is not aes128gcm"
        if len(request.headers.get("Topic", "")) > 32:
            return 400, 113, "the topic is longer than 32 characters"
        if len(body) > LARGEST:
            return 413, 104, "the body is larger than 4096 bytes"
        why = vapid.refusal(
            request.headers.get("Authorization", ""), origin=self.origin, bound_to=subscription.bound_to
        )
        return (401, 109, why) if why else None

    def _letter(self, request: web.Request, token: str, body: bytes) -> Letter:
        return Letter(
            token=token,
            channel=self.subscriptions[token].channel,
            version=f"{next(self._versions)}-{uuid.uuid4().hex}",
            body=body,
            ttl=int(request.headers["TTL"]),
            topic=request.headers.get("Topic"),
            urgency=request.headers.get("Urgency"),
        )

    async def _deliver_or_store(self, letter: Letter) -> None:
        browser = self.subscriptions[letter.token].browser
        socket = self._sockets.get(browser)
        if socket is not None and not socket.closed:
            await self._pass_on(socket, letter)
        elif letter.ttl and browser:
            waiting = self._stored.setdefault(browser, [])
            replaced = letter.topic and [
                one for one in waiting if (one.token, one.topic) == (letter.token, letter.topic)
            ]
            for old in replaced or []:
                waiting.remove(old)
            waiting.append(letter)
