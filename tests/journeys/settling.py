"""Waiting until a screen has all it asked for, without the half second that Playwright's "networkidle" adds to each."""

from __future__ import annotations

from weakref import WeakSet

from playwright.sync_api import Page, expect

_watched: WeakSet[Page] = WeakSet()
# Counted in the page: for what a page that is left still asked for, and for some scripts, no browser tells an end.
_COUNT = """(() => {
  const asks = window.fetch;
  let pending = 0;
  let since = performance.now();
  const change = (by) => { pending += by; since = performance.now(); };
  window.fetch = (...given) => {
    change(1);
    return asks.apply(window, given).finally(() => change(-1));
  };
  // An answer that leads to another question asks it within a tenth of a second.
  window.__isQuiet = () => pending === 0 && performance.now() - since > 100 && document.readyState === 'complete';
})()"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def open_settled(page: Page, url: str) -> None:
    watch(page)
    page.goto(url)
    settle(page)


def watch(page: Page) -> None:
    """Before the first address that `settle` is to judge."""
    if page not in _watched:
        _watched.add(page)
        page.add_init_script(_COUNT)


def settle(page: Page) -> None:
    """A title, nothing asked for without an answer, no placeholder, and all of it drawn."""
    expect(page.locator("h1").first).to_be_visible()
    page.wait_for_function("() => window.__isQuiet()")
    expect(page.locator(".skeleton")).to_have_count(0)
    page.evaluate(DRAWN)
