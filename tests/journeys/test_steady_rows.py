"""What is pressed in the office moves nothing, and what is said of it covers nothing, on any width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import chromium, doors
from tests.journeys.settling import open_settled, settle
from tests.journeys.stack import Stack
from tests.journeys.test_mouse_alone import COVERED, PRESSABLE, middle, undoes_all
from tests.journeys.words import say

pytestmark = pytest.mark.timeout(600)
# Of each row: where it begins, and how high it is.
ROWS = """() => Object.fromEntries([...document.querySelectorAll('.appt')].map((one) => {
  const { top, height } = one.getBoundingClientRect();
  return [one.dataset.row, [Math.round(top + scrollY), Math.round(height)]];
}))"""


@pytest.fixture(scope="module")
def office(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser) as context:
        doors.agent_signs_in(context.pages[0], stack, stack.agent("cpip5"))
        yield context


def opened(office: BrowserContext, stack: Stack, width: int, path: str) -> Page:
    page = office.pages[0]
    page.set_viewport_size({"width": width, "height": 800})
    open_settled(page, f"{stack.url}/agent/{path}")
    expect(page.locator("[data-waits='1']").first).to_be_visible()
    return page


@pytest.mark.parametrize("width", [320, 390, 1024, 1280])
@pytest.mark.parametrize("path", ["", "rendez-vous?agent=all&without_outcome=1"], ids=["day", "list"])
def test_a_row_keeps_its_height_once_its_outcome_is_recorded(
    office: BrowserContext, stack: Stack, width: int, path: str
) -> None:
    page = opened(office, stack, width, path)
    waiting = page.locator("[data-waits='1']")
    for id_ in [waiting.nth(at).get_attribute("data-row") for at in range(min(3, waiting.count()))]:
        row = page.locator(f"[data-row='{id_}']")
        for outcome in ("came", "missed", "excused"):
            button = row.get_by_role("button", name=say(f"agent.outcome.{outcome}"))
            if not button.count():
                continue
            before = page.evaluate(ROWS)
            button.click()
            expect(row.get_by_role("button", name=say("kit.undo"))).to_be_visible()
            assert page.evaluate(ROWS) == before, outcome
            presses_beside(page)
            row.get_by_role("button", name=say("kit.undo")).click()
            expect(button).to_be_visible()
            assert page.evaluate(ROWS) == before, outcome
            presses_beside(page)


def presses_beside(page: Page) -> None:
    """Once all is answered, and where nothing is: so that the next press is not the second of a double click."""
    settle(page)
    page.mouse.click(1, 400)


def covered(page: Page) -> list[object]:
    """What would be met if nothing were said, and is not: here, and scrolled on in steps."""
    found: list[object] = []
    for by in (0, 70, 70, 70, 70):
        page.evaluate("(by) => scrollBy(0, by)", by)
        said = page.locator(".toasts")
        said.evaluate("(box) => { box.style.visibility = 'hidden'; }")
        before = page.evaluate(PRESSABLE)
        said.evaluate("(box) => { box.style.visibility = ''; }")
        found += page.evaluate(COVERED, before)
    return found


@pytest.mark.parametrize("width", [320, 390])
def test_a_notice_covers_nothing_on_a_narrow_screen(office: BrowserContext, stack: Stack, width: int) -> None:
    page = opened(office, stack, width, "")
    rows = page.locator("[data-waits='1']")
    for at in range(min(2, rows.count())):
        button = rows.nth(at).get_by_role("button", name=say("agent.outcome.came"))
        page.evaluate("(by) => scrollBy(0, by)", middle(button)[1] - 300)
        page.mouse.click(*middle(button))
        expect(page.locator(".toast--undo")).to_be_visible()
        assert covered(page) == [], at
        undoes_all(page)
        assert covered(page) == [], at
