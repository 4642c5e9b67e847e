"""A file's state changes with appointments to come: asked, never silent, by each state's own rule (field rule 10)."""

import json
from itertools import product

import pytest
from django.core.management import call_command

from backend.agenda import actions, actions_states
from backend.agenda.bookings import Booking
from backend.agenda.models import Appointment
from backend.common.errors import Refused
from backend.delivery.models import Message
from backend.organisations.models import Role
from backend.probationers import rules
from backend.probationers.states import State
from backend.reminders import actions as reminders
from tests.accounts import make as accounts
from tests.agenda import make
from tests.organisations import make as organisations

pytestmark = pytest.mark.django_db
ASKED = ["detained", "hospitalised", "ended", "deceased"]


@pytest.fixture
def scene() -> make.Scene:
    call_command("load_national", verbosity=0)
    return make.Scene()


def booked(scene: make.Scene, day: int = 7, **more: object) -> Appointment:
    """Booked and planned; its confirmation has left."""
    wish = Booking(scene.person.pk, scene.free_type.pk, place=scene.place.pk, starts_at=make.working_day(day))
    made = actions.book(wish, by=scene.agent)
    reminders.plan(made.pk)
    Message.objects.filter(subject=str(made), kind="confirmation").update(state="accepted", attempts=1)
    return made


def waiting(row: Appointment) -> list[str]:
    return sorted(Message.objects.filter(subject=str(row), state="pending").values_list("kind", flat=True))


# For each state and wish: the appointment's state, what still leaves of it, and what an agent has to do.
@pytest.mark.parametrize(
    ("state", "coming", "tells", "after", "leaves", "task"),
    [
        ("detained", "cancel", True, "cancelled", [], ["tell_by_hand"]),
        ("detained", "cancel", False, "cancelled", [], []),
        ("detained", "keep", True, "booked", [], []),
        ("hospitalised", "cancel", True, "cancelled", [], ["tell_by_hand"]),
        ("hospitalised", "keep", True, "booked", [], []),
        ("ended", "cancel", True, "cancelled", ["cancelled"], []),
        ("ended", "cancel", False, "cancelled", [], []),
        ("ended", "keep", True, "booked", [], []),
        ("deceased", "cancel", True, "cancelled", [], []),
        ("abroad", None, True, "booked", ["reminder", "reminder"], []),
    ],
)
def test_each_state_has_its_rule(
    scene: make.Scene, state: str, coming: actions_states.Coming | None, tells: bool, after: str,
    leaves: list[str], task: list[str],
) -> None:  # fmt: skip
    made = booked(scene)
    done = actions_states.set_state(scene.person.pk, state=state, coming=coming, tell_person=tells, by=scene.agent)
    reminders.plan(made.pk)
    made.refresh_from_db()
    scene.person.refresh_from_db()
    assert (scene.person.state, made.state, waiting(made)) == (state, after, leaves)
    assert list(made.tasks.filter(done_at=None).values_list("kind", flat=True)) == task
    assert done.cancelled == (after == "cancelled") and done.kept == (coming == "keep")


@pytest.mark.parametrize("state", ASKED)
def test_nothing_changes_in_silence(scene: make.Scene, state: str) -> None:
    made = booked(scene)
    with pytest.raises(Refused, match="appointments_to_come"):
        actions_states.set_state(scene.person.pk, state=state, by=scene.agent)
    scene.person.refresh_from_db()
    made.refresh_from_db()
    assert (scene.person.state, made.state) == ("followed", "booked")


def test_nothing_is_kept_for_the_dead(scene: make.Scene) -> None:
    booked(scene)
    with pytest.raises(Refused, match="appointments_to_come"):
        actions_states.set_state(scene.person.pk, state="deceased", coming="keep", by=scene.agent)


def test_with_nothing_to_come_nothing_is_asked(scene: make.Scene) -> None:
    done = actions_states.set_state(scene.person.pk, state="ended", by=scene.agent)
    assert (done.cancelled, done.kept) == (0, 0)


def test_what_others_decide_stays_and_is_told(scene: make.Scene) -> None:
    court = organisations.organisation(kind="tj", linked=[scene.service])
    hearing = make.appointment(scene.person, organisation=court, type=make.type(decider="judge"))
    made = booked(scene)
    done = actions_states.set_state(scene.person.pk, state="detained", coming="cancel", by=scene.agent)
    hearing.refresh_from_db()
    made.refresh_from_db()
    assert (done.cancelled, done.kept, hearing.state, made.state) == (1, 1, "booked", "cancelled")
    row = accounts.signed_in_client(scene.agent).get(f"/api/agent/appointments/{hearing.pk}").json()
    assert row["probationer"]["state"] == "detained"


@pytest.mark.parametrize(("state", "kind"), list(product(State.values, ["reminder", "moved", "cancelled", "code"])))
def test_what_may_be_said_in_each_state(state: str, kind: str) -> None:
    """Abroad the person still comes; in an institution others hold the phone; the dead are left in peace."""
    said = {
        "followed": {"reminder", "moved", "cancelled", "code"},
        "abroad": {"reminder", "moved", "cancelled", "code"},
        "detained": {"code"},
        "hospitalised": {"code"},
        "ended": {"cancelled", "code"},
        "deceased": set(),
    }
    assert rules.messaging(state, kind) == (kind in said[state])
    assert rules.is_reminded(state) == ("reminder" in said[state])


def test_over_the_api_it_is_asked_and_answered(scene: make.Scene) -> None:
    booked(scene)
    office, path = accounts.signed_in_client(scene.agent), f"/api/agent/probationers/{scene.person.pk}/state"

    def post(**body: object) -> tuple[int, dict[str, object]]:
        answer = office.post(path, json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    status, refused = post(state="ended")
    assert (status, refused["code"], refused["detail"]) == (409, "appointments_to_come", {"count": 1})
    assert post(state="ended", coming="cancel") == (200, {"cancelled": 1, "kept": 0})


@pytest.mark.parametrize(("state", "coming"), [*product(ASKED[:3], ["keep", "cancel"]), ("deceased", "cancel")])
def test_what_a_judge_decides_is_no_hearing_without_a_reminder_that_nobody_knows_of(
    scene: make.Scene, state: str, coming: actions_states.Coming
) -> None:
    """D194: an officer ended a file, and the judge's hearing lost its reminder without a word to anybody."""
    court = organisations.organisation(kind="tj", linked=[scene.service])
    scene.service.linked.add(court)
    hearing = make.appointment(scene.person, organisation=court, type=make.type(decider="judge"))
    actions_states.set_state(scene.person.pk, state=state, coming=coming, by=scene.agent)
    judge = accounts.signed_in_client(accounts.agent(court, Role.JAP))
    (task,) = judge.get("/api/agent/morning").json()["tasks"]
    assert (task["kind"], task["appointment"]["id"]) == ("not_reminded", str(hearing.pk))
    actions_states.set_state(scene.person.pk, state="followed", by=scene.agent)
    assert judge.get("/api/agent/morning").json()["tasks"] == []
    actions_states.set_state(scene.person.pk, state=state, coming=coming, by=scene.agent)
    assert len(judge.get("/api/agent/morning").json()["tasks"]) == 1
