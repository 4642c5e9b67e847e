"""What only a real browser shows of the office: where the focus is, what Enter does, what stands over an edge."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys import chromium, desk, doors
from tests.journeys.settling import DRAWN
from tests.journeys.stack import Stack
from tests.journeys.words import say

pytestmark = pytest.mark.timeout(600)

# Words of the side bar that stand over its edge, where it is narrow.
OVER = """() => {
  const side = document.querySelector('.side');
  const isOut = (label) => {
    const range = document.createRange();
    range.selectNodeContents(label);
    const box = label.closest('a').getBoundingClientRect();
    return [...range.getClientRects()].some(({ left, right }) => left < box.left || right > box.right);
  };
  const words = [...side.querySelectorAll('.nav__label, .brand, .side__demo')];
  const out = words.filter(isOut).map((one) => one.textContent);
  return side.scrollWidth > side.clientWidth ? [...out, `${side.scrollWidth} of ${side.clientWidth} px`] : out;
}"""

# Rows whose acts go on in another line beside the name, or leave it less than a dozen letters.
CROWDED = """() => {
  const crowded = (row) => {
    const who = row.querySelector('.appt__who').getBoundingClientRect();
    const acts = [...row.querySelectorAll('.appt__acts > *')].map((one) => one.getBoundingClientRect());
    const middles = new Set(acts.map(({ top, bottom }) => Math.round((top + bottom) / 2)));
    return middles.size > 1 || who.width < 192 || acts.some(({ height }) => height > 40);
  };
  return [...document.querySelectorAll('.appt')].filter(crowded).map((row) => row.textContent);
}"""
# Which of the orders of the list are wider than their field.
CUT = """() => {
  const field = document.querySelector('[name=sort]');
  const { font, paddingLeft, paddingRight } = getComputedStyle(field);
  const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const pen = Object.assign(document.createElement('canvas').getContext('2d'), { font });
  return [...field.options].map(({ text }) => text).filter((text) => pen.measureText(text).width > room);
}"""
# What stands of it over something else of its kind, or beyond the screen.
OVERLAPPING = """() => {
  const seen = [...document.querySelectorAll('.toast')].filter((one) => getComputedStyle(one).visibility === 'visible');
  const boxes = seen.map((one) => one.getBoundingClientRect());
  const meet = (a, b) => a !== b && a.top < b.bottom && b.top < a.bottom;
  return boxes.filter((one) => one.top < 0 || one.bottom > innerHeight || boxes.some((other) => meet(one, other)));
}"""

# Whether what is said can be seen: nothing lies over it.
SEEN = """() => {
  const { left, top, width, height } = document.querySelector('.toast').getBoundingClientRect();
  return Boolean(document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.toast'));
}"""


@pytest.fixture
def office(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport={"width": 1280, "height": 800}) as context:
        yield context


def test_a_cancellation_takes_a_reason_and_enter_and_is_taken_back(office: BrowserContext, stack: Stack) -> None:
    page = office.pages[0]
    doors.agent_signs_in(page, stack, stack.agent("cpip4"))
    person = desk.new_person(page, first_name="Malika")
    booked = desk.book(page, stack, person, type_name="Convocation de suivi SPIP", days=9)
    page.goto(f"{stack.url}/agent/rendez-vous/{booked.id}")
    page.get_by_role("button", name=say("agent.cancel.go")).click()
    expect(page.get_by_role("radio", name=say("agent.cancel.reason.person"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text(say("expected.reason"))).to_be_visible()
    page.evaluate(DRAWN)  # the focus is put where something is missing
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=say("agent.cancel.reason.mistake"))).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".appt")).to_contain_text(say("agent.appointment.state.cancelled"))
    page.get_by_role("button", name=say("agent.cancel.restore")).click()
    expect(page.get_by_text(say("agent.cancel.restored"))).to_be_visible()
    expect(page.get_by_role("button", name=say("agent.cancel.go"))).to_be_visible()


@pytest.mark.parametrize("height", [600, 800])
def test_the_narrow_side_bar_keeps_its_words(office: BrowserContext, stack: Stack, height: int) -> None:
    """Low enough that it scrolls, and high."""
    page = office.pages[0]
    doors.agent_signs_in(page, stack, stack.agent("admin92"))
    for width in (768, 1024):
        page.set_viewport_size({"width": width, "height": height})
        expect(page.get_by_role("link", name=say("agent.nav.health"))).to_be_attached()
        assert page.evaluate(OVER) == [], width


@pytest.mark.parametrize("width", [1024, 1280])
def test_a_row_keeps_its_acts_side_by_side(office: BrowserContext, stack: Stack, width: int) -> None:
    """Today beside its lists, everybody's appointments with the day before the hour, and a file."""
    page = office.pages[0]
    page.set_viewport_size({"width": width, "height": 800})
    doors.agent_signs_in(page, stack, stack.agent("cpip2"))
    person = desk.call(page, "GET", "/api/agent/appointments?without_outcome=1")["items"][0]["probationer"]["id"]
    most = 0
    for path in ("/", "/rendez-vous?agent=all", "/rendez-vous?agent=all&without_outcome=1", f"/personnes/{person}"):
        page.goto(f"{stack.url}/agent{path}")
        expect(page.locator(".appt").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate(CROWDED) == [], path
        if path.startswith("/rendez-vous"):
            assert page.evaluate(CUT) == []
        acts = page.evaluate("[...document.querySelectorAll('.appt__acts')].map((one) => one.children.length)")
        most = max(most, *acts)
    assert most >= 3


@pytest.mark.parametrize("width", [1024, 1280])
def test_of_two_notices_the_last_is_shown_and_each_is_undone(office: BrowserContext, stack: Stack, width: int) -> None:
    """In the place of the first, over nothing that can be pressed."""
    page = office.pages[0]
    page.set_viewport_size({"width": width, "height": 800})
    doors.agent_signs_in(page, stack, stack.agent("cpip3"))
    page.goto(f"{stack.url}/agent/rendez-vous?without_outcome=1&agent=all")
    came = page.get_by_role("button", name=say("agent.outcome.came"))
    expect(came.first).to_be_visible()
    before = came.count()
    came.first.click()
    expect(page.locator(".toast")).to_have_count(1)
    first = page.locator(".toast").first.bounding_box()
    came.first.click()
    expect(page.locator(".toast")).to_have_count(2)
    expect(page.locator(".toast").first).to_be_hidden()
    expect(page.locator(".toast").last).to_contain_text(say("agent.toast.before.one"))
    assert page.evaluate(OVERLAPPING) == []
    last = page.locator(".toast").last.bounding_box()
    assert first and last
    assert abs(first["y"] + first["height"] - last["y"] - last["height"]) <= 16, (first, last)
    page.locator(".toast").last.locator(".toast__action").click()
    expect(page.get_by_text(re.compile(re.escape(say("agent.outcome.undone", name=""))))).to_be_visible()
    expect(page.locator(".toast").first).to_be_visible()
    stands = page.locator(".toast").first.bounding_box()
    assert stands and abs(stands["y"] + stands["height"] - first["y"] - first["height"]) <= 16, (first, stands)
    page.keyboard.press("u")
    expect(came).to_have_count(before)


def test_what_is_said_stands_in_the_dialog_that_is_open(office: BrowserContext, stack: Stack) -> None:
    """V31: that the codes were renewed was said behind their dialog, dimmed, and to no reader of screens."""
    page = office.pages[0]
    doors.agent_signs_in(page, stack, stack.agent("cpip5"))
    page.goto(f"{stack.url}/agent/moi")
    page.get_by_role("button", name=say("agent.me.renew")).click()
    said = page.get_by_role("dialog").get_by_role("status")
    expect(said).to_have_text(say("agent.me.changed"))
    page.wait_for_function(SEEN)
    assert said.evaluate("(box) => box.querySelector('.toast').checkVisibility({ visibilityProperty: true })")
    page.get_by_role("button", name=say("agent.recovery.done")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".toast")).to_have_text(say("agent.me.changed"))
    page.wait_for_function(SEEN)


def test_a_file_that_is_refused_says_why_where_it_was_asked_for(office: BrowserContext, stack: Stack) -> None:
    """The page to print in its new tab, the list in the place of the screen, to which one goes back."""
    page = office.pages[0]
    doors.agent_signs_in(page, stack, stack.agent("cpip1"))
    of = desk.call(page, "GET", "/api/agent/appointments?sort=-starts_at")["items"][0]["id"]
    file = "/api/agent/appointments.csv?from=2026-01-01&to=2026-12-31"
    page.evaluate("async (file) => { for (let n = 0; n < 30; n += 1) await fetch(file) }", file)
    page.goto(f"{stack.url}/agent/rendez-vous/{of}")
    with page.expect_popup() as opened:
        page.get_by_role("link", name=say("agent.book.print")).click()
    expect(opened.value.get_by_role("heading")).to_have_text(say("refusal_page.title"))
    expect(opened.value.get_by_text(say("errors.too_many").partition("{")[0])).to_be_visible()
    opened.value.close()
    page.goto(f"{stack.url}/agent/rendez-vous")
    page.get_by_role("link", name=say("agent.list.export")).click()
    expect(page.get_by_role("heading")).to_have_text(say("refusal_page.title"))
    page.go_back()
    expect(page.get_by_role("link", name=say("agent.list.export"))).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading")).to_have_text(say("refusal_page.title"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=say("refusal_page.home"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=say("agent.nav.appointments"), exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1024, 1280])
def test_a_file_that_would_become_somebody_elses_is_saved_by_hand_for_a_reason(
    stack: Stack, browser: Browser, office: BrowserContext, width: int
) -> None:
    """« Enregistrer » once more says the same; then a reason by the keyboard, and a real press of the mouse."""
    doors.agent_signs_in(office.pages[0], stack, stack.agent("cpip3"))
    hers = desk.new_person(office.pages[0], last_name="SPECIMEN", first_name="Malika")
    with chromium.window(browser, viewport={"width": width, "height": 800}) as far:
        page = far.pages[0]
        doors.agent_signs_in(page, stack, stack.agent("cpip28"))
        mine = desk.new_person(page, last_name="ESSAI", first_name="Inès")
        page.goto(f"{stack.url}/agent/personnes/{mine['id']}/modifier")
        page.locator("[name=last_name]").fill(hers["last_name"])
        page.locator("[name=first_name]").fill(hers["first_name"])
        page.locator("[name=birth]").fill("/".join(reversed(hers["birth_date"].split("-"))))
        for _ in range(2):
            presses(page, page.get_by_role("button", name=say("kit.save"), exact=True))
            expect(page.get_by_role("group", name=say("errors.duplicate_elsewhere"))).to_be_focused()
        presses(page, page.get_by_role("button", name=say("agent.second_file.keep")))
        expect(page.get_by_text(say("errors.reason_missing"))).to_be_visible()
        page.locator("[name=reason]").focus()
        page.keyboard.press("ArrowDown")
        presses(page, page.get_by_role("button", name=say("agent.second_file.keep")))
        expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(hers["last_name"], re.IGNORECASE))
        expect(page).to_have_url(f"{stack.url}/agent/personnes/{mine['id']}")


# What stands over the page's edge, or out of its row or of the search.
CUT_OFF = """() => [
  ...(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []),
  ...[...document.querySelectorAll('.appt, .find, .top')].filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map((box) => box.textContent),
]"""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_with_letters_half_as_large_again_nothing_of_a_narrow_screen_is_cut_off(
    office: BrowserContext, stack: Stack, language: str
) -> None:
    page = office.pages[0]
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(f"localStorage.setItem('language', '{language}')")
    doors.agent_signs_in(page, stack, stack.agent("cpip3"), language=language)
    for path in ("", "rendez-vous?without_outcome=1&agent=all", "rendez-vous?agent=all"):
        page.goto(f"{stack.url}/agent/{path}")
        page.evaluate("() => { document.documentElement.style.fontSize = '150%'; }")
        expect(page.locator(".appt").first).to_be_visible()
        page.evaluate(DRAWN)
        assert page.evaluate(CUT_OFF) == [], path


def presses(page: Page, button: Locator) -> None:
    """As a hand does: there, down, and up a moment later where the pointer still is."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    # Sooner it would be the second of a double click, which is let go.
    page.wait_for_timeout(600)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(80)
    page.mouse.up()
