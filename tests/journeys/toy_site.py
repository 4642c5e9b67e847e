"""The smallest installable site with push, to prove the fixtures before the product leans on them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from aiohttp import web
from PIL import Image
from py_vapid import Vapid02

from tests.journeys import vapid
from tests.journeys.background import Background

FOLDER = Path(__file__).parent / "toy"
TYPES = {".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".png": "image/png"}
# As strict as the product's: what drives the browser has to pass under it.
POLICY = "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'"


class ToySite:
    def __init__(self, background: Background) -> None:
        self.vapid = Vapid02()
        self.vapid.generate_keys()
        self.subscriptions: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.stopped = False
        self._background = background
        app = web.Application()
        app.router.add_get("/key", self._key)
        app.router.add_post("/subscription", self._subscription)
        app.router.add_get("/{name:.*}", self._file)
        self.port = background.serve(app)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/"

    def stop(self) -> None:
        """From now on it is as if the network were cut: the line is closed without a word."""
        self.stopped = True

    async def _key(self, _: web.Request) -> web.Response:
        return web.Response(text=public_key(self.vapid))

    async def _subscription(self, request: web.Request) -> web.Response:
        self.subscriptions.append(json.loads(await request.text()))
        return web.Response(status=204)

    async def _file(self, request: web.Request) -> web.Response:
        if self.stopped and request.transport:
            request.transport.close()
        self.requests.append(request.path)
        name = request.match_info["name"] or "index.html"
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        if name == "icon.png":
            return web.Response(body=_icon(), content_type="image/png", headers=headers)
        file = FOLDER / name
        if file.parent != FOLDER or not file.is_file():
            return web.Response(status=404)
        return web.Response(text=file.read_text(), content_type=TYPES[file.suffix], headers=headers)


def public_key(key: Vapid02) -> str:
    """As a page hands it to `pushManager.subscribe`."""
    numbers = key.public_key.public_numbers()
    return vapid.encoded(b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big"))


def _icon() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (192, 192), "#1f3a5f").save(kept, "png")
    return kept.getvalue()
