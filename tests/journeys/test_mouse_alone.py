"""The office by the mouse alone: nothing lies over what can be pressed, and a hurried hand does no second thing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from tests.journeys import chromium, doors
from tests.journeys.stack import Stack
from tests.journeys.words import say

pytestmark = pytest.mark.timeout(600)
SIZE = {"width": 1280, "height": 800}

# Of each control in view, outside of what is said, the points where a press would meet it.
PRESSABLE = """() => {
  const controls = [...document.querySelectorAll('a, button, input, select')].filter((one) => !one.closest('.toast'));
  const meets = (one, x, y) => { const at = document.elementFromPoint(x, y); return Boolean(at) && one.contains(at); };
  return controls.flatMap((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const points = [[left + 3, y], [right - 3, y], [x, top + 3], [x, bottom - 3]];
    return points.filter(([x, y]) => meets(one, x, y)).map(([x, y]) => ({ said: one.textContent, x, y }));
  });
}"""
# Which of them no press would meet any more.
COVERED = """(points) => points.filter(({ x, y }) => document.elementFromPoint(x, y)?.closest('.toasts, .notices'))"""
# Where what can be pressed stands in the page that is not the row's own.
STANDS = """() => {
  const all = [...document.querySelectorAll('main a, main button')];
  const others = all.filter((one) => one.offsetParent && !one.closest('.appt__acts'));
  const place = ({ left, top }) => [left, Math.round(top + scrollY)];
  return others.map((one) => [one.textContent, ...place(one.getBoundingClientRect())]);
}"""
# Labels of choices that are wider than their words, in pixels.
WIDER = """() => [...document.querySelectorAll('.choice')].map((label) => {
  const range = document.createRange();
  range.selectNodeContents(label);
  const ends = [...range.getClientRects()].map(({ right }) => right);
  return [label.textContent, label.getBoundingClientRect().right - Math.max(...ends)];
}).filter(([, more]) => more > 4)"""


@pytest.fixture(scope="module")
def office(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport=SIZE) as context:
        doors.agent_signs_in(context.pages[0], stack, stack.agent("cpip2"))
        yield context


@pytest.fixture
def today(office: BrowserContext, stack: Stack) -> Page:
    page = office.pages[0]
    page.goto(f"{stack.url}/agent/")
    expect(page.locator(".appt").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    return page


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def undoes_all(page: Page) -> None:
    """By the notices, so that the day is as it was."""
    undo = page.locator(".toast--undo:not(.toast--behind) .toast__action")
    while undo.count():
        undo.click()
        page.wait_for_timeout(700)


def test_a_notice_covers_nothing_wherever_the_day_is_scrolled_to(today: Page) -> None:
    """Of every row that waits: at the top of the view, in its middle and above its end, as far as it can be."""
    rows = today.locator("[data-waits='1']")
    assert rows.count() >= 2
    for at in range(rows.count()):
        for wanted in (140, 400, 690):
            button = rows.nth(at).get_by_role("button", name=say("agent.outcome.came"))
            today.evaluate("(by) => scrollBy(0, by)", middle(button)[1] - wanted)
            x, y = middle(button)
            if not 90 < y < 710:
                continue
            before, stood = today.evaluate(PRESSABLE), today.evaluate(STANDS)
            assert len(before) > 20
            today.mouse.click(x, y)
            expect(today.locator(".toast--undo")).to_be_visible()
            assert today.evaluate(COVERED, before) == [], (at, wanted)
            undoes_all(today)
            # The row is as it was, and what is said of that still stands.
            plain = today.locator(".toast:not(.toast--behind):not(.toast--undo)")
            expect(plain).to_contain_text(say("agent.outcome.undone", name="").strip(" :"))
            assert today.evaluate(STANDS) == stood, (at, wanted)
            assert today.evaluate(COVERED, before) == [], (at, wanted)


def test_a_double_click_on_an_outcome_records_it_and_says_so_alone(today: Page) -> None:
    row = today.locator("[data-waits='1']").first
    id_ = row.get_attribute("data-row")
    row = today.locator(f"[data-row='{id_}']")
    x, y = middle(row.get_by_role("button", name=say("agent.outcome.excused")))
    today.mouse.dblclick(x, y, delay=40)
    today.wait_for_load_state("networkidle")
    expect(row).to_contain_text(say("agent.appointment.state.excused"))
    expect(today.locator(".toast")).to_have_count(1)
    # Its hour is past: no message says any more that one need not come.
    expect(today.locator(".toast")).to_contain_text(say("agent.outcome.tells_nobody"))
    today.wait_for_timeout(600)
    undo = today.locator(".toast--undo .toast__action")
    today.mouse.dblclick(*middle(undo), delay=40)
    expect(today.locator(".toast--undo")).to_have_count(0)
    expect(row.get_by_role("button", name=say("agent.outcome.excused"))).to_be_visible()


def test_the_reason_of_an_absence_is_chosen_in_its_row_with_its_digits_beside_the_words(today: Page) -> None:
    row = today.locator("[data-waits='1']").filter(has_text=say("agent.outcome.missed")).first
    id_ = row.get_attribute("data-row")
    row = today.locator(f"[data-row='{id_}']")
    row.get_by_role("button", name=say("agent.outcome.missed")).click()
    reason = row.get_by_role("combobox")
    expect(reason).to_be_visible()
    expect(today.locator(".toast--undo")).to_be_visible()
    words = reason.locator("option:not([value=''])").all_inner_texts()
    assert [text[:4] for text in words] == [f"{n} · " for n in range(1, 9)]
    reason.select_option("transport")
    expect(reason).to_have_value("transport")
    assert today.evaluate(COVERED, today.evaluate(PRESSABLE)) == []
    undoes_all(today)


def test_an_arrow_of_the_days_pressed_twice_goes_two_days(today: Page) -> None:
    arrow = today.get_by_role("link", name=say("agent.today.before"))
    at = middle(arrow)
    for _ in range(2):
        title = today.get_by_role("heading", level=1).inner_text()
        today.mouse.click(*at)
        expect(today.get_by_role("heading", level=1)).not_to_have_text(title)
        today.wait_for_load_state("networkidle")
    expect(today.get_by_role("link", name=say("agent.nav.today")).last).to_be_visible()
    x, y = middle(arrow)
    assert (abs(x - at[0]) < 1, abs(y - at[1]) < 1) == (True, True)
    today.mouse.click(*middle(today.get_by_role("link", name=say("agent.today.after"))))
    today.mouse.click(*middle(today.get_by_role("link", name=say("agent.today.after"))))
    expect(today.locator(".days span").first).to_be_hidden()


@pytest.mark.parametrize(
    "path",
    ["personnes/nouveau-dossier", "moi", "rendez-vous", "personnes"],
    ids=["new_file", "me", "appointments", "people"],
)
def test_a_choice_is_as_wide_as_its_words(office: BrowserContext, stack: Stack, path: str) -> None:
    page = office.pages[0]
    page.goto(f"{stack.url}/agent/{path}")
    expect(page.locator(".choice").first).to_be_visible()
    assert page.evaluate(WIDER) == []


def test_a_form_that_is_half_filled_is_left_by_no_link_and_no_way_back_unasked(today: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    today.get_by_role("link", name=say("agent.nav.people")).click()
    today.get_by_role("link", name=say("agent.new_file.title")).click()
    today.locator("[name=last_name]").fill("ESSAI")
    today.on("dialog", stay)
    today.get_by_role("link", name=say("agent.nav.places")).click()
    today.evaluate("history.back()")
    today.wait_for_timeout(500)
    assert asked == ["confirm", "confirm"]
    expect(today.locator("[name=last_name]")).to_have_value("ESSAI")
    today.remove_listener("dialog", stay)
    today.once("dialog", lambda dialog: dialog.accept())
    today.get_by_role("link", name=say("agent.nav.places")).click()
    expect(today.get_by_role("heading", level=1)).to_have_text(say("agent.nav.places"))
