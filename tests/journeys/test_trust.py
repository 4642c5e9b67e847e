"""A contact of trust from the person's wish to the copy on the contact's phone, in real browsers, to the STOP."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import axe, chromium, desk, doors
from tests.journeys.stack import Stack
from tests.journeys.words import say

NUMBER = desk.new_number()
pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def office(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser, viewport={"width": 1280, "height": 800}) as context:
        yield context


@pytest.fixture
def pocket(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser) as context:
        yield context


@pytest.fixture
def other(stack: Stack, browser: Browser) -> Iterator[BrowserContext]:
    with chromium.window(browser) as context:
        yield context


def clean(page: Page) -> None:
    assert axe.told(axe.violations(page)) == ""


def name_somebody(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.url}/moi/personne-de-confiance")
    page.get_by_text(say("app.trust.add")).click()
    page.get_by_label(say("app.trust.name")).fill("Nadia SPECIMEN")
    page.get_by_label(say("app.trust.relation")).select_option("family")
    page.get_by_label(say("app.trust.phone")).fill(doors.national(NUMBER))
    clean(page)
    page.get_by_role("button", name=say("app.trust.send")).click()
    expect(page.get_by_text(say("app.trust.state.proposed"))).to_be_visible()


def approve(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.url}/agent/")
    line = page.get_by_role("listitem").filter(has_text="Nadia SPECIMEN").first
    expect(line).to_be_visible()
    clean(page)
    line.get_by_role("button", name=re.compile(say("agent.trust.approve"))).click()
    expect(line).to_have_count(0)


def test_from_the_wish_to_the_copy_and_the_stop(
    office: BrowserContext, pocket: BrowserContext, other: BrowserContext, stack: Stack
) -> None:
    mine, agent, hers = pocket.pages[0], office.pages[0], other.pages[0]
    doors.agent_signs_in(agent, stack, stack.agent("cpip2"))
    person = desk.new_person(agent, first_name="Yanis")
    doors.person_signs_in(mine, stack, person)
    name_somebody(mine, stack)
    assert stack.sms(NUMBER) == [], "nobody is written to before an agent looked"
    approve(agent, stack)
    question = stack.wait_for_sms(NUMBER, "Yanis")
    link = re.search(r"https?://\S+/c#\S+", question)
    assert link and "EPREUVE" not in question
    hers.goto(link[0])
    expect(hers.get_by_text(say("app.trust.link.ask", name="Yanis"))).to_be_visible()
    clean(hers)
    hers.get_by_role("button", name=say("app.trust.link.yes")).click()
    expect(hers.get_by_text(say("app.trust.link.active", name="Yanis"))).to_be_visible()
    assert hers.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    desk.book(agent, stack, person, type_name="Convocation de suivi SPIP", days=6)
    copy = stack.wait_for_sms(NUMBER, "RDV important", after=1)
    assert "Yanis" in copy and "EPREUVE" not in copy
    stays_readable(pocket, mine, stack)
    hers.get_by_role("button", name=say("app.trust.link.stop")).click()
    expect(hers.get_by_text(say("app.trust.link.over"))).to_be_visible()
    mine.goto(f"{stack.url}/moi/personne-de-confiance")
    expect(mine.get_by_text(say("app.trust.state.over"))).to_be_visible()
    clean(mine)


def stays_readable(pocket: BrowserContext, mine: Page, stack: Stack) -> None:
    mine.goto(f"{stack.url}/moi/personne-de-confiance")
    expect(mine.get_by_text(say("app.trust.state.active"))).to_be_visible()
    clean(mine)
    chromium.wait_for_worker(mine)
    pocket.set_offline(True)
    mine.reload()
    expect(mine.get_by_text(say("app.trust.state.active"))).to_be_visible()
    pocket.set_offline(False)


def test_the_office_names_somebody_by_keyboard_and_records_her_code(office: BrowserContext, stack: Stack) -> None:
    page, number = office.pages[0], desk.new_number()
    doors.agent_signs_in(page, stack, stack.agent("cpip4"))
    person = desk.new_person(page, first_name="Moussa")
    page.goto(f"{stack.url}/agent/personnes/{person['id']}")
    page.locator("summary", has_text=say("agent.trust.add")).focus()
    page.keyboard.press("Enter")
    page.get_by_label(say("agent.trust.name")).fill("Mme MODELE")
    page.get_by_label(say("agent.trust.relation"), exact=True).select_option("social_worker")
    page.get_by_label(say("agent.trust.phone"), exact=False).last.fill(doors.national(number))
    page.get_by_label(say("agent.trust.consented")).fill(stack.now().date().isoformat())
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("agent.trust.state.asked"))).to_be_visible()
    clean(page)
    page.get_by_label(say("agent.trust.code", name="Mme MODELE")).fill(stack.code_for(number, after=0))
    page.keyboard.press("Enter")
    expect(page.get_by_text(say("agent.trust.state.active"))).to_be_visible()
    page.get_by_role("button", name=re.compile(say("agent.trust.block"))).click()
    page.get_by_label(say("agent.trust.block_why")).select_option("safety")
    clean(page)
    page.get_by_role("dialog").get_by_role("button", name=say("agent.trust.block"), exact=True).click()
    expect(page.get_by_text(say("agent.trust.none"))).to_be_visible()
