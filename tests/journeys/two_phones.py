"""Two phones of one person in a real browser, and what was done on each, for random histories of them."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.journeys import desk, doors
from tests.journeys.network import Network
from tests.journeys.stack import Stack
from tests.journeys.words import say

# Of acts on two phones the later counts; the app knows the server's time to some tenths of a second.
BETWEEN_PHONES = 2.5
CITIES = ("Nulleville", "Rienville", "Videville")

# The phone's own clock, wrong by so many milliseconds; what a page counts by is moved, its timers are not.
WRONG_CLOCK = """(ahead) => {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead); }
    static now() { return Real.now() + ahead; }
  };
}"""

GO = """(path) => {
  const link = Object.assign(document.createElement('a'), { href: path });
  document.body.append(link);
  link.click();
  link.remove();
}"""


HOUR = "Date.now() + Number(localStorage.getItem('clock-offset'))"
WAITING = "(JSON.parse(localStorage.getItem('acts') || '{}').acts || []).length"


@dataclass(frozen=True)
class Did:
    phone: int
    subject: str  # an appointment's identifier, or "city"
    value: str  # coming or cannot, or the town


@dataclass
class Phone:
    number: int
    network: Network
    context: BrowserContext
    page: Page
    is_offline: bool = False

    def opens(self, path: str) -> None:
        """By a link, as in the app: what is under way goes on."""
        self.page.evaluate(GO, path)
        self.page.wait_for_url(re.compile(re.escape(path) + "$"))

    def reloads(self) -> None:
        """With whatever network there is: the app itself is on the phone."""
        self.page.reload(wait_until="commit")
        self.page.wait_for_selector("main")

    def reads_hour(self, stack: Stack) -> None:
        self.reloads()
        deadline = time.monotonic() + 15
        while abs(self.page.evaluate(HOUR) - stack.now().timestamp() * 1000) > 1000:
            assert time.monotonic() < deadline, "the app does not go by the server's hour"
            time.sleep(0.1)

    def set_offline(self, is_offline: bool) -> None:
        self.context.set_offline(is_offline)
        self.is_offline = is_offline

    def says(self, appointment: str, kind: str) -> bool:
        """Answers, unless that is what stands there; the tap is not kept waiting for the network."""
        self.opens(f"/rendez-vous/{appointment}")
        main = self.page.get_by_role("main")
        if kind == "coming":
            press = main.get_by_role("button", name=say("app.answer.come.place"), exact=True)
            if self.shown(appointment) == "coming":
                return False
            press.click()
            return True
        self.opens(f"/rendez-vous/{appointment}/empechement")
        main.get_by_role("button", name=say("app.cannot.send"), exact=True).click()
        return True

    def moves_to(self, city: str) -> None:
        # A form that waits for the network takes no second tap; who comes back to it finds it ready.
        self.opens("/moi")
        self.opens("/moi/adresse")
        main = self.page.get_by_role("main")
        main.get_by_label(say("app.address.street")).fill("1 rue Exemple")
        main.get_by_label(say("app.address.postcode")).fill("99999")
        main.get_by_label(say("app.address.city")).fill(city)
        main.get_by_role("button", name=say("kit.save"), exact=True).click()

    def shown(self, subject: str) -> str:
        """What the screen says of it now, a moment after it was opened."""
        if subject == "city":
            self.opens("/moi")
            line = self.page.get_by_role("main").get_by_role("link", name=re.compile("^" + say("app.me.address")))
            expect(line).to_be_visible()
            found = re.search(f"(?:{'|'.join(CITIES)}) [0-9]+", line.inner_text())
            return found[0] if found else ""
        self.opens(f"/rendez-vous/{subject}")
        main = self.page.get_by_role("main")
        coming = main.get_by_text(say("app.answer.said", what=say("app.answer.come.place")), exact=True)
        cannot = main.get_by_text(say("app.cannot.not_excused"))
        nothing = main.get_by_role("link", name=say("app.answer.cannot.place"), exact=True)
        expect(coming.or_(cannot).or_(nothing).first).to_be_visible()
        return "coming" if coming.is_visible() else "cannot" if cannot.is_visible() else ""


@dataclass
class TwoPhones:
    """A person, her phones, and everything that she did, in its order."""

    stack: Stack
    office: Page
    person: dict[str, Any]
    subjects: list[str]
    phones: list[Phone] = field(default_factory=list)
    did: list[Did] = field(default_factory=list)
    _cities: Any = field(default_factory=count)
    _last: tuple[int, float] = (-1, 0.0)

    def takes_phone(self, browser: Browser, *, ahead: int) -> None:
        network = Network(self.stack.url)
        network.start()
        context = browser.new_context(
            locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": 390, "height": 844}
        )
        context.add_init_script(f"({WRONG_CLOCK})({ahead})")
        page = context.new_page()
        doors.person_signs_in(page, self.stack, self.person, by=network.url)
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        phone = Phone(len(self.phones), network, context, page)
        self.phones.append(phone)
        for one in self.phones:  # a sign-in moves the server's clock, which no real one does
            one.reads_hour(self.stack)
        for subject in self.subjects:
            phone.shown(subject)  # what was read once is on the phone

    def new_city(self) -> str:
        return f"{CITIES[next(self._cities) % len(CITIES)]} {next(self._cities)}"

    def does(self, number: int, subject: str, value: str) -> None:
        former, at = self._last
        if former not in (-1, number):
            time.sleep(max(0.0, at + BETWEEN_PHONES - time.monotonic()))
        phone = self.phones[number]
        if subject == "city":
            phone.moves_to(value)
        elif not phone.says(subject, value):
            return
        self.did.append(Did(number, subject, value))
        self._last = (number, time.monotonic())

    def look(self, number: int, subject: str) -> None:
        """A phone never shows what was before the last that was done on it."""
        done = [one for one in self.did if one.subject == subject]
        own = [at for at, one in enumerate(done) if one.phone == number]
        if own:
            allowed = {one.value for one in done[own[-1] :]}
            # The former screen stands there until the next one is drawn: a moment, without asking anybody.
            deadline = time.monotonic() + 1.5
            while (seen := self.phones[number].shown(subject)) not in allowed and time.monotonic() < deadline:
                time.sleep(0.1)
            assert seen in allowed, f"phone {number} shows {seen!r} of {subject}, not {allowed}: {self.told()}"

    def reconnect(self) -> None:
        """Every network is good, and the app is opened again: what waited has left a moment later."""
        for phone in self.phones:
            phone.network.set_way("good")
            phone.set_offline(False)
        for phone in self.phones:
            phone.reloads()
        deadline = time.monotonic() + 30
        while any(phone.page.evaluate(WAITING) for phone in self.phones):
            assert time.monotonic() < deadline, f"something waits although every network is good: {self.told()}"
            time.sleep(0.1)

    def check_end(self) -> None:
        """What was done last at all is what the server holds, and what each phone shows once it has read."""
        for phone in self.phones:
            phone.reloads()
        for subject in self.subjects:
            done = [one for one in self.did if one.subject == subject]
            if done:
                self._check_end(subject, done[-1].value)

    def _check_end(self, subject: str, expected: str) -> None:
        assert self.held(subject) == expected, f"the server, {subject}: {self.told()}"
        for phone in self.phones:
            deadline = time.monotonic() + 10
            while (seen := phone.shown(subject)) != expected:
                assert time.monotonic() < deadline, f"phone {phone.number}: {seen!r} of {subject}, {self.told()}"
                phone.reloads()
                time.sleep(0.3)

    def held(self, subject: str) -> str:
        if subject == "city":
            return str(desk.call(self.office, "GET", f"/api/agent/files/{self.person['id']}")["city"])
        told = desk.call(self.office, "GET", f"/api/agent/appointments/{subject}")
        return str((told["answer"] or {}).get("kind"))

    def told(self) -> str:
        return " ".join(f"{one.phone}:{one.subject[:4]}={one.value}" for one in self.did[-12:])

    def seen(self) -> str:
        """What stands on each phone, for whoever reads why a history failed."""
        return "\n".join(
            f"{phone.number}, {phone.network.way}{', offline' * phone.is_offline}, {phone.page.url}:"
            f" {' '.join(phone.page.locator('body').inner_text().split())}"
            for phone in self.phones
        )

    def close(self) -> None:
        for phone in self.phones:
            try:
                phone.context.close()
            except Error:
                continue
            finally:
                phone.network.stop()
