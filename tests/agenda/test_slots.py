"""Seats made beforehand: on the wall clock of the place, never on a day off, never twice."""

import json
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from backend.agenda import actions, actions_slots, days_off, queries_slots
from backend.agenda.bookings import Booking
from backend.agenda.models import Agenda, Appointment, ItemToBring, Slot, SlotPattern
from backend.common import clock
from backend.common.errors import Malformed, Refused, Unseen
from backend.organisations.models import Role
from tests.accounts import make as accounts
from tests.agenda import make
from tests.counting import cost, queries_of
from tests.organisations import make as organisations
from tests.responses import ClientResponse

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> make.Scene:
    return make.Scene()


def pattern(scene: make.Scene, **more: object) -> list[SlotPattern]:
    values: dict[str, object] = {
        "type_id": scene.slot_type.pk, "weekdays": [0, 1, 2, 3, 4], "times": [time(9)], "minutes": 30, "capacity": 2,
        "since": clock.now().date(), "by": scene.agent,
    }  # fmt: skip
    return actions_slots.create_slot_patterns(scene.agenda.pk, **(values | more))  # type: ignore[arg-type]


def test_a_pattern_makes_six_months_of_slots_at_the_same_wall_clock_hour(scene: make.Scene) -> None:
    # The summer has seven months, so that not every six months hold a change of the clocks.
    clock.shift(make.before_clocks_change() - clock.now())
    pattern(scene)
    local = [slot.starts_at.astimezone(make.PARIS) for slot in Slot.objects.order_by("starts_at")]
    assert {hour.time() for hour in local} == {time(9)}
    # The instants differ though the hour does not.
    assert len({hour.utcoffset() for hour in local}) == 2
    assert all(hour.weekday() < 5 and not days_off.is_holiday(hour.date(), "") for hour in local)
    assert local[-1].date() > clock.now().date() + timedelta(days=170)


def test_overseas_it_is_nine_there(scene: make.Scene) -> None:
    there = organisations.organisation(time_zone="Pacific/Tahiti", holiday_region="PF")
    agent = accounts.agent(there)
    pattern_of = make.agenda(of=there)
    actions_slots.create_slot_patterns(
        pattern_of.pk, type_id=scene.slot_type.pk, weekdays=[1], times=[time(9)], minutes=30, capacity=1,
        since=clock.now().date(), by=agent,
    )  # fmt: skip
    tahiti = ZoneInfo("Pacific/Tahiti")
    assert {s.starts_at.astimezone(tahiti).time() for s in Slot.objects.filter(agenda=pattern_of)} == {time(9)}


def test_the_night_makes_nothing_twice(scene: make.Scene) -> None:
    pattern(scene)
    before = Slot.objects.count()
    assert actions_slots.generate_slots() == 0
    assert Slot.objects.count() == before
    clock.shift(timedelta(days=7))
    assert actions_slots.generate_slots() > 0


def test_a_type_that_allows_it_has_seats_on_days_off(scene: make.Scene) -> None:
    scene.slot_type.days_off_allowed = True
    scene.slot_type.save()
    pattern(scene, weekdays=[5])
    assert Slot.objects.exists()


def test_an_ended_pattern_keeps_its_people(scene: make.Scene) -> None:
    (made,) = pattern(scene, weekdays=[2])
    kept = Slot.objects.order_by("starts_at")[3]
    actions.book(Booking(scene.person.pk, scene.slot_type.pk, slot=kept.pk), by=scene.agent)
    first = Slot.objects.order_by("starts_at")[2].starts_at.astimezone(make.PARIS).date()
    actions_slots.end_slot_pattern(made.pk, on=first, keep=True, by=scene.agent)
    assert Slot.objects.count() == 3
    kept.refresh_from_db()
    assert kept.closed_at is not None and kept.taken == 1
    assert actions_slots.generate_slots() == 0


def test_slots_by_hand_leave_out_what_exists_and_days_off(scene: make.Scene) -> None:
    day = make.working_day(10).date()
    saturday = day + timedelta(days=5 - day.weekday())

    def make_them() -> actions_slots.Made:
        return actions_slots.create_slots(
            scene.agenda.pk, type_id=scene.slot_type.pk, dates=[day, saturday], times=[time(9), time(9, 30)],
            minutes=30, capacity=1, by=scene.agent,
        )  # fmt: skip

    made, again = make_them(), make_them()
    assert (made.created, [one.why for one in made.left_out]) == (2, ["week_end"] * 2)
    assert (again.created, [one.why for one in again.left_out]) == (0, ["week_end"] * 2 + ["exists"] * 2)


def test_a_slot_on_christmas_is_left_out_as_a_holiday(scene: make.Scene) -> None:
    today = clock.now().date()
    christmas = date(today.year + (today > date(today.year, 12, 23)), 12, 25)
    sent = {"agenda": scene.agenda.pk, "type": scene.slot_type.pk, "dates": [christmas.isoformat()], "times": ["09:00"]}
    office = accounts.signed_in_client(accounts.agent(scene.service, Role.LOCAL_ADMIN))
    made = office.post("/api/agent/slots", json.dumps(sent), content_type="application/json").json()
    left_out = [{"date": christmas.isoformat(), "time": "09:00", "why": "holiday"}]
    assert made == {"created": 0, "left_out": left_out}


def test_an_hour_of_a_pattern_has_hour_and_minute_alone(scene: make.Scene) -> None:
    """E360: it went out as "09:00:00", which is no time of the JSON Schema that the contract promised."""
    office = accounts.signed_in_client(accounts.agent(scene.service, Role.LOCAL_ADMIN))
    url = "/api/agent/slot-patterns"
    sent = {"agenda": scene.agenda.pk, "type": scene.slot_type.pk, "weekdays": [0], "since": "2026-01-05"}

    def add(hour: str) -> ClientResponse:
        return office.post(url, json.dumps({**sent, "times": [hour]}), content_type="application/json")

    for hour in ("09:00Z", "09:00+02:00", "09:00:30"):
        assert add(hour).json()["fields"] == {"times.0": "field_unreadable"}
    assert add("٠٩:٠٠").status_code == 201
    assert [one["time"] for one in office.get(f"{url}?agenda={scene.agenda.pk}").json()["items"]] == ["09:00"]


def test_an_agenda_offers_the_types_held_at_its_service(scene: make.Scene) -> None:
    roles = ["cpip"]
    make.type(code="sap", organisation_kind="tj", by_slot=True, roles=roles)
    make.type(code="spip", organisation_kind="spip", by_slot=True, roles=roles)
    office = accounts.signed_in_client(scene.agent)

    def codes(query: str) -> set[str]:
        return {one["code"] for one in office.get(f"/api/agent/appointment-types{query}").json()["items"]}

    assert codes(f"?agenda={scene.agenda.pk}") & {"sap", "spip"} == {"spip"}
    assert {"sap", "spip"} <= codes("")
    assert not codes(f"?agenda={make.agenda().pk}") & {"sap", "spip"}


def test_seats_taken_are_never_taken_away(scene: make.Scene) -> None:
    slot = make.slot(scene.agenda, scene.slot_type, capacity=3, taken=2)
    with pytest.raises(Refused, match="below_taken"):
        actions_slots.update_slot(slot.pk, capacity=1, by=scene.agent)
    assert actions_slots.update_slot(slot.pk, capacity=2, closed=True, by=scene.agent).closed_at
    assert actions_slots.update_slot(slot.pk, closed=False, by=scene.agent).closed_at is None


def test_another_services_seats_are_out_of_reach(scene: make.Scene) -> None:
    linked = organisations.organisation(linked=[scene.service])
    slot, by = make.slot(scene.agenda, scene.slot_type), accounts.agent(linked)
    today = clock.now().date()
    for agent in (by, scene.stranger):
        for act in (
            lambda a=agent: actions_slots.update_slot(slot.pk, closed=True, by=a),
            lambda a=agent: pattern(scene, by=a),
            lambda a=agent: actions_slots.end_slot_pattern(1, on=today, by=a),
            lambda a=agent: actions_slots.create_agenda(scene.place.pk, name="X", agent_id=None, by=a),
            lambda a=agent: actions_slots.set_items_to_bring(scene.place.pk, scene.slot_type.pk, items=[], by=a),
        ):
            with pytest.raises(Unseen):
                act()


def test_free_seats_are_searched_by_the_places_days_at_a_constant_cost(scene: make.Scene) -> None:
    client = accounts.signed_in_client(scene.agent)
    start = make.working_day(3)
    url = f"/api/agent/free-seats?type={scene.slot_type.pk}&agenda={scene.agenda.pk}"
    make.slot(scene.agenda, scene.slot_type, starts_at=start, capacity=2, taken=2)
    make.slot(scene.agenda, scene.slot_type, starts_at=start + timedelta(hours=1), closed_at=clock.now())
    far = make.slot(scene.agenda, scene.slot_type, starts_at=make.working_day(40))
    answer = client.get(url).json()
    assert [(s["left"], s["full"]) for day in answer["days"] for s in day["seats"]] == [(0, True)]
    assert answer["next_from"] == far.starts_at.astimezone(make.PARIS).date().isoformat()
    client.get(url)
    before = cost(lambda: client.get(url))
    for number in range(1, 30):
        make.slot(scene.agenda, scene.slot_type, starts_at=start + timedelta(minutes=number))
    assert cost(lambda: client.get(url)) == before


def test_seats_are_looked_for_in_the_agendas_of_the_places_in_reach(scene: make.Scene) -> None:
    """The keys of the places first: the agendas of no other are read."""
    client = accounts.signed_in_client(scene.agent)
    for path in (f"free-seats?type={scene.slot_type.pk}", "agendas"):
        asks = queries_of(partial(client.get, f"/api/agent/{path}"))
        agendas = [sql for sql in asks if '"agenda_agenda"' in sql]
        assert agendas and all('"place_id" = ANY(\'{' in sql for sql in agendas)


def test_the_days_off_of_the_place_are_told_beside_its_seats(scene: make.Scene) -> None:
    """By the region of the place's service, not by that of whoever books."""
    metz = make.Scene(holiday_region="57")
    scene.service.linked.add(metz.service)
    client = accounts.signed_in_client(scene.agent)
    url = f"/api/agent/free-seats?type={scene.free_type.pk}&from=2026-12-24&days=3"
    found = [client.get(f"{url}&place={place.pk}").json()["days_off"] for place in (scene.place, metz.place)]
    assert [[one["why"] for one in days] for days in found] == [["holiday", "week_end"], ["holiday", "holiday"]]
    assert found[0][0]["date"] == "2026-12-25"


def test_a_list_of_appointments_costs_the_same_and_pages(scene: make.Scene) -> None:
    client, url = accounts.signed_in_client(scene.agent), "/api/agent/appointments"
    make.appointment(scene.person, place=scene.place, type=scene.free_type)
    client.get(url)
    before = cost(lambda: client.get(url))
    for number in range(30):
        starts = make.working_day(20) + timedelta(minutes=number)
        make.appointment(scene.another(), place=scene.place, type=scene.free_type, starts_at=starts)
    assert cost(lambda: client.get(url)) == before
    first = client.get(url).json()
    second = client.get(url, {"cursor": first["next"]}).json()
    ids = [item["id"] for page in (first, second) for item in page["items"]]
    assert (len(first["items"]), len(ids), len(set(ids)), second["next"]) == (25, 31, 31, None)
    stranger = accounts.signed_in_client(scene.stranger)
    assert stranger.get(url).json()["items"] == []


def test_an_export_tells_neither_answers_nor_receipts_and_no_formula(scene: make.Scene) -> None:
    scene.person.last_name = "=EXEMPLE"
    scene.person.save()
    make.appointment(scene.person, place=scene.place, type=scene.free_type)
    said = accounts.signed_in_client(scene.agent).get("/api/agent/appointments.csv", make.whole_year()).content.decode()
    heading, line = said.removeprefix("\ufeff").splitlines()
    assert heading == "date;heure;minutes;type;lieu;agenda;agent;nom;prénom;état;interprète"
    assert ";'=EXEMPLE;" in line


def test_an_export_says_the_state_in_the_words_of_the_field(scene: make.Scene) -> None:
    for state in Appointment.State.values:
        make.appointment(scene.another(), place=scene.place, type=scene.free_type, state=state)
    said = accounts.signed_in_client(scene.agent).get("/api/agent/appointments.csv", make.whole_year()).content.decode()
    states = {line.split(";")[9] for line in said.splitlines()[1:]}
    assert states == {"Prévu", "Annulé", "Venu", "Manqué", "Excusé"}


def test_a_places_own_items_replace_the_national_ones(scene: make.Scene) -> None:
    type, place = scene.slot_type.pk, scene.place.pk
    ItemToBring.objects.create(type=scene.slot_type, words={"fr": {"title": "National", "hint": ""}})
    actions_slots.set_items_to_bring(place, type, items=[{"fr": {"title": "Ici", "hint": ""}}], by=scene.agent)
    found = queries_slots.items_to_bring([(type, place), (type, None)])
    assert [i.words["fr"]["title"] for i in found[type, place]] == ["Ici"]
    assert [i.words["fr"]["title"] for i in found[type, None]] == ["National"]
    actions_slots.set_items_to_bring(place, type, items=[], by=scene.agent)
    assert queries_slots.items_to_bring([(type, place)])[type, place][0].place_id is None


@pytest.mark.parametrize("words", [{"title": "Voir evil.fr", "hint": ""}, {"title": "RIB", "hint": "ou 0899 12 34 56"}])
def test_nothing_to_bring_opens_or_calls_anything(scene: make.Scene, words: dict[str, str]) -> None:
    """D176; what stood there stays."""
    where = (scene.place.pk, scene.slot_type.pk)
    with pytest.raises(Malformed) as refusal:
        actions_slots.set_items_to_bring(*where, items=[{"fr": words}], by=scene.agent)
    assert refusal.value.fields.keys() == {"items"} and not ItemToBring.objects.exists()
    ItemToBring.objects.create(type=scene.slot_type, place=scene.place, words={"fr": words})
    both = [{"fr": words}, {"fr": {"title": "IBAN, RIB", "hint": ""}}]
    actions_slots.set_items_to_bring(*where, items=both, by=scene.agent)
    assert ItemToBring.objects.count() == 2


def test_a_span_of_days_knows_the_change_of_the_clocks() -> None:
    first, last = queries_slots.Span(date(2026, 3, 29), 1, "Europe/Paris").instants()
    assert (last - first, isinstance(first, datetime)) == (timedelta(days=1), True)
    assert last.timestamp() - first.timestamp() == 23 * 3600


def test_a_slice_that_is_over_is_gone_on_with_by_the_next(scene: make.Scene) -> None:
    """N4: one call for the whole country was killed half-way, and each night began with the same patterns."""
    scene.slot_type.days_off_allowed = True
    scene.slot_type.save()
    pattern(scene)
    clock.shift(timedelta(days=7))
    before = Slot.objects.count()
    assert actions_slots.generate_slots(seconds=0) == 0 and Slot.objects.count() == before
    first = queries_slots.patterns_to_extend(now=clock.now(), ahead=actions_slots.AHEAD, limit=2)
    actions_slots._generate(first, now=clock.now())
    left = queries_slots.patterns_to_extend(now=clock.now(), ahead=actions_slots.AHEAD, limit=10)
    assert len(left) == 3 and not {one.pk for one in first} & {one.pk for one in left}
    assert actions_slots.generate_slots() == 3
    assert Slot.objects.count() == before + 5


def test_an_agenda_that_is_no_more_gets_no_slots(scene: make.Scene) -> None:
    (made,) = pattern(scene, weekdays=[2])
    Agenda.objects.filter(pk=made.agenda_id).update(archived_at=clock.now())
    clock.shift(timedelta(days=7))
    assert actions_slots.generate_slots() == 0
