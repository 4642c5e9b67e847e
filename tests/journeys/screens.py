"""Pictures of the main screens of both sides into docs/screens/, from the demonstration in small.

./msj test tests/journeys/screens.py        (needs the browsers, as the journeys do; not part of the suite)
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, Playwright, ViewportSize, expect

from tests.journeys import chromium, desk, doors
from tests.journeys.stack import Stack
from tests.journeys.words import say

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
LARGEST = 150_000
PHONE: ViewportSize = {"width": 390, "height": 844}
COMPUTER: ViewportSize = {"width": 1280, "height": 800}


@contextmanager
def browser(playwright: Playwright, folder: Path, viewport: ViewportSize) -> Iterator[Page]:
    with chromium.chromium(playwright, folder, viewport=viewport, reduced_motion="reduce") as context:
        yield context.pages[0]


def picture(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    expect(page.locator(".skeleton")).to_have_count(0)
    page.wait_for_timeout(600)
    # A flat screen needs no more than a palette: a third of the bytes.
    flat = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    FOLDER.mkdir(parents=True, exist_ok=True)
    flat.save(FOLDER / f"{name}.png", optimize=True)
    assert (FOLDER / f"{name}.png").stat().st_size <= LARGEST, name


def test_the_agents_screens(stack: Stack, playwright: Playwright, tmp_path: Path) -> None:
    with browser(playwright, tmp_path, COMPUTER) as page:
        doors.agent_signs_in(page, stack, stack.agent("cpip1"))
        picture(page, "agent-today")
        found = desk.call(page, "POST", "/api/agent/probationers/search", {"q": "", "mine": True})["items"][0]["id"]
        page.goto(f"{stack.url}/agent/personnes")
        picture(page, "agent-people")
        page.goto(f"{stack.url}/agent/personnes/{found}")
        picture(page, "agent-file")
        show_messages(page)
        picture(page, "agent-messages")
        page.goto(f"{stack.url}/agent/personnes/{found}/nouveau-rendez-vous")
        desk.choose_type(page, "Convocation de suivi SPIP")
        desk.choose_free_time(page, desk.working_day(6))
        page.wait_for_timeout(1500)
        picture(page, "agent-book")
        page.goto(f"{stack.url}/agent/")
        page.set_viewport_size(PHONE)
        picture(page, "agent-today-phone")


def show_messages(page: Page) -> None:
    """By occasion, the words of the next one and of the last one unfolded."""
    for part in ("agent.message.to_come", "agent.message.past"):
        page.locator("h3", has_text=say(part)).locator("+ ul").locator("summary").first.click()
    page.get_by_role("heading", name=say("agent.file.messages")).evaluate(
        "(heading) => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 100)"
    )


def test_the_persons_screens(stack: Stack, playwright: Playwright, tmp_path: Path) -> None:
    person = somebody(stack)
    with browser(playwright, tmp_path, PHONE) as page:
        page.goto(stack.url)
        picture(page, "probationer-sign-in")
        doors.person_signs_in(page, stack, person)
        picture(page, "probationer-home")
        home = desk.call(page, "GET", "/api/probationer/home")
        page.goto(f"{stack.url}/rendez-vous/{home['upcoming'][0]['id']}")
        picture(page, "probationer-appointment")
        page.goto(f"{stack.url}/moi")
        picture(page, "probationer-me")
        page.goto(stack.url)
        page.evaluate("localStorage.language = 'ar'")
        page.reload()
        picture(page, "probationer-home-arabic")
        page.evaluate("localStorage.language = 'fr'")
        page.emulate_media(color_scheme="dark")
        page.reload()
        picture(page, "probationer-home-dark")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(COMPUTER)
        picture(page, "probationer-home-desktop")


def somebody(stack: Stack) -> dict[str, Any]:
    return next(one for one in stack.people if one.get("birth_date") and one["language"] == "fr")
