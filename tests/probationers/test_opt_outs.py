"""A STOP belongs to a number that stands in a file: the next owner of one that stands in none has said nothing."""

from datetime import timedelta

import pytest

from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.models import OptOut
from backend.probationers import actions_retention, tasks
from backend.probationers.models import ContactChange, TrustedContact
from tests.probationers import make

pytestmark = pytest.mark.django_db
OWN, OLD, NOBODYS = "+33639980001", "+33639980002", "+33639980003"


def kept() -> set[str]:
    return set(OptOut.objects.values_list("number", flat=True))


def test_a_stop_goes_when_its_number_stands_in_no_file() -> None:
    file = make.file(phone=OWN)
    for number in (OWN, OLD, NOBODYS):
        delivery.opt_out(number)
    now = clock.now()
    ContactChange.objects.create(probationer=file, field="phone", old=OLD, new=OWN, by="device:1", at=now)
    assert tasks.forget_stops() == 1
    assert kept() == {OWN, OLD}, "a number that can still be taken back keeps its STOP"
    clock.shift(timedelta(days=8))
    assert tasks.forget_stops() == 1
    assert kept() == {OWN}


def test_an_archived_file_keeps_its_stop() -> None:
    make.file(phone=OWN, archived_at=clock.now())
    delivery.opt_out(OWN)
    assert tasks.forget_stops() == 0 and kept() == {OWN}


def test_somebody_who_said_it_is_not_asked_to_be_a_contact() -> None:
    TrustedContact.objects.create(
        probationer=make.file(phone=OLD), phone=OWN, name="Mme SPECIMEN", relation="family", named_at=clock.now(),
        named_by="device:1", consented_on=clock.now().date(),
    )  # fmt: skip
    delivery.opt_out(OWN)
    assert tasks.forget_stops() == 0 and kept() == {OWN}


def test_a_call_looks_at_a_part_and_the_next_one_at_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions_retention, "STOPS", 2)
    make.file(phone=OWN)
    for number in (OWN, OLD, NOBODYS):
        delivery.opt_out(number)
    assert tasks.forget_stops() == 1 and kept() == {OWN, NOBODYS}
    clock.shift(timedelta(hours=1))
    assert tasks.forget_stops() == 1 and kept() == {OWN}
    assert tasks.forget_stops() == 0 and kept() == {OWN}
