"""Two appointments of one day: each contact of trust reads one copy that names both, as the person does."""

from dataclasses import replace
from datetime import timedelta
from typing import Unpack

import pytest
from django.db.models import Q

from backend.agenda import actions as agenda
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock, neutral
from backend.delivery import carrying
from backend.delivery.composers import Refusal, Text
from backend.delivery.models import Message
from backend.delivery.rules import copy_of
from backend.organisations.models import Place
from backend.probationers import actions_trust
from backend.probationers.models import Probationer, TrustedContact
from backend.reminders import actions, contacts, contacts_words, forecasts, planner
from backend.reminders.aside import Aside
from tests.agenda import make
from tests.agenda.booking_changes import BookingChanges
from tests.faults.stage import Stage, until
from tests.probationers import trusted
from tests.probationers.test_composers import due
from tests.reminders import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return scenes.of_amine()


def booked(scene: make.Scene, hour: int, days: int = 12, **more: Unpack[BookingChanges]) -> Appointment:
    at = make.working_day(days, hour=hour)
    usual = Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=at, force=True)
    made = agenda.book(replace(usual, **more), by=scene.agent)
    plan()
    return made


def plan() -> None:
    actions.plan_all()
    planner.each(contacts.over(of=Q()), contacts.forget, Aside())
    planner.each(contacts.waiting(now=clock.now(), of=Q()), contacts.plan, Aside())


def copy(row: Appointment, contact: TrustedContact, occasion: str = "day-1") -> Message:
    rows = Message.objects.filter(subject=copy_of(str(row)), occasion=f"{occasion}{contacts.suffix(contact.pk)}")
    return rows.filter(kind="copy_reminder").select_related("carrier").latest("revision")


def said(message: Message) -> str:
    (text,) = contacts_words.compose([due(message)])
    assert isinstance(text, Text), text
    return text.body


def on_the_day(message: Message) -> None:
    clock.shift(message.not_before - clock.now() + timedelta(seconds=1))


def accept(message: Message) -> None:
    Message.objects.filter(pk=message.pk).update(state="accepted", accepted_at=clock.now(), attempts=1)
    carrying.settle_carried()


def test_the_earliest_names_both_and_the_other_waits_for_it(scene: make.Scene) -> None:
    contact = trusted.active(scene.person, scene.agent)
    later, first = booked(scene, 15), booked(scene, 10)
    for occasion in ("day-4", "day-1"):
        one, other = copy(first, contact, occasion), copy(later, contact, occasion)
        assert (one.state, one.carrier, other.state, other.carrier) == ("pending", None, "held", one)
    on_the_day(one)
    words = said(one)
    assert words.count("Amine") == 1 and "10h00" in words and "Et aussi : " in words and "15h00" in words
    assert words.endswith(f"/c#{trusted.token(contact)}"), "how to stop comes last"
    accept(one)
    ended = copy(later, contact)
    assert (ended.state, ended.reason, ended.carrier_id) == ("superseded", "merged", one.pk)
    own = Message.objects.get(subject=str(first), kind="reminder", occasion="day-1")
    assert own.state == "pending" and own.carrier is None, "nothing of the person's is touched"


@pytest.mark.parametrize(("language", "words"), [("fr", "Et aussi"), ("en", "And also"), ("ar", "وأيضا")])
@pytest.mark.parametrize("address", [{}, {"email": "accueil@exemple.fr"}])
def test_both_are_named_in_every_language_and_nothing_that_tells_why(
    scene: make.Scene, language: str, words: str, address: dict[str, str]
) -> None:
    Place.objects.filter(pk=scene.place.pk).update(neutral_name="SPIP {de} Nanterre")
    contact = trusted.active(scene.person, scene.agent, language=language, **address)
    first, _ = booked(scene, 10), booked(scene, 15)
    on_the_day(copy(first, contact))
    text = said(copy(first, contact))
    assert words in text and "15" in text and "{" not in text
    assert scene.free_type.names["fr"] not in text and scene.place.address not in text
    assert neutral.reveals(text.rpartition("http")[0]) == []


def test_braces_in_a_place_s_name_are_its_name(scene: make.Scene) -> None:
    Place.objects.filter(pk=scene.place.pk).update(neutral_name="Espace {day} EXEMPLAIRE")
    contact = trusted.active(scene.person, scene.agent)
    first, _ = booked(scene, 10), booked(scene, 15)
    assert said(copy(first, contact)).count("Espace {day} EXEMPLAIRE") == 2


def test_each_contact_is_told_on_her_own(scene: make.Scene) -> None:
    one = trusted.active(scene.person, scene.agent)
    later = booked(scene, 15)
    other = trusted.active(scene.person, scene.agent, email="accueil@exemple.fr")
    first = booked(scene, 10)
    for contact in (one, other):
        assert copy(later, contact).carrier == copy(first, contact)
    actions_trust.revoke_for(one, by=scene.agent)
    plan()
    assert (copy(first, one).state, copy(later, one).state) == ("cancelled", "cancelled")
    assert (copy(first, other).state, copy(later, other).state) == ("pending", "held")


def test_what_changed_meanwhile_is_not_named_and_stands_on_its_own_once_planned(scene: make.Scene) -> None:
    contact = trusted.active(scene.person, scene.agent)
    first, later = booked(scene, 10), booked(scene, 15)
    Appointment.objects.filter(pk=later.pk).update(revision=2)
    assert "15h00" not in said(copy(first, contact))
    plan()
    assert copy(later, contact).revision == 2 and copy(later, contact).carrier == copy(first, contact)
    agenda.cancel(first.pk, tell_person=True, by=scene.agent)
    plan()
    alone = copy(later, contact)
    assert (alone.state, alone.carrier, alone.next_try_at) == ("pending", None, alone.not_before)


def test_what_its_carrier_said_counts_as_said(scene: make.Scene) -> None:
    """Moved or cancelled afterwards, the contact is told so, though its own row never left."""
    contact = trusted.active(scene.person, scene.agent)
    first, later = booked(scene, 10), booked(scene, 15)
    Message.objects.filter(kind="copy_confirmation").update(state="superseded")
    on_the_day(copy(first, contact, "day-4"))
    accept(copy(first, contact, "day-4"))
    agenda.cancel(later.pk, tell_person=True, by=scene.agent)
    plan()
    assert Message.objects.filter(subject=copy_of(str(later)), kind="copy_cancelled", state="pending").exists()


def test_where_the_carrier_ends_without_leaving_the_other_leaves(scene: make.Scene) -> None:
    contact = trusted.active(scene.person, scene.agent)
    first, later = booked(scene, 10), booked(scene, 15)
    on_the_day(copy(first, contact))
    Message.objects.filter(pk=copy(first, contact).pk).update(state="failed")
    carrying.settle_carried()
    free = copy(later, contact)
    assert (free.state, free.carrier) == ("pending", None) and "15h00" in said(free)


def test_another_day_is_another_copy(scene: make.Scene) -> None:
    contact = trusted.active(scene.person, scene.agent)
    first = booked(scene, 10)
    booked(scene, 10, starts_at=first.starts_at + timedelta(days=7))
    assert not Message.objects.filter(kind="copy_reminder").exclude(carrier=None).exists()
    assert "Et aussi" not in said(copy(first, contact))


def test_the_office_reads_both_before_they_leave(scene: make.Scene) -> None:
    contact = trusted.active(scene.person, scene.agent)
    first, _ = booked(scene, 10), booked(scene, 15)
    one = copy(first, contact)
    words = forecasts.of([one], at={one.pk: one.not_before})[one.pk]
    assert "10h00" in words.text and "15h00" in words.text
    Probationer.objects.filter(pk=scene.person.pk).update(sensitive_channel=True)
    assert contacts_words.compose([due(one)]) == [Refusal("state_not_messaged")]


@pytest.mark.django_db(transaction=True)
def test_the_real_sender_sends_one_to_each(stage: Stage) -> None:
    scene = scenes.of_amine()
    contact = trusted.active(scene.person, scene.agent)
    first, later = booked(scene, 11), booked(scene, 15)
    Message.objects.exclude(kind="copy_reminder").update(state="delivered")
    Message.objects.filter(occasion__startswith="day-4").update(state="superseded", reason="older_revision")
    on_the_day(copy(first, contact))
    stage.sender(composers="backend.config.composers.register")
    until(lambda: copy(later, contact).state == "superseded", within=60, what="both told")
    (sms,) = [one for one in stage.messages() if one["to"] == contact.phone]
    assert "11h00" in sms["text"] and "15h00" in sms["text"]
