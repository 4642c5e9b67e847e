"""Chromium on the loopback address: an installed app's profile, push by bridge, slow networks, security keys."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright, Worker

from tests.journeys.push_service import Device, Letter, PushService

FLAGS = [
    "--lang=fr",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
WRAPPER = Path(__file__).with_suffix(".sh")
IN_FRANCE: dict[str, Any] = {
    "locale": "fr-FR",
    "timezone_id": "Europe/Paris",
    "viewport": {"width": 390, "height": 844},
}


def binary() -> str:
    """A missing browser fails the test: a journey that is skipped proves nothing."""
    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    assert found, "Chromium is missing: apt-get install chromium"
    return found


def launch(playwright: Playwright) -> Browser:
    """Without a profile on disk, for several people beside each other."""
    return playwright.chromium.launch(**_program())


def _program() -> dict[str, Any]:
    return {
        "executable_path": str(WRAPPER),
        "env": {**os.environ, "MSJ_CHROMIUM": binary()},
        "args": FLAGS + (["--no-sandbox"] if os.geteuid() == 0 else []),
        "headless": True,
    }


@contextmanager
def window(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """Of somebody who shares nothing with the other windows, with one page: a private one, of which no disk knows."""
    context = browser.new_context(**(IN_FRANCE | options))
    try:
        context.new_page()
        yield context
    finally:
        context.close()


@contextmanager
def chromium(playwright: Playwright, profile: Path, **options: Any) -> Iterator[BrowserContext]:
    """With a profile on disk, for what a private window is refused or leaves nowhere: push, installation, files.

    A browser of its own for one window: half a second of processor time more than `window` takes.
    """
    context = playwright.chromium.launch_persistent_context(str(profile), **_program(), **(IN_FRANCE | options))
    try:
        yield context
    finally:
        context.close()


# Installing.


def installability_errors(page: Page) -> list[str]:
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.getInstallabilityErrors")
    return [error["errorId"] for error in answer["installabilityErrors"]]


def wait_for_worker(page: Page) -> None:
    """Until the page's own worker answers for it."""
    page.evaluate(
        "async () => { const all = navigator.serviceWorker; await all.ready; if (!all.controller)"
        " await new Promise((done) => all.addEventListener('controllerchange', done, { once: true })); }"
    )


# Push without Google: the page's subscription is one that the test holds; the test decrypts, Chromium wakes the worker.

BRIDGE = """(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
  const made = (plain, key) => ({
    endpoint: plain.endpoint, expirationTime: null,
    options: { userVisibleOnly: true, applicationServerKey: key },
    getKey: (name) => bytes(plain.keys[name]).buffer,
    toJSON: () => plain,
    unsubscribe: async () => { current = null; return window.__push_unsubscribed(); },
  });
  let current = null;
  PushManager.prototype.subscribe = async function (options) {
    const raw = options.applicationServerKey;
    const key = typeof raw === 'string' ? raw : btoa(String.fromCharCode(...new Uint8Array(raw.buffer || raw)));
    current = made(await window.__push_subscribed(key), raw);
    return current;
  };
  PushManager.prototype.getSubscription = async function () {
    const kept = current ? null : await window.__push_kept();
    if (kept) current = made(kept.plain, bytes(kept.key));
    return current;
  };
})()"""


# Without a desktop, Chromium forgets a notification soon after it was shown, sometimes before it can be asked for:
# what the browser accepted is written down in the worker itself.
RECORD = """() => {
  self.__shown = [];
  if (self.__recorded) return;
  self.__recorded = true;
  const show = ServiceWorkerRegistration.prototype.showNotification;
  ServiceWorkerRegistration.prototype.showNotification = async function (title, options) {
    await show.call(this, title, options);
    self.__shown.push({ title, ...options });
  };
}"""


class Bridge:
    """Stands between a page and the push service; the browser's own decryption is not exercised (Firefox's is)."""

    def __init__(self, context: BrowserContext, service: PushService) -> None:
        self.service = service
        self.device: Device | None = None
        self.key = ""
        context.expose_function("__push_subscribed", self._subscribed)
        context.expose_function("__push_unsubscribed", self._unsubscribed)
        context.expose_function("__push_kept", self._kept)
        context.add_init_script(BRIDGE)

    def _subscribed(self, key: str) -> dict[str, Any]:
        self.key = key
        self.device = self.service.device(key.replace("+", "-").replace("/", "_"))
        return self.device.subscription()

    def _kept(self) -> dict[str, Any] | None:
        """A browser's subscription outlives the page that made it."""
        return {"plain": self.device.subscription(), "key": self.key} if self.device else None

    def _unsubscribed(self) -> bool:
        assert self.device
        self.service.forget(self.device.token)
        self.device = None
        return True

    def letters(self) -> list[Letter]:
        return [one for one in self.service.letters if self.device and one.token == self.device.token]

    def deliver(self, page: Page, letter: Letter) -> str:
        """Decrypt what the sender handed in, give it to the worker, and return it."""
        assert self.device, "the page has not subscribed"
        plain = self.device.read(letter)
        push(page, plain)
        return plain


def push(page: Page, text: str) -> None:
    """Wake the page's worker with a push event of this text."""
    _worker(page).evaluate(RECORD)
    session = page.context.new_cdp_session(page)
    registration = _registration(session, page)
    origin = page.evaluate("location.origin + '/'")
    session.send("ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": registration, "data": text})
    session.detach()


def _registration(session: CDPSession, page: Page) -> str:
    seen: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: seen.extend(one["registrationId"] for one in said["registrations"] if not one["isDeleted"]),
    )
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(100)
    assert seen, "no service worker is registered"
    return seen[-1]


def wake_for_sync(page: Page, tag: str) -> None:
    """What the browser does by itself when the network is back; an emulated loss of it is none to Chromium."""
    session = page.context.new_cdp_session(page)
    order = {"origin": page.evaluate("location.origin + '/'"), "registrationId": _registration(session, page)}
    session.send("ServiceWorker.dispatchSyncEvent", {**order, "tag": tag, "lastChance": False})
    session.detach()


def shown(page: Page, *, within: float = 10) -> list[dict[str, str]]:
    """What the worker has shown since the last push, once there is something."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        found: list[dict[str, str]] = _worker(page).evaluate("self.__shown")
        if found:
            return found
        page.wait_for_timeout(50)
    raise AssertionError(f"nothing shown within {within} s")


def _worker(page: Page) -> Worker:
    origin = page.evaluate("location.origin")
    return next(one for one in page.context.service_workers if one.url.startswith(origin))


# Slow.


@dataclass(frozen=True)
class Network:
    """As a phone at the edge of its cell has it; bits per second and milliseconds of added round trip."""

    bits: int = 1_600_000
    latency: int = 150
    cpu: int = 4


def throttle(page: Page, network: Network) -> None:
    """On the page and on its worker: what the page alone is given, the worker would fetch at full speed."""
    conditions = {
        "offline": False,
        "latency": network.latency,
        "downloadThroughput": network.bits / 8,
        "uploadThroughput": network.bits / 8,
    }
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", conditions)
    session.send("Emulation.setCPUThrottlingRate", {"rate": network.cpu})
    _throttle_workers(page, conditions)


def _throttle_workers(page: Page, conditions: dict[str, Any]) -> None:
    browser = page.context.browser
    assert browser, "a profile on disk has a browser of its own"
    session = browser.new_browser_cdp_session()
    for target in session.send("Target.getTargets")["targetInfos"]:
        if target["type"] != "service_worker":
            continue
        # Not flattened: Playwright shows no session of a worker, but passes on what is addressed to one.
        told = session.send("Target.attachToTarget", {"targetId": target["targetId"], "flatten": False})
        orders = [("Network.enable", {}), ("Network.emulateNetworkConditions", conditions)]
        for number, (method, params) in enumerate(orders):
            message = json.dumps({"id": number, "method": method, "params": params})
            session.send("Target.sendMessageToTarget", {"sessionId": told["sessionId"], "message": message})


# Security keys.


def plug_security_key(page: Page, *, built_in: bool = False) -> tuple[CDPSession, str]:
    """A key that is always touched and always knows its holder; kept as long as the session."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal" if built_in else "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    answer = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, answer["authenticatorId"]
