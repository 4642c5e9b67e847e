"""By an agent's hand: sent again once in half an hour, told otherwise; on real transactions where two press at once."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from backend.agenda import actions as agenda
from backend.agenda import actions_national as national_types
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment, AppointmentEvent, Task
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.composers import Due, Text
from backend.delivery.models import Message
from backend.journal.models import Entry
from backend.reminders import actions, actions_hand, actions_national, composers
from tests.accounts import make as accounts
from tests.agenda import make
from tests.agenda.test_concurrency import together
from tests.delivery import make as outbox
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return set_up()


def set_up() -> make.Scene:
    national_types.load_national()
    actions_national.load_national()
    return make.Scene(phone="+33171130200")


def booked(scene: make.Scene, *, left: bool = True) -> Appointment:
    """Told of by SMS already, unless not."""
    at = make.working_day(20)
    row = agenda.book(Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=at), by=scene.agent)
    actions.plan(row.pk)
    if left:
        Message.objects.filter(kind="confirmation").update(state="accepted", accepted_at=clock.now())
    return row


def resend(scene: make.Scene, row: Appointment, *, by: Any = None) -> ClientResponse:
    return accounts.signed_in_client(by or scene.agent).post(f"/api/agent/appointments/{row.pk}/resend")


def test_it_is_queued_at_once_by_sms_and_says_what_a_reminder_says(scene: make.Scene) -> None:
    row = booked(scene)
    answer = resend(scene, row)
    assert (answer.status_code, answer.json()["channel"]) == (201, "sms")
    said = Message.objects.get(occasion="hand:1")
    assert (said.kind, said.channel, said.state, said.lane) == ("reminder", "sms", "pending", "now")
    assert said.not_before <= clock.now() and said.expires_at == row.starts_at
    due = Due(**{name: getattr(said, name) for name in Due.__dataclass_fields__})
    assert isinstance(composers.compose([due])[0], Text)


def test_what_was_never_said_is_said_as_a_confirmation(scene: make.Scene) -> None:
    row = booked(scene, left=False)
    Message.objects.filter(kind="confirmation").update(state="failed", reason="unreachable", attempts=1)
    resend(scene, row)
    first = Message.objects.get(occasion="hand:1")
    assert first.kind == "confirmation"
    names = Due.__dataclass_fields__
    plain = Message.objects.get(kind="confirmation", occasion="")
    said = composers.compose([Due(**{name: getattr(each, name) for name in names}) for each in (first, plain)])
    assert said[0] == said[1], "not the words of a reminder"


def test_a_second_time_is_refused_until_half_an_hour_has_passed(scene: make.Scene) -> None:
    row = booked(scene)
    resend(scene, row)
    again = resend(scene, row)
    assert (again.status_code, again.json()["code"]) == (409, "resent_lately")
    first = Message.objects.get(occasion="hand:1").created_at
    assert again.json()["detail"] == {
        "at": first.isoformat(),
        "again_at": (first + timedelta(minutes=30)).isoformat(),
    }
    clock.shift(timedelta(minutes=30, seconds=1))
    Message.objects.filter(occasion="hand:1").update(state="accepted", accepted_at=clock.now())
    assert resend(scene, row).status_code == 201
    by_hand = Message.objects.filter(occasion__startswith="hand:").order_by("created_at")
    assert list(by_hand.values_list("occasion", flat=True)) == ["hand:1", "hand:2"]


def test_beside_one_that_is_about_to_leave_it_is_refused(scene: make.Scene) -> None:
    """A gateway is down: both would arrive when it is back."""
    row = booked(scene, left=False)
    Message.objects.filter(kind="confirmation").update(attempts=3, next_try_at=clock.now() + timedelta(minutes=5))
    answer = resend(scene, row)
    assert (answer.status_code, answer.json()["code"]) == (409, "resend_waiting")
    assert not Message.objects.filter(occasion__startswith="hand:").exists()


def test_another_appointment_of_the_person_is_not_held_back(scene: make.Scene) -> None:
    row, other = booked(scene), make.appointment(scene.person, place=scene.place, type=scene.free_type)
    assert resend(scene, row).status_code == resend(scene, other).status_code == 201


def test_who_said_stop_is_not_texted_and_becomes_a_task(scene: make.Scene) -> None:
    row = booked(scene)
    delivery.opt_out(scene.person.phone)
    for _ in range(2):
        answer = resend(scene, row)
        assert (answer.status_code, answer.json()["code"]) == (409, "resend_opted_out")
    assert not Message.objects.filter(occasion__startswith="hand:").exists()
    assert list(Task.objects.values_list("kind", "revision", "done_at")) == [("tell_by_hand", row.revision, None)]


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"phone": "", "phone_status": "none"}, "resend_unreachable"), ({"phone_status": "wrong"}, "resend_unreachable")],
)
def test_who_cannot_be_reached_is_said_so(scene: make.Scene, fields: dict[str, str], code: str) -> None:
    row = booked(scene)
    for name, value in fields.items():
        setattr(scene.person, name, value)
    scene.person.save()
    assert resend(scene, row).json()["code"] == code
    assert not Message.objects.filter(occasion__startswith="hand:").exists() and not Task.objects.exists()


def test_it_leaves_its_line_in_the_journal_and_in_the_history(scene: make.Scene) -> None:
    row = booked(scene)
    resend(scene, row)
    event = AppointmentEvent.objects.get(event="resend")
    assert (event.by, event.detail) == (str(scene.agent), {"channel": "sms"})
    entry = Entry.objects.get(verb="agenda.resend")
    assert (entry.actor, entry.subject, entry.about) == (str(scene.agent), str(row), f"probationer:{scene.person.pk}")


def test_a_new_channel_does_not_take_back_what_an_agent_sent(scene: make.Scene) -> None:
    row = booked(scene)
    resend(scene, row)
    outbox.subscription(scene.person.holder)
    assert actions.plan(row.pk) > 0, "planned anew for the notification"
    assert Message.objects.filter(occasion="hand:1", state="pending").count() == 1


def test_a_move_replaces_it(scene: make.Scene) -> None:
    row = booked(scene)
    resend(scene, row)
    moved = Booking(row.probationer_id, 0, place=scene.place.pk, starts_at=make.working_day(25))
    agenda.move(row.pk, moved, by=scene.agent)
    actions.plan(row.pk)
    assert Message.objects.get(occasion="hand:1").state == "superseded"


@pytest.mark.django_db(transaction=True)
def test_two_agents_who_press_at_once_send_one_message() -> None:
    scene = set_up()
    row, colleague = booked(scene), accounts.agent(scene.service)
    agents = [scene.agent, colleague] * 5
    ends = together([partial(actions_hand.resend, row.pk, by=by) for by in agents])
    assert ends == {"done": 1, "resent_lately": 9}
    assert Message.objects.filter(occasion__startswith="hand:").count() == 1


def told(scene: make.Scene, row: Appointment, **sent: str) -> ClientResponse:
    body = {"way": "call", "on": clock.now().date().isoformat()} | sent
    path = f"/api/agent/appointments/{row.pk}/told-otherwise"
    return accounts.signed_in_client(scene.agent).post(path, body, content_type="application/json")


def test_told_otherwise_is_written_down_and_ends_the_task(scene: make.Scene) -> None:
    row = booked(scene)
    delivery.opt_out(scene.person.phone)
    resend(scene, row)
    assert told(scene, row, way="letter").status_code == 204
    assert Task.objects.get().done_by == scene.agent
    event = AppointmentEvent.objects.get(event="told_otherwise")
    assert event.detail["way"] == "letter" and event.revision == row.revision
    assert Entry.objects.filter(verb="agenda.told_otherwise", actor=str(scene.agent)).count() == 1


def test_nobody_was_told_tomorrow(scene: make.Scene) -> None:
    row = booked(scene)
    answer = told(scene, row, on=(clock.now() + timedelta(days=2)).date().isoformat())
    assert (answer.status_code, answer.json()["fields"]) == (422, {"on": "date_to_come"})
    assert not AppointmentEvent.objects.filter(event="told_otherwise").exists()
