"""A phone that several use: who takes it after somebody signed out, or guesses its code, reads nothing of her."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.journeys import chromium, doors
from tests.journeys.settling import open_settled
from tests.journeys.stack import Stack
from tests.journeys.test_screens import wait_for_copies
from tests.journeys.words import say

# A store that is slow, as on a full old phone; what is drawn meanwhile is written down.
SLOW = """() => {
  const remove = CacheStorage.prototype.delete;
  window.drawnTooEarly = 0;
  const isSignIn = () => document.querySelector('[name=phone]') !== null;
  CacheStorage.prototype.delete = async function (name) {
    for (let turn = 0; turn < 10; turn += 1) {
      await new Promise((done) => setTimeout(done, 100));
      window.drawnTooEarly += isSignIn() ? 1 : 0;
    }
    return remove.call(this, name);
  };
}"""


def test_the_sign_in_is_drawn_once_the_phone_is_empty_and_five_wrong_codes_empty_it(
    stack: Stack, playwright: Playwright, tmp_path: Path
) -> None:
    with chromium.chromium(playwright, tmp_path) as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, stack.people[2])
        wait_for_copies(page)
        _sets_a_code(page, stack)
        page.evaluate(SLOW)
        for _ in range(5):
            _types(page, "1111")
        expect(page.get_by_label(say("app.signin.phone"))).to_be_visible()
        assert page.evaluate("window.drawnTooEarly") == 0
        assert not {"copies", "photos"} & set(page.evaluate("caches.keys()"))
        expect(page.get_by_text(say("errors.lock_wiped"))).to_be_visible()


def test_a_browser_killed_right_after_signing_out_does_not_name_who_was_there(
    stack: Stack, playwright: Playwright, tmp_path: Path
) -> None:
    """What it had written to its disk last comes back: `known`, while copies, cookies and the rest are gone."""
    with chromium.chromium(playwright, tmp_path) as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, stack.people[2])
        wait_for_copies(page)
        known = page.evaluate("localStorage.getItem('known')")
        assert known is not None
        page.goto(f"{stack.url}/moi")
        page.get_by_role("button", name=say("app.me.sign_out")).click()
        page.get_by_role("dialog").get_by_role("button", name=say("app.me.sign_out")).click()
        expect(page.get_by_label(say("app.signin.phone"))).to_be_visible()
        page.evaluate("(text) => localStorage.setItem('known', text)", known)
        open_settled(page, stack.url)
        expect(page.get_by_label(say("app.signin.phone"))).to_be_visible()
        expect(page.get_by_role("link", name=say("app.tab.messages"))).to_have_count(0)
        expect(page.get_by_text(say("errors.signed_out"))).to_have_count(0)
        assert page.evaluate("localStorage.getItem('known')") is None


def _sets_a_code(page: Page, stack: Stack) -> None:
    open_settled(page, f"{stack.url}/moi/code")
    for label in ("app.lock.code", "app.lock.again"):
        page.get_by_label(say(label)).fill("4821")
    page.get_by_role("button", name=say("app.lock.set")).click()
    expect(page.get_by_text(say("app.lock.is_set")).first).to_be_visible()
    page.reload()
    expect(page.get_by_text(say("app.lock.ask"))).to_be_visible()


def _types(page: Page, code: str) -> None:
    field = page.get_by_label(say("app.lock.code"))
    field.fill(code)
    field.press("Enter")
    # Compared, and said: the field is empty again, or gone.
    page.wait_for_function("() => !document.querySelector('[name=code]')?.value")
