from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from typing import Any

import pytest

from backend.agenda import days_off, rules
from backend.agenda.models import Appointment, AppointmentType
from backend.agenda.rules import Day, Event, State
from backend.common.errors import Refused
from backend.common.words import catalogue
from backend.organisations.rules import PERMISSIONS, Permission

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LIFE = {
    (State.BOOKED, Event.MOVE): State.BOOKED,
    (State.BOOKED, Event.RELOCATE): State.BOOKED,
    (State.BOOKED, Event.CANCEL): State.CANCELLED,
    (State.BOOKED, Event.COME): State.CAME,
    (State.BOOKED, Event.MISS): State.MISSED,
    (State.BOOKED, Event.EXCUSE): State.EXCUSED,
    (State.CAME, Event.UNDO): State.BOOKED,
    (State.MISSED, Event.UNDO): State.BOOKED,
    (State.EXCUSED, Event.UNDO): State.BOOKED,
    (State.CANCELLED, Event.RESTORE): State.BOOKED,
}


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_every_state_meets_every_event(state: State, event: Event) -> None:
    if (state, event) in LIFE:
        assert rules.after(state, event) == LIFE[state, event]
    else:
        with pytest.raises(Refused, match="appointment_not_in_that_state"):
            rules.after(state, event)


def day(starts_at: datetime, *, holiday: bool = False, days_off_allowed: bool = False, minutes: int = 1) -> Day:
    return Day(starts_at, holiday, days_off_allowed, minutes)


TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts_at", "more", "faults"),
    [
        (TUESDAY, {}, []),
        (NOW, {}, ["starts_in_the_past"]),
        (NOW - timedelta(days=1), {}, ["starts_in_the_past", "week_end"]),  # a Sunday
        (NOW + timedelta(seconds=1), {}, []),
        (NOW + timedelta(days=365), {}, []),
        (NOW + timedelta(days=365, seconds=1), {}, ["too_far_ahead"]),
        (datetime(2026, 11, 28, 10, tzinfo=UTC), {}, ["week_end"]),
        (datetime(2026, 11, 28, 10, tzinfo=UTC), {"holiday": True}, ["holiday"]),
        (datetime(2026, 11, 28, 10, tzinfo=UTC), {"days_off_allowed": True}, []),
        (TUESDAY, {"holiday": True}, ["holiday"]),
        (TUESDAY, {"holiday": True, "days_off_allowed": True}, []),
        (TUESDAY.replace(hour=5, minute=59), {}, ["outside_hours"]),
        (TUESDAY.replace(hour=6), {}, []),
        (TUESDAY.replace(hour=19, minute=59), {}, []),
        (TUESDAY.replace(hour=20), {}, ["outside_hours"]),
        (TUESDAY.replace(hour=19, minute=30), {"minutes": 30}, []),
        (TUESDAY.replace(hour=19, minute=30), {"minutes": 31}, ["outside_hours"]),
        (TUESDAY.replace(hour=19, minute=55), {"minutes": 480}, ["outside_hours"]),
        (TUESDAY.replace(hour=6), {"minutes": 600}, []),
    ],
)
def test_what_forbids_an_instant(starts_at: datetime, more: dict[str, Any], faults: list[str]) -> None:
    assert rules.time_faults(starts_at, day=day(starts_at, **more), now=NOW) == faults


def test_each_fault_and_warning_has_its_words() -> None:
    codes = ["starts_in_the_past", "too_far_ahead", "week_end", "holiday", "outside_hours"]
    for language in ("fr", "en", "ar"):
        words = catalogue(language)
        said = {words[f"agent.warning.{code}"] for code in [*codes, "agent_busy", "person_busy", "maximum_delay"]}
        assert len(said) == 8 and words["agent.warning.other"] not in said
        assert all(f"agent.slots.left_out.{code}" in words for code in [*codes, "exists"])


@pytest.mark.parametrize(
    ("region", "found"),
    [
        ("", {25: "holiday", 26: "week_end", 27: "week_end"}),
        ("57", {25: "holiday", 26: "holiday", 27: "week_end"}),
    ],
)
def test_days_off_are_the_week_ends_and_the_holidays_of_the_region(region: str, found: dict[int, str]) -> None:
    days = days_off.list_days_off(date(2026, 12, 24), 5, region)
    assert {day.day: why for day, why in days} == found


def test_alsace_and_overseas_have_their_own_holidays() -> None:
    saint_stephen, abolition = date(2026, 12, 26), date(2026, 12, 20)
    assert not days_off.is_holiday(saint_stephen, "")
    assert days_off.is_holiday(saint_stephen, "57") or days_off.is_holiday(saint_stephen, "6AE")
    assert days_off.is_holiday(abolition, "974") and not days_off.is_holiday(abolition, "")
    assert days_off.is_holiday(date(2026, 7, 14), "nobody-knows")


@pytest.mark.parametrize(
    ("decider", "role", "holds", "booked", "may"),
    [
        ("referent", "cpip", True, False, True),
        ("referent", "bex", False, True, True),
        ("referent", "cpip", False, False, False),
        ("service", "clerk_sap", True, False, True),
        ("judge", "jap", True, False, True),
        ("judge", "clerk_sap", True, False, True),
        ("judge", "jap", False, True, False),
        ("judge", "cpip", True, True, False),
        ("judge", "bex", True, True, False),
    ],
)
def test_a_hearing_is_the_judges(decider: str, role: str, holds: bool, booked: bool, may: bool) -> None:
    assert rules.decides(decider, role=role, holds=holds, booked=booked) is may


@pytest.mark.parametrize(
    ("role", "kind", "archived", "may"),
    [
        ("cpip", "spip", False, True),
        ("cpip", None, False, True),
        ("cpip", "tj", False, False),
        ("jap", "spip", False, False),
        ("cpip", "spip", True, False),
    ],
)
def test_who_books_which_type(role: str, kind: str | None, archived: bool, may: bool) -> None:
    type = AppointmentType(roles=["cpip"], organisation_kind="spip", archived_at=NOW if archived else None)
    assert rules.may_book_type(type, role=role, kind=kind) is may


@pytest.mark.parametrize(
    ("outcome", "ahead", "fault"),
    [
        ("came", timedelta(hours=1), None),
        ("came", timedelta(hours=1, seconds=1), "too_early_for_outcome"),
        ("missed", timedelta(seconds=1), "too_early_for_outcome"),
        ("missed", timedelta(0), None),
        ("excused", timedelta(days=30), None),
    ],
)
def test_an_outcome_has_its_hour(outcome: str, ahead: timedelta, fault: str | None) -> None:
    assert rules.outcome_fault(outcome, starts_at=NOW + ahead, now=NOW) == fault


@pytest.mark.parametrize(
    ("state", "ahead", "revision", "fault"),
    [
        ("booked", timedelta(hours=1), 3, None),
        ("booked", timedelta(hours=1), 2, "appointment_changed"),
        ("booked", timedelta(0), 3, "appointment_past"),
        ("cancelled", timedelta(hours=1), 3, "appointment_called_off"),
        ("cancelled", timedelta(hours=1), 2, "appointment_called_off"),
        ("excused", timedelta(hours=1), 2, "appointment_changed"),
    ],
)
def test_an_answer_speaks_of_what_was_read(state: str, ahead: timedelta, revision: int, fault: str | None) -> None:
    row = Appointment(state=state, starts_at=NOW + ahead, revision=3)
    assert rules.answer_fault(row, revision=revision, now=NOW) == fault


@pytest.mark.parametrize(
    ("state", "now", "revision", "fault"),
    [
        ("booked", "2026-11-24T23:59+01:00", 3, "too_early_to_be_late"),
        ("booked", "2026-11-25T00:00+01:00", 3, None),
        ("booked", "2026-11-25T00:00+01:00", 2, "appointment_changed"),
        ("booked", "2026-11-25T09:30+01:00", 3, None),
        ("booked", "2026-11-25T09:59:59+01:00", 3, None),
        ("booked", "2026-11-25T10:00+01:00", 3, "appointment_past"),
        ("came", "2026-11-25T09:10+01:00", 3, "appointment_past"),
        ("cancelled", "2026-11-25T08:00+01:00", 3, "appointment_called_off"),
    ],
)
def test_late_is_said_on_the_day_at_the_place(state: str, now: str, revision: int, fault: str | None) -> None:
    starts = datetime.fromisoformat("2026-11-25T09:00+01:00")
    row = Appointment(state=state, starts_at=starts, revision=3, time_zone="Europe/Paris")
    assert rules.late_fault(row, revision=revision, now=datetime.fromisoformat(now)) == fault


def test_the_day_is_the_places_overseas_too() -> None:
    starts = datetime.fromisoformat("2026-11-25T09:00+04:00")
    row = Appointment(state="booked", starts_at=starts, revision=3, time_zone="Indian/Reunion")
    assert rules.late_fault(row, revision=3, now=datetime.fromisoformat("2026-11-24T21:00+01:00")) is None


@pytest.mark.parametrize(
    ("state", "ahead", "decides", "records", "may"),
    [
        ("booked", 2, True, True, ["move", "cancel", "excuse", "print"]),
        ("booked", 2, False, True, ["print"]),
        ("booked", -2, True, True, ["excuse", "outcome"]),
        ("booked", -2, False, True, ["outcome"]),
        ("cancelled", 2, True, True, []),
        ("came", -2, False, True, ["undo"]),
        ("missed", -2, True, False, []),
        ("excused", 2, True, False, ["undo"]),
        ("excused", 2, False, True, []),
    ],
)
def test_what_one_may_do_now(state: str, ahead: int, decides: bool, records: bool, may: list[str]) -> None:
    row = Appointment(state=state, starts_at=NOW + timedelta(hours=ahead))
    assert rules.may_happen(row, role_may=PERMISSIONS, decides=decides, records=records, now=NOW) == may


@pytest.mark.parametrize(
    ("role_may", "may"),
    [
        ({"move", "cancel", "record_outcome"}, ["move", "cancel", "excuse", "outcome"]),
        ({"print_summons"}, ["print"]),
        ({"move", "cancel"}, ["move", "cancel"]),  # the end of a hearing: never says who came
        ({"record_outcome"}, ["excuse", "outcome"]),
        (set(), []),
    ],
)
def test_nothing_is_offered_that_the_role_may_not(role_may: set[Permission], may: list[str]) -> None:
    row = Appointment(state="booked", starts_at=NOW + timedelta(minutes=30))
    assert rules.may_happen(row, role_may=role_may, decides=True, records=True, now=NOW) == may
    row.state = "missed"
    undo = ["undo"] if "record_outcome" in role_may else []
    assert rules.may_happen(row, role_may=role_may, decides=True, records=True, now=NOW) == undo


told = partial(
    rules.can_be_told,
    phone="+33639980001",
    phone_status="given",
    wants_sms=True,
    opted_out=False,
    messaged=True,
)


def test_who_can_be_told_by_sms() -> None:
    assert told() and told(phone_status="proved")
    assert not told(phone="")
    assert not told(phone_status="wrong") and not told(phone_status="none")
    assert not told(wants_sms=False)
    assert not told(opted_out=True)
    assert not told(messaged=False)


def test_warnings_name_what_may_be_overridden() -> None:
    type = AppointmentType(maximum_delay_days=30)
    late = NOW + timedelta(days=31)
    assert rules.warnings(type, late, agent_busy=True, person_busy=True, now=NOW) == [
        "agent_busy",
        "person_busy",
        "maximum_delay",
    ]
    assert rules.warnings(type, NOW + timedelta(days=30), agent_busy=False, person_busy=False, now=NOW) == []


def test_needs_are_shown_where_nothing_meets_them() -> None:
    needs = {"interpreter": True, "step_free": True, "sign_language": False}
    assert rules.unmet_needs(needs, where="place", step_free="no") == ["interpreter", "step_free"]
    assert rules.unmet_needs(needs, where="place", step_free="yes") == ["interpreter"]
    assert rules.unmet_needs(needs, where="phone", step_free="unknown") == ["interpreter"]
