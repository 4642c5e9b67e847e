"""Who signs out on a machine that others use leaves nothing there: the browser is closed, and its files are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.journeys import chromium, desk, disk, doors, firefox
from tests.journeys.settling import open_settled
from tests.journeys.stack import Stack
from tests.journeys.test_screens import wait_for_copies
from tests.journeys.words import say

TYPE = "Convocation de suivi SPIP"
OWN_SCREENS = ("/", "/rendez-vous", "/messages", "/moi", "/moi/appareils")
PRESS_IN_DIALOG = """
  const buttons = [...document.querySelectorAll('dialog[open] button')];
  buttons.find(({ textContent }) => textContent.trim() === arguments[0]).click();
"""
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def person(stack: Stack, playwright: Playwright, tmp_path: Path) -> dict[str, Any]:
    """Expected next week, of a name that stands nowhere else."""
    with chromium.chromium(playwright, tmp_path / "desk", viewport={"width": 1280, "height": 800}) as context:
        page = context.pages[0]
        doors.agent_signs_in(page, stack, stack.agent("cpip3"))
        someone = desk.new_person(page, last_name="FICTIVE-DUMAINE", first_name="Maëlys")
        kinds = desk.call(page, "GET", "/api/agent/appointment-types")["items"]
        sent = {
            "probationer": someone["id"],
            "type": next(one["id"] for one in kinds if one["name"] == TYPE),
            "place": desk.call(page, "GET", "/api/agent/places")["items"][0]["id"],
            "starts_at": f"{desk.working_day(stack, 7)}T11:05:00+01:00",
            "force": True,  # each test books the same hour
        }
        booked = desk.call(page, "POST", "/api/agent/appointments", sent)
    return {**someone, "appointment": booked["id"]}


def left(profile: Path, words: set[str], person: dict[str, Any]) -> set[str]:
    """All but the number, as it was typed to sign in, in what the browser keeps to fill in forms: browsers decide on it
    before a page is asked (docs/decisions, what a browser remembers)."""
    typed = doors.national(person["phone"])
    own = {f"{typed}: {path}" for path in ("Default/Web Data", "formhistory.sqlite")}
    return disk.found(profile, words) - own


def test_a_person_leaves_nothing_in_chromium(
    person: dict[str, Any], stack: Stack, playwright: Playwright, tmp_path: Path
) -> None:
    words = disk.words_of(person, TYPE)
    with chromium.chromium(playwright, tmp_path / "pocket") as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, person)
        chromium.wait_for_worker(page)
        for path in (*OWN_SCREENS, f"/rendez-vous/{person['appointment']}"):
            open_settled(page, stack.url + path)
        page.goto(stack.url)
        wait_for_copies(page)
    assert disk.found(tmp_path / "pocket", words), "this search would find nothing anywhere"
    with chromium.chromium(playwright, tmp_path / "pocket") as context:
        page = context.pages[0]
        page.goto(f"{stack.url}/moi")
        page.get_by_role("button", name=say("app.me.sign_out")).click()
        page.get_by_role("dialog").get_by_role("button", name=say("app.me.sign_out")).click()
        expect(page.get_by_label(say("app.signin.phone"))).to_be_visible()
    assert left(tmp_path / "pocket", words, person) == set()


def test_an_agent_leaves_nothing_in_chromium(
    person: dict[str, Any], stack: Stack, playwright: Playwright, tmp_path: Path
) -> None:
    """Neither of those she looked up, nor of the one whose file she opened and typed into a form."""
    agent = stack.agent("cpip3")
    words = disk.words_of(person, TYPE, agent.password, agent.totp_secret)
    with chromium.chromium(playwright, tmp_path / "office", viewport={"width": 1280, "height": 800}) as context:
        page = context.pages[0]
        doors.agent_signs_in(page, stack, agent)
        desk.open_file(page, stack, person)
        for path in ("", "/rendez-vous", f"/rendez-vous/{person['appointment']}", "/personnes/nouveau-dossier"):
            open_settled(page, f"{stack.url}/agent{path}")
        _typed(page, person)
        open_settled(page, f"{stack.url}/agent/moi")
        page.get_by_role("button", name=say("agent.sign_out")).click()
        expect(page.get_by_label(say("agent.sign_in.email"))).to_be_visible()
    assert disk.found(tmp_path / "office", words) == set()


def _typed(page: Page, person: dict[str, Any]) -> None:
    """And sent: a browser keeps what a form was sent with."""
    page.locator("[name=last_name]").fill(person["last_name"])
    page.locator("[name=first_name]").fill(person["first_name"])
    page.locator("[name=first_name]").press("Enter")


def test_a_person_leaves_nothing_in_firefox(person: dict[str, Any], stack: Stack) -> None:
    phone = firefox.Phone(firefox.preferences())
    words = disk.words_of(person, TYPE)
    try:
        profile = Path(phone.firefox.profile_path)
        phone.open(stack.url)
        before = len(stack.sms(person["phone"]))
        phone.fill(say("app.signin.phone"), doors.national(person["phone"]))
        phone.press("button", say("app.signin.ask"))
        phone.fill(say("app.code.label"), stack.code_for(person["phone"], after=before))
        for key, value in doors.birth(person).items():
            phone.fill(say(key), value)
        phone.press("button", say("app.signin.enter"))
        phone.sees(say("app.home.next"))
        for path in OWN_SCREENS:
            phone.open(stack.url + path)
            phone.until(lambda: phone.run("return !document.querySelector('.skeleton')"), "all of it")
        phone.open(f"{stack.url}/moi")
        phone.press("button", say("app.me.sign_out"))
        phone.run(PRESS_IN_DIALOG, say("app.me.sign_out"))
        phone.find("textbox", say("app.signin.phone"))
        phone.put_away()
        assert left(profile, words, person) == set()
    finally:
        phone.close()
