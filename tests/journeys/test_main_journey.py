"""The main job, end to end, in real Firefox: an agent books, the phone is told, the person comes prepared.

One story, told in order; each step stands on the one before. The push is encrypted by the product, carried by our own
push service and decrypted by Firefox itself; the tap is on the alert that Firefox put on the screen.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import desk, doors, firefox
from tests.journeys.push_service import Letter, PushService
from tests.journeys.stack import Stack
from tests.journeys.words import say

TYPE = "Convocation de suivi SPIP"
NEW_NUMBER = desk.new_number()
# What a lock screen must not say, in any spelling.
REVEALING = re.compile(
    r"probation|spip|p[ée]nitent|justice|judiciaire|tribunal|juge|peine|mesure|condamn|sursis|infraction|cpip|convocation",
    re.IGNORECASE,
)


@dataclass
class Scene:
    stack: Stack
    service: PushService
    person: dict[str, Any]
    desk: Page
    phone: firefox.Phone


@pytest.fixture
def scene(stack: Stack, product_push: PushService, firefox_browser: Browser) -> Iterator[Scene]:
    office = firefox_browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    phone = firefox.Phone(firefox.preferences(push_socket=product_push.socket, notifications=True))
    try:
        page = office.new_page()
        doors.agent_signs_in(page, stack, stack.agent("cpip1"))
        person = desk.new_person(page)
        yield Scene(stack, product_push, person, page, phone)
    finally:
        phone.close()
        office.close()
        stack.reset_clock()


@pytest.mark.timeout(300)
def test_an_agent_books_the_phone_is_told_the_person_comes_prepared(scene: Scene) -> None:
    booked = desk.book(scene.desk, scene.stack, scene.person, type_name=TYPE, days=6)
    the_phone_is_told(scene, booked)
    the_person_signs_in(scene)
    the_person_sees_what_matters(scene, booked)
    scene.phone.press("button", say("app.push.accept"))
    scene.phone.sees(say("app.push.is_on"))
    letter, shown = the_clock_moves_on(scene, booked)
    the_notification_reveals_nothing(scene, letter, shown)
    a_tap_opens_the_appointment(scene, booked, shown)
    the_held_message_does_not_leave(scene, booked)
    all_of_it_is_readable_without_the_server(scene, booked)
    the_agent_sees_the_new_number(scene)


def the_phone_is_told(scene: Scene, booked: desk.Booked) -> None:
    text = scene.stack.wait_for_sms(scene.person["phone"], booked.hour_in_sms)
    assert not REVEALING.search(text), text


def the_person_signs_in(scene: Scene) -> None:
    phone, stack, number = scene.phone, scene.stack, scene.person["phone"]
    phone.open(stack.url)
    before = len(stack.sms(number))
    phone.fill(say("app.signin.phone"), doors.national(number))
    phone.press("button", say("app.signin.ask"))
    phone.fill(say("app.code.label"), stack.code_for(number, after=before))
    for key, value in doors.birth(scene.person).items():
        phone.fill(say(key), value)
    phone.press("button", say("app.signin.enter"))
    phone.sees(say("app.home.next"))


def the_person_sees_what_matters(scene: Scene, booked: desk.Booked) -> None:
    scene.phone.sees(booked.hour)
    for key in ("app.bring.title", "app.call"):
        scene.phone.sees(say(key))
    scene.phone.open(f"{scene.stack.url}/rendez-vous/{booked.id}")
    the_appointment_is_readable(scene, booked)
    scene.phone.press("link", say("app.tab.home"))


def the_appointment_is_readable(scene: Scene, booked: desk.Booked) -> None:
    for words in (booked.hour, say("app.directions.title"), say("app.bring.title"), say("app.call")):
        scene.phone.sees(words)


def the_clock_moves_on(scene: Scene, booked: desk.Booked) -> tuple[Letter, dict[str, str]]:
    """To the day before, when all its reminders are due: planner and sender find it out by themselves."""
    # The planner looks every five seconds: days pass between allowing and being reminded, here it is a moment.
    time.sleep(12)
    before, stood = len(scene.service.letters), scene.phone.notifications()
    eve = datetime.fromisoformat(booked.starts_at).astimezone(booked.zone) - timedelta(days=1)
    scene.stack.move_clock(to=eve.replace(hour=11, minute=1, second=0).isoformat())
    scene.phone.until(lambda: len(scene.service.letters) > before, "the reminder at the push service", within=60)
    letter = scene.service.letters[-1]
    assert scene.service.code_of(letter) == 100
    # What Firefox acknowledges is not shown yet, and the confirmation may stand there under the same tag.
    new = scene.phone.until(lambda: [one for one in scene.phone.notifications() if one not in stood], "the reminder")
    return letter, new[-1]


def the_notification_reveals_nothing(scene: Scene, letter: Letter, shown: dict[str, str]) -> None:
    words = f"{shown['title']} {shown['body']}"
    assert not REVEALING.search(words), words
    assert scene.person["last_name"].casefold() not in words.casefold()
    assert letter.urgency == "high" and letter.ttl > 0 and letter.topic


def a_tap_opens_the_appointment(scene: Scene, booked: desk.Booked, shown: dict[str, str]) -> None:
    scene.phone.tap_notification(shown["title"])
    scene.phone.until(lambda: f"/rendez-vous/{booked.id}" in scene.phone.url(), "the appointment that the tap opens")
    the_appointment_is_readable(scene, booked)


def the_held_message_does_not_leave(scene: Scene, booked: desk.Booked) -> None:
    """Not after its two hours, and not at the hour at which it would leave at the latest."""
    number = scene.person["phone"]
    before = [one["text"] for one in scene.stack.sms(number)]
    scene.stack.move_clock(minutes=10 * 60)
    # The planner looks every five seconds, the sender more often.
    time.sleep(12)
    assert [one["text"] for one in scene.stack.sms(number)] == before
    desk.sees_message(scene.desk, scene.stack, scene.person, say("told.together.reached"))


def all_of_it_is_readable_without_the_server(scene: Scene, booked: desk.Booked) -> None:
    with scene.stack.without("web"):
        scene.phone.reload()
        the_appointment_is_readable(scene, booked)
        scene.phone.press("link", say("app.tab.home"))
        scene.phone.sees(booked.hour)


def the_agent_sees_the_new_number(scene: Scene) -> None:
    phone, stack = scene.phone, scene.stack
    phone.open(f"{stack.url}/moi/telephone")
    phone.fill(say("app.phone.new"), doors.national(NEW_NUMBER))
    for key, value in doors.birth(scene.person).items():
        phone.fill(say(key), value)
    phone.press("button", say("app.signin.ask"))
    phone.fill(say("app.code.label"), stack.code_for(NEW_NUMBER, after=0))
    phone.press("button", say("kit.confirm"))
    phone.sees(doors.national(NEW_NUMBER))
    desk.sees_new_number(scene.desk, stack, scene.person, doors.national(NEW_NUMBER))
