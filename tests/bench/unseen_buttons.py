"""A button that no state of any screen shows is listed: `tests/journeys/unseen_buttons.txt`, each with its reason.

    ./msj test tests/bench/unseen_buttons.py -s        (`./msj prove controls` runs it too)

Each screen of the route tables is drawn filled, empty and failing; then, with every act refused, each control is
pressed, and each that this brings in its turn. A button that nothing showed, and that the list does not name, fails; so
does one that the list names and that was shown.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.journeys import buttons, chromium, controls, desk, doors
from tests.journeys.stack import HOUSE, Stack

ROUTES = json.loads((HOUSE / "pwa/dist/routes.json").read_text())
# Before anybody has signed in: each side shows nothing else to whoever is in.
OUTSIDE = {"sign_in", "signin", "takeback", "trust_link"}
PRESS = """async ([index, most]) => {
  const one = window.__controls?.openers(most)[index]
  if (!one) return false
  __controls.press(one)
  await new Promise((done) => setTimeout(done, 200))
  return true
}"""
pytestmark = [pytest.mark.timeout(3600)]


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def press_through(page: Page, url: str, state: str) -> set[str]:
    """What its controls say, and those that a press brings, two presses deep; it is opened anew after a change."""
    _open(page, url, state)
    said, names = _said(page), _names(page, 2)
    for index in range(len(names)):
        if not _press(page, index):
            continue
        said |= _said(page)
        if (now := _names(page, 2)) == names:
            continue
        for inner in [place for place, name in enumerate(now) if name not in names]:
            if not _press(page, inner):
                break
            said |= _said(page)
        _open(page, url, state)
    return said


def _open(page: Page, url: str, state: str) -> None:
    controls.open_screen(page, url, state)
    page.evaluate(controls.SCRIPT)


def _names(page: Page, most: int) -> list[str]:
    named = "(most) => window.__controls?.openers(most).map((one) => one.id + one.className + one.textContent) ?? []"
    return list(page.evaluate(named, most))


def _press(page: Page, index: int, most: int = 2) -> bool:
    """False where the screen has been left, or has no such control any more."""
    try:
        return bool(page.evaluate(PRESS, [index, most]))
    except Error:  # the press led to another page
        page.wait_for_load_state()
        return False


def _said(page: Page) -> set[str]:
    return set(page.evaluate("() => window.__controls?.said() ?? []"))


def _walk(page: Page, stack: Stack, side: str, ids: dict[str, str], *, outside: bool) -> set[str]:
    said: set[str] = set()
    page.on("dialog", lambda dialog: dialog.dismiss())
    for route in ROUTES[side]:
        if (route["name"] in OUTSIDE) != outside:
            continue
        url = (
            stack.url + ("/agent" if side == "agent" else "") + route["path"].replace(":id", ids.get(route["name"], ""))
        )
        for state in ("filled", "empty", "failing"):
            _open(page, url, state)
            said |= _said(page)
        said |= press_through(page, url, "refusing")
        say(f"{side} {route['name']}: {len(said)} words")
    return said


def _context(context: BrowserContext) -> Page:
    context.add_init_script(controls.ANSWERS)
    return context.pages[0]


def _office(playwright: Playwright, stack: Stack, folder: Path) -> set[str]:
    with chromium.chromium(playwright, folder / "outside", reduced_motion="reduce") as context:
        said = _walk(_context(context), stack, "agent", {}, outside=True)
    with chromium.chromium(playwright, folder / "inside", reduced_motion="reduce") as context:
        page = _context(context)
        doors.agent_signs_in(page, stack, stack.agent("admin92"))
        morning = desk.call(page, "GET", f"/api/agent/morning?date={stack.now().date()}")
        first, person = morning["answers"][0], morning["trusted_contacts"][0]["probationer"]
        ids = dict.fromkeys(("file", "edit_file", "book"), person["id"])
        ids |= dict.fromkeys(("appointment", "move"), first["id"])
        for name, path in (("place", "places"), ("agenda", "agendas")):
            ids[name] = str(desk.call(page, "GET", f"/api/agent/{path}")["items"][0]["id"])
        return said | _walk(page, stack, "agent", ids, outside=False)


def _phone(playwright: Playwright, stack: Stack, folder: Path) -> set[str]:
    same: dict[str, Any] = {"reduced_motion": "reduce", "viewport": {"width": 360, "height": 740}}
    with chromium.chromium(playwright, folder / "out", **same) as context:
        said = _walk(_context(context), stack, "probationer", {}, outside=True)
    person = next(one for one in stack.people if one.get("birth_date") and one["language"] == "fr")
    with chromium.chromium(playwright, folder / "in", **same) as context:
        page = _context(context)
        doors.person_signs_in(page, stack, person)
        upcoming = desk.call(page, "GET", "/api/probationer/home")["upcoming"]
        ids = {route["name"]: upcoming[0]["id"] for route in ROUTES["probationer"] if ":id" in route["path"]}
        return said | _walk(page, stack, "probationer", ids, outside=False)


def test_a_button_that_no_state_shows_is_listed(playwright: Playwright, stack: Stack, tmp_path: Path) -> None:
    said = _office(playwright, stack, tmp_path / "office") | _phone(playwright, stack, tmp_path / "phone")
    unseen = {str(one) for one in buttons.find_unseen(buttons.list_source_buttons(), said)}
    listed = buttons.list_unseen()
    say("\n".join(sorted(unseen)))
    assert sorted(unseen - set(listed)) == [], "shown by no state, and not listed"
    assert sorted(set(listed) - unseen) == [], "listed, and shown"
