from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.journeys import chromium, firefox
from tests.journeys.background import Background
from tests.journeys.push_service import PushService
from tests.journeys.stack import Stack

# Two of these go on side by side, whatever the number of workers: each has the whole product and a browser beside it,
# and three hold each other up on two cores. The named files take about half of the time.
FIRST_LANE = frozenset(
    f"test_{name}"
    for name in (
        "screens", "enrolment", "push", "histories", "office_acts", "chromium", "first_load", "under_the_finger",
    )
)  # fmt: skip

HERE = Path(__file__).parent
# Two browsers and the whole product on a small machine: patient, since a locator that appears ends the wait at once.
expect.set_options(timeout=20_000)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == HERE:
            lane = 1 if item.path.stem in FIRST_LANE else 2
            item.add_marker(pytest.mark.xdist_group(f"journeys {lane}"))


# For the folder, not for the session: Playwright leaves an event loop in its thread, in which Django refuses to be
# called, and the tests with a database come after these.


@pytest.fixture(scope="package")
def background() -> Iterator[Background]:
    one = Background()
    yield one
    one.stop()


@pytest.fixture
def push_service(background: Background) -> PushService:
    return PushService(background)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as one:
        yield one


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all windows that need no profile on disk."""
    one = chromium.launch(playwright)
    yield one
    one.close()


@pytest.fixture(scope="package")
def firefox_browser(playwright: Playwright) -> Iterator[Browser]:
    one = firefox.playwright_firefox(playwright, firefox.preferences())
    yield one
    one.close()


@pytest.fixture(scope="package", params=["browser", "firefox_browser"], ids=["chromium", "firefox"])
def each_browser(request: pytest.FixtureRequest) -> Browser:
    """For a test that is asked once in each."""
    one: Browser = request.getfixturevalue(request.param)
    return one


@pytest.fixture(scope="package")
def product_push(background: Background) -> PushService:
    """The push service whose origin the product's sender may call."""
    return PushService(background)


@pytest.fixture(scope="package")
def stack(product_push: PushService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    own = Path(tmp_path_factory.getbasetemp())
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    one = Stack(Path(tmp_path_factory.mktemp("stack")), shared=shared, push_origin=product_push.origin)
    try:
        one.start()
        yield one
    finally:
        one.stop()
