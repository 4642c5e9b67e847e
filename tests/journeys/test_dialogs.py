"""With letters twice as large what a dialog says and asks stays in its box, and the box on the screen."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import chromium, doors
from tests.journeys.settling import DRAWN, settle, watch
from tests.journeys.stack import HOUSE, Stack
from tests.journeys.words import say

pytestmark = pytest.mark.timeout(600)
LANGUAGES = ("fr", "ar", "en")
LARGE = "() => { document.documentElement.style.fontSize = '200%' }"

# What stands beyond the box, or the box beyond the screen; higher than the screen it scrolls.
OUTSIDE = """() => {
  const dialog = document.querySelector('dialog[open]');
  const box = dialog.getBoundingClientRect();
  const found = [];
  if (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight) found.push('off the screen');
  if (dialog.scrollWidth > dialog.clientWidth) found.push('wider than its box');
  if (dialog.scrollLeft !== 0) found.push('scrolled to the side');
  if (dialog.scrollHeight > dialog.clientHeight && getComputedStyle(dialog).overflowY !== 'auto') found.push('cut off');
  for (const one of dialog.querySelectorAll(':not(.unseen, .toasts, .toasts *)')) {
    const { left, right, width } = one.getBoundingClientRect();
    if (width > 0 && (left < box.left || right > box.right)) found.push(`${one.tagName} ${one.textContent}`);
  }
  return found;
}"""
RENAME = "(title) => { document.querySelector('dialog[open] h2').textContent = title }"
TITLE = re.compile(r"<Dialog\b[^>]*?title=\{t\('([\w.]+)'")


def titles(side: str) -> list[str]:
    """Of every dialog of that side, in every language."""
    sources = (HOUSE / "pwa" / side).rglob("*.tsx")
    keys = {key for source in sources for key in TITLE.findall(source.read_text())}
    words = [json.loads((HOUSE / "shared" / "messages" / f"{one}.json").read_text()) for one in LANGUAGES]
    assert len(keys) > 3
    return sorted({each[key] for each in words for key in keys})


def outside(page: Page, side: str) -> dict[str, list[str]]:
    """Of the dialog that is open, under its own title and under each of the others."""
    page.evaluate(DRAWN)
    found = {"its own": page.evaluate(OUTSIDE)}
    for title in titles(side):
        page.evaluate(RENAME, title)
        found[title] = page.evaluate(OUTSIDE)
    return {title: out for title, out in found.items() if out}


@pytest.mark.parametrize("width", [320, 360])
def test_a_dialog_of_the_phone_holds_what_it_says(browser: Browser, stack: Stack, width: int) -> None:
    with chromium.window(browser, viewport={"width": width, "height": 640}) as context:
        page = context.pages[0]
        watch(page)
        doors.person_signs_in(page, stack, stack.people[2])
        found = {}
        for language in LANGUAGES:
            page.evaluate("(language) => localStorage.setItem('language', language)", language)
            page.goto(f"{stack.url}/moi")
            settle(page)
            page.evaluate(LARGE)
            page.get_by_role("button", name=say("app.me.sign_out", language)).click()
            expect(page.locator("dialog[open]")).to_be_visible()
            found[language] = outside(page, "probationer")
        assert {language: out for language, out in found.items() if out} == {}


def test_a_dialog_of_the_office_holds_what_it_says(browser: Browser, stack: Stack) -> None:
    with chromium.window(browser, viewport={"width": 1024, "height": 640}) as context:
        page = context.pages[0]
        watch(page)
        doors.agent_signs_in(page, stack, stack.agent("cpip2"))
        settle(page)
        page.evaluate(LARGE)
        page.keyboard.press("?")
        expect(page.locator("dialog[open]")).to_be_visible()
        assert outside(page, "agent") == {}
