"""Copies for contacts of trust: one for each occasion, true when they leave, never counted as the person's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Unpack
from uuid import uuid4

import pytest
from django.conf import settings as configured
from django.db import connection
from django.db.models import Q
from pytest_django import Settings

from backend.agenda import actions as agenda
from backend.agenda import reach
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common import clock, neutral
from backend.common.sms import segments
from backend.delivery import queries as delivery
from backend.delivery.actions import REACH
from backend.delivery.composers import Refusal, Text
from backend.delivery.models import IncomingSms, Message, OptOut
from backend.delivery.rules import copy_of
from backend.delivery.rules_states import Event
from backend.organisations.models import Place
from backend.probationers import actions_trust
from backend.probationers.models import Probationer, TrustedContact
from backend.reminders import actions, contacts, contacts_words, forecasts, incoming, planner
from backend.reminders import queries_reach as desk
from backend.reminders.aside import Aside
from backend.reminders.models import PlannedCopy
from tests import moment, plans
from tests.agenda import make
from tests.agenda.booking_changes import BookingChanges
from tests.counting import cost, queries_of
from tests.probationers import trusted
from tests.probationers.test_composers import due
from tests.reminders import scenes

pytestmark = pytest.mark.django_db
SOON = 6  # working days: within the fourteen days in which it is asked who has not been reached
NEVER = ("EXEMPLE", "+33", "spip", "probation", "justice")


@pytest.fixture
def scene() -> make.Scene:
    return scenes.of_amine()


def wish(scene: make.Scene, days: int = 12, **more: Unpack[BookingChanges]) -> Booking:
    at = make.working_day(days)
    return replace(Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=at), **more)


def booked(scene: make.Scene, days: int = 12, **more: Unpack[BookingChanges]) -> Appointment:
    made = agenda.book(wish(scene, days, **more), by=scene.agent)
    plan()
    return made


def plan() -> None:
    """As the planner's look does."""
    actions.plan_all()
    planner.each(incoming.unread(), incoming.read, Aside())
    planner.each(contacts.over(of=Q()), contacts.forget, Aside())
    planner.each(contacts.waiting(now=clock.now(), of=Q()), contacts.plan, Aside())


def copies(row: Appointment, *states: str) -> list[tuple[str, str, str, int]]:
    rows = Message.objects.filter(subject=copy_of(str(row)), state__in=states or ("pending", "held"))
    return sorted(rows.values_list("kind", "channel", "occasion", "revision"))


def leave(row: Appointment, **narrowed: object) -> None:
    """As if the sender had handed them over."""
    subjects = (str(row), copy_of(str(row)))
    Message.objects.filter(subject__in=subjects, **narrowed).update(state="accepted", attempts=1)


def said(row: Appointment, kind: str = "copy_reminder", occasion: str = "day-1") -> Text | Refusal:
    message = Message.objects.get(subject=copy_of(str(row)), kind=kind, occasion__startswith=f"{occasion}/")
    (text,) = contacts_words.compose([due(message)])
    return text


def test_each_active_contact_gets_one_copy_of_each_occasion(scene: make.Scene) -> None:
    first, second = trusted.active(scene.person, scene.agent), trusted.active(scene.person, scene.agent)
    made = booked(scene)
    one, other = (f"/contact:{contact.pk}" for contact in (first, second))
    assert copies(made) == sorted(
        ("copy_" + kind, "sms", occasion + end, 1)
        for end in (one, other)
        for kind, occasion in (("confirmation", ""), ("reminder", "day-4"), ("reminder", "day-1"))
    )
    plan()
    assert len(copies(made)) == 6 and contacts.waiting(now=clock.now(), of=Q()) == []
    assert contacts.plan((made.pk, first.pk)) == 0


def test_where_no_person_has_a_contact_no_copy_is_looked_for(scene: make.Scene) -> None:
    """The contacts are found first: beginning with the appointments, all those of the country were read beside."""
    booked(scene)
    asks = queries_of(lambda: contacts.waiting(now=clock.now(), of=Q(probationer=scene.person)))
    assert [sql for sql in asks if PlannedCopy._meta.db_table in sql] == []


def test_who_is_not_active_gets_none(scene: make.Scene) -> None:
    trusted.asked(scene.person, scene.agent)
    assert copies(booked(scene)) == []


def test_the_person_s_own_messages_are_as_without_a_contact(scene: make.Scene) -> None:
    trusted.active(scene.person, scene.agent)
    made = booked(scene)
    own = Message.objects.filter(subject=str(made)).values_list("kind", "channel", "occasion")
    assert sorted(own) == [
        ("confirmation", "sms", ""), ("reminder", "sms", "day-1"), ("reminder", "sms", "day-4"),
    ]  # fmt: skip


def test_a_contact_that_comes_later_is_reminded_and_not_told_of_old_bookings(scene: make.Scene) -> None:
    made = booked(scene)
    contact = trusted.active(scene.person, scene.agent)
    plan()
    assert {kind for kind, *_ in copies(made)} == {"copy_reminder"}
    agenda.move(made.pk, wish(scene, 20), by=scene.agent)
    plan()
    end = f"/contact:{contact.pk}"
    assert copies(made) == [
        ("copy_confirmation", "sms", end, 2),
        ("copy_reminder", "sms", "day-1" + end, 2),
        ("copy_reminder", "sms", "day-4" + end, 2),
    ], "never told of the first date, she is told the new one as it is"


def test_moved_and_cancelled_are_told_to_who_was_told(scene: make.Scene) -> None:
    trusted.active(scene.person, scene.agent)
    made = booked(scene)
    leave(made, kind__endswith="confirmation")
    agenda.move(made.pk, wish(scene, 20), by=scene.agent)
    plan()
    assert [row[0] for row in copies(made)] == ["copy_moved", "copy_reminder", "copy_reminder"]
    leave(made, kind__endswith="moved")
    agenda.cancel(made.pk, tell_person=True, by=scene.agent)
    plan()
    assert [row[0] for row in copies(made)] == ["copy_cancelled"]
    assert "n'a plus lieu" in body(said(made, "copy_cancelled", ""))


def test_a_miss_is_never_told_to_a_contact(scene: make.Scene) -> None:
    trusted.active(scene.person, scene.agent)
    made = booked(scene, 2)
    leave(made)
    Appointment.objects.filter(pk=made.pk).update(starts_at=clock.now() - timedelta(hours=1))
    agenda.record(made.pk, outcome="missed", by=scene.agent)
    plan()
    assert Message.objects.filter(subject=str(made), kind="missed").exists(), "the person is told"
    assert copies(made) == []


def body(text: Text | Refusal) -> str:
    assert isinstance(text, Text), text
    return text.body


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_copy_says_for_whom_when_where_and_how_to_stop(scene: make.Scene, language: str) -> None:
    Place.objects.filter(pk=scene.place.pk).update(neutral_name="Espace EXEMPLAIRE")
    contact = trusted.active(scene.person, scene.agent, language=language)
    words = body(said(booked(scene)))
    assert "Amine" in words and "Espace EXEMPLAIRE" in words
    assert words.endswith(f"{configured.PROBATIONER_ORIGIN}/c#{trusted.token(contact)}")
    assert scene.place.address not in words and scene.free_type.names["fr"] not in words
    assert [word for word in NEVER if word.lower() in words.lower().replace("exemplaire", "")] == []
    assert neutral.reveals(words.rpartition(":")[0].rpartition("http")[0]) == []


def test_a_revealing_place_is_not_named(scene: make.Scene) -> None:
    Place.objects.filter(pk=scene.place.pk).update(neutral_name="SPIP de Nanterre")
    trusted.active(scene.person, scene.agent)
    assert "SPIP" not in body(said(booked(scene)))


def test_a_copy_is_one_sms(scene: make.Scene, settings: Settings) -> None:
    settings.PROBATIONER_ORIGIN = "https://rdv.example.org"
    trusted.active(scene.person, scene.agent, says_initial=True)
    made = booked(scene)
    for kind, occasion in (("copy_reminder", "day-1"), ("copy_confirmation", "")):
        assert segments(body(said(made, kind, occasion))).segments == 1


def test_an_e_mail_contact_reads_an_e_mail(scene: make.Scene) -> None:
    trusted.active(scene.person, scene.agent, email="accueil@exemple.fr")
    made = booked(scene)
    assert {row[1] for row in copies(made)} == {"email"}
    text = said(made)
    assert isinstance(text, Text)
    assert (text.to, text.title.startswith("Rappel : rendez-vous de Amine")) == ("accueil@exemple.fr", True)


Change = Callable[[make.Scene, Appointment, TrustedContact], None]


def revoked(scene: make.Scene, row: Appointment, contact: TrustedContact) -> None:
    actions_trust.revoke_for(contact, by=scene.agent)


def blocked(scene: make.Scene, row: Appointment, contact: TrustedContact) -> None:
    actions_trust.block(contact, by=scene.agent, why="safety")


def stop(scene: make.Scene, row: Appointment, contact: TrustedContact) -> None:
    OptOut.objects.create(number=contact.phone, at=clock.now())


def person(**fields: object) -> Change:
    def change(scene: make.Scene, row: Appointment, contact: TrustedContact) -> None:
        Probationer.objects.filter(pk=scene.person.pk).update(**fields)

    return change


def itself(**fields: object) -> Change:
    def change(scene: make.Scene, row: Appointment, contact: TrustedContact) -> None:
        Appointment.objects.filter(pk=row.pk).update(**fields)

    return change


def same_number(scene: make.Scene, row: Appointment, contact: TrustedContact) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(phone=contact.phone)


@pytest.mark.parametrize(
    ("change", "reason", "event"),
    [
        (revoked, "contact_over", Event.WITHDRAW),
        (blocked, "contact_over", Event.WITHDRAW),
        (stop, "opted_out", Event.WITHDRAW),
        (same_number, "contact_is_oneself", Event.WITHDRAW),
        (person(sensitive_channel=True), "state_not_messaged", Event.WITHDRAW),
        (person(state="detained"), "state_not_messaged", Event.WITHDRAW),
        (person(state="deceased"), "state_not_messaged", Event.WITHDRAW),
        (person(archived_at=moment.now()), "state_not_messaged", Event.WITHDRAW),
        (itself(revision=2), "older_revision", Event.SUPERSEDE),
        (itself(state="cancelled"), "appointment_changed", Event.WITHDRAW),
        (itself(starts_at=moment.now()), "appointment_past", Event.WITHDRAW),
    ],
)
def test_what_is_no_longer_to_be_said_is_refused_between_claim_and_send(
    scene: make.Scene, change: Change, reason: str, event: Event
) -> None:
    contact = trusted.active(scene.person, scene.agent)
    made = booked(scene)
    assert isinstance(said(made), Text)
    change(scene, made, contact)
    assert said(made) == Refusal(reason, event)


def test_after_the_end_what_waited_is_taken_back_and_the_other_s_stays(scene: make.Scene) -> None:
    gone, stays = trusted.active(scene.person, scene.agent), trusted.active(scene.person, scene.agent)
    made = booked(scene)
    actions_trust.revoke_for(gone, by=scene.agent)
    plan()
    assert {row[2].rpartition(":")[2] for row in copies(made)} == {str(stays.pk)}
    assert len(copies(made, "cancelled")) == 3
    assert not PlannedCopy.objects.filter(contact=gone).exists() and contacts.over(of=Q()) == []


def test_what_is_heard_of_a_number_ends_the_copies_of_its_files_and_reads_no_past(scene: make.Scene) -> None:
    gone = trusted.active(scene.person, scene.agent)
    made = booked(scene)
    old = {field.attname: getattr(made, field.attname) for field in Appointment._meta.concrete_fields}
    old |= {"planned_revision": 1, "starts_at": clock.now() - timedelta(days=9), "booking_key": None}
    Appointment.objects.bulk_create([Appointment(**old | {"id": uuid4()}) for _ in range(300)])
    actions_trust.revoke_for(gone, by=scene.agent)
    plans.rebuild_indexes("agenda_appointment")
    asks = queries_of(lambda: planner.settle([(REACH, scene.person.phone)], Aside()))
    assert copies(made) == [] and not PlannedCopy.objects.exists()
    [sql] = [sql for sql in asks if " UNION " in sql]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "appointment_behind" in plan and "appointment_person" not in plan, plan
    assert not [sql for sql in asks if "SELECT U0" in sql and 'FROM "agenda_appointment" U0' in sql]


def test_stop_from_the_contact_s_number_ends_the_copies(scene: make.Scene) -> None:
    contact = trusted.active(scene.person, scene.agent)
    made = booked(scene)
    IncomingSms.objects.create(
        gateway="x", gateway_ref="1", sender=contact.phone, text="STOP", received_at=clock.now(), understood_as="stop"
    )
    OptOut.objects.create(number=contact.phone, at=clock.now())
    plan()
    contact.refresh_from_db()
    assert (contact.state, copies(made)) == ("stopped", [])
    assert not OptOut.objects.exists()
    assert Message.objects.filter(subject=str(made), state="pending").count() == 3, "the person's own go on"


def test_a_batch_of_copies_costs_as_much_as_one(scene: make.Scene) -> None:
    trusted.active(scene.person, scene.agent)
    booked(scene)
    booked(scene, 15)
    messages = [due(one) for one in Message.objects.filter(kind__startswith="copy_")]
    assert len(messages) == 6
    assert cost(lambda: contacts_words.compose(messages)) == cost(lambda: contacts_words.compose(messages[:1])) == 5


class TestReach:
    """A copy never counts as having reached the person, unless she has no phone."""

    def test_with_a_phone_it_says_nothing_of_the_person(self, scene: make.Scene) -> None:
        trusted.active(scene.person, scene.agent)
        made = booked(scene, SOON)
        Message.objects.filter(subject=copy_of(str(made))).update(state="delivered")
        Message.objects.filter(subject=str(made)).update(state="failed", reason="unreachable")
        standing = reach.standings([made])[str(made)]
        assert (standing.state, standing.reason) == ("failed", "unreachable")
        assert delivery.reach(scene.person.holder_id).state == "failed"
        assert [one.reason for one in desk.unreached(Appointment.objects.all(), now=clock.now())] == ["unreachable"]

    @pytest.mark.parametrize(
        ("state", "shown", "unreached"),
        [("pending", "waiting", []), ("delivered", "ok", []), ("failed", "failed", ["contact_failed"])],
    )
    def test_without_a_phone_she_is_reached_through_the_contact(
        self, scene: make.Scene, state: str, shown: str, unreached: list[str]
    ) -> None:
        Probationer.objects.filter(pk=scene.person.pk).update(phone="", phone_status="none")
        scene.person.refresh_from_db()
        trusted.active(scene.person, scene.agent)
        made = booked(scene, SOON)
        Message.objects.filter(subject=copy_of(str(made))).update(state=state)
        row = Appointment.objects.select_related("probationer").get(pk=made.pk)
        standing = reach.standings([row])[str(made)]
        assert (standing.state, standing.reason) == (shown, "through_contact")
        assert [one.reason for one in desk.unreached(Appointment.objects.all(), now=clock.now())] == unreached

    def test_without_a_phone_and_without_a_contact_nobody_is_reached(self, scene: make.Scene) -> None:
        Probationer.objects.filter(pk=scene.person.pk).update(phone="", phone_status="none")
        booked(scene, SOON)
        assert [one.reason for one in desk.unreached(Appointment.objects.all(), now=clock.now())] == ["no_number"]

    def test_copies_stand_in_the_history_of_the_file(self, scene: make.Scene) -> None:
        trusted.active(scene.person, scene.agent)
        booked(scene)
        kinds = {one.kind for one in delivery.of_holder(scene.person.holder_id)}
        assert {"trust_ask", "copy_reminder", "copy_confirmation"} <= kinds

    def test_the_office_reads_a_copy_s_words_before_they_leave(self, scene: make.Scene) -> None:
        trusted.active(scene.person, scene.agent)
        made = booked(scene)
        rows = list(Message.objects.filter(subject=copy_of(str(made))))
        words = forecasts.of(rows, at={row.pk: row.not_before for row in rows})
        assert {row.pk for row in rows} == set(words)
        eve = next(row for row in rows if row.occasion.startswith("day-1/"))
        assert "demain" in words[eve.pk].text and words[eve.pk].segments >= 1
        Probationer.objects.filter(pk=scene.person.pk).update(sensitive_channel=True)
        refused = forecasts.of(rows, at={row.pk: row.not_before for row in rows})
        assert {one.refusal for one in refused.values()} == {"state_not_messaged"}
