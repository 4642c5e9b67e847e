"""When a page was there, as the browser tells it."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

OBSERVE = """new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    self.__largest = { at: one.startTime, what: one.element?.localName ?? '', size: one.size };
  }
}).observe({ type: 'largest-contentful-paint', buffered: true })"""
ENDED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def load_ended(page: Page) -> float:
    """Seconds since 1970."""
    page.wait_for_function(f"{ENDED} > 0")
    ended: float = page.evaluate(f"(performance.timeOrigin + {ENDED}) / 1000")
    return ended


def observe(context: BrowserContext) -> None:
    context.add_init_script(OBSERVE)


def largest(page: Page, *, settled: int = 1200) -> tuple[float, str]:
    """Milliseconds since the navigation began, and the element; waits until nothing larger came for a while."""
    before = None
    while True:
        page.wait_for_timeout(settled)
        now = page.evaluate("self.__largest ?? null")
        if now is not None and now == before:
            return now["at"], now["what"]
        before = now
