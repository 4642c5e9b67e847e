"""The person's app by the thumb: no control is smaller than 44 px, none moves as it is reached for, each press lands.

`./msj test` walks the main screens at 360 px. `MSJ_CONTROLS=all`: every screen of the route table, filled, empty and
failing, at three widths, in French and Arabic, in both browsers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.journeys import chromium, controls, desk, doors
from tests.journeys.stack import HOUSE, Stack

ROUTES = {one["name"]: one["path"] for one in json.loads((HOUSE / "pwa/dist/routes.json").read_text())["probationer"]}
WIDTHS = (320, 360, 390) if controls.ALL else (360,)
LANGUAGES = ("fr", "ar") if controls.ALL else ("fr",)
WAYS: tuple[controls.By, ...] = ("touch", "keyboard")
BROWSERS = ("chromium", "firefox") if controls.ALL else ("chromium",)
LEAST = 44  # px: WCAG 2.5.5, and what a thumb meets while one walks
# How many controls of a filled screen are walked at 360 px, at least: a walk that finds nothing proves nothing.
FLOORS = {"home": 8, "appointments": 5, "appointment": 8, "cannot": 5, "me": 7, "reminders": 4, "help": 4, "signin": 3}
SCREENS = tuple(ROUTES) if controls.ALL else tuple(FLOORS)
# Before anybody has signed in: the app shows nothing else to whoever is in.
OUTSIDE = {"signin", "takeback", "trust_link"}
pytestmark = pytest.mark.timeout(3600 if controls.ALL else 600)


@pytest.fixture(scope="module")
def session(stack: Stack, browser: Browser) -> dict[str, Any]:
    """One sign-in for all: what the browser keeps of it, and an appointment to come."""
    person = next(one for one in stack.people if one.get("birth_date") and one["language"] == "fr")
    with chromium.window(browser) as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, person)
        home = desk.call(page, "GET", "/api/probationer/home")
        return {"kept": context.storage_state(), "appointment": home["upcoming"][0]["id"]}


@pytest.fixture(scope="module", params=BROWSERS)
def contexts(request: pytest.FixtureRequest, session: dict[str, Any]) -> Iterator[dict[str, BrowserContext]]:
    """Signed in, and not."""
    is_chromium = request.param == "chromium"
    one: Browser = request.getfixturevalue("browser" if is_chromium else "firefox_browser")
    same: dict[str, Any] = {"locale": "fr-FR", "reduced_motion": "reduce", "has_touch": is_chromium}
    made = {"in": one.new_context(**same, storage_state=session["kept"]), "out": one.new_context(**same)}
    for context in made.values():
        context.add_init_script(controls.ANSWERS)
        context.new_page()
    yield made
    for context in made.values():
        context.close()


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("state", controls.STATES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_control_is_met_by_a_thumb(
    contexts: dict[str, BrowserContext],
    session: dict[str, Any],
    stack: Stack,
    name: str,
    state: str,
    width: int,
    language: str,
    by: controls.By,
) -> None:
    context = contexts["out" if name in OUTSIDE else "in"]
    page = context.pages[0]
    if by == "touch" and context.browser and context.browser.browser_type.name == "firefox":
        by = "mouse"  # a stock Firefox is told of no fingers
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(stack.url + "/aide")
    page.evaluate("(language) => localStorage.setItem('language', language)", language)
    controls.open_screen(page, stack.url + ROUTES[name].replace(":id", session["appointment"]), state)
    walked = controls.walk(page, least=LEAST, most_of_a_kind=controls.MOST, by=by)
    assert walked.faults == [], "\n".join(walked.faults)
    least = FLOORS.get(name, 1) if (state, width, language) == ("filled", 360, "fr") else 1
    assert walked.count >= least, f"{walked.count} controls"
