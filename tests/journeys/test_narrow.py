"""Letters twice as large on the narrowest phone, and the list that an agent prints: nothing runs off the edge."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import chromium, desk, doors
from tests.journeys.settling import DRAWN, settle, watch
from tests.journeys.stack import HOUSE, Stack
from tests.journeys.words import say

ROUTES = json.loads((HOUSE / "pwa" / "dist" / "routes.json").read_text())["probationer"]
ASK_NOTHING = ("signin", "trust_link", "takeback", "help", "legal", "lock")
# By the gateway of the demonstration, whatever is sent to it.
REFUSED = "+33639989990"
LONG = "camille.prenom.compose.epreuve@messagerie-tres-longue.example"
pytestmark = pytest.mark.timeout(600)

# What is wider than the screen, or stands beyond its edge.
BEYOND = """() => {
  const width = document.documentElement.clientWidth;
  const isOut = ({ left, right, width: own }) => own > 0 && (right > width + 1 || left < -1);
  const seen = [...document.querySelectorAll('body *')].filter((one) => !one.closest('.unseen, .skip, option'));
  const out = seen.filter((one) => isOut(one.getBoundingClientRect()));
  return out.map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`);
}"""

# Columns of a few letters beside a photo or a leaf; what unfolds, at the words of the next that does; and words of the
# title or of a tab that go on in another line.
CRAMPED = """() => {
  const found = [];
  for (const one of document.querySelectorAll('.whereabouts__words, .line__text')) {
    const { width } = one.getBoundingClientRect();
    if (width > 0 && width < 6 * parseFloat(getComputedStyle(one).fontSize)) found.push(`narrow: ${one.className}`);
  }
  for (const one of document.querySelectorAll('.disclosure__summary')) {
    const [own, words] = [one, one.firstElementChild].map((each) => each.getBoundingClientRect());
    if (own.height > 0 && words.top - own.top < 6) found.push(`at its neighbour: ${one.textContent}`);
  }
  for (const one of document.querySelectorAll('.tabbar__tab > span:first-of-type, h1:not(.unseen), .top__name')) {
    for (const text of [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)) {
      for (const { index, 0: word } of text.data.matchAll(/[\\p{L}\\p{M}’]+/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
        if (lines.size > 1) found.push(`broken: ${word}`);
      }
    }
  }
  return found;
}"""

# Whether the list of whom to call names this appointment by now.
IS_TO_CALL = """async (id) => {
  const { items } = await (await fetch('/api/agent/to-call')).json();
  return items.some(({ appointment }) => appointment.id === id);
}"""

# Words and numbers that go on in another line although one line holds them, and text that is cut off.
WHOLE = (HOUSE / "tests" / "journeys" / "whole.js").read_text().partition("\n")[2]


@pytest.fixture
def pocket(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport={"width": 320, "height": 640}) as context:
        watch(context.pages[0])
        yield context


@pytest.fixture
def office(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport={"width": 1280, "height": 800}) as context:
        yield context


FORGET = "async () => { for (const name of await caches.keys()) await caches.delete(name) }"
# How many there are: what is folded away is opened where it stands.
UNFOLD = """() => {
  const folded = [...document.querySelectorAll('details:not([open])')];
  for (const one of folded) one.open = true;
  return folded.length;
}"""


def look(page: Page, *, whole: bool = False) -> dict[str, list[str]]:
    """What runs off the edge, by the size of the letters; `whole`: what goes on in another line too. Folded and not."""
    settle(page)
    found = {}
    for scale in ("100%", "200%", "200%, unfolded"):
        if scale.endswith("unfolded") and not page.evaluate(UNFOLD):
            break
        page.evaluate("(scale) => { document.documentElement.style.fontSize = scale }", scale.partition(",")[0])
        page.evaluate(DRAWN)
        found[scale] = page.evaluate(BEYOND) + page.evaluate(CRAMPED) + (page.evaluate(WHOLE) if whole else [])
    return {scale: out for scale, out in found.items() if out}


def test_large_letters_stay_on_a_narrow_phone(pocket: BrowserContext, office: BrowserContext, stack: Stack) -> None:
    page, agent = pocket.pages[0], office.pages[0]
    doors.agent_signs_in(agent, stack, stack.agent("cpip3"))
    person = desk.new_person(agent, first_name="Mickaël")
    desk.book(agent, stack, person, type_name="Convocation de suivi SPIP", days=9)
    desk.call(agent, "PATCH", f"/api/agent/probationers/{person['id']}", {"email": LONG})
    doors.person_signs_in(page, stack, person)
    home = desk.call(page, "GET", "/api/probationer/home")
    paths = [one["path"].replace(":id", home["upcoming"][0]["id"]) for one in ROUTES]
    found = {}
    for language in ("fr", "ar", "en"):
        page.evaluate("(language) => localStorage.setItem('language', language)", language)
        for path in paths:
            page.goto(stack.url + path)
            found[path, language] = look(page, whole=True)
    assert {place: out for place, out in found.items() if out} == {}
    page.evaluate("() => localStorage.setItem('lock', JSON.stringify({ salt: 's', hash: 'h', wrong: 0 }))")
    page.goto(stack.url)
    expect(page.get_by_role("heading", name=say("app.lock.ask", "en"))).to_be_visible()
    assert look(page, whole=True) == {}


# Of each tab the size of its letters, and what of its words is cut off, beside its tab or over another's.
TABS = """() => {
  const tabs = [...document.querySelectorAll('.tabbar__tab')].map((one) => {
    const words = document.createRange();
    words.selectNodeContents(one.querySelector('span'));
    const [own, said] = [one, words].map((each) => each.getBoundingClientRect());
    return { one: own, words: said, size: getComputedStyle(one).fontSize };
  });
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const isOut = ({ one: { left, right }, words }) =>
    words.left < left - 1 || words.right > right + 1 || words.bottom > innerHeight;
  return {
    sizes: tabs.map(({ size }) => parseFloat(size)),
    out: tabs.filter(isOut).length + tabs.filter((a) => tabs.some((b) => a !== b && meets(a.words, b.words))).length,
    height: document.querySelector('.tabbar').getBoundingClientRect().height,
  };
}"""


def test_the_tabs_grow_with_the_letters(pocket: BrowserContext, stack: Stack) -> None:
    """Twice as large they are read as the rest is, and their bar leaves four fifths of the screen."""
    page = pocket.pages[0]
    doors.person_signs_in(page, stack, stack.people[1])
    for language in ("fr", "ar", "en"):
        page.evaluate("(language) => localStorage.setItem('language', language)", language)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 700})
            page.goto(stack.url)
            settle(page)
            usual = page.evaluate(TABS)
            page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
            page.evaluate(DRAWN)
            large = page.evaluate(TABS)
            assert (usual["out"], large["out"]) == (0, 0), (language, width)
            assert min(large["sizes"]) >= 1.8 * min(usual["sizes"]), (language, width, large)
            assert usual["height"] < 70 and large["height"] < 140, (language, width)


def test_words_and_numbers_are_whole_with_large_letters_on_any_phone(
    pocket: BrowserContext, office: BrowserContext, stack: Stack
) -> None:
    """Home and the appointment, answered and not; and the switchboards, which the server draws."""
    page, agent = pocket.pages[0], office.pages[0]
    doors.agent_signs_in(agent, stack, stack.agent("cpip5"))
    person = desk.new_person(agent, first_name="Camille")
    for days in (10, 14):
        desk.book(agent, stack, person, type_name="Convocation de suivi SPIP", days=days)
    doors.person_signs_in(page, stack, person)
    first, second = desk.call(page, "GET", "/api/probationer/home")["upcoming"]
    paths = ["/", f"/rendez-vous/{first['id']}", f"/rendez-vous/{second['id']}", "/rendez-vous", "/aide"]
    found = {}
    for is_answered in (False, True):
        if is_answered:
            page.goto(f"{stack.url}/rendez-vous/{first['id']}/empechement")
            page.locator("[name=reason]").first.check()
            page.locator("[type=submit]").click()
            expect(page.get_by_text(say("app.cannot.not_excused", "ar"))).to_be_visible()
        for language in ("fr", "ar"):
            page.evaluate("(language) => localStorage.setItem('language', language)", language)
            for path in [*paths, f"/api/switchboards?language={language}"]:
                for width in (360, 320):
                    page.set_viewport_size({"width": width, "height": 640})
                    page.goto(stack.url + path)
                    found[path, language, width, is_answered] = look(page, whole=True)
    assert {place: out for place, out in found.items() if out} == {}


def test_so_does_what_a_screen_says_where_the_server_answers_nothing_or_badly(browser: Browser, stack: Stack) -> None:
    """On a phone that has no copies. In one language it fails, in the other it is gone."""
    options: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "service_workers": "block"}
    with chromium.window(browser, **options) as context:
        page, person = context.pages[0], stack.people[4]
        watch(page)
        doors.person_signs_in(page, stack, person)
        booked = desk.call(page, "GET", "/api/probationer/home")["upcoming"][0]["id"]
        found = {}
        for language, fails in (("fr", lambda asked: asked.fulfill(status=500)), ("ar", lambda asked: asked.abort())):
            page.evaluate("(language) => localStorage.setItem('language', language)", language)
            page.unroute_all()
            page.route(re.compile("/api/probationer/(?!session)"), fails)
            for path in [one["path"].replace(":id", booked) for one in ROUTES if one["name"] not in ASK_NOTHING]:
                page.evaluate(FORGET)
                page.goto(stack.url + path)
                found[path, language] = look(page, whole=True)
    assert {place: out for place, out in found.items() if out} == {}


def test_so_does_the_code_that_came_by_sms(pocket: BrowserContext, stack: Stack) -> None:
    """On a new phone, with the birth date's three fields beside each other."""
    page, person = pocket.pages[0], stack.people[3]
    page.goto(stack.url)
    page.locator("[name=phone]").fill(doors.national(person["phone"]))
    page.locator("[type=submit]").click()
    expect(page.locator("[name=birth_year]")).to_be_visible()
    assert look(page, whole=True) == {}


def test_the_list_of_whom_to_call_takes_the_whole_sheet(office: BrowserContext, stack: Stack) -> None:
    """As wide as an A4 sheet turned on its side: there the screen would have its menu."""
    page = office.pages[0]
    doors.agent_signs_in(page, stack, stack.agent("cpip5"))
    person = desk.new_person(page, first_name="Karim", phone=REFUSED)
    booked = desk.book(page, stack, person, type_name="Convocation de suivi SPIP", days=8)
    # The screen is read once: opened before the gateway has refused, it would never hold the line.
    page.wait_for_function(IS_TO_CALL, arg=booked.id, polling=200)
    page.goto(f"{stack.url}/agent/a-prevenir")
    line = page.get_by_role("listitem").filter(has_text=booked.hour)
    expect(line.first).to_be_visible()
    page.set_viewport_size({"width": 1046, "height": 718})
    page.emulate_media(media="print")
    width = page.evaluate("document.querySelector('.to-calls').getBoundingClientRect().width")
    assert width > 900, width
    expect(page.get_by_role("navigation")).to_have_count(0)
    assert page.evaluate(BEYOND) == []
