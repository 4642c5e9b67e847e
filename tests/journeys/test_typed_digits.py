"""Numbers, codes, postcodes and dates that are typed in Arabic digits, in groups, stand from left to right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.settling import DRAWN
from tests.journeys.stack import HOUSE

TYPED = ("06 39 98 00", "٠٦ ٣٩ ٩٨ ٠٠", "٧٦١ ٩٠٩", "٩٢ ٠٠٠", "۰۶ ۳۹ ۹۸")
# By this sign the text itself asks to stand from left to right, whatever its letters are.
ORDERED = "\u202d"
FIELDS = ("type='tel'", "type='text' inputmode='numeric'", "type='text' inputmode='numeric' maxlength='30'")


@pytest.fixture
def page(each_browser: Browser) -> Iterator[Page]:
    context = each_browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("side", ["probationer", "agent"])
def test_groups_of_digits_stand_in_the_order_in_which_they_are_typed(page: Page, side: str) -> None:
    styles = "".join(one.read_text() for one in sorted((HOUSE / "pwa" / "dist").rglob(f"*{side}*.css")))
    assert styles
    # All of it fits, away from the edges: there a bar fades, and a shade differs between two pictures of one page.
    page.set_viewport_size({"width": 360, "height": 1200})
    fields = "".join(f"<input class=fr-input {field}>" for field in FIELDS)
    wrong = []
    for direction in ("ltr", "rtl"):
        head = f"<html dir={direction}><style>{styles} body {{ padding: 1rem }}</style>"
        page.set_content(head + fields * len(TYPED) + "</html>")
        shown = [_fill(page, sign).screenshot() for sign in ("", ORDERED)]
        if shown[0] != shown[1]:
            wrong.append(direction)
    assert wrong == []


def _fill(page: Page, sign: str) -> Page:
    """Each text into as many fields as there are kinds, behind that sign."""
    page.evaluate(
        """([texts, each]) => document.querySelectorAll('input').forEach((one, at) => {
            one.value = texts[Math.floor(at / each)]
        })""",
        [[sign + text for text in TYPED], len(FIELDS)],
    )
    page.evaluate(DRAWN)
    return page
