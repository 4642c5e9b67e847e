"""Whether anybody is told: said before the act, in its answer and on the page, for every reason for which nothing
leaves; and never of an hour that no longer holds."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.agenda import actions as agenda
from backend.agenda import actions_national as national_types
from backend.agenda import reach
from backend.agenda.bookings import Booking
from backend.agenda.models import Answer, Appointment, Task
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.models import Message
from backend.probationers.models import Probationer
from backend.reminders import actions, actions_national, queries_reach
from backend.reminders.models import Text
from tests.accounts import make as accounts
from tests.agenda import make
from tests.delivery import make as outbox
from tests.reminders.hours import move_to

pytestmark = pytest.mark.django_db

# What of a person lets nothing leave, by the reason that is said for it.
SILENT: dict[str, dict[str, Any]] = {
    "opted_out": {"wants_sms": False},
    "no_number": {"phone": "", "phone_status": "none"},
    "wrong_number": {"phone_status": "wrong"},
    "number_not_mobile": {"phone": "+33147000001"},
    "state_not_messaged": {"state": "detained"},
}
OPEN: tuple[dict[str, Any], ...] = ({}, {"wants_sms": False, "wants_email": True, "email_proved_at": clock.real()})


@pytest.fixture
def scene() -> make.Scene:
    national_types.load_national()
    actions_national.load_national()
    move_to(10)
    return make.Scene(phone="+33639980001")


def change(scene: make.Scene, **fields: Any) -> None:
    Probationer.objects.filter(pk=scene.person.pk).update(**fields)
    scene.person.refresh_from_db()


def booked(scene: make.Scene, days: int = 20, **more: Any) -> Appointment:
    wish = Booking(
        scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(days), force=True, **more
    )
    row = agenda.book(wish, by=scene.agent)
    actions.plan(row.pk)
    return row


def leave(row: Appointment, kind: str) -> None:
    left = Message.objects.filter(subject=str(row), kind=kind)
    assert left.update(state="delivered", accepted_at=clock.now(), delivered_at=clock.now())


def page(scene: make.Scene, row: Appointment) -> dict[str, Any]:
    told: dict[str, Any] = accounts.signed_in_client(scene.agent).get(f"/api/agent/appointments/{row.pk}").json()
    return told


def file(scene: make.Scene) -> dict[str, Any]:
    told: dict[str, Any] = accounts.signed_in_client(scene.agent).get(f"/api/agent/files/{scene.person.pk}").json()
    return told


def post(scene: make.Scene, path: str, **body: Any) -> Any:
    return accounts.signed_in_client(scene.agent).post(
        f"/api/agent/appointments/{path}", body, content_type="application/json"
    )


def previewed(scene: make.Scene) -> dict[str, Any]:
    at = make.working_day(25).isoformat()
    told: dict[str, Any] = post(
        scene, "preview", probationer=str(scene.person.pk), type=scene.free_type.pk, place=scene.place.pk, starts_at=at
    ).json()
    return told


@pytest.mark.parametrize("reason", SILENT)
@pytest.mark.parametrize("was_reached", [False, True])
def test_for_every_reason_for_which_nothing_leaves_it_is_said(
    scene: make.Scene, reason: str, was_reached: bool
) -> None:
    """What reached the person before says nothing of what can't leave now."""
    if was_reached:
        leave(booked(scene, 10), "confirmation")
    change(scene, **SILENT[reason])
    told = previewed(scene)
    assert (told["messages"], told["unreachable"]["reason"]) == ([], reason)
    row = booked(scene)
    shown = page(scene, row)
    assert (shown["silence"]["reason"], shown["unreachable"]["reason"]) == (reason, reason)
    assert (shown["occasions"], shown["is_told"]) == ([], False)
    assert (file(scene)["silence"]["reason"], file(scene)["channels"]) == (reason, [])
    assert post(scene, f"{row.pk}/outcome", outcome="excused").json()["tells_from"] is None


def test_of_a_number_that_said_stop_too(scene: make.Scene) -> None:
    change(scene, phone_status="proved")
    delivery.opt_out(scene.person.phone)
    assert previewed(scene)["unreachable"]["reason"] == "opted_out"
    assert page(scene, booked(scene))["silence"]["reason"] == "opted_out"


def test_a_text_that_nobody_wrote_is_a_reason_too(scene: make.Scene) -> None:
    Text.objects.all().delete()
    told = previewed(scene)
    assert (told["messages"], told["unreachable"]["reason"]) == ([], "no_text")


def test_a_file_names_the_channels_by_which_messages_leave(scene: make.Scene) -> None:
    """Refusing the SMS, the person still has what her device shows and the mail that she proved."""
    assert (file(scene)["channels"], file(scene)["silence"]) == (["sms"], None)
    outbox.subscription(scene.person.holder)
    change(scene, wants_sms=False, wants_email=True, email="essai@exemple.test", email_proved_at=clock.now())
    assert (file(scene)["channels"], file(scene)["silence"]) == (["push", "email"], None)


@pytest.mark.parametrize("fields", [*SILENT.values(), *OPEN])
@pytest.mark.parametrize("listens", [False, True])
def test_the_agenda_finds_the_channels_that_the_planner_does(
    scene: make.Scene, fields: dict[str, Any], listens: bool
) -> None:
    change(scene, **fields)
    if listens:
        outbox.subscription(scene.person.holder)
    known = queries_reach.of_file(scene.person)
    letters = {"sms": "s", "push": "p", "email": "e"}
    assert {letters[one] for one in reach.open_to(scene.person, "reminder")} == set(known.mark)


def test_what_is_to_be_announced_is_what_happened(scene: make.Scene) -> None:
    """To send again to somebody who takes no messages is a task, and no move."""
    change(scene, wants_sms=False)
    row = booked(scene)
    assert post(scene, f"{row.pk}/resend").json()["code"] == "resend_opted_out"

    def what() -> list[str]:
        return [one["what"] for one in accounts.signed_in_client(scene.agent).get("/api/agent/to-call").json()["items"]]

    assert what() == ["booked"]
    agenda.move(row.pk, Booking(scene.person.pk, scene.free_type.pk, starts_at=make.working_day(21)), by=scene.agent)
    assert what() == ["moved"]


@pytest.mark.parametrize("act", ["move", "cancel", "excuse"])
def test_no_list_shows_the_messages_of_an_hour_that_no_longer_holds(scene: make.Scene, act: str) -> None:
    """Between the act and the planner's look."""
    row = booked(scene)
    leave(row, "confirmation")
    assert (page(scene, row)["is_planned"], len(page(scene, row)["occasions"])) == (True, 3)
    if act == "move":
        wish = Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(8))
        agenda.move(row.pk, wish, by=scene.agent)
    elif act == "cancel":
        agenda.cancel(row.pk, tell_person=True, by=scene.agent)
    else:
        agenda.record(row.pk, outcome="excused", by=scene.agent)
    shown = page(scene, row)
    assert (shown["is_planned"], [one["kind"] for one in shown["occasions"]]) == (False, ["confirmation"])
    assert [one["kind"] for one in file(scene)["occasions"]] == ["confirmation"]
    actions.plan(row.pk)
    assert page(scene, row)["is_planned"] and len(page(scene, row)["occasions"]) > 1


@pytest.mark.parametrize(("can_tell", "by"), [(True, "message"), (False, "nobody")])
def test_calling_back_whom_one_excused_asks_first(scene: make.Scene, can_tell: bool, by: str) -> None:
    row = booked(scene)
    leave(row, "confirmation")
    told = post(scene, f"{row.pk}/outcome", outcome="excused").json()["tells_from"]
    assert told is not None
    actions.plan(row.pk)
    leave(row, "excused")
    change(scene, wants_sms=can_tell)
    refused = post(scene, f"{row.pk}/undo")
    assert (refused.status_code, refused.json()["code"], refused.json()["detail"]) == (409, "undo_tells", {"by": by})
    assert post(scene, f"{row.pk}/undo?knows=true").json()["state"] == "booked"
    actions.plan(row.pk)
    assert Message.objects.filter(kind="confirmation", state="pending").exists() is can_tell
    assert Task.objects.filter(kind="tell_by_hand").exists() is not can_tell


def test_what_nobody_was_told_yet_is_taken_back_without_a_question(scene: make.Scene) -> None:
    row = booked(scene)
    leave(row, "confirmation")
    post(scene, f"{row.pk}/outcome", outcome="excused")
    actions.plan(row.pk)
    assert post(scene, f"{row.pk}/undo").status_code == 200


@pytest.mark.parametrize("sensitive", [False, True])
def test_whoever_was_excused_reads_that_she_is_expected_after_all(scene: make.Scene, sensitive: bool) -> None:
    change(scene, sensitive_channel=sensitive)
    row = booked(scene)
    leave(row, "confirmation")
    agenda.record(row.pk, outcome="excused", by=scene.agent)
    actions.plan(row.pk)
    leave(row, "excused")
    agenda.undo(row.pk, by=scene.agent, knows=True)
    actions.plan(row.pk)
    shown = [one["messages"][0]["foreseen"] for one in page(scene, row)["occasions"] if one["state"] == "will"]
    first = shown[0]
    assert "finalement" in first["text"] and first["segments"] == 1
    assert all("finalement" not in later["text"] for later in shown[1:])
    assert ("Immeuble" in first["text"] or scene.place.neutral_name in first["text"]) is not sensitive


def test_what_the_person_said_stays_in_the_history_of_one_that_moved(scene: make.Scene) -> None:
    row = booked(scene)
    Answer.objects.create(
        appointment=row, kind="cannot", reason="family", words="Mon enfant est malade", channel="app",
        revision=row.revision, at=clock.now(), idempotency_key=row.pk,
    )  # fmt: skip
    clock.shift(timedelta(minutes=1))
    wish = Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(8))
    agenda.move(row.pk, wish, by=scene.agent)
    told = page(scene, row)
    assert told["answer"] is None
    assert [one["event"] for one in told["events"]] == ["book", "answer_no", "move"]
    assert told["events"][1]["detail"] == {"told": "family", "words": "Mon enfant est malade"}


def test_a_miss_says_from_when_the_person_is_written_to(scene: make.Scene) -> None:
    row = booked(scene)
    clock.shift(row.starts_at - clock.now() + timedelta(minutes=20))
    told = post(scene, f"{row.pk}/outcome", outcome="missed").json()["tells_from"]
    assert clock.now() + timedelta(minutes=119) < datetime.fromisoformat(told) <= clock.now() + timedelta(hours=2)
    agenda.undo(row.pk, by=scene.agent)
    change(scene, **SILENT["wrong_number"])
    assert post(scene, f"{row.pk}/outcome", outcome="missed").json()["tells_from"] is None
