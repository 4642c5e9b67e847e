"""Web push as it is lived: a phone that is switched off, a subscription that changes, a network that comes back late.

One person with two devices: a real Firefox that hears from our own push service, and Chromium by the bridge. One story;
its clock only moves forward, so each step stands on the one before.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Error, Page, Playwright, expect

from tests.journeys import chromium, desk, doors, firefox
from tests.journeys.desk import Booked
from tests.journeys.push_service import Letter, PushService
from tests.journeys.stack import Stack
from tests.journeys.words import say

TYPE = "Convocation de suivi SPIP"
# The planner looks every five seconds, the sender more often.
A_LOOK = 12
# In the page: what of the person's is asked and changed, and how many receipts still wait in the phone.
CALL = """
  const [method, path, body] = arguments;
  const token = /msj_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? '';
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token };
  const answer = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : undefined });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
"""
LEFT = """
  const opening = indexedDB.open('mon-suivi');
  await new Promise((done) => { opening.onsuccess = done; });
  const asked = opening.result.transaction('receipts').objectStore('receipts').count();
  await new Promise((done) => { asked.onsuccess = done; });
  opening.result.close();
  return asked.result;
"""


@dataclass
class Scene:
    stack: Stack
    service: PushService
    person: dict[str, Any]
    desk: Page
    phone: firefox.Phone
    tablet: Page
    bridge: chromium.Bridge
    # Other stories' browsers, which share the push service.
    others: set[str]
    booked: list[Booked] = field(default_factory=list)

    @property
    def number(self) -> str:
        return str(self.person["phone"])

    def tokens(self) -> set[str]:
        """This Firefox's subscriptions that live."""
        every = self.service.subscriptions.values()
        return {one.token for one in every if one.browser and not one.gone} - self.others

    def wait(self, look: Any, what: str, within: float = 40) -> Any:
        deadline = time.monotonic() + within
        while not (seen := look()):
            assert time.monotonic() < deadline, f"{what}: not within {within} s\n{self.stack.parts['sender'].tail()}"
            time.sleep(0.1)
        return seen

    def letters_to(self, tokens: set[str], since: int) -> list[Letter]:
        return [one for one in self.service.letters[since:] if one.token in tokens]

    def notes_of(self, booked: Booked) -> list[dict[str, str]]:
        return [one for one in self.phone.notifications() if booked.id in one["tag"]]

    def put_away_phone(self) -> None:
        """Once every receipt is told: one that is cut off on its way would be counted with the next one."""
        self.phone.until(lambda: self.phone.wait_for(LEFT) == 0, "the receipts that were told")
        self.phone.put_away()

    def try_it(self) -> Letter:
        """The person asks for a notification to this very phone; the letter that the push service was handed."""
        since = len(self.service.letters)
        self.phone.wait_for(CALL, "POST", "/api/probationer/push-subscription/test", {})
        found: Letter = self.wait(lambda: self.service.letters[since:], "the test's letter")[0]
        return found


@pytest.fixture
def scene(stack: Stack, product_push: PushService, playwright: Playwright, tmp_path: Path) -> Iterator[Scene]:
    phone = firefox.Phone(firefox.preferences(push_socket=product_push.socket, notifications=True))
    try:
        with (
            chromium.chromium(playwright, tmp_path / "office") as office,
            chromium.chromium(playwright, tmp_path / "tablet") as tablet,
        ):
            tablet.grant_permissions(["notifications"], origin=stack.url)
            bridge = chromium.Bridge(tablet, product_push)
            page = office.pages[0]
            doors.agent_signs_in(page, stack, stack.agent("cpip2"))
            person = desk.new_person(page, last_name="FICTIF", first_name="Alix")
            yield Scene(
                stack, product_push, person, page, phone, tablet.pages[0], bridge, set(product_push.subscriptions)
            )
    finally:
        phone.close()
        stack.reset_clock()


@pytest.mark.timeout(400)
def test_what_is_pushed_arrives_once_in_time_or_an_sms_leaves(scene: Scene) -> None:
    three_appointments(scene)
    two_devices(scene)
    a_newer_message_replaces_the_one_that_waits(scene)
    a_dead_subscription_is_removed_and_made_anew(scene)
    a_changed_subscription_is_told_by_the_worker(scene)
    stored_while_the_phone_was_off_and_shown_at_its_next_start(scene)
    one_device_is_enough_even_if_its_receipt_is_late(scene)
    shown_nowhere_the_sms_leaves(scene)


def three_appointments(scene: Scene) -> None:
    """The same weekday in the weeks to come, so that no reminder of one falls on the eve of another."""
    types = desk.call(scene.desk, "GET", "/api/agent/appointment-types")["items"]
    place = desk.call(scene.desk, "GET", "/api/agent/places")["items"][0]
    kind = next(one["id"] for one in types if one["name"] == TYPE)
    zone = ZoneInfo(desk.call(scene.desk, "GET", "/api/agent/session")["organisation"]["time_zone"])
    day = desk.working_day(scene.stack, 7)
    while len(scene.booked) < 3:
        at = datetime(day.year, day.month, day.day, 11, 5, tzinfo=zone).isoformat()
        sent = {"probationer": scene.person["id"], "type": kind, "place": place["id"], "starts_at": at, "force": True}
        day += timedelta(days=7)
        try:
            made = desk.call(scene.desk, "POST", "/api/agent/appointments", sent)
        except Error as refused:
            # A holiday: a week later.
            assert "holiday" in str(refused)
            continue
        scene.booked.append(Booked(made["id"], at, zone))


def two_devices(scene: Scene) -> None:
    stack, phone, page = scene.stack, scene.phone, scene.tablet
    doors.person_signs_in(page, stack, scene.person)
    chromium.wait_for_worker(page)
    stack.move_clock(minutes=2)  # one code a minute for one number
    before = len(stack.sms(scene.number))
    phone.open(stack.url)
    phone.fill(say("app.signin.phone"), doors.national(scene.number))
    phone.press("button", say("app.signin.ask"))
    phone.fill(say("app.code.label"), stack.code_for(scene.number, after=before))
    for key, value in doors.birth(scene.person).items():
        phone.fill(say(key), value)
    phone.press("button", say("app.signin.enter"))
    phone.press("button", say("app.push.accept"))
    phone.sees(say("app.push.is_on"))
    page.get_by_role("button", name=say("app.push.accept")).click()
    expect(page.get_by_text(say("app.push.is_on")).first).to_be_visible()
    assert scene.bridge.device and len(scene.tokens()) == 1


def a_newer_message_replaces_the_one_that_waits(scene: Scene) -> None:
    """Nobody wants to be told an hour that is no longer true: of two moves the last alone is shown."""
    scene.phone.wait_for(CALL, "PATCH", "/api/probationer/me", {"wants_sms": False})
    scene.put_away_phone()
    first, last = (moved(scene, hour) for hour in (14, 16))
    assert first.topic and first.topic == last.topic and first.urgency == last.urgency == "high"
    assert scene.service.stored() == 1
    scene.phone.take_out()
    assert scene.service.code_of(last) == 100 and first.version not in scene.service.codes
    scene.phone.open(scene.stack.url)
    # What Firefox acknowledges is not shown yet.
    [told] = scene.phone.until(lambda: scene.notes_of(scene.booked[0]), "the move's notification")
    assert "16h" in told["body"] and "14h" not in told["title"] + told["body"], told
    scene.phone.wait_for(CALL, "PATCH", "/api/probationer/me", {"wants_sms": True})


def moved(scene: Scene, hour: int) -> Letter:
    """What Firefox's subscription was sent when the agent moved the first appointment."""
    since, own = len(scene.service.letters), scene.tokens()
    booked = scene.booked[0]
    at = booked.local.replace(hour=hour, minute=0).isoformat()
    desk.call(scene.desk, "POST", f"/api/agent/appointments/{booked.id}/move", {"starts_at": at, "force": True})
    booked.starts_at = at
    found: Letter = scene.wait(lambda: scene.letters_to(own, since), f"the move to {hour}")[0]
    return found


def a_dead_subscription_is_removed_and_made_anew(scene: Scene) -> None:
    """410: the server never tries it again; the app, opened, listens anew instead of believing that it still does."""
    [dead] = scene.tokens()
    scene.service.forget(dead)
    tried = len(scene.service.answers)
    try:
        scene.phone.wait_for(CALL, "POST", "/api/probationer/push-subscription/test", {})
    except AssertionError as refused:
        # Something that was under way has met it first: there is none to try any more.
        assert "no_subscription" in str(refused), refused

    def listens() -> bool:
        return bool(scene.phone.wait_for(CALL, "GET", "/api/probationer/home", None)["push"]["active"])

    scene.phone.until(lambda: not listens(), "the dead subscription is let go")
    assert 410 in scene.service.answers[tried:]
    scene.phone.reload()
    scene.phone.until(listens, "a new subscription")
    letter = scene.try_it()
    assert {letter.token} == scene.tokens() != {dead}
    assert scene.service.code_of(letter) == 100


def a_changed_subscription_is_told_by_the_worker(scene: Scene) -> None:
    """pushsubscriptionchange: nobody opens the app, and the next message goes to the new one alone."""
    [former] = scene.tokens()
    scene.service.rename_browsers()
    scene.wait(lambda: scene.tokens() - {former}, "the worker's new subscription")
    time.sleep(1)  # what it tells the server by itself
    tried = len(scene.service.answers)
    letter = scene.try_it()
    assert {letter.token} == scene.tokens() and former != letter.token
    assert scene.service.code_of(letter) == 100
    assert scene.service.answers[tried:] == [201], "the old one is no longer called"


def to_the_eve(scene: Scene, booked: Booked) -> list[Letter]:
    """The day before at 11:01: one letter to each device, and none that could outlive the appointment."""
    time.sleep(A_LOOK)
    assert scene.bridge.device is not None
    since, wanted = len(scene.service.letters), {*scene.tokens(), scene.bridge.device.token}
    eve = (booked.local - timedelta(days=1)).replace(hour=11, minute=1, second=0)
    scene.stack.move_clock(to=eve.isoformat())
    scene.wait(lambda: {one.token for one in scene.service.letters[since:]} == wanted, "a letter to each device")
    found = scene.service.letters[since:]
    for letter in found:
        assert 3600 < letter.ttl <= (booked.local - eve).total_seconds(), letter.ttl
        assert letter.urgency == "high" and letter.topic
    return found


def no_sms_leaves(scene: Scene, before: int) -> None:
    """Not after its two hours, not at the hour at which it would leave at the latest."""
    scene.stack.move_clock(minutes=10 * 60)
    time.sleep(A_LOOK)
    assert len(scene.stack.sms(scene.number)) == before


def stored_while_the_phone_was_off_and_shown_at_its_next_start(scene: Scene) -> None:
    """And the server was away when it was shown: the receipt waits in the phone for it."""
    phone, own = scene.phone, scene.tokens()
    scene.put_away_phone()
    before = len(scene.stack.sms(scene.number))
    [letter] = [one for one in to_the_eve(scene, scene.booked[0]) if one.token in own]
    assert scene.service.stored() == 1
    with scene.stack.without("web"):
        phone.take_out()
        assert scene.service.code_of(letter) == 100
        phone.open(scene.stack.url)
        phone.until(lambda: phone.wait_for(LEFT) >= 1, "the receipt that waits", within=40)
        assert scene.notes_of(scene.booked[0])
    phone.reload()
    phone.until(lambda: phone.wait_for(LEFT) == 0, "the receipt that was told")
    no_sms_leaves(scene, before)


def one_device_is_enough_even_if_its_receipt_is_late(scene: Scene) -> None:
    """Firefox is off; Chromium shows without network, and tells when it is woken for the network's return."""
    scene.put_away_phone()
    page = scene.tablet
    page.goto(scene.stack.url)
    before = len(scene.stack.sms(scene.number))
    device = scene.bridge.device
    [letter] = [one for one in to_the_eve(scene, scene.booked[1]) if device and one.token == device.token]
    page.context.set_offline(True)
    scene.bridge.deliver(page, letter)
    [told] = chromium.shown(page)
    assert scene.booked[1].id in told["tag"]

    def left() -> int:
        return int(page.evaluate(f"async () => {{ {LEFT} }}"))

    assert scene.wait(left, "the receipt that waits") == 1
    page.context.set_offline(False)
    chromium.wake_for_sync(page, "receipts")
    scene.wait(lambda: left() == 0, "the receipt that was told")
    no_sms_leaves(scene, before)


def shown_nowhere_the_sms_leaves(scene: Scene) -> None:
    before = len(scene.stack.sms(scene.number))
    to_the_eve(scene, scene.booked[2])
    time.sleep(2)
    assert len(scene.stack.sms(scene.number)) == before, "held for two hours"
    scene.stack.move_clock(minutes=125)
    scene.stack.wait_for_sms(scene.number, scene.booked[2].hour_in_sms, after=before)
