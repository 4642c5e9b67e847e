"""How each side comes in, typed as a person types it, in any language of the screen."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.stack import Agent, Stack
from tests.journeys.words import say

CODE = re.compile(r"\b\d{6}\b")


def agent_gives_password(page: Page, stack: Stack, agent: Agent, *, language: str = "fr") -> None:
    page.goto(f"{stack.url}/agent/")
    page.get_by_label(say("agent.sign_in.email", language)).fill(agent.email)
    page.get_by_label(say("agent.sign_in.password", language)).fill(agent.password)
    page.get_by_role("button", name=say("agent.sign_in.go", language)).click()


def agent_signs_in(page: Page, stack: Stack, agent: Agent, *, language: str = "fr") -> None:
    """Password, the six digits of the moment, and the charter where it is still to be accepted."""
    agent_gives_password(page, stack, agent, language=language)
    page.get_by_label(say("agent.second.totp_label", language)).fill(agent.code())
    page.get_by_role("button", name=say("agent.second.check", language)).click()
    agent_is_in(page, language=language)


def agent_is_in(page: Page, *, language: str = "fr") -> None:
    accept = page.get_by_label(say("agent.charter.accept", language))
    # On a narrow screen the pages are behind a button.
    inside = page.get_by_role("navigation").or_(page.get_by_role("button", name=say("agent.nav.menu", language))).first
    expect(accept.or_(inside).first).to_be_visible()
    if accept.is_visible():
        accept.check()
        page.get_by_role("button", name=say("agent.charter.go", language)).click()
        expect(inside).to_be_visible()


def person_signs_in(
    page: Page, stack: Stack, person: dict[str, Any], *, language: str = "fr", path: str = "/", by: str = ""
) -> None:
    """Number, the code that came by SMS, and the birth date, since the device is new; `by`: another way in."""
    received = stack.sms(person["phone"])
    before = len(received)
    stack.move_clock(minutes=_wait(sum(CODE.search(one["text"]) is not None for one in received)))
    page.goto((by or stack.url) + path)
    page.get_by_label(say("app.signin.phone", language)).fill(national(person["phone"]))
    page.get_by_role("button", name=say("app.signin.ask", language)).click()
    page.get_by_label(say("app.code.label", language)).fill(stack.code_for(person["phone"], after=before))
    for key, value in birth(person).items():
        page.get_by_label(say(key, language), exact=True).fill(value)
    page.get_by_role("button", name=say("app.signin.enter", language)).click()
    if not person.get("birth_date"):  # asked once: nothing is sent before
        page.get_by_label(say("app.birth.only_year", language)).check()
        page.get_by_role("button", name=say("app.signin.enter", language)).click()
    expect(page.get_by_role("navigation").first).to_be_visible()
    # The app goes back over its second step by itself: a navigation begun before that is aborted by it.
    page.wait_for_function("!location.search && location.pathname !== '/connexion'")


def _wait(codes: int) -> int:
    """Minutes until a number that has had so many codes may have another, whatever journeys shared the stack before:
    three an hour at most, and one address some in an hour."""
    return 61 if codes and codes % 3 == 0 else 7


def national(phone: str) -> str:
    """+33639980001 as people say it: 06 39 98 00 01."""
    digits = "0" + phone.removeprefix("+33")
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def birth(person: dict[str, Any]) -> dict[str, str]:
    year, month, day = [*str(person.get("birth_date") or person["birth_year"]).split("-"), "", ""][:3]
    return {"app.birth.day": day, "app.birth.month": month, "app.birth.year": year}
