"""While a screen is shown nothing moves under the finger: not by a reading, not by what is said for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys import chromium, desk, doors
from tests.journeys.stack import Stack
from tests.journeys.words import say

pytestmark = pytest.mark.timeout(600)
PHONE = {"width": 360, "height": 740}

# Where everything stands that can be pressed, by what it says, from the top of the page.
STANDS = """() => Object.fromEntries([...document.querySelectorAll('main a, main button, main input')].map((one) => {
  const { left, top } = one.getBoundingClientRect();
  const said = one.closest('label, a, button').textContent;
  return [said.trim(), [Math.round(left), Math.round(top + scrollY)]];
}))"""
# What can be pressed, is in view, and lies under the toast.
COVERED = """() => {
  const toast = document.querySelector('.toast').getBoundingClientRect();
  const controls = [...document.querySelectorAll('a, button, input, select')].filter((one) => !one.closest('.toast'));
  return controls.filter((one) => {
    const { top, bottom, left, right } = one.getBoundingClientRect();
    return top < toast.bottom && bottom > toast.top && left < toast.right && right > toast.left;
  }).map((one) => one.textContent);
}"""


@pytest.fixture
def pocket(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport=PHONE, has_touch=True) as context:
        yield context


@pytest.fixture
def office(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport={"width": 1280, "height": 800}) as context:
        yield context


# Of each test its own days of that agent.
DAYS = iter([(15, 16), (17, 18), (22, 23), (24, 25)])


@pytest.fixture
def page(pocket: BrowserContext, office: BrowserContext, stack: Stack) -> Page:
    """Of a person with two appointments, who is in."""
    agent, page = office.pages[0], pocket.pages[0]
    doors.agent_signs_in(agent, stack, stack.agent("cpip5"))
    person = desk.new_person(agent, first_name="Camille")
    for days in next(DAYS):
        desk.book(agent, stack, person, type_name="Convocation de suivi SPIP", days=days)
    doors.person_signs_in(page, stack, person)
    return page


def upcoming(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.call(page, "GET", "/api/probationer/home")["upcoming"]
    return found


def look_again(page: Page) -> None:
    """As when the network returns."""
    with page.expect_response("**/api/probationer/home"):
        page.evaluate("() => void dispatchEvent(new Event('online'))")


def test_a_cancelled_appointment_keeps_its_place_and_nothing_else_moves(page: Page, office: BrowserContext) -> None:
    first, second = upcoming(page)
    expect(page.get_by_role("button", name=say("app.answer.come.place"))).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1100)
    before = page.evaluate(STANDS)
    path = f"/api/agent/appointments/{first['id']}/cancel"
    desk.call(office.pages[0], "POST", path, {"reason": "service", "tell_person": True})
    look_again(page)
    expect(page.get_by_text(say("app.appointment.cancelled"))).to_be_visible()
    after = page.evaluate(STANDS)
    stayed = {said: place for said, place in before.items() if said in after}
    assert any(second["type"] in said for said in stayed), before
    assert {said: after[said] for said in stayed} == stayed
    # A press that comes sooner may have been aimed at what stood there before, and is let go.
    page.wait_for_timeout(700)
    page.get_by_role("button", name=say("app.seen")).tap()
    expect(page.get_by_role("button", name=say("app.answer.come.place"))).to_be_visible()


def test_a_toast_lies_over_nothing_that_can_be_pressed(page: Page, stack: Stack) -> None:
    page.context.grant_permissions(["clipboard-write"])
    page.goto(f"{stack.url}/rendez-vous/{upcoming(page)[0]['id']}")
    copying = page.get_by_role("button", name=say("app.where.copy"))
    for height in (740, 640, 568):
        page.set_viewport_size({"width": 360, "height": height})
        copying.scroll_into_view_if_needed()
        before = page.evaluate(STANDS)
        copying.tap()
        expect(page.locator(".toast")).to_be_visible()
        assert page.evaluate(COVERED) == [], height
        assert page.evaluate(STANDS) == before
        expect(page.locator(".toast")).to_have_count(0)


# Where each heading and control stands, in order; what comes and goes with the network apart.
PLACES = """() => [...document.querySelectorAll('main h1, main h2, main a, main button')]
  .filter((one) => !one.closest('.strip'))
  .map((one) => one.getBoundingClientRect())
  .map(({ left, top }) => [Math.round(left), Math.round(top + scrollY)])"""


# Of headings alone, by what they say.
HEADINGS = """() => Object.fromEntries([...document.querySelectorAll('main h1, main h2')].map((one) =>
  [one.textContent, Math.round(one.getBoundingClientRect().top + scrollY)]))"""


@pytest.mark.parametrize(("width", "letters"), [(390, "100%"), (320, "100%"), (390, "200%"), (320, "200%")])
def test_help_stands_still_when_its_numbers_arrive(stack: Stack, browser: Browser, width: int, letters: str) -> None:
    """On a phone that has no copies yet, over a network that takes its time."""
    options: dict[str, Any] = {"viewport": {"width": width, "height": 740}, "service_workers": "block"}
    with chromium.window(browser, **options) as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, stack.people[4])
        page.wait_for_load_state("networkidle")
        page.evaluate("async () => { for (const name of await caches.keys()) await caches.delete(name) }")
        held: list[Route] = []
        page.route("**/api/probationer/home", lambda route: held.append(route))
        page.add_init_script(
            f"addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '{letters}')"
        )
        page.goto(f"{stack.url}/aide")
        expect(page.get_by_role("heading", name=say("app.help.questions"))).to_be_visible()
        page.wait_for_load_state("load")
        before = page.evaluate(HEADINGS)
        for route in held:
            route.continue_()
        expect(page.locator("main a[href^='tel:']")).to_be_visible()
        assert page.evaluate(HEADINGS) == before


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_moves_when_the_network_goes_or_comes_back(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    chromium.wait_for_worker(page)
    page.goto(page.url)
    strip = page.locator(".strip")
    expect(page.get_by_role("button", name=say("app.answer.come.place"))).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1100)
    before = page.evaluate(PLACES)
    page.context.set_offline(True)
    page.evaluate("() => void dispatchEvent(new Event('online'))")
    expect(strip).to_contain_text(say("app.copy.offline").partition(".")[0])
    assert page.evaluate(PLACES) == before
    page.context.set_offline(False)
    look_again(page)
    expect(strip).to_have_text("")
    assert page.evaluate(PLACES) == before
