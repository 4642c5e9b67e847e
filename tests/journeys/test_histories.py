"""Whatever a real network does, and whatever the phones' clocks say: what the person did last counts, and is shown.

The model of it is `pwa/probationer/histories.test.ts`; here the same is asked of real pages, storage and server.
`MSJ_BROWSER_HISTORIES=300` for `./msj prove`, `MSJ_SEED` repeats a run.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import desk, doors
from tests.journeys.network import WAYS
from tests.journeys.stack import Stack
from tests.journeys.two_phones import TwoPhones

MORE = os.environ.get("MSJ_BROWSER_HISTORIES")
HISTORIES = int(MORE or 2)
OF_ONE_PERSON = 8  # nobody answers more than sixty times an hour
# The few of every run are always the same; other ones are `prove`'s to find.
SEED = os.environ.get("MSJ_SEED") or ("" if MORE else "1")
TYPE = "Convocation de suivi SPIP"
HOUR = 3_600_000
STEPS = ["act"] * 14 + ["network"] * 6 + ["reload"] * 3 + ["wait"] * 2 + ["offline"] * 2


@pytest.fixture
def office(stack: Stack, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(locale="fr-FR", viewport={"width": 1280, "height": 800})
    doors.agent_signs_in(page, stack, stack.agent("cpip1"))
    yield page
    page.context.close()
    stack.reset_clock()


@contextmanager
def person_with_phones(stack: Stack, browser: Browser, office: Page, chance: random.Random) -> Iterator[TwoPhones]:
    person = desk.new_person(office)
    booked = [desk.book(office, stack, person, type_name=TYPE, days=days) for days in (9, 16)]
    one = TwoPhones(stack, office, person, [*(each.id for each in booked), "city"])
    try:
        for ahead in (0, chance.randrange(-72 * HOUR, 72 * HOUR)):
            one.takes_phone(browser, ahead=ahead)
        yield one
    finally:
        one.close()
    for each in booked:  # the officer is free again at that hour, for the next person
        mistake = {"tell_person": False, "reason": "mistake"}
        desk.call(office, "POST", f"/api/agent/appointments/{each.id}/cancel", mistake)


@pytest.mark.timeout(300 + 60 * HISTORIES)
def test_what_was_done_last_counts_and_is_shown(stack: Stack, browser: Browser, office: Page) -> None:
    seed = int(SEED) if SEED else random.SystemRandom().randrange(10**6)
    chance = random.Random(seed)
    for start in range(0, HISTORIES, OF_ONE_PERSON):
        with person_with_phones(stack, browser, office, chance) as phones:
            for _ in range(start, min(start + OF_ONE_PERSON, HISTORIES)):
                try:
                    one_history(phones, chance)
                except Exception as error:
                    error.add_note(f"MSJ_SEED={seed}; {phones.told()}\n{phones.seen()}")
                    raise


def one_history(phones: TwoPhones, chance: random.Random) -> None:
    for _ in range(chance.randrange(6, 14)):
        step(phones, chance)
    if chance.random() < 0.3:
        restart(phones)
    phones.reconnect()
    phones.check_end()


def step(phones: TwoPhones, chance: random.Random) -> None:
    number = chance.randrange(len(phones.phones))
    phone = phones.phones[number]
    what = chance.choice(STEPS)
    if what == "act":
        subject = chance.choice(phones.subjects)
        phones.does(number, subject, phones.new_city() if subject == "city" else chance.choice(["coming", "cannot"]))
    if what == "network":
        phone.network.set_way(chance.choice(WAYS))
    if what == "reload":
        phone.reloads()
    if what == "offline":
        phone.set_offline(not phone.is_offline)
    if what == "wait":
        time.sleep(chance.choice([0.2, 1, 3]))
    phones.look(number, chance.choice(phones.subjects))


def restart(phones: TwoPhones) -> None:
    with phones.stack.without("web"):
        phones.phones[0].reloads()
        phones.look(0, phones.subjects[0])
