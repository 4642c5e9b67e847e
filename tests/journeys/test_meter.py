from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Playwright

from tests.journeys import chromium
from tests.journeys.background import Background
from tests.journeys.meter import Meter, total
from tests.journeys.toy_site import FOLDER, ToySite


def test_what_the_server_sent_is_counted_with_its_headers(
    playwright: Playwright, background: Background, tmp_path: Path
) -> None:
    meter = Meter(background, ToySite(background).port).start()
    with chromium.chromium(playwright, tmp_path) as context:
        page = context.pages[0]
        page.goto(meter.url)
        chromium.wait_for_worker(page)
        loaded = page.evaluate(
            "(performance.timeOrigin + performance.timing.loadEventEnd - performance.timing.navigationStart) / 1000"
        )
        first = meter.before(loaded)
        assert {one.path for one in first} >= {"/", "/page.js"}
        body = sum((FOLDER / name).stat().st_size for name in ("index.html", "page.js"))
        assert body < total([one for one in first if one.path in ("/", "/page.js")]) < body + 2000
        assert "/worker.js" in [one.path for one in meter.exchanges]
    meter.stop()
