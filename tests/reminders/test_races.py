"""What changes between the claim of a reminder and its sending, each case forced on the real sender.

One reminder a person, all claimed in one batch; the batch stands before a door while everything changes.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Unpack

import pytest
from django.core.management import call_command

from backend.agenda import actions as agenda
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.models import Message, PushSubscription
from backend.probationers import actions_files
from backend.probationers.models import Probationer
from backend.reminders import actions, rules
from backend.reminders.models import Text
from tests.agenda import make
from tests.agenda.booking_changes import BookingChanges
from tests.delivery import doors
from tests.delivery import make as outbox
from tests.faults.stage import Stage, until
from tests.probationers import make as probationers
from tests.reminders.hours import PARIS

pytestmark = pytest.mark.django_db(transaction=True)
REAL, DOORS = "backend.config.composers.register", "tests.reminders.behind_doors.register"
NEW_NUMBER = "+33639989901"


class Eve:
    """Noon of the day before: the reminder of that day is due for each person of the cast."""

    def __init__(self, *cast: str) -> None:
        call_command("load_national", verbosity=0)
        self.scene = make.Scene()
        self.starts_at = make.working_day(9, hour=15)
        self.rows = {name: self.booked() for name in cast}
        clock.shift(self.starts_at - timedelta(hours=27) - clock.now())
        assert clock.now().astimezone(PARIS).hour in (11, 12, 13)

    def booked(self) -> Appointment:
        person = probationers.file(organisation=self.scene.service, agent=self.scene.agent)
        made = agenda.book(self.wish(person), by=self.scene.agent)
        actions.plan(made.pk)
        Message.objects.filter(subject=str(made), kind="confirmation").update(state="accepted", attempts=1)
        Message.objects.filter(subject=str(made), occasion="day-4").update(state="expired")
        return made

    def wish(self, person: Probationer, **more: Unpack[BookingChanges]) -> Booking:
        place, at = self.scene.place.pk, self.starts_at
        return replace(Booking(person.pk, self.scene.free_type.pk, place=place, starts_at=at, force=True), **more)

    def reminder(self, name: str, channel: str = "sms") -> Message:
        return Message.objects.get(subject=str(self.rows[name]), kind="reminder", channel=channel, occasion="day-1")

    def phone(self, name: str) -> str:
        return self.rows[name].probationer.phone

    def move(self, name: str) -> None:
        later = self.starts_at + timedelta(days=14)
        wish = self.wish(self.rows[name].probationer, starts_at=later)
        agenda.move(self.rows[name].pk, wish, by=self.scene.agent)

    def cancel(self, name: str) -> None:
        agenda.cancel(self.rows[name].pk, tell_person=True, by=self.scene.agent)

    def excuse(self, name: str) -> None:
        agenda.record(self.rows[name].pk, outcome="excused", by=self.scene.agent)

    def update(self, name: str, **fields: object) -> None:
        Probationer.objects.filter(pk=self.rows[name].probationer_id).update(**fields)

    def into(self, state: str) -> Callable[[str], None]:
        return lambda name: actions_files.set_state(self.rows[name].probationer, by=self.scene.agent, state=state)


def received(stage: Stage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for sms in stage.messages():
        found.setdefault(sms["to"], []).append(sms["text"])
    return found


def settled() -> bool:
    return not Message.objects.filter(
        state__in=("pending", "sending", "unknown"), next_try_at__lte=clock.now()
    ).exists()


def test_whatever_changes_between_claim_and_composing_is_seen(stage: Stage) -> None:
    eve = Eve(
        "untouched", "cancelled", "moved", "excused", "stopped", "declined", "detained", "deceased", "without",
        "renumbered", "offline",
    )  # fmt: skip
    owner = eve.rows["offline"].probationer.holder
    outbox.subscription(owner)
    actions.plan_all()
    changes: dict[str, Callable[[str], None]] = {
        "cancelled": eve.cancel,
        "moved": eve.move,
        "excused": eve.excuse,
        "stopped": lambda name: delivery.opt_out(eve.phone(name)),
        "declined": lambda name: eve.update(name, wants_sms=False),
        "detained": eve.into("detained"),
        "deceased": eve.into("deceased"),
        "without": lambda name: eve.update(name, phone=""),
        "renumbered": lambda name: eve.update(name, phone=NEW_NUMBER),
        "offline": lambda name: PushSubscription.objects.filter(holder=owner).delete() and None,
    }
    with doors.shut(doors.BEFORE):
        stage.sender(composers=DOORS)
        until(lambda: doors.waiters(doors.BEFORE) == 2, within=60, what="an SMS batch and a push, claimed")
        assert Message.objects.filter(state="sending").count() == len(eve.rows)
        for name, change in changes.items():
            change(name)
        Text.objects.filter(kind="reminder", channel="sms", language="fr").update(body="Nouveau texte : {hour}")
        actions.plan_all()
    clock.shift(rules.UNDONE_IN)  # what can be taken back has waited until it can't
    until(settled, within=60, what="everything settled")
    until(lambda: eve.reminder("offline").state == "accepted", within=20, what="the SMS that its push frees")
    rows = {name: eve.reminder(name) for name in eve.rows if name not in ("moved",)}
    assert {name: (row.state, row.reason) for name, row in rows.items()} == {
        "untouched": ("accepted", ""),
        "cancelled": ("superseded", "older_revision"),
        "excused": ("superseded", "older_revision"),
        "stopped": ("cancelled", "opted_out"),
        "declined": ("cancelled", "opted_out"),
        "detained": ("cancelled", "state_not_messaged"),
        "deceased": ("cancelled", "state_not_messaged"),
        "without": ("failed", "no_number"),
        "renumbered": ("accepted", ""),
        "offline": ("accepted", ""),
    }
    assert (eve.reminder("offline", "push").state, eve.reminder("offline", "push").reason) == (
        "failed", "no_subscription",
    )  # fmt: skip
    came = received(stage)
    assert came.pop(NEW_NUMBER) == came.pop(eve.phone("untouched")) == came.pop(eve.phone("offline"))
    assert [text.split(" ")[0:2] for text in received(stage)[NEW_NUMBER]] == [["Nouveau", "texte"]]
    told = {name: came.pop(eve.phone(name)) for name in ("cancelled", "moved", "excused")}
    assert "annulé" in told["cancelled"][0] and "accepté" in told["excused"][0]
    assert [len(texts) for texts in told.values()] == [1, 1, 1] and came == {}


def test_what_changes_after_composing_leaves_and_is_followed_by_its_notice(stage: Stage) -> None:
    """Nobody was told of these before: the reminder on its way alone makes the notice due."""
    eve = Eve("cancelled", "moved", "excused", "stopped")
    Message.objects.filter(kind="confirmation").update(state="superseded")
    with doors.shut(doors.AFTER):
        stage.sender(composers=DOORS)
        until(lambda: doors.waiters(doors.AFTER) == 1, within=60, what="a batch that is composed and not sent")
        for name, change in {"cancelled": eve.cancel, "moved": eve.move, "excused": eve.excuse}.items():
            change(name)
        delivery.opt_out(eve.phone("stopped"))
        actions.plan_all()
    clock.shift(rules.UNDONE_IN)
    until(settled, within=60, what="everything settled")
    came = {name: received(stage)[eve.phone(name)] for name in eve.rows}
    assert all("Rappel" in texts[0] for texts in came.values())
    assert {name: len(texts) for name, texts in came.items()} == {
        "cancelled": 2, "moved": 2, "excused": 2, "stopped": 1,
    }  # fmt: skip
    assert "annulé" in came["cancelled"][1] and "accepté" in came["excused"][1]
    sent = Message.objects.filter(state="accepted", kind="moved").get()
    assert (sent.subject, sent.revision) == (str(eve.rows["moved"]), 2)


def test_late_after_an_outage_a_reminder_waits_for_the_morning_and_a_notice_does_not(stage: Stage) -> None:
    eve = Eve("late", "cancelled")
    clock.shift(timedelta(hours=9))  # nobody sent anything until nine in the evening
    eve.cancel("cancelled")
    actions.plan_all()
    clock.shift(rules.UNDONE_IN)
    stage.sender(composers=REAL)
    until(lambda: Message.objects.filter(kind="cancelled", state="accepted").exists(), within=60, what="the notice")
    late = until(lambda: Message.objects.filter(reason="quiet_hours").first(), within=20, what="put off")
    assert (late.state, late.attempts, late.subject) == ("pending", 0, str(eve.rows["late"]))
    there = late.next_try_at.astimezone(PARIS)
    assert there.date() == eve.starts_at.date() and 9 <= there.hour < 11
    clock.shift(late.next_try_at - clock.now() - timedelta(seconds=30))
    clock.shift(timedelta(seconds=31))
    until(lambda: eve.reminder("late").state == "accepted", within=20, what="left in the morning")
    assert eve.reminder("late").reason == ""
    assert [len(texts) for texts in received(stage).values()] == [1, 1]


def test_neither_a_release_nor_a_retry_nor_a_doubt_wakes_anybody(stage: Stage) -> None:
    """Whatever makes it due at nine in the evening; what may have left stays in doubt meanwhile."""
    eve = Eve("released", "retried", "doubtful")
    clock.shift(timedelta(hours=9))
    released, retried, doubtful = (eve.reminder(name) for name in eve.rows)
    now = clock.now()
    Message.objects.filter(pk=released.pk).update(state="held", release_at=now - timedelta(hours=1))
    Message.objects.filter(pk=retried.pk).update(attempts=2, next_try_at=now)
    Message.objects.filter(pk=doubtful.pk).update(state="unknown", attempts=1, doubts=1, next_try_at=now)
    stage.sender(composers=REAL)
    until(lambda: Message.objects.filter(reason="quiet_hours").count() == 3, within=60, what="all three put off")
    rows = {name: eve.reminder(name) for name in eve.rows}
    assert {name: (row.state, row.attempts, row.doubts) for name, row in rows.items()} == {
        "released": ("pending", 0, 0),
        "retried": ("pending", 2, 0),
        "doubtful": ("unknown", 2, 1),
    }
    for row in rows.values():
        assert row.next_try_at.astimezone(PARIS).date() == eve.starts_at.date()
        assert 9 <= row.next_try_at.astimezone(PARIS).hour < 11
    assert stage.report()["requests"] == 0
