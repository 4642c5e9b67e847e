"""Who signs out on a machine that others use leaves nothing there: the browser is closed, and its files are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.journeys import chromium, desk, disk, doors, firefox
from tests.journeys.settling import open_settled, settle
from tests.journeys.stack import Stack
from tests.journeys.test_screens import wait_for_copies
from tests.journeys.words import say

TYPE = "Convocation de suivi SPIP"
OWN_SCREENS = ("/", "/rendez-vous", "/messages", "/moi", "/moi/appareils")
# What a person types besides: the screen, and what stands in which of its fields.
TYPED = (
    ("/moi/adresse", {"address": "14 impasse Fictive-Duruisseau", "postcode": "92389", "city": "Spécimenbourg"}),
    ("/moi/email", {"email": "maelys.fictive@messagerie.example"}),
    ("/moi/personne-de-confiance", {"name": "Tante Épreuve-Clairval", "email": "epreuve.clairval@courrier.example"}),
    ("/rendez-vous/{appointment}/empechement", {"words": "La chaudière-modèle fuit."}),
)
# A browser writes down what stands in a form a few seconds after the last key, and people think before they send.
PAUSE = 4_000
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
        _signs_out(context.pages[0], stack)
    assert disk.found(tmp_path / "pocket", words) == set()


def test_what_a_person_types_slowly_is_left_nowhere_in_chromium(
    person: dict[str, Any], stack: Stack, playwright: Playwright, tmp_path: Path
) -> None:
    """Her number to sign in and under « Reprendre », her address, her e-mail, a contact, and a few words."""
    words = disk.words_of(person, *(text for _, fields in TYPED for text in fields.values()))
    with chromium.chromium(playwright, tmp_path / "pocket") as context:
        page = context.pages[0]
        doors.person_signs_in(page, stack, person)
        for path, fields in TYPED:
            open_settled(page, stack.url + path.format(appointment=person["appointment"]))
            _types(page, fields)
        _signs_out(page, stack)
        open_settled(page, f"{stack.url}/reprendre")
        _types(page, {"phone": doors.national(person["phone"])})
    assert disk.found(tmp_path / "pocket", words) == set()


def _types(page: Page, fields: dict[str, str]) -> None:
    """And sends, whatever is said to it."""
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)
    page.wait_for_timeout(PAUSE)
    page.locator("[type=submit]").last.click()
    settle(page)


def _signs_out(page: Page, stack: Stack) -> None:
    page.goto(f"{stack.url}/moi")
    page.get_by_role("button", name=say("app.me.sign_out")).click()
    page.get_by_role("dialog").get_by_role("button", name=say("app.me.sign_out")).click()
    expect(page.get_by_label(say("app.signin.phone"))).to_be_visible()


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
    """And sent: a browser keeps what a form was sent with, and what stood in it for a while."""
    for name in ("last_name", "first_name"):
        page.locator(f"[name={name}]").fill(person[name])
    page.locator("[name=phone]").fill(doors.national(person["phone"]))
    page.wait_for_timeout(PAUSE)
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
        assert disk.found(profile, words) == set()
    finally:
        phone.close()
