"""An agent's first sign-in, as her telephone sees it: the QR code is read off the screen, and what was read enrols."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys import doors
from tests.journeys.stack import Stack
from tests.journeys.words import say

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def page(each_browser: Browser) -> Iterator[Page]:
    context = each_browser.new_context(locale="fr-FR", viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def scanned(page: Page) -> str:
    """What a telephone held before the screen would read."""
    picture = page.get_by_role("img", name=say("agent.enrol.qr"))
    expect(picture).to_be_visible()
    assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth }") > 0
    seen = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    # A telephone that looks for every kind of code may take a few modules of this one for the bars of another.
    [code] = zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return str(code.text)


def test_the_code_of_the_second_factor_is_read_off_the_screen_and_enrols(page: Page, stack: Stack) -> None:
    page.emulate_media(color_scheme="dark")
    agent = stack.newcomer()
    doors.agent_gives_password(page, stack, agent)
    in_the_dark = scanned(page)
    page.emulate_media(color_scheme="light")
    assert scanned(page) == in_the_dark
    told = urlsplit(in_the_dark)
    assert (told.scheme, told.netloc) == ("otpauth", "totp")
    [agent.totp_secret] = parse_qs(told.query)["secret"]
    typed = page.locator(".secret").inner_text()
    assert re.fullmatch(r"([A-Z2-7]{4} )+[A-Z2-7]{1,4}", typed), "in groups of four"
    assert typed.replace(" ", "") == agent.totp_secret
    page.get_by_label(say("agent.second.totp_label")).fill(agent.code())
    page.get_by_role("button", name=say("agent.enrol.totp_go")).click()
    page.get_by_role("button", name=say("agent.recovery.done")).click()
    doors.agent_is_in(page)


def test_one_types_at_once_and_may_read_the_password(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.url}/agent/")
    expect(page.get_by_label(say("agent.sign_in.email"))).to_be_focused()
    field = page.get_by_label(say("agent.sign_in.password"))
    name = f"{say('kit.password.show')} {say('kit.password.what')}"
    show = page.get_by_role("button", name=name)
    for is_shown in (False, True, False):
        expect(show).to_have_attribute("aria-pressed", str(is_shown).lower())
        expect(field).to_have_attribute("type", "text" if is_shown else "password")
        show.click()
    for language in ("en", "ar"):
        page.evaluate("(language) => localStorage.setItem('language', language)", language)
        page.reload()
        words = f"{say('kit.password.show', language)} {say('kit.password.what', language)}"
        expect(page.get_by_role("button", name=words)).to_be_visible()
