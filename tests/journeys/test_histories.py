"""Whatever a real network does, and whatever the phones' clocks say: what the person did last counts, and is shown.

The model of it is `pwa/probationer/histories.test.ts`; here the same is asked of real pages, storage and server.
`MSJ_BROWSER_HISTORIES=300` for `./msj prove`, `MSJ_SEED` repeats a run.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.journeys import chromium, desk, doors
from tests.journeys.lives import Life
from tests.journeys.network import WAYS
from tests.journeys.stack import Stack

HISTORIES = int(os.environ.get("MSJ_BROWSER_HISTORIES") or 2)
SEED = os.environ.get("MSJ_SEED")
TYPE = "Convocation de suivi SPIP"
HOUR = 3_600_000
STEPS = ["act"] * 14 + ["network"] * 6 + ["reload"] * 3 + ["wait"] * 2 + ["offline"] * 2


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    one = chromium.launch(playwright)
    yield one
    one.close()


@pytest.fixture
def life(stack: Stack, browser: Browser) -> Iterator[Life]:
    page = browser.new_page(locale="fr-FR", viewport={"width": 1280, "height": 800})
    doors.agent_signs_in(page, stack, stack.agent("cpip1"))
    person = desk.new_person(page, phone="+33639989873")
    booked = [desk.book(page, stack, person, type_name=TYPE, days=days) for days in (9, 16)]
    one = Life(stack, page, person, [*(each.id for each in booked), "city"])
    yield one
    one.ends()
    page.context.close()
    stack.reset_clock()


@pytest.mark.timeout(300 + 60 * HISTORIES)
def test_what_was_done_last_counts_and_is_shown(life: Life, browser: Browser) -> None:
    seed = int(SEED) if SEED else random.SystemRandom().randrange(10**6)
    chance = random.Random(seed)
    for ahead in (0, chance.randrange(-72 * HOUR, 72 * HOUR)):
        life.takes_phone(browser, ahead=ahead)
    for _ in range(HISTORIES):
        try:
            one_history(life, chance)
        except Exception as error:
            error.add_note(f"MSJ_SEED={seed}; {life.told()}\n{life.seen()}")
            raise


def one_history(life: Life, chance: random.Random) -> None:
    for _ in range(chance.randrange(6, 14)):
        step(life, chance)
    if chance.random() < 0.3:
        restart(life)
    life.heals()
    life.judge()


def step(life: Life, chance: random.Random) -> None:
    number = chance.randrange(len(life.phones))
    phone = life.phones[number]
    what = chance.choice(STEPS)
    if what == "act":
        subject = chance.choice(life.subjects)
        life.does(number, subject, life.new_city() if subject == "city" else chance.choice(["coming", "cannot"]))
    if what == "network":
        phone.network.set_way(chance.choice(WAYS))
    if what == "reload":
        phone.reloads()
    if what == "offline":
        phone.set_offline(not phone.is_offline)
    if what == "wait":
        time.sleep(chance.choice([0.2, 1, 3]))
    life.look(number, chance.choice(life.subjects))


def restart(life: Life) -> None:
    web = life.stack.parts["web"]
    web.stop()
    phone = life.phones[0]
    phone.reloads()
    life.look(0, life.subjects[0])
    web.start()
    life.stack.wait_until_up()
