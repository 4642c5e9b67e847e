"""The same day in Chromium: every screen of both sides without an axe violation, installable, readable offline, a key.

The list of screens is the route tables' own (the build writes routes.json): a new screen is in it by itself.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.journeys import axe, chromium, desk, doors
from tests.journeys.settling import open_settled
from tests.journeys.stack import HOUSE, Stack
from tests.journeys.words import say

ROUTES = json.loads((HOUSE / "pwa" / "dist" / "routes.json").read_text())
STILL = "() => document.getAnimations().every(({ playState }) => playState !== 'running')"  # no colour still changes
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def office(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport={"width": 1280, "height": 800}) as context:
        yield context


@pytest.fixture
def pocket(stack: Stack, playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    with chromium.chromium(playwright, tmp_path / "pocket") as context:
        yield context


def look_at_all(page: Page, paths: dict[str, str], origin: str, store: str) -> list[str]:
    """Every path in both languages, light and dark; what axe found, told."""
    found = []
    for language in ("fr", "ar"):
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [store, language])
        for name, path in paths.items():
            open_settled(page, origin + path)
            assert page.evaluate("document.documentElement.lang") == language, (name, language)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                page.wait_for_function(STILL)
                told = axe.told(axe.violations(page, colours_alone=scheme != SCHEMES[0]))
                if told:
                    found.append(f"{name}, {language}, {scheme}:\n{told}")
    return found


def test_no_screen_of_the_office_has_a_violation(office: BrowserContext, stack: Stack) -> None:
    page = office.pages[0]
    doors.agent_signs_in(page, stack, stack.agent("admin92"))
    morning = desk.call(page, "GET", "/api/agent/appointments?from=2020-01-01")
    first = morning["items"][0]
    places = desk.call(page, "GET", "/api/agent/places")["items"]
    agendas = desk.call(page, "GET", "/api/agent/agendas")["items"]
    ids = {
        "appointment": first["id"],
        "move": first["id"],
        "place": places[0]["id"],
        "agenda": agendas[0]["id"],
    }
    person = first["probationer"]["id"]
    paths = {
        one["name"]: "/agent" + one["path"].replace(":id", str(ids.get(one["name"], person))).rstrip("/")
        for one in ROUTES["agent"]
    }
    assert len(paths) == len(ROUTES["agent"]) > 10
    assert look_at_all(page, paths, stack.url, "language") == []


def test_no_screen_of_the_app_has_a_violation(pocket: BrowserContext, stack: Stack) -> None:
    page = pocket.pages[0]
    doors.person_signs_in(page, stack, stack.people[0])
    home = desk.call(page, "GET", "/api/probationer/home")
    appointment = home["upcoming"][0]["id"]
    paths = {one["name"]: one["path"].replace(":id", appointment) for one in ROUTES["probationer"]}
    assert len(paths) == len(ROUTES["probationer"]) > 10
    assert look_at_all(page, paths, stack.url, "language") == []


def test_it_installs_and_stays_readable_without_the_server(pocket: BrowserContext, stack: Stack) -> None:
    page = pocket.pages[0]
    doors.person_signs_in(page, stack, stack.people[1])
    expect(page.get_by_text(say("app.home.next"))).to_be_visible()
    chromium.wait_for_worker(page)
    assert chromium.installability_errors(page) == []
    wait_for_copies(page)
    title = page.get_by_role("heading", level=2).first.text_content()
    pocket.set_offline(True)
    page.reload()
    expect(page.get_by_text(say("app.home.next"))).to_be_visible()
    assert page.get_by_role("heading", level=2).first.text_content() == title
    screens_never_opened_open(page, stack)
    the_calendar_file_is_made_on_the_phone(page, stack)


KEPT = """async () => {
  const kept = await (await caches.open('copies')).keys()
  return kept.map((one) => decodeURIComponent(new URL(one.url).pathname.slice('/copy/'.length)))
}"""


def wait_for_copies(page: Page) -> None:
    """Until what is read ahead is kept: it comes one after the other, with pauses in which the network is idle."""
    deadline = time.monotonic() + 60
    while missing := {"home", "appointments", "messages", "me", "devices"} - set(page.evaluate(KEPT)):
        assert time.monotonic() < deadline, f"not on the phone: {sorted(missing)}"
        page.wait_for_timeout(100)


def screens_never_opened_open(page: Page, stack: Stack) -> None:
    for path, words in (
        ("/messages", "app.help.how"),
        ("/moi", "app.me.details"),
        ("/rendez-vous", "app.past.title"),
    ):
        page.goto(stack.url + path)
        expect(page.get_by_text(say(words)).first).to_be_visible()
    page.goto(f"{stack.url}/moi/appareils")
    expect(page.get_by_text(say("app.devices.this"))).to_be_visible()


def the_calendar_file_is_made_on_the_phone(page: Page, stack: Stack) -> None:
    page.goto(stack.url)
    with page.expect_download() as download:
        page.get_by_role("link", name=say("app.gesture.calendar")).click()
    file = Path(download.value.path()).read_bytes()
    assert file.startswith(b"BEGIN:VCALENDAR") and b"TRIGGER:-P1D" in file and b"spip" not in file.lower()


def test_a_code_hides_the_copy_and_five_wrong_ones_wipe_it(pocket: BrowserContext, stack: Stack) -> None:
    page = pocket.pages[0]
    doors.person_signs_in(page, stack, stack.people[2])
    expect(page.get_by_text(say("app.home.next"))).to_be_visible()
    chromium.wait_for_worker(page)
    wait_for_copies(page)
    page.goto(f"{stack.url}/moi/code")
    for label in ("app.lock.code", "app.lock.again"):
        page.get_by_label(say(label), exact=label == "app.lock.again").fill("4821")
    page.get_by_role("button", name=say("app.lock.set")).click()
    expect(page.get_by_text(say("app.lock.tries"))).to_be_visible()
    pocket.set_offline(True)
    page.goto(stack.url)
    give_code(page, "4821")
    expect(page.get_by_text(say("app.home.next"))).to_be_visible()
    page.reload()
    for left in (4, 3, 2, 1):
        give_code(page, "0000")
        expect(page.get_by_text(say("app.lock.left", left=left))).to_be_visible()
    assert say("app.home.next") not in page.locator("body").inner_text()
    give_code(page, "0000")
    expect(page.get_by_label(say("app.signin.phone"))).to_be_visible()
    page.wait_for_function("async () => (await caches.keys()).every((name) => name.startsWith('shell-'))")


def give_code(page: Page, code: str) -> None:
    page.get_by_label(say("app.lock.code")).fill(code)
    page.get_by_role("button", name=say("app.lock.open")).click()


def test_a_security_key_is_a_second_factor(office: BrowserContext, stack: Stack) -> None:
    page = office.pages[0]
    agent = stack.agent("jap@")  # who signs in nowhere else: from then on the key is asked for before the six digits
    doors.agent_signs_in(page, stack, agent)
    chromium.plug_security_key(page)
    page.goto(f"{stack.url}/agent/moi")
    page.get_by_role("button", name=say("agent.me.add_key")).click()
    page.get_by_label(say("agent.enrol.key_name")).fill("Clé de démonstration")
    page.get_by_role("button", name=say("agent.enrol.key_go")).click()
    page.get_by_role("button", name=say("agent.recovery.done")).click()
    expect(page.get_by_text("Clé de démonstration").first).to_be_visible()
    desk.call(page, "DELETE", "/api/agent/session")
    doors.agent_gives_password(page, stack, agent)
    page.get_by_role("button", name=say("agent.second.key_go")).click()  # a registered key is asked for first
    doors.agent_is_in(page)
