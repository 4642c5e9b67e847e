"""Firefox ESR on the loopback address, two ways.

`playwright_firefox` is for pages. `Phone` (Marionette) is for what only Firefox's own remote control reaches: a click
on a real notification, and a start again with the same profile.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from playwright.sync_api import Browser, Playwright

from tests.ports import free_port

# Mozilla's packages use what Python will drop in 3.13, and say so while they are imported; our warnings are errors.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from marionette_driver import errors
    from marionette_driver.marionette import Marionette, WebElement

T = TypeVar("T")

# Nothing may leave the machine: every name that is looked up is this machine, and what calls home is off.
QUIET: dict[str, Any] = {
    "network.dns.native-is-localhost": True,
    "network.dns.disablePrefetch": True,
    "network.trr.mode": 5,
    "network.prefetch-next": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 0,
    "app.update.auto": False,
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.safebrowsing.blockedURIs.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "browser.region.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "services.settings.server": "data:,#nothing/v1",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.unified": False,
    "intl.accept_languages": "fr-FR, fr",
}


def preferences(*, push_socket: str | None = None, notifications: bool | None = None) -> dict[str, Any]:
    """`notifications`: True granted, False refused, None asked (and, with nobody there, never answered)."""
    chosen = dict(QUIET)
    if push_socket is not None:
        chosen |= {
            "dom.push.serverURL": push_socket,
            # Firefox otherwise takes nothing but wss.
            "dom.push.testing.allowInsecureServerURL": True,
            # Marionette turns the line off.
            "dom.push.connection.enabled": True,
            "dom.push.retryBaseInterval": 500,
            # Without a desktop there is no D-Bus: showNotification would be refused.
            "alerts.useSystemBackend": False,
        }
    if notifications is not None:
        chosen["permissions.default.desktop-notification"] = 1 if notifications else 2
    return chosen


def binary() -> str:
    """A missing browser fails the test: a journey that is skipped proves nothing."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    assert found, "Firefox is missing: apt-get install firefox-esr"
    return found


def playwright_firefox(playwright: Playwright, prefs: dict[str, Any]) -> Browser:
    # The channel makes Playwright speak WebDriver BiDi, which a stock Firefox understands.
    return playwright.firefox.launch(
        channel="moz-firefox", executable_path=binary(), headless=True, firefox_user_prefs=prefs
    )


# Lives in the page: how a person finds a thing, by its role and its name.
FIND = """
const [role, name, exact] = arguments;
const kinds = {
  button: 'button, summary, [role=button], input[type=submit]', link: 'a[href]', heading: 'h1, h2, h3, h4, h5, h6',
  textbox: 'input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=hidden]), textarea',
  checkbox: 'input[type=checkbox]', radio: 'input[type=radio]', combobox: 'select', any: 'body *',
};
const plain = (text) => (text || '').replace(/\\s+/g, ' ').trim();
const texts = (elements) => plain(elements.map((one) => one?.textContent).join(' '));
const named = (element) => plain(
  element.getAttribute('aria-label')
  || texts((element.getAttribute('aria-labelledby') || '').split(' ').map((id) => document.getElementById(id)))
  || texts([...(element.labels || [])])
  || element.textContent || element.value || element.getAttribute('placeholder'));
const seen = (element) => element.checkVisibility() && !element.closest('[inert], [aria-hidden=true]');
const fits = (text) => exact ? text === name : text.toLowerCase().includes(name.toLowerCase());
return [...document.querySelectorAll(kinds[role])].filter(seen).find((element) => fits(named(element))) || null;
"""


class Phone:
    """A Firefox with a profile of its own, held like a phone: by what is written on the screen."""

    def __init__(self, prefs: dict[str, Any], *, width: int = 390, height: int = 844) -> None:
        os.environ.setdefault("MOZ_REMOTE_ALLOW_SYSTEM_ACCESS", "1")
        # A folder of its own: the driver removes a log that is there, and root's /dev/null would be removed too.
        self.logs = tempfile.mkdtemp(prefix="msj-firefox-")
        with _unclosed_probes():
            self.firefox = Marionette(
                bin=binary(),
                port=free_port(),
                headless=True,
                prefs=prefs,
                gecko_log=self.logs,
                app_args=["-remote-allow-system-access", f"--width={width}", f"--height={height}"],
                socket_timeout=60,
                startup_timeout=90,
            )
            self.firefox.start_session()
        self.firefox.timeout.page_load = 30
        self.firefox.timeout.script = 30
        self.is_away = False

    def close(self) -> None:
        try:
            if not self.is_away:
                self.firefox.quit()
        finally:
            self.firefox.cleanup()
            shutil.rmtree(self.logs, ignore_errors=True)

    def start_again(self) -> None:
        """Closed and opened, with the same profile, as after a reboot."""
        with _unclosed_probes():
            self.firefox.restart(in_app=True)
        self.firefox.timeout.page_load = 30

    def put_away(self) -> None:
        """Closed, and not opened before `take_out`: what is pushed meanwhile waits at the push service."""
        self.firefox.quit(in_app=True)
        self.is_away = True

    def take_out(self) -> None:
        with _unclosed_probes():
            self.firefox.start_session()
        self.is_away = False
        self.firefox.timeout.page_load = 30
        self.firefox.timeout.script = 30

    # Looking.

    def open(self, url: str) -> None:
        self.firefox.navigate(url)

    def url(self) -> str:
        return str(self.firefox.get_url())

    def reload(self) -> None:
        """As a person does; Marionette's own refresh goes past the worker."""
        self.run("self.__old = true; location.reload()")
        self.until(lambda: self.run("return !self.__old && document.readyState === 'complete'"), "the page anew")

    def text(self) -> str:
        return str(self.run("return document.body.innerText"))

    def run(self, script: str, *arguments: Any) -> Any:
        return self.firefox.execute_script(script, script_args=arguments)

    def wait_for(self, script: str, *arguments: Any) -> Any:
        """Run an asynchronous body in the page (it may `await`) and give back what it returns."""
        wrapped = f"const [done] = [...arguments].slice(-1); (async () => {{ {script} }})()"
        wrapped += ".then((value) => done({ value }), (error) => done({ error: String(error) }));"
        answer = self.firefox.execute_async_script(wrapped, script_args=arguments)
        if answer is None:
            # To `until` this is "not yet".
            raise errors.JavascriptException("the page went away meanwhile")
        assert "error" not in answer, answer["error"]
        return answer.get("value")

    def until(self, look: Callable[[], T], what: str, *, within: float = 15) -> T:
        """Look again until it is there; a page that changes under the look counts as not yet."""
        deadline = time.monotonic() + within
        while True:
            try:
                seen = look()
            except (errors.StaleElementException, errors.JavascriptException, errors.NoSuchElementException):
                seen = None
            if seen:
                return seen
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}: not within {within} s, on {self.url()}:\n{self.text()[:3000]}")
            time.sleep(0.1)

    def sees(self, words: str, *, within: float = 15) -> None:
        wanted = " ".join(words.split())
        self.until(lambda: wanted in " ".join(self.text().split()), f"the words “{words}”", within=within)

    def find(self, role: str, name: str, *, exact: bool = False, within: float = 15) -> WebElement:
        look = lambda: self.run(FIND, role, name, exact)  # noqa: E731
        found: WebElement = self.until(look, f"the {role} “{name}”", within=within)
        return found

    # Touching.

    def press(self, role: str, name: str, *, exact: bool = False) -> None:
        def pressed() -> bool:
            element = self.find(role, name, exact=exact)
            self.run("arguments[0].scrollIntoView({ block: 'center' })", element)
            try:
                element.click()
            except (errors.ElementClickInterceptedException, errors.ElementNotInteractableException):
                return False
            return True

        self.until(pressed, f"a press on the {role} “{name}”")

    def fill(self, name: str, value: str) -> None:
        field = self.find("textbox", name)
        field.clear()
        field.send_keys(value)

    # Notifications.

    def notifications(self) -> list[dict[str, str]]:
        shown = self.wait_for(
            "const one = await navigator.serviceWorker.ready; const all = await one.getNotifications();"
            "return JSON.stringify(all.map(({ title, body, tag, lang, dir }) => ({ title, body, tag, lang, dir })))"
        )
        found: list[dict[str, str]] = json.loads(shown)
        return found

    def tap_notification(self, title: str, *, within: float = 40) -> None:
        """Press the alert of that title that Firefox itself has put on the screen."""
        pages = set(self.firefox.window_handles)
        with self.firefox.using_context("chrome"):
            home = self.firefox.current_chrome_window_handle
            try:
                self._until_alert(title, within)
                # One click, never also onAlertClick(): both together reach the worker twice.
                self.firefox.find_element("id", "alertBox").click()
            finally:
                self.firefox.switch_to_window(home)
        new = set(self.firefox.window_handles) - pages
        if new:
            self.firefox.switch_to_window(new.pop())

    def _until_alert(self, title: str, within: float) -> None:
        deadline = time.monotonic() + within
        while not self._is_at_alert(title):
            if time.monotonic() > deadline:
                raise AssertionError(f"no alert “{title}” on the screen within {within} s, but {self._windows()}")
            time.sleep(0.1)

    def _windows(self) -> list[str]:
        """What Firefox itself has on the screen, for whoever reads why an alert was not found."""
        found = []
        for handle in self.firefox.chrome_window_handles:
            self.firefox.switch_to_window(handle)
            said = self.run("return `${document.readyState} ${document.documentElement.textContent.slice(0, 200)}`")
            titles = [one.get_attribute("value") for one in self.firefox.find_elements("id", "alertTitleLabel")]
            found.append(f"{self.firefox.get_window_type()} {titles} {' '.join(said.split())[:200]}")
        return found

    def _is_at_alert(self, title: str) -> bool:
        for handle in self.firefox.chrome_window_handles:
            self.firefox.switch_to_window(handle)
            if self.firefox.get_window_type() == "alert:alert":
                shown = self.firefox.find_elements("id", "alertTitleLabel")
                if any(title in (one.get_attribute("value") or one.text) for one in shown):
                    return True
        return False


@contextmanager
def _unclosed_probes() -> Iterator[None]:
    """Marionette's client leaves the sockets open with which it asks whether Firefox is up yet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
