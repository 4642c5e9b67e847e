"""What the sign-in screen costs somebody with a small data plan, counted at the server's door."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.journeys import chromium, desk, doors, paint
from tests.journeys.background import Background
from tests.journeys.meter import Meter, total
from tests.journeys.stack import Stack
from tests.journeys.words import say

AT_MOST = 40_000


def test_the_sign_in_screen_costs_at_most_40_kb(
    stack: Stack, playwright: Playwright, background: Background, tmp_path: Path
) -> None:
    meter = Meter(background, stack.port).start()
    with chromium.chromium(playwright, tmp_path) as context:
        page = context.pages[0]
        page.goto(meter.url)
        expect(page.get_by_label(say("app.signin.phone"))).to_be_visible()
        loaded = paint.load_ended(page)
        # Without the session's answer the screen does not stand, asked for before the event or just after.
        [session] = [one for one in meter.exchanges if one.path == "/api/probationer/session"]
        first = [one for one in meter.exchanges if one.asked_at <= loaded or one is session]
        assert {"/", "/api/probationer/session"} <= {one.path for one in first}
        assert total(first) <= AT_MOST, sorted((one.received, one.path) for one in first)
    meter.stop()


def test_a_home_that_has_not_changed_costs_a_few_bytes_and_is_drawn(
    stack: Stack, playwright: Playwright, background: Background, tmp_path: Path
) -> None:
    """By the app's own copy: the browser keeps nothing of a person."""
    meter = Meter(background, stack.port).start()
    with chromium.chromium(playwright, tmp_path) as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, stack.people[0])
        costs = []
        for _ in range(2):
            before = len(meter.exchanges)
            page.goto(meter.url)
            page.wait_for_load_state("networkidle")
            expect(page.get_by_role("link", name=say("app.tab.messages")).first).to_be_visible()
            chromium.wait_for_worker(page)  # a navigation while it takes the page over is aborted now and then
            costs += [max(one.received for one in meter.exchanges[before:] if one.path == "/api/probationer/home")]
        assert costs[0] > 2000 and costs[1] < 1000, costs
        assert page.evaluate(IS_KEPT, "/api/probationer/home") is False
    meter.stop()


IS_KEPT = """async (path) => {
  const options = { cache: 'only-if-cached', mode: 'same-origin' };
  return fetch(path, options).then((answer) => answer.ok, () => false);
}"""


def test_signing_out_empties_the_browsers_cache_and_the_device_stays_known(
    stack: Stack, playwright: Playwright, tmp_path: Path
) -> None:
    """Also of what an earlier version of the app let it keep."""
    with chromium.chromium(playwright, tmp_path) as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, stack.people[1])
        page.evaluate("fetch('/manifest.webmanifest').then((answer) => answer.text())")
        assert page.evaluate(IS_KEPT, "/manifest.webmanifest") is True
        desk.call(page, "DELETE", "/api/probationer/session")
        assert page.evaluate(IS_KEPT, "/manifest.webmanifest") is False
        assert {"msj_device"} <= {cookie.get("name") for cookie in context.cookies()}
