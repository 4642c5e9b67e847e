"""What comes back by SMS, from the row that the gateway's webhook left to the words that go back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command

from backend.agenda.models import Answer, Appointment
from backend.common import clock, neutral
from backend.common.sms import segments
from backend.config import composers as wiring
from backend.delivery import actions_reports, composers
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.models import IncomingSms, Message, OptOut
from backend.delivery.rules import copy_of
from backend.delivery.rules_reports import Incoming
from backend.probationers.models import Probationer, TrustedContact
from backend.reminders import incoming
from backend.reminders.models import Reply
from tests.agenda import make
from tests.probationers import make as probationers
from tests.probationers import trusted

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    call_command("load_national", verbosity=0)
    wiring.register()
    return make.Scene(phone="+33147000000")


def booked(scene: make.Scene, days: int = 3, **more: Any) -> Appointment:
    return make.appointment(scene.person, place=scene.place, starts_at=make.working_day(days), **more)


def told(row: Appointment, *, kind: str = "reminder", ago: int = 30, **more: Any) -> Message:
    """A message about it that the gateway took so many minutes ago."""
    at = clock.now() - timedelta(minutes=ago)
    values: dict[str, Any] = {
        "subject": str(row), "revision": row.revision, "kind": kind, "channel": "sms", "occasion": f"{ago}",
        "holder": row.probationer.holder, "state": "delivered", "recipient": row.probationer.phone, "not_before": at,
        "next_try_at": at, "expires_at": row.starts_at, "created_at": at, "accepted_at": at,
    }  # fmt: skip
    return Message.objects.create(**(values | more))


def comes(text: str, sender: str, *, ref: str = "") -> IncomingSms:
    """Through the webhook's own action, then what the planner does at each look."""
    reference = ref or f"in-{IncomingSms.objects.count()}"
    actions_reports.take_incoming("demonstration", Incoming(reference, sender, text))
    read_all()
    return IncomingSms.objects.get(gateway_ref=reference)


def read_all() -> None:
    for number in incoming.unread():
        incoming.read(number)


def answers_sent() -> list[str]:
    return list(
        Message.objects.filter(subject__startswith="incoming:").order_by("created_at").values_list("kind", flat=True)
    )


def words_of(kind: str) -> Text | Refusal:
    row = Message.objects.get(kind=kind)
    due = Due(
        row.pk, row.subject, row.revision, row.kind, row.channel, row.occasion, row.holder_id, row.lane, row.expires_at
    )
    compose = composers.of(kind)
    assert compose is not None
    return compose([due])[0]


def test_two_is_passed_on_about_what_the_last_message_spoke_of(scene: make.Scene) -> None:
    soon, later = booked(scene, 3), booked(scene, 20)
    told(soon, ago=300)
    told(later, kind="confirmation")
    comes("2 malade", scene.person.phone)
    given = Answer.objects.get()
    assert (given.appointment_id, given.kind, given.channel, given.words) == (later.pk, "cannot", "sms", "2 malade")
    later.refresh_from_db()
    assert later.state == "booked", "passed on, not excused"
    reply = Reply.objects.get()
    assert (reply.appointment_id, reply.to_read, reply.is_shared) == (later.pk, False, False)
    said = words_of("reply_no")
    assert isinstance(said, Text) and said.to == scene.person.phone
    assert "pas excusé tant que" in said.body and "01 47 00 00 00" in said.body
    assert neutral.reveals(said.body) == [] and segments(said.body).segments == 1
    message = Message.objects.get(kind="reply_no")
    assert (message.lane, message.holder_id, message.state) == ("now", scene.person.holder_id, "pending")


def test_after_a_message_that_named_two_appointments_nothing_is_guessed(scene: make.Scene) -> None:
    first, other = booked(scene, 3), booked(scene, 3)
    carrier = told(first)
    told(other, state="superseded", reason="merged", carrier=carrier, recipient="", accepted_at=None)
    comes("2", scene.person.phone)
    assert not Answer.objects.exists() and answers_sent() == ["reply_other"]


def test_one_is_thanked_and_counted(scene: make.Scene) -> None:
    row = booked(scene)
    told(row)
    comes("١", scene.person.phone)
    assert Answer.objects.get().kind == "coming" and Answer.objects.get().words == ""
    said = words_of("reply_yes")
    assert isinstance(said, Text) and said.body.startswith("Merci, c'est noté : ")


def test_the_same_sms_told_or_read_twice_is_one_answer_and_one_message(scene: make.Scene) -> None:
    told(booked(scene))
    for _ in range(3):
        comes("2", scene.person.phone, ref="again")
    incoming.read(IncomingSms.objects.get().pk)
    assert Answer.objects.count() == Reply.objects.count() == len(answers_sent()) == 1


def test_one_again_is_neither_recorded_nor_answered_again(scene: make.Scene) -> None:
    told(booked(scene))
    for text in ("1", "1", "2", "2 malade", "1"):
        comes(text, scene.person.phone)
    assert list(Answer.objects.order_by("at").values_list("kind", "words")) == [
        ("coming", ""), ("cannot", ""), ("cannot", "2 malade"), ("coming", ""),
    ]  # fmt: skip
    assert answers_sent() == ["reply_yes", "reply_no", "reply_yes"]


@pytest.mark.parametrize("text", ["1", "2", "Oui"])
def test_where_it_is_not_certain_nothing_is_recorded_and_an_agent_reads_it(scene: make.Scene, text: str) -> None:
    booked(scene)  # never spoken of
    comes(text, scene.person.phone)
    assert not Answer.objects.exists() and Reply.objects.get().to_read
    assert answers_sent() == ["reply_other"]


@pytest.mark.parametrize("why", ["moved since", "cancelled since", "past", "another number", "never left", "after it"])
def test_each_doubt(scene: make.Scene, why: str) -> None:
    row = booked(scene, revision=2 if why == "moved since" else 1)
    if why == "cancelled since":
        Appointment.objects.filter(pk=row.pk).update(state="cancelled")
    if why == "past":
        Appointment.objects.filter(pk=row.pk).update(starts_at=clock.now() - timedelta(minutes=1))
    told(
        row,
        revision=1,
        recipient="+33639989999" if why == "another number" else scene.person.phone,
        state="failed" if why == "never left" else "accepted",
        accepted_at=clock.now() + timedelta(minutes=5) if why == "after it" else clock.now() - timedelta(minutes=5),
    )
    comes("1", scene.person.phone)
    assert not Answer.objects.exists() and Reply.objects.get().to_read


def test_a_number_in_two_files_answers_for_neither_and_both_agents_read_it(scene: make.Scene) -> None:
    other = scene.another()
    Probationer.objects.filter(pk=other.pk).update(phone=scene.person.phone, language="ar")
    told(booked(scene))
    comes("1", scene.person.phone)
    assert not Answer.objects.exists()
    assert list(Reply.objects.values_list("to_read", "is_shared")) == [(True, True)] * 2
    assert Message.objects.get(kind="reply_other").holder_id is None
    said = words_of("reply_other")
    assert isinstance(said, Text) and said.body.startswith("Votre message est transmis") and said.language == "fr"


@pytest.mark.parametrize("text", ["bonjour", "STOP", "1"])
def test_a_number_in_no_file_is_counted_and_shown_to_nobody(scene: make.Scene, text: str) -> None:
    sms = comes(text, "+33639989998")
    assert (sms.sender, sms.text, sms.understood_as != "", sms.settled_at is not None) == ("", "", True, True)
    assert not Reply.objects.exists() and answers_sent() == []


def test_anything_else_is_answered_once_a_day_with_the_number_to_call(scene: make.Scene) -> None:
    for text in ("je serai en retard", "vous avez lu ?", "STOP au feu rouge je cours"):
        comes(text, scene.person.phone)
    assert answers_sent() == ["reply_other"]
    assert Reply.objects.filter(to_read=True).count() == 3
    said = words_of("reply_other")
    assert isinstance(said, Text) and "01 47 00 00 00" in said.body
    IncomingSms.objects.update(settled_at=clock.now() - timedelta(hours=25))
    comes("encore moi", scene.person.phone)
    assert answers_sent() == ["reply_other"] * 2


def test_thanks_ask_nothing_of_anybody(scene: make.Scene) -> None:
    comes("ok merci", scene.person.phone)
    assert (Reply.objects.get().to_read, answers_sent()) == (False, [])


def test_stop_of_somebody_expected_is_shown_and_confirmed_once(scene: make.Scene) -> None:
    booked(scene)
    for _ in range(2):
        comes("STOP", scene.person.phone)
    assert answers_sent() == ["reply_stop"] and Reply.objects.filter(to_read=True).count() == 2
    said = words_of("reply_stop")
    assert isinstance(said, Text) and "Vos rendez-vous restent prévus" in said.body
    comes("START", scene.person.phone)
    assert answers_sent() == ["reply_stop", "reply_start"]


def test_stop_of_somebody_not_expected_asks_nothing_of_the_agent(scene: make.Scene) -> None:
    comes("STOP", scene.person.phone)
    assert not Reply.objects.get().to_read


@pytest.mark.parametrize("state", ["detained", "deceased"])
def test_a_phone_in_other_hands_is_not_answered(scene: make.Scene, state: str) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(state=state)
    comes("bonjour", scene.person.phone)
    assert answers_sent() == []
    assert Reply.objects.count() == (state == "detained")


def test_a_sensitive_channel_is_answered_without_the_hour(scene: make.Scene) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(sensitive_channel=True)
    told(booked(scene))
    comes("2", scene.person.phone)
    said = words_of("reply_no")
    assert isinstance(said, Text) and "10h00" not in said.body and "01 47 00 00 00" in said.body


def test_the_answer_is_refused_when_the_number_left_the_file_meanwhile(scene: make.Scene) -> None:
    comes("bonjour", scene.person.phone)
    Probationer.objects.filter(pk=scene.person.pk).update(phone="+33639989997")
    assert words_of("reply_other") == Refusal("number_in_no_file")


def test_several_services_give_no_number_to_call(scene: make.Scene) -> None:
    from tests.organisations import make as organisations

    scene.person.affiliations.create(organisation=organisations.organisation(phone="+33147000001"), since=clock.now())
    comes("bonjour", scene.person.phone)
    said = words_of("reply_other")
    assert isinstance(said, Text) and said.body == "Votre message est transmis. Nous ne répondons pas par SMS."


def test_an_old_sms_is_read_but_not_answered(scene: make.Scene) -> None:
    IncomingSms.objects.create(
        gateway="x", gateway_ref="old", sender=scene.person.phone, text="bonjour", understood_as="other",
        received_at=clock.now() - timedelta(hours=7),
    )  # fmt: skip
    read_all()
    assert Reply.objects.get().to_read and answers_sent() == []
    assert isinstance(Reply.objects.get().pk, UUID)


def test_a_copy_about_somebody_else_leaves_a_doubt(scene: make.Scene) -> None:
    """Who is expected herself and helps somebody: the last message to her number spoke of the other's appointment."""
    told(booked(scene))
    helped = probationers.file(organisation=scene.service)
    trusted.active(helped, scene.agent, phone=scene.person.phone)
    other = make.appointment(helped, place=scene.place)
    told(other, subject=copy_of(str(other)), kind="copy_reminder", ago=2, recipient=scene.person.phone)
    comes("1", scene.person.phone)
    assert not Answer.objects.exists() and Reply.objects.get().to_read


@pytest.mark.parametrize(
    ("state", "ended"), [("sending", False), ("unknown", False), ("unconfirmed", True), ("delivered", True)]
)
def test_what_may_be_at_the_phone_unknown_to_us_leaves_a_doubt(scene: make.Scene, state: str, ended: bool) -> None:
    """The answer to its sending was lost: it stands nowhere as accepted, and its words and number were never kept."""
    earlier, last = booked(scene, 3), booked(scene, 20)
    told(earlier, ago=3000)
    at = clock.now() - timedelta(minutes=5)
    told(last, ago=5, state=state, accepted_at=None, recipient="", ended_at=at if ended else None)
    comes("2", scene.person.phone)
    assert not Answer.objects.exists() and Reply.objects.get().to_read


def test_a_doubtful_message_about_the_same_appointment_leaves_none(scene: make.Scene) -> None:
    row = booked(scene, 3)
    told(row, ago=3000)
    told(row, ago=5, state="unknown", accepted_at=None, recipient="")
    comes("1", scene.person.phone)
    assert Answer.objects.get().appointment_id == row.pk


def test_an_old_doubt_is_over_once_something_surely_came(scene: make.Scene) -> None:
    doubted, last = booked(scene, 3), booked(scene, 20)
    old = clock.now() - timedelta(days=2)
    told(doubted, ago=2880, state="unconfirmed", accepted_at=None, recipient="", ended_at=old)
    told(last, ago=30)
    comes("1", scene.person.phone)
    assert Answer.objects.get().appointment_id == last.pk


def test_a_stop_holds_although_somebody_named_that_number_whom_nobody_asked(scene: make.Scene) -> None:
    """Proposed to an agent and never written to: its STOP can only be about its own reminders."""
    other = scene.another()
    TrustedContact.objects.create(
        probationer=other, phone=scene.person.phone, name="Mme SPECIMEN", relation="family", named_at=clock.now(),
        named_by="device:1", consented_on=clock.now().date(),
    )  # fmt: skip
    Probationer.objects.filter(pk=scene.person.pk).update(phone_status="given")
    comes("STOP", scene.person.phone)
    assert OptOut.objects.filter(number=scene.person.phone).exists()


def test_an_sms_that_is_read_late_does_not_unsay_the_later_one(scene: make.Scene) -> None:
    """The first could not be read at once; a later "I can't" was: an absence must not be hidden by an older "1"."""
    told(booked(scene))
    for reference, text in (("first", "1"), ("second", "2")):
        actions_reports.take_incoming("demonstration", Incoming(reference, scene.person.phone, text))
    first, second = incoming.unread()
    incoming.read(second)
    incoming.read(first)
    assert [one.kind for one in Answer.objects.all()] == ["cannot"]
    assert Reply.objects.get(sms=first).to_read, "an agent sees both"


def test_an_sms_of_no_number_is_nobody_s(scene: make.Scene) -> None:
    """It stands in no file, however many files have no number either."""
    Probationer.objects.filter(pk=scene.person.pk).update(phone="", phone_status="none")
    comes("2 malade", "")
    assert not Reply.objects.exists()
