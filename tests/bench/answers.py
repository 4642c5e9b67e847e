"""What the answers of the API cost a signed-in person, on the wire: the first time, and when nothing has changed.

    ./msj test tests/bench/answers.py -s

Headers and bodies, counted at the server's door, in a real Chromium; in HTTP/1.1 each answer bears its headers whole.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.journeys import chromium, doors
from tests.journeys.background import Background
from tests.journeys.meter import Exchange, Meter, total
from tests.journeys.stack import Stack

SIDE = "/api/probationer/"


def test_what_the_answers_cost(stack: Stack, playwright: Playwright, background: Background, tmp_path: Path) -> None:
    meter = Meter(background, stack.port).start()
    with chromium.chromium(playwright, tmp_path) as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, stack.people[0])
        first = visit(page, meter)
        visit(page, meter)  # what is read ahead once a day has been
        again = visit(page, meter)
    told("first", first)
    told("nothing has changed", again)
    meter.stop()


def visit(page: Page, meter: Meter) -> list[Exchange]:
    """Home, until nothing is asked any more."""
    before = len(meter.exchanges)
    page.goto(meter.url)
    expect(page.get_by_role("navigation").first).to_be_visible()
    chromium.wait_for_worker(page)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    return meter.exchanges[before:]


def told(name: str, exchanges: list[Exchange]) -> None:
    answers = [one for one in exchanges if one.path.startswith(SIDE)]
    print(f"\n{name}: bytes sent by the server")  # noqa: T201
    for one in answers:
        print(f"  {one.received:6d}  {one.path.removeprefix(SIDE)}")  # noqa: T201
    print(f"  {total(answers):6d}  answers of the API; {total(exchanges)} with the files of the app")  # noqa: T201
