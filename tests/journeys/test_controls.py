"""Nothing on a screen moves because something got the focus or the pointer, and every press lands where it began.

`./msj test` walks the office's main screens, filled, at 1280 px, a few controls of each kind. `MSJ_CONTROLS=all` walks
every screen of the route table, filled, empty and failing, at four widths, and every control on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys import chromium, controls, desk, doors
from tests.journeys.stack import HOUSE, Stack

ROUTES = {one["name"]: one["path"] for one in json.loads((HOUSE / "pwa/dist/routes.json").read_text())["agent"]}
WIDTHS = (320, 390, 1024, 1280) if controls.ALL else (1280,)
WAYS: tuple[controls.By, ...] = ("mouse", "keyboard") if controls.ALL else ("mouse",)
LEAST = 24  # px: the office has a mouse (WCAG 2.5.8)
# How many controls of a filled screen are walked at 1280 px, at least: a walk that finds nothing proves nothing. The
# demonstration opens on a full day whatever the date, so this is what there is.
FLOORS = {"today": 30, "appointments": 27, "file": 30, "place": 22, "places": 10, "agenda": 16}
SCREENS = tuple(name for name in ROUTES if name != "sign_in") if controls.ALL else tuple(FLOORS)
pytestmark = pytest.mark.timeout(3600 if controls.ALL else 600)


@pytest.fixture(scope="module")
def session(stack: Stack, browser: Browser) -> dict[str, Any]:
    """One sign-in for both browsers: its cookies, and an identifier for each screen that has one in its path."""
    with chromium.window(browser) as context:
        page = context.pages[0]
        doors.agent_signs_in(page, stack, stack.agent("admin92"))
        # Somebody who answered for today, and somebody whose contact of trust waits for an agent.
        morning = desk.call(page, "GET", f"/api/agent/morning?date={stack.now().date()}")
        first, person = morning["answers"][0], morning["trusted_contacts"][0]["probationer"]
        ids = dict.fromkeys(("file", "edit_file", "book"), person["id"])
        ids |= dict.fromkeys(("appointment", "move"), first["id"])
        for name, path in (("place", "places"), ("agenda", "agendas")):
            ids[name] = str(desk.call(page, "GET", f"/api/agent/{path}")["items"][0]["id"])
        return {"cookies": context.cookies(), "ids": ids}


@pytest.fixture(scope="module")
def page(each_browser: Browser, session: dict[str, Any]) -> Iterator[Page]:
    context = each_browser.new_context(locale="fr-FR", reduced_motion="reduce")
    yield _made_ready(context, session)
    context.close()


def _made_ready(context: BrowserContext, session: dict[str, Any]) -> Page:
    context.add_cookies(session["cookies"])
    context.add_init_script(controls.ANSWERS)
    return context.new_page()


@pytest.mark.parametrize("by", WAYS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("state", controls.STATES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_control_is_pressed_and_released_in_one_place(
    page: Page, session: dict[str, Any], stack: Stack, name: str, state: str, width: int, by: controls.By
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    path = "/agent" + ROUTES[name].replace(":id", session["ids"].get(name, ""))
    controls.open_screen(page, stack.url + path, state)
    walked = controls.walk(page, least=LEAST, most_of_a_kind=controls.MOST, by=by)
    assert walked.faults == [], "\n".join(walked.faults)
    least = FLOORS.get(name, 1) if (state, width) == ("filled", 1280) else 1
    assert walked.count >= least, f"{walked.count} controls"
