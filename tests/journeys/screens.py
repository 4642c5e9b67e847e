"""Pictures of the main screens of both sides: `./msj screens` (not part of the suite).

The demonstration on free ports, a real Chromium, both sizes, French and Arabic; `pictures.py` says which and where to.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, expect

from tests.journeys import chromium, desk, doors, pictures
from tests.journeys.pictures import Look
from tests.journeys.stack import Stack
from tests.journeys.words import say

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module", autouse=True)
def folder() -> Iterator[None]:
    """Empty at first; what the papers show is taken from it once all have been made."""
    shutil.rmtree(pictures.ALL, ignore_errors=True)
    pictures.ALL.mkdir(parents=True)
    yield
    missing = sorted(name for name in pictures.made() if not (pictures.ALL / f"{name}.png").is_file())
    assert missing == []
    for kept, name in pictures.SHOWN.items():
        picture = (pictures.ALL / f"{name}.png").read_bytes()
        assert len(picture) <= pictures.LARGEST, name
        (pictures.KEPT / f"{kept}.png").write_bytes(picture)


@contextmanager
def browser(playwright: Playwright, folder: Path) -> Iterator[Page]:
    with chromium.chromium(playwright, folder, reduced_motion="reduce") as context:
        yield context.pages[0]


def picture(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    expect(page.locator(".skeleton")).to_have_count(0)
    page.wait_for_timeout(600)
    # A flat screen needs no more than a palette: a third of the bytes.
    flat = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    flat.save(pictures.ALL / f"{name}.png", optimize=True)


def in_every_look(page: Page, screen: str, url: str, then: Callable[[str], None] = lambda language: None) -> None:
    """`then` does what the address alone does not show, in the words of that language."""
    for look in pictures.LOOKS:
        open_as(page, url, look)
        then(look.language)
        picture(page, look.name(screen))


def open_as(page: Page, url: str, look: Look) -> None:
    width, height = pictures.SIZES[look.size]
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("(language) => localStorage.setItem('language', language)", look.language)
    page.goto(url)
    expect(page.locator("h1").first).to_be_visible()


def test_the_agents_screens(stack: Stack, playwright: Playwright, tmp_path: Path) -> None:
    with browser(playwright, tmp_path) as page:
        doors.agent_signs_in(page, stack, stack.agent("cpip1"))
        office = f"{stack.url}/agent"
        file = f"{office}/personnes/{somebody_to_come(page, stack)}"
        in_every_look(page, "agent-today", f"{office}/")
        in_every_look(page, "agent-people", f"{office}/personnes")
        in_every_look(page, "agent-file", file)
        in_every_look(page, "agent-messages", file, lambda language: show_messages(page, language))
        in_every_look(page, "agent-book", f"{file}/nouveau-rendez-vous", lambda language: choose(page, stack, language))


def somebody_to_come(page: Page, stack: Stack) -> str:
    """Who has words behind her and words to come: an appointment of this agent's in some days."""
    own = desk.call(page, "GET", "/api/agent/session")["agent"]["id"]
    first = stack.now().date() + timedelta(days=3)
    path = f"/api/agent/appointments?from={first}&agent={own}&state=booked"
    return str(desk.call(page, "GET", path)["items"][0]["probationer"]["id"])


def show_messages(page: Page, language: str) -> None:
    """By occasion, the words of the next one and of the last one unfolded."""
    for part in ("agent.message.to_come", "agent.message.past"):
        page.locator("h3", has_text=say(part, language)).locator("+ ul").locator("summary").first.click()
    page.get_by_role("heading", name=say("agent.file.messages", language)).evaluate(
        "(heading) => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 100)"
    )


def choose(page: Page, stack: Stack, language: str) -> None:
    """A type, and a free time next week; then the preview comes by itself."""
    desk.choose_type(page, "Convocation de suivi SPIP", language=language)
    desk.choose_free_time(page, desk.working_day(stack, 6), language=language)
    page.wait_for_timeout(1500)
    page.evaluate("scrollTo(0, 0)")


def test_the_persons_screens(stack: Stack, playwright: Playwright, tmp_path: Path) -> None:
    person = somebody(stack)
    with browser(playwright, tmp_path) as page:
        page.goto(stack.url)
        in_every_look(page, "probationer-sign-in", stack.url)
        open_as(page, stack.url, pictures.LOOKS[0])
        doors.person_signs_in(page, stack, person)
        home = desk.call(page, "GET", "/api/probationer/home")
        in_every_look(page, "probationer-home", stack.url)
        in_every_look(page, "probationer-appointment", f"{stack.url}/rendez-vous/{home['upcoming'][0]['id']}")
        in_every_look(page, "probationer-me", f"{stack.url}/moi")
        page.emulate_media(color_scheme="dark")
        open_as(page, stack.url, pictures.LOOKS[0])
        picture(page, pictures.DARK)


def somebody(stack: Stack) -> dict[str, Any]:
    return next(one for one in stack.people if one.get("birth_date") and one["language"] == "fr")
