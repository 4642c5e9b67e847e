"""Around signing in, in a real browser: Back, two tabs, a thumb's targets, a browser without JavaScript or storage."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys import chromium, desk, doors
from tests.journeys.settling import open_settled
from tests.journeys.stack import HOUSE, Stack
from tests.journeys.words import say

ROUTES = json.loads((HOUSE / "pwa" / "dist" / "routes.json").read_text())["probationer"]
pytestmark = pytest.mark.timeout(300)

# Each control that a thumb misses: the label around a box belongs to it, and so does the line of a link.
SMALL = """() => {
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen, .skip')
  const large = (one) => {
    const around = [one, ...(one.labels ?? [])].map((each) => each.getBoundingClientRect())
    return around.some(({ width, height }) => height >= 43.5 && (width >= 43.5 || one.tagName === 'A'))
  }
  return [...document.querySelectorAll(CONTROLS)]
    .filter((one) => shown(one) && !large(one))
    .map((one) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`)
}"""
# Before anything of the page runs: what Chromium does where cookies are blocked.
REFUSED = """for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
  Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })"""


@pytest.fixture
def pocket(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport={"width": 320, "height": 640}) as context:
        yield context


def test_back_on_the_code_screen_leads_to_the_number_and_signing_in_leaves_no_step(
    pocket: BrowserContext, stack: Stack
) -> None:
    page, person = pocket.pages[0], stack.people[0]
    stack.move_clock(minutes=61)  # whatever journeys asked codes for this number before
    page.goto(stack.url)
    page.get_by_label(say("app.signin.phone")).fill(doors.national(person["phone"]))
    page.get_by_role("button", name=say("app.signin.ask")).click()
    expect(page.get_by_label(say("app.code.label"))).to_be_visible()
    page.go_back()
    expect(page.get_by_label(say("app.signin.phone"))).to_have_value(doors.national(person["phone"]))
    page.go_forward()
    page.reload()
    expect(page.get_by_label(say("app.code.label"))).to_be_visible()


def test_signing_out_in_one_tab_closes_the_other(pocket: BrowserContext, stack: Stack) -> None:
    one = pocket.pages[0]
    doors.person_signs_in(one, stack, stack.people[1])
    other = pocket.new_page()
    other.goto(f"{stack.url}/moi")
    expect(other.get_by_text(say("app.me.details"))).to_be_visible()
    one.goto(f"{stack.url}/connexion")
    expect(one.get_by_role("navigation").first).to_be_visible()  # signed in: nothing to do there
    one.goto(f"{stack.url}/moi")
    one.get_by_role("button", name=say("app.me.sign_out")).click()
    one.get_by_role("dialog").get_by_role("button", name=say("app.me.sign_out")).click()
    expect(other.get_by_label(say("app.signin.phone"))).to_be_visible()
    expect(other.get_by_text(say("app.me.details"))).to_have_count(0)


def test_every_target_is_as_large_as_a_thumb(pocket: BrowserContext, stack: Stack) -> None:
    page, person = pocket.pages[0], stack.people[2]
    open_settled(page, stack.url)
    found = {"signed out": page.evaluate(SMALL)}
    doors.person_signs_in(page, stack, person)
    home = desk.call(page, "GET", "/api/probationer/home")
    ids = [one["id"] for one in home["upcoming"]]
    for route in ROUTES:
        if ":id" in route["path"] and not ids:
            continue
        open_settled(page, stack.url + route["path"].replace(":id", ids[0] if ids else ""))
        found[route["path"]] = page.evaluate(SMALL)
    assert {place: small for place, small in found.items() if small} == {}


def test_a_browser_that_keeps_nothing_is_signed_in_for_this_visit_and_told(
    pocket: BrowserContext, stack: Stack
) -> None:
    page = pocket.pages[0]
    page.add_init_script(REFUSED)
    doors.person_signs_in(page, stack, stack.people[4])
    expect(page.get_by_text(say("app.unkept"))).to_be_visible()
    page.get_by_role("link", name=say("app.tab.me"), exact=True).click()
    expect(page.get_by_text(say("app.me.details"))).to_be_visible()


def test_without_javascript_one_reads_what_to_do_and_whom_to_call(stack: Stack, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(stack.url)
    page.get_by_role("link", name="voir les numéros").click()
    expect(page.get_by_text(say("switchboards.what"))).to_be_visible()
    assert page.locator("a[href^='tel:+33']").count() > 0
    context.close()
