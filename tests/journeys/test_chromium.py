from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from pywebpush import webpush

from tests.journeys import axe, chromium
from tests.journeys.background import Background
from tests.journeys.push_service import PushService
from tests.journeys.toy_site import ToySite

TIMED_FETCH = (
    "async () => { const from = performance.now(); await fetch('key?' + from); return performance.now() - from; }"
)


@pytest.fixture
def site(background: Background) -> ToySite:
    return ToySite(background)


@pytest.fixture
def context(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    with chromium.chromium(playwright, tmp_path) as one:
        yield one


@pytest.fixture
def page(context: BrowserContext, site: ToySite) -> Page:
    page = context.pages[0]
    page.goto(site.url)
    chromium.wait_for_worker(page)
    return page


def test_nothing_but_the_page_is_loaded_into_a_window(browser: Browser) -> None:
    """Two pages for suggestions in an address bar that nobody sees took a sixth of the journeys' processor time."""
    with chromium.window(browser) as context:
        targets = browser.new_browser_cdp_session()
        for _ in range(30):  # they come about a second after the window
            found = [one["url"] for one in targets.send("Target.getTargets")["targetInfos"]]
            assert "about:blank" in found and not [url for url in found if url.startswith("chrome")]
            context.pages[0].wait_for_timeout(100)


def test_a_message_goes_by_the_bridge_to_the_real_worker(
    context: BrowserContext, site: ToySite, push_service: PushService
) -> None:
    context.grant_permissions(["notifications"], origin=site.url)
    bridge = chromium.Bridge(context, push_service)
    page = context.pages[0]
    page.goto(site.url)
    page.get_by_role("button", name="Recevoir les rappels").click()
    expect(page.get_by_role("status")).to_have_text("abonné")
    webpush(
        site.subscriptions[-1],
        json.dumps({"title": "Mardi 24 à 9 h", "body": "À bientôt", "tag": "1"}),
        vapid_private_key=site.vapid,
        vapid_claims={"sub": "mailto:essai@example.org"},
        ttl=60,
        timeout=5,
    )
    [letter] = bridge.letters()
    assert "Mardi 24" in bridge.deliver(page, letter)
    [notification] = chromium.shown(page)
    assert notification == {"title": "Mardi 24 à 9 h", "body": "À bientôt", "tag": "1"}


def test_a_good_site_can_be_installed_and_a_bad_one_is_told_why(page: Page) -> None:
    assert chromium.installability_errors(page) == []
    page.evaluate("document.querySelector('link[rel=manifest]').href = 'without_icon.json'")
    assert "manifest-missing-suitable-icon" in chromium.installability_errors(page)


def test_a_stopped_server_leaves_the_copy(page: Page, site: ToySite) -> None:
    site.stop()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Page d’essai")


def test_the_worker_is_as_slow_as_the_page(page: Page) -> None:
    before = page.evaluate(TIMED_FETCH)
    chromium.throttle(page, chromium.Network(latency=400))
    assert before < 200
    assert page.evaluate(TIMED_FETCH) > 390


def test_a_plugged_security_key_signs(page: Page) -> None:
    session, key = chromium.plug_security_key(page)
    page.get_by_role("button", name="Ajouter une clé").click()
    expect(page.get_by_role("status")).to_have_text("clé public-key")
    assert len(session.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1


def test_axe_finds_what_is_wrong_and_nothing_on_a_good_page(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe.violations(page) == []
    page.evaluate("document.querySelector('label').remove(); document.documentElement.removeAttribute('lang')")
    found = axe.violations(page)
    assert {"label", "html-has-lang"} <= {one["id"] for one in found}
    assert "label: " in axe.told(found)
