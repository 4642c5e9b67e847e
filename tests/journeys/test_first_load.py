"""What the sign-in screen costs somebody with a small data plan, counted at the server's door."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.journeys import chromium, paint
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
