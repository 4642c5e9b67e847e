"""What an agent does in the back office, by what is written on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from playwright.sync_api import Page, expect

from tests.journeys import doors
from tests.journeys.stack import Stack
from tests.journeys.words import say

_NUMBERS = count()
DAYS_OFF = holidays.country_holidays("FR")
CALL = """async ([method, path, body]) => {
  const token = /msj_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? '';
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token };
  const answer = await fetch(path, { method, headers, body: body === null ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}"""


def call(page: Page, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """What is not the story's own is asked of the API, in the name of who is signed in on this page."""
    return page.evaluate(CALL, [method, path, body])


@dataclass
class Booked:
    id: str
    starts_at: str
    zone: ZoneInfo

    @property
    def local(self) -> datetime:
        return datetime.fromisoformat(self.starts_at).astimezone(self.zone)

    @property
    def hour(self) -> str:
        """As both screens write it: 9 h 05."""
        return f"{self.local.hour} h {self.local.minute:02d}"

    @property
    def hour_in_sms(self) -> str:
        return rf"{self.local.hour} ?[h:] ?{self.local.minute:02d}|{self.local.hour} ?h\b"


def new_number() -> str:
    """One that nobody has: journeys share a stack."""
    return f"+3363998{9100 + next(_NUMBERS)}"


def new_person(
    page: Page, *, last_name: str = "EPREUVE", first_name: str = "Camille", phone: str = ""
) -> dict[str, Any]:
    """Not taken for anybody of an earlier journey: a number, unless one is given, and a birth date of her own."""
    person = {
        "last_name": last_name,
        "first_name": first_name,
        "birth_date": str(date(1961, 2, 3) + timedelta(days=37 * next(_NUMBERS))),
        "phone": phone or new_number(),
        "language": "fr",
    }
    own = call(page, "GET", "/api/agent/session")["agent"]["id"]
    made = call(page, "POST", "/api/agent/probationers", {**person, "assign_to": own, "force": True})
    return {**person, "id": made["id"]}


def open_file(page: Page, stack: Stack, person: dict[str, Any]) -> None:
    """As one types: a few letters of the name, then the line."""
    page.goto(f"{stack.url}/agent/personnes")
    page.get_by_role("main").get_by_role("searchbox").fill(f"{person['last_name']} {person['first_name'][:3]}")
    page.locator(f'main a[href$="{person["id"]}"]').first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(person["last_name"], re.IGNORECASE))


def book(page: Page, stack: Stack, person: dict[str, Any], *, type_name: str, days: int) -> Booked:
    """On a working day at least so many days ahead, with the person told."""
    open_file(page, stack, person)
    page.get_by_role("link", name=say("agent.file.book")).click()
    choose_type(page, type_name)
    choose_free_time(page, working_day(stack, days))
    preview = page.get_by_role("complementary", name=say("agent.preview.title", name=person["first_name"]))
    expect(preview).to_contain_text(re.compile(r"11 ?h ?05"))
    page.get_by_role("button", name=say("agent.book.tell")).click()
    expect(page.get_by_role("heading", name=say("agent.book.done"))).to_be_visible()
    to_appointment = page.get_by_role("link", name=say("agent.book.to_appointment")).get_attribute("href") or ""
    appointment = call(page, "GET", f"/api/agent/appointments/{to_appointment.rsplit('/', 1)[-1]}")
    return Booked(appointment["id"], appointment["starts_at"], ZoneInfo(appointment["time_zone"]))


def working_day(stack: Stack, days: int) -> date:
    """At least so many days after the demonstration's today."""
    when = stack.now().date() + timedelta(days=days)
    while when.weekday() > 4 or when in DAYS_OFF:
        when += timedelta(days=1)
    return when


def choose_free_time(page: Page, when: date, *, language: str = "fr") -> None:
    page.get_by_role("textbox", name=say("agent.free.date", language), exact=True).fill(when.isoformat())
    page.get_by_label(say("agent.free.time", language), exact=True).fill("11:05")


def choose_type(page: Page, name: str, *, language: str = "fr") -> None:
    types = page.get_by_role("group", name=say("agent.book.type", language))
    types.get_by_role("radio", name=name, exact=True).check()


def sees_message(page: Page, stack: Stack, person: dict[str, Any], state: str) -> None:
    open_file(page, stack, person)
    expect(page.get_by_role("listitem").filter(has_text=state).first).to_be_visible()


def sees_new_number(page: Page, stack: Stack, person: dict[str, Any], number: str) -> None:
    """Among what waits for her this morning: the old value beside the new one."""
    page.goto(f"{stack.url}/agent/")
    line = page.get_by_role("listitem").filter(has_text=re.compile(person["last_name"], re.IGNORECASE))
    changed = line.filter(has_text=re.compile(number.replace(" ", r"\s")))
    expect(changed.first).to_be_visible()
    expect(changed.first).to_contain_text(re.compile(doors.national(person["phone"]).replace(" ", r"\s")))
