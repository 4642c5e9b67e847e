"""Two reminders of one day for one person: one message that names both; and no more a day than the plan allows."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Unpack

import pytest
from django.core.management import call_command
from pytest_django import Settings

from backend.agenda import actions as agenda
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock, neutral
from backend.delivery import actions_reports, carrying, queries
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import Message
from backend.delivery.rules import segments
from backend.delivery.rules_states import Event
from backend.probationers.models import Probationer
from backend.reminders import actions, composers, together
from backend.reminders.models import Plan
from tests.agenda import make
from tests.agenda.booking_changes import BookingChanges
from tests.delivery import make as delivery
from tests.faults.stage import Stage, until
from tests.reminders.hours import PARIS

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    call_command("load_national", verbosity=0)
    return make.Scene()


def booked(scene: make.Scene, hour: int = 10, days: int = 12, **more: Unpack[BookingChanges]) -> Appointment:
    at = make.working_day(days, hour=hour)
    usual = Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=at, force=True)
    made = agenda.book(replace(usual, **more), by=scene.agent)
    actions.plan(made.pk)
    return made


def reminder(row: Appointment, channel: str = "sms", occasion: str = "day-1") -> Message:
    rows = Message.objects.filter(subject=str(row), kind="reminder", channel=channel, occasion=occasion)
    return rows.select_related("carrier").latest("revision")


def due(row: Message) -> Due:
    return Due(**{name: getattr(row, name) for name in Due.__dataclass_fields__})


def said(row: Message) -> Text | Refusal:
    return composers.compose([due(row)])[0]


def on_the_day(row: Message) -> None:
    clock.shift(row.not_before - clock.now() + timedelta(seconds=1))


def accept(row: Message) -> None:
    Message.objects.filter(pk=row.pk).update(state="accepted", accepted_at=clock.now(), attempts=1)
    carrying.settle_carried()


def test_the_earliest_names_both_and_the_other_waits_for_it(scene: make.Scene) -> None:
    later, first = booked(scene, 15), booked(scene, 10)
    one, other = reminder(first), reminder(later)
    assert (one.state, one.carrier, other.state, other.carrier) == ("pending", None, "held", one)
    assert other.next_try_at == one.next_try_at
    on_the_day(one)
    words = said(one)
    assert isinstance(words, Text) and "10h00" in words.body and "Et aussi" in words.body and "15h00" in words.body
    assert neutral.reveals(words.body) == [] and segments(words.body).alphabet == "gsm7"
    accept(one)
    other = reminder(later)
    assert (other.state, other.reason, other.carrier_id) == ("superseded", "merged", one.pk)
    reach = queries.reach_of_subjects([str(first), str(later)])
    assert {standing.state for standing in reach.values()} == {"ok"}


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Et aussi"), ("en", "And also"), ("ar", "وأيضا"), ("xx", "Et aussi")]
)
@pytest.mark.parametrize("discreet", [False, True])
@pytest.mark.parametrize("channel", ["sms", "push", "email"])
def test_both_are_named_in_every_language(
    scene: make.Scene, language: str, words: str, channel: str, discreet: bool
) -> None:
    scene.person.language, scene.person.sensitive_channel = language, discreet
    scene.person.wants_email, scene.person.email = True, "camille@exemple.fr"
    scene.person.email_proved_at = clock.now()
    scene.person.save()
    delivery.subscription(scene.person.holder)
    first, later = booked(scene, 10), booked(scene, 15)
    one = reminder(first, channel)
    assert reminder(later, channel).carrier == one
    on_the_day(one)
    text = said(one)
    assert isinstance(text, Text)
    if discreet and channel != "sms":
        assert "15" not in text.body + text.title
    else:
        assert words in text.body and "15" in text.body
    assert neutral.reveals(text.title + " " + text.body) == []
    assert ("EXEMPLE" in text.body) is not discreet


def test_an_answer_is_not_asked_for_where_nobody_would_know_which_one_it_means(
    scene: make.Scene, settings: Settings
) -> None:
    settings.SMS_SENDER_RECEIVES = True
    first, _ = booked(scene, 10), booked(scene, 15)
    on_the_day(reminder(first))
    text = said(reminder(first))
    assert isinstance(text, Text) and "NON" not in text.body and "01 47 00 00 00" in text.body


def test_what_changed_meanwhile_is_not_named(scene: make.Scene) -> None:
    first, later = booked(scene, 10), booked(scene, 15)
    Appointment.objects.filter(pk=later.pk).update(revision=2)
    on_the_day(reminder(first))
    text = said(reminder(first))
    assert isinstance(text, Text) and "15h00" not in text.body


def test_where_the_carrier_is_cancelled_the_other_stands_on_its_own(scene: make.Scene) -> None:
    first, middle, last = booked(scene, 10), booked(scene, 12), booked(scene, 15)
    agenda.cancel(first.pk, tell_person=True, by=scene.agent)
    actions.plan(first.pk)
    assert (reminder(middle).state, reminder(middle).carrier, reminder(last).carrier) == (
        "pending", None, reminder(middle),
    )  # fmt: skip
    agenda.cancel(middle.pk, tell_person=True, by=scene.agent)
    actions.plan(middle.pk)
    alone = reminder(last)
    assert (alone.state, alone.carrier, alone.next_try_at) == ("pending", None, alone.not_before)


@pytest.mark.parametrize("state", ["failed", "cancelled", "expired"])
def test_where_the_carrier_ends_without_leaving_the_other_leaves(scene: make.Scene, state: str) -> None:
    first, later = booked(scene, 10), booked(scene, 15)
    on_the_day(reminder(first))
    Message.objects.filter(pk=reminder(first).pk).update(state=state)
    assert carrying.settle_carried() >= 1
    free = reminder(later)
    assert (free.state, free.carrier, free.reason) == ("pending", None, "")


def test_while_nobody_knows_whether_the_carrier_left_the_other_waits(scene: make.Scene) -> None:
    first, later = booked(scene, 10), booked(scene, 15)
    on_the_day(reminder(first))
    for state in ("sending", "unknown"):
        Message.objects.filter(pk=reminder(first).pk).update(state=state)
        carrying.settle_carried()
        assert reminder(later).state == "held"
    Message.objects.filter(pk=reminder(first).pk).update(state="unconfirmed", reason="answer_lost")
    carrying.settle_carried()
    assert (reminder(later).state, reminder(later).reason) == ("superseded", "merged")


def test_one_that_is_on_its_way_takes_nobody_along(scene: make.Scene) -> None:
    first = booked(scene, 10)
    Message.objects.filter(pk=reminder(first).pk).update(state="sending", attempts=1)
    later = booked(scene, 15)
    assert (reminder(later).state, reminder(later).carrier) == ("pending", None)


def test_what_is_said_at_once_waits_for_nobody(scene: make.Scene) -> None:
    """Sent again by hand, of the very appointment that another would carry."""
    later = booked(scene, 15)
    Message.objects.filter(pk=reminder(later).pk).update(lane="now")
    first = booked(scene, 10)
    assert (reminder(later).state, reminder(later).carrier, reminder(first).carrier) == ("pending", None, None)


def test_cancelled_while_its_carrier_is_on_its_way_is_told(scene: make.Scene) -> None:
    """Its own row never left, but its words may have."""
    first, later = booked(scene, 10), booked(scene, 15)
    Message.objects.filter(kind="confirmation").update(state="superseded")
    Message.objects.filter(pk=reminder(first).pk).update(state="sending")
    agenda.cancel(later.pk, tell_person=True, by=scene.agent)
    actions.plan(later.pk)
    assert Message.objects.filter(subject=str(later), kind="cancelled", state="pending").exists()


def test_excused_and_undone_before_its_carrier_left_it_is_reminded_by_itself(scene: make.Scene) -> None:
    first, later = booked(scene, 10), booked(scene, 15)
    Message.objects.filter(kind="confirmation").update(state="accepted")
    agenda.record(later.pk, outcome="excused", by=scene.agent)
    actions.plan(later.pk)
    accept(reminder(first))
    Message.objects.filter(kind="excused").update(state="superseded")
    agenda.undo(later.pk, by=scene.agent)
    actions.plan(later.pk)
    again = reminder(later)
    assert (again.revision, again.state, again.carrier) == (3, "pending", None)


def test_a_push_that_named_both_and_was_shown_spares_both_texts(scene: make.Scene) -> None:
    delivery.subscription(scene.person.holder)
    first, later = booked(scene, 10), booked(scene, 15)
    push, sms = reminder(first, "push"), reminder(first)
    assert reminder(later, "push").carrier == push and reminder(later).carrier == sms
    on_the_day(push)
    accept(push)
    assert reminder(later, "push").reason == "merged"
    actions_reports.show(str(push.pk))
    clock.shift(timedelta(hours=3))
    carrying.settle_carried()
    ends = {(row.state, row.reason) for row in (reminder(first), reminder(later))}
    assert ends == {("superseded", "push_shown")}


def test_a_push_that_failed_lets_one_text_name_both(scene: make.Scene) -> None:
    delivery.subscription(scene.person.holder)
    first, later = booked(scene, 10), booked(scene, 15)
    push = reminder(first, "push")
    on_the_day(push)
    Message.objects.filter(pk=push.pk).update(state="failed")
    carrying.free_behind([push.pk], now=clock.now())
    assert reminder(first).state == "pending" and reminder(later).state == "held"
    text = said(reminder(first))
    assert isinstance(text, Text) and "10h00" in text.body and "15h00" in text.body


def test_other_channels_choose_anew(scene: make.Scene) -> None:
    first, later = booked(scene, 10), booked(scene, 15)
    delivery.subscription(scene.person.holder)
    actions.plan_all()
    assert reminder(later, "push").carrier == reminder(first, "push")
    assert reminder(later).carrier == reminder(first) and reminder(first).state == "held"
    assert not Message.objects.filter(state="held", carrier=None, release_at=None).exists(), "nothing waits for nothing"


def test_another_day_or_another_person_is_another_message(scene: make.Scene) -> None:
    first = booked(scene, 10)
    booked(scene, starts_at=first.starts_at + timedelta(days=7))
    elsewhere = make.Scene()
    booked(elsewhere, 15)
    assert not Message.objects.exclude(carrier=None).exists()


# How many a day.


@pytest.mark.parametrize(("most", "leaves"), [(1, 1), (2, 2), (3, 3), (4, 4), (9, 5)])
def test_of_what_nobody_asked_for_no_more_than_the_plan_allows_leaves_in_a_day(
    scene: make.Scene, most: int, leaves: int
) -> None:
    Plan.objects.update(most_a_day=most)
    row = booked(scene, 15)
    on_the_day(reminder(row))
    batch = []
    for number in range(5):
        lease = clock.real() + timedelta(seconds=number)
        more = {"occasion": f"n{number}", "holder": scene.person.holder_id, "expires_at": row.starts_at}
        batch.append(delivery.message(subject=str(row), state="sending", lease_until=lease, **more))
    texts = composers.compose([due(one) for one in batch])
    assert [isinstance(text, Text) for text in texts] == [True] * leaves + [False] * (5 - leaves)
    assert set(texts[leaves:]) <= {Refusal(together.LIMIT, Event.REFUSE)}


def test_one_in_doubt_counts_as_having_rung(scene: make.Scene) -> None:
    Plan.objects.update(most_a_day=1)
    row = booked(scene, 15)
    on_the_day(reminder(row))
    more = {"holder": scene.person.holder_id, "expires_at": row.starts_at}
    delivery.message(subject=str(row), state="unknown", doubts=1, attempts=1, occasion="n0", **more)
    lease = clock.real() + timedelta(seconds=30)
    one = delivery.message(subject=str(row), state="sending", lease_until=lease, occasion="n1", **more)
    assert composers.compose([due(one)]) == [Refusal(together.LIMIT, Event.REFUSE)]


def test_yesterdays_mails_copies_and_what_was_asked_for_do_not_count(scene: make.Scene) -> None:
    Plan.objects.update(most_a_day=1)
    row = booked(scene, 15)
    mine = reminder(row)
    on_the_day(mine)
    now, holder = clock.now(), scene.person.holder_id
    midnight = now.astimezone(PARIS).replace(hour=0, minute=0)
    send = partial(delivery.message, state="accepted", holder=holder, subject="appointment:x")
    send(accepted_at=midnight - timedelta(minutes=1), occasion="yesterday")
    send(accepted_at=now, channel="email")
    send(accepted_at=now, lane="now", kind="cancelled")
    send(accepted_at=now, lane="code", kind="code")
    send(accepted_at=now, kind="copy_reminder")
    send(state="failed", occasion="never left")
    send(holder=delivery.holder().pk, accepted_at=now, occasion="somebody else's")
    assert isinstance(said(mine), Text)
    send(accepted_at=now, occasion="today")
    assert said(mine) == Refusal("daily_limit", Event.REFUSE)
    for asked in ({"lane": "now", "kind": "confirmation"}, {"channel": "email"}):
        for name, value in asked.items():
            setattr(mine, name, value)
        assert said(mine) != Refusal("daily_limit", Event.REFUSE)


@pytest.mark.django_db(transaction=True)
def test_the_real_sender_sends_one_and_shows_what_was_one_too_many(stage: Stage) -> None:
    call_command("load_national", verbosity=0)
    Plan.objects.update(most_a_day=1)
    scene = make.Scene()
    first, later = booked(scene, 11), booked(scene, 15)
    Message.objects.filter(kind="confirmation").update(state="delivered")
    Message.objects.filter(occasion="day-4").update(state="superseded", reason="older_revision")
    on_the_day(reminder(first))
    stage.sender(composers="backend.config.composers.register")
    until(lambda: reminder(later).state == "superseded", within=60, what="both told")
    (sms,) = stage.messages()
    assert "11h00" in sms["text"] and "15h00" in sms["text"]
    assert (reminder(later).carrier, reminder(later).reason) == (reminder(first), "merged")
    extra = booked(scene, starts_at=later.starts_at + timedelta(hours=2), tell_person=False)
    on_the_day(reminder(extra))
    until(lambda: reminder(extra).state == "failed", within=20, what="one too many")
    standing = queries.reach_of_subjects([str(extra)])[str(extra)]
    assert (standing.state, standing.reason) == ("failed", "daily_limit")
    assert len(stage.messages()) == 1


def test_one_mail_of_two_brings_both_to_the_calendar(scene: make.Scene) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(
        email="camille@exemple.fr", email_proved_at=clock.now(), wants_email=True
    )
    later, first = booked(scene, 15), booked(scene, 10)
    one = reminder(first, "email")
    assert reminder(later, "email").carrier == one
    on_the_day(one)
    words = said(one)
    assert isinstance(words, Text)
    assert words.calendar.count(b"BEGIN:VEVENT") == 2 and words.calendar.count(b"BEGIN:VCALENDAR") == 1


@pytest.mark.parametrize("state", ["sending", "unknown", "accepted", "unconfirmed"])
def test_what_its_carrier_may_have_said_is_not_said_again(scene: make.Scene, state: str) -> None:
    """Planned anew while the carrier flies, or before the next second has settled it: another booking is enough."""
    first, later = booked(scene, 10), booked(scene, 15)
    on_the_day(reminder(first))
    Message.objects.filter(pk=reminder(first).pk).update(state=state, attempts=1)
    booked(scene, 11, days=30)
    row = reminder(later)
    assert (row.state, row.carrier_id) == ("held", reminder(first).pk)


def test_of_two_behind_a_push_that_left_for_both_one_text_names_both(scene: make.Scene) -> None:
    delivery.subscription(scene.person.holder)
    first, later = booked(scene, 10), booked(scene, 15)
    Message.objects.filter(pk=reminder(first, "push").pk).update(state="accepted", attempts=1)
    booked(scene, 11, days=30)
    assert reminder(later).carrier_id == reminder(first).pk
    assert reminder(later, "push").carrier_id == reminder(first, "push").pk
