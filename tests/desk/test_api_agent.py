"""The agent's morning, a file, an appointment: scoped, journalled, at a constant cost."""

import uuid
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from backend.accounts.models import Agent
from backend.agenda.models import Answer, Appointment, Task
from backend.common import clock
from backend.delivery.models import Message, State
from backend.desk.queries_held import FEW
from backend.journal.models import Entry
from backend.organisations.models import Membership, Role
from backend.probationers.models import ContactChange, Probationer
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import cost, queries_of
from tests.probationers import make as probationers

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def morning(scene: make.Scene, **asked: str) -> dict[str, Any]:
    answer = accounts.signed_in_client(scene.agent).get("/api/agent/morning", asked)
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_how_much_waits_is_counted_as_in_the_morning_and_nobody_is_read(scene: make.Scene) -> None:
    """Every page's navigation asks for it: a line of the journal would say that somebody looked at persons."""
    make.appointment(scene.person, agent=scene.agent, starts_at=clock.now() - timedelta(days=2))
    answer(make.appointment(scene.person, place=scene.place, agent=scene.agent), "cannot")
    client = accounts.signed_in_client(scene.agent)
    rows = 'SELECT "agenda_appointment"."id", "agenda_appointment"."probationer_id"'
    counting, reading = (
        [sql for sql in queries_of(partial(client.get, path)) if sql.startswith(rows) and '."id" = ANY' in sql]
        for path in ("/api/agent/morning/waiting", "/api/agent/morning")
    )
    assert (len(counting), len(reading)) == (0, 1), "only the morning needs the rows of its appointments"
    before = Entry.objects.count()
    counted = client.get("/api/agent/morning/waiting")
    assert Entry.objects.count() == before
    assert scene.person.last_name not in counted.content.decode()
    shown = morning(scene)
    assert counted.json() == {name: shown[name] for name in ("counts", "without_outcome_count")}
    assert (shown["counts"]["answers"], shown["without_outcome_count"]) == (1, 1)


def answer(row: Appointment, kind: str) -> Answer:
    return Answer.objects.create(
        appointment=row, kind=kind, channel="app", revision=1, at=clock.now(), idempotency_key=uuid.uuid4()
    )


def failed(row: Appointment, reason: str = "unreachable") -> None:
    now = clock.now()
    Message.objects.create(
        subject=str(row),
        kind="reminder",
        channel="sms",
        holder=row.probationer.holder,
        state=State.FAILED,
        reason=reason,
        not_before=now,
        next_try_at=now,
        expires_at=now,
        created_at=now,
        ended_at=now,
    )


def test_a_cpip_sees_her_own_day_in_time_order(scene: make.Scene) -> None:
    late, early = (
        make.appointment(scene.person, agent=scene.agent, starts_at=make.working_day(7, hour=hour)) for hour in (15, 9)
    )
    make.appointment(scene.another(), starts_at=make.working_day(7, hour=11))
    answer(early, "coming")
    told = morning(scene, date=make.working_day(7).date().isoformat())
    assert [each["id"] for each in told["appointments"]] == [str(early.pk), str(late.pk)]
    assert told["coming_count"] == 1


def test_a_clerk_sees_the_services_day(scene: make.Scene) -> None:
    clerk = accounts.agent(scene.service, Role.SECRETARY_SPIP)
    row = make.appointment(scene.person, agent=scene.agent)
    told = accounts.signed_in_client(clerk).get("/api/agent/morning", {"date": row.starts_at.date().isoformat()})
    assert [each["id"] for each in told.json()["appointments"]] == [str(row.pk)]


def test_past_ones_without_outcome_wait_in_a_list(scene: make.Scene) -> None:
    old = make.appointment(scene.person, agent=scene.agent, starts_at=clock.now() - timedelta(days=3))
    came = clock.now() - timedelta(days=4)
    make.appointment(scene.person, agent=scene.agent, starts_at=came, state=Appointment.State.CAME)
    told = morning(scene)
    assert [each["id"] for each in told["without_outcome"]] == [str(old.pk)]
    assert told["without_outcome_count"] == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"phone": "", "phone_status": Probationer.PhoneStatus.NONE}, "no_number"),
        ({"phone_status": Probationer.PhoneStatus.WRONG}, "wrong_number"),
        ({"wants_sms": False}, "opted_out"),
    ],
)
def test_who_cannot_be_reached_is_told_with_why(scene: make.Scene, fields: dict[str, Any], reason: str) -> None:
    person = probationers.file(organisation=scene.service, **fields)
    make.appointment(person, agent=scene.agent, starts_at=clock.now() + timedelta(days=2))
    told = morning(scene)["unreachable"]
    assert [(each["probationer"]["id"], each["reason"]) for each in told] == [(str(person.pk), reason)]


def test_a_message_that_failed_is_told_with_its_own_reason(scene: make.Scene) -> None:
    row = make.appointment(scene.person, agent=scene.agent, starts_at=clock.now() + timedelta(days=2))
    failed(row)
    told = morning(scene)["unreachable"]
    assert [(each["reason"], each["appointment"]["reach"]) for each in told] == [("unreachable", "failed")]


def test_changes_answers_and_tasks_stand_in_the_morning_until_they_are_seen(scene: make.Scene) -> None:
    row = make.appointment(scene.person, agent=scene.agent)
    answer(row, "cannot")
    Task.objects.create(appointment=row, kind=Task.Kind.NOTIFY_FORMALLY, revision=1, created_at=clock.now())
    change = ContactChange.objects.create(
        probationer=scene.person,
        field=ContactChange.Field.ADDRESS,
        old="ici",
        new="là",
        by="device:x",
        at=clock.now(),
    )
    told = morning(scene)
    assert [each["answer"]["kind"] for each in told["answers"]] == ["cannot"]
    assert [each["kind"] for each in told["tasks"]] == ["notify_formally"]
    assert [(each["id"], each["old"]) for each in told["contact_changes"]] == [(str(change.pk), "ici")]
    Answer.objects.update(seen_at=clock.now())
    Task.objects.update(done_at=clock.now())
    ContactChange.objects.update(seen_at=clock.now())
    told = morning(scene)
    assert (told["answers"], told["tasks"], told["contact_changes"]) == ([], [], [])


def test_old_tasks_do_not_hide_one_that_can_still_be_done(scene: make.Scene) -> None:
    """A task of a past appointment is closed by nobody but an agent."""

    def task(days: int) -> Task:
        at = clock.now() + timedelta(days=days)
        row = make.appointment(scene.person, agent=scene.agent, starts_at=at, state="came" if days < 0 else "booked")
        return Task.objects.create(
            appointment=row, kind=Task.Kind.NOTIFY_FORMALLY, revision=1, created_at=clock.now() - timedelta(days=60)
        )

    old = [task(-days) for days in range(1, FEW + 2)]
    far, near = task(20), task(2)
    told = [each["id"] for each in morning(scene)["tasks"]]
    assert told == [near.pk, far.pk, *(one.pk for one in old[: FEW - 2])]


def test_a_file_shows_what_was_said_and_never_whether_it_was_read(scene: make.Scene) -> None:
    row = make.appointment(scene.person, agent=scene.agent)
    failed(row)
    told = accounts.signed_in_client(scene.agent).get(f"/api/agent/files/{scene.person.pk}").json()
    assert [each["id"] for each in told["upcoming"]] == [str(row.pk)]
    assert [(one["words"], one["why"]) for each in told["occasions"] for one in each["messages"]] == [
        ("failed", "unreachable")
    ]
    assert told["referent"]["id"] == scene.agent.pk and told["messaging"] == "all"
    assert not {"opened", "read", "seen"} & set(str(told["occasions"]).split("'"))


def test_an_appointment_says_where_its_place_is_and_of_which_of_one_name_it_is(scene: make.Scene) -> None:
    scene.place.name = "Accueil"
    scene.place.save()
    row = make.appointment(scene.person, agent=scene.agent, place=scene.place)
    client = accounts.signed_in_client(scene.agent)
    told = client.get(f"/api/agent/appointments/{row.pk}").json()
    assert told["place_address"] == "1 rue de l'Essai, 92000 Nanterre"
    whole = f"Accueil, {scene.service.name}, Nanterre"
    places = [told["place"], client.get("/api/agent/agendas").json()["items"][0]["place"]]
    assert [(place["name"], place["full_name"]) for place in places] == [("Accueil", whole)] * 2
    assert client.get("/api/agent/places").json()["items"][0]["full_name"] == whole


def test_every_reading_leaves_its_line_and_no_name(scene: make.Scene) -> None:
    row = make.appointment(scene.person, agent=scene.agent)
    client = accounts.signed_in_client(scene.agent)
    client.get("/api/agent/morning")
    client.get(f"/api/agent/files/{scene.person.pk}")
    client.get(f"/api/agent/appointments/{row.pk}")
    entries = Entry.objects.filter(verb__startswith="desk.").order_by("at")
    about = f"probationer:{scene.person.pk}"
    assert [(entry.verb, entry.about) for entry in entries] == [
        ("desk.read_morning", ""),
        ("desk.read_file", about),
        ("desk.read_appointment", about),
    ]
    assert "EXEMPLE" not in str(list(entries.values()))


def test_out_of_scope_nothing_exists(scene: make.Scene) -> None:
    row = make.appointment(scene.person)
    client = accounts.signed_in_client(scene.stranger)
    for kind, key in (("files", scene.person.pk), ("appointments", row.pk)):
        theirs, never = (client.get(f"/api/agent/{kind}/{each}") for each in (key, uuid.uuid4()))
        assert (theirs.status_code, theirs.content) == (404, never.content)


def test_the_morning_costs_the_same_with_forty_appointments(scene: make.Scene) -> None:
    client = accounts.signed_in_client(scene.agent)
    type = make.type()
    day = make.working_day(7)

    def book(count: int) -> None:
        for _ in range(count):
            person = scene.another()
            coming = make.appointment(person, agent=scene.agent, type=type, place=scene.place, starts_at=day)
            failed(coming)
            past = clock.now() - timedelta(days=2)
            make.appointment(person, agent=scene.agent, type=type, place=scene.place, starts_at=past)

    def read() -> None:
        assert client.get("/api/agent/morning", {"date": day.date().isoformat()}).status_code == 200

    book(2)
    few = cost(read)
    book(12)
    assert cost(read) == few


def change_in(person: Probationer) -> ContactChange:
    return ContactChange.objects.create(
        probationer=person, field=ContactChange.Field.ADDRESS, old="ici", new="là", by="device:x", at=clock.now()
    )


def told_changes(who: Agent) -> set[str]:
    told = accounts.signed_in_client(who).get("/api/agent/morning").json()
    return {each["id"] for each in told["contact_changes"]}


def test_what_changed_in_a_file_nobody_follows_is_told_to_everybody_there(scene: make.Scene) -> None:
    """Never to nobody: no referent yet, one who left, one of another service alone."""
    colleague, gone, linked = accounts.agent(scene.service), accounts.agent(scene.service), accounts.agent()
    linked_service = linked.memberships.get().organisation
    scene.service.linked.add(linked_service)
    elsewhere = probationers.file(organisation=linked_service, agent=linked)
    probationers.affiliate(elsewhere, scene.service)
    orphans = [scene.another(), probationers.file(organisation=scene.service, agent=gone), elsewhere]
    Membership.objects.filter(agent=gone).update(until=clock.now())
    theirs = change_in(scene.person)
    nobodys = {str(change_in(file).pk) for file in orphans}
    not_here = change_in(probationers.file(organisation=linked_service))
    assert told_changes(colleague) == nobodys
    assert told_changes(scene.agent) == nobodys | {str(theirs.pk)}
    assert told_changes(linked) == {str(not_here.pk)} | {str(row.pk) for row in elsewhere.contact_changes.all()}


def test_files_announced_for_their_end_stand_in_the_morning_of_whoever_looks_after_them(scene: make.Scene) -> None:
    soon, later = clock.now() + timedelta(days=3), clock.now() + timedelta(days=9)
    archived = probationers.file(
        organisation=scene.service, agent=scene.agent, archived_at=clock.now(), retention_at=later
    )
    Probationer.objects.filter(pk=scene.person.pk).update(retention_at=soon)
    probationers.file(organisation=scene.service, agent=accounts.agent(scene.service), retention_at=soon)
    told = morning(scene)["ending"]
    assert [(each["probationer"]["id"], each["step"]) for each in told] == [
        (str(scene.person.pk), "archive"),
        (str(archived.pk), "destroy"),
    ]
    make.appointment(scene.person, agent=scene.agent)
    told = morning(scene)["ending"]
    assert [each["probationer"]["id"] for each in told] == [str(archived.pk)]
