"""OUI and NON by SMS."""

import pytest

from backend.agenda.models import Answer
from backend.common import clock
from backend.delivery.models import IncomingSms
from backend.reminders import incoming
from tests.agenda import make

pytestmark = pytest.mark.django_db


def sms(sender: str, *, understood_as: str, number: int = 1) -> IncomingSms:
    return IncomingSms.objects.create(
        gateway="demonstration", gateway_ref=str(number), sender=sender, text="NON je travaille",
        received_at=clock.now(), understood_as=understood_as,
    )  # fmt: skip


def read_all() -> None:
    for number in incoming.unread():
        incoming.read(number)


def test_a_no_is_passed_on_about_the_next_appointment_once() -> None:
    scene = make.Scene()
    soon = make.appointment(scene.person, starts_at=make.working_day(3))
    make.appointment(scene.person, starts_at=make.working_day(20))
    sms(scene.person.phone, understood_as="no")
    read_all()
    read_all()
    given = Answer.objects.get()
    assert (given.appointment_id, given.kind, given.channel, given.words) == (
        soon.pk,
        "cannot",
        "sms",
        "NON je travaille",
    )
    soon.refresh_from_db()
    assert soon.state == "booked", "passed on, not excused"


def test_a_number_in_two_files_answers_for_neither() -> None:
    scene = make.Scene()
    other = scene.another()
    other.phone = scene.person.phone
    other.save()
    make.appointment(scene.person)
    make.appointment(other)
    sms(scene.person.phone, understood_as="yes")
    read_all()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("understood_as", ["other", "stop", ""])
def test_what_is_no_answer_is_left_alone(understood_as: str) -> None:
    scene = make.Scene()
    make.appointment(scene.person)
    sms(scene.person.phone, understood_as=understood_as)
    assert incoming.unread() == []
