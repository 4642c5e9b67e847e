"""What a first visit costs, and when the appointment is there to be read: on a slow phone at the edge of its cell.

    ./msj test tests/bench/first_load.py -s        (the budgets are asserted too)

Bytes are counted at the server's door. Largest paint: 1.6 Mbit/s, 150 ms, processor 4 times slower, on the page and on
its worker, median of five, beside a bare control page in the same run.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.journeys import chromium, doors, paint
from tests.journeys.background import Background
from tests.journeys.meter import Meter, total
from tests.journeys.stack import Stack
from tests.journeys.toy_site import ToySite

ROUNDS = 5
COLD, WARM = 1200, 500
SLOW = chromium.Network()


@dataclass
class Signed:
    """What a browser brings that has signed in before."""

    cookies: list[Any]
    stored: dict[str, str]
    path: str


@contextmanager
def visitor(playwright: Playwright, folder: Path) -> Iterator[BrowserContext]:
    with chromium.chromium(playwright, folder) as context:
        paint.observe(context)
        yield context


def visit(context: BrowserContext, url: str) -> tuple[float, str]:
    page = context.new_page()
    chromium.throttle(page, SLOW)
    page.goto(url)
    seen = paint.largest(page)
    page.close()
    return seen


@pytest.fixture
def signed(stack: Stack, playwright: Playwright, tmp_path: Path) -> Signed:
    with chromium.chromium(playwright, tmp_path / "first") as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, stack.people[0])
        home = page.evaluate("async () => (await fetch('/api/probationer/home')).json()")
        stored = page.evaluate("({ ...localStorage })")
        return Signed(context.cookies(), stored, f"/rendez-vous/{home['upcoming'][0]['id']}")


def told(name: str, rounds: list[tuple[float, str]]) -> float:
    median = statistics.median(at for at, _ in rounds)
    print(f"  {name:<34} {median:6.0f} ms   {sorted(round(at) for at, _ in rounds)}   <{rounds[-1][1]}>")  # noqa: T201
    return median


@pytest.mark.timeout(400)
def test_the_appointment_is_there_in_time(
    stack: Stack, playwright: Playwright, background: Background, signed: Signed, tmp_path: Path
) -> None:
    bare = ToySite(background)
    rounds: dict[str, list[tuple[float, str]]] = {"control": [], "cold": [], "warm": [], "offline": []}
    for number in range(ROUNDS):
        with visitor(playwright, tmp_path / f"control-{number}") as context:
            rounds["control"].append(visit(context, bare.url + "bare.html"))
        with visitor(playwright, tmp_path / f"app-{number}") as context:
            returning(context, stack, signed)
            rounds["cold"].append(visit(context, stack.url + signed.path))
            settle(context, stack, signed)
            rounds["warm"].append(visit(context, stack.url + signed.path))
            context.set_offline(True)
            rounds["offline"].append(visit(context, stack.url + signed.path))
    print(f"\nlargest paint, {SLOW}, median of {ROUNDS}")  # noqa: T201
    told("bare control page", rounds["control"])
    assert told("appointment, cold", rounds["cold"]) <= COLD
    assert told("appointment, warm", rounds["warm"]) <= WARM
    assert told("appointment, offline", rounds["offline"]) <= WARM


def returning(context: BrowserContext, stack: Stack, signed: Signed) -> None:
    """Signed in, but with nothing of the app in its caches."""
    context.add_cookies(signed.cookies)
    words = "; ".join(f"localStorage[{name!r}] = {value!r}" for name, value in signed.stored.items())
    context.add_init_script(f"if (!localStorage.length) {{ {words} }}")


def settle(context: BrowserContext, stack: Stack, signed: Signed) -> None:
    """An unhurried visit: the worker is in charge and has what it keeps."""
    page = context.new_page()
    page.goto(stack.url + signed.path)
    chromium.wait_for_worker(page)
    page.wait_for_load_state("networkidle")
    page.close()


def test_what_a_first_visit_transfers(
    stack: Stack, playwright: Playwright, background: Background, tmp_path: Path
) -> None:
    meter = Meter(background, stack.port).start()
    with chromium.chromium(playwright, tmp_path) as context:
        page = context.pages[0]
        page.goto(meter.url)
        chromium.wait_for_worker(page)
        page.wait_for_load_state("networkidle")
        loaded = paint.load_ended(page)
    print("\nsign-in screen, first visit, bytes sent by the server (headers and compressed bodies)")  # noqa: T201
    for one in meter.before(loaded):
        print(f"  {one.received:6d}  {one.path}")  # noqa: T201
    print(f"  {total(meter.before(loaded)):6d}  until load")  # noqa: T201
    print(f"  {total(meter.after(loaded)):6d}  afterwards, by the worker")  # noqa: T201
    meter.stop()
