"""The whole table of what is said when. Hours are the place's; the appointment: Tuesday 24 November 2026, 14:30."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend.reminders import rules
from backend.reminders.rules import Case, Channels, Due, Timetable

PARIS = ZoneInfo("Europe/Paris")
STARTS = datetime(2026, 11, 24, 14, 30, tzinfo=PARIS)
PLAN = rules.timetable(
    [
        {"days_before": 1, "channels": ["push", "sms"], "hold_minutes": 120},
        {"days_before": 7, "channels": ["push"]},
        {"days_before": 4, "channels": ["push", "sms"], "hold_minutes": 120},
    ],
    time(9),
    time(19),
)
CASE = Case(id="5b3c", starts_at=STARTS, time_zone="Europe/Paris", state="booked", changes=frozenset({"book"}))
BOTH, SMS, PUSH = Channels(push=True, sms=True), Channels(sms=True), Channels(push=True)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def plan(now: datetime, channels: Channels, **changes: object) -> list[Due]:
    return rules.schedule(replace(CASE, **changes), PLAN, now=now, channels=channels)  # type: ignore[arg-type]


def spoken(due: list[Due]) -> list[tuple[str, str, str]]:
    return [(d.kind, d.channel, d.occasion) for d in due]


EARLY = at(1, 11)


def test_booked_long_before_with_the_app() -> None:
    assert spoken(plan(EARLY, BOTH)) == [
        ("confirmation", "sms", ""),
        ("reminder", "push", "day-7"),
        ("reminder", "push", "day-4"),
        ("reminder", "sms", "day-4"),
        ("reminder", "push", "day-1"),
        ("reminder", "sms", "day-1"),
    ]


def test_booked_long_before_without_the_app() -> None:
    due = plan(EARLY, SMS)
    assert spoken(due) == [("confirmation", "sms", ""), ("reminder", "sms", "day-4"), ("reminder", "sms", "day-1")]
    assert not any(d.held for d in due)


def test_the_app_alone() -> None:
    assert spoken(plan(EARLY, PUSH)) == [
        ("confirmation", "push", ""),
        ("reminder", "push", "day-7"),
        ("reminder", "push", "day-4"),
        ("reminder", "push", "day-1"),
    ]


def test_no_channel_no_message() -> None:
    assert plan(EARLY, Channels()) == []


def test_mail_is_a_copy_beside_every_sms() -> None:
    due = plan(EARLY, Channels(sms=True, email=True))
    assert [d.occasion for d in due if d.channel == "email"] == ["", "day-4", "day-1"]


def test_a_confirmation_leaves_at_once_whatever_the_hour() -> None:
    night = at(1, 3, 12)
    notice = plan(night, SMS)[0]
    assert (notice.not_before, notice.lane, notice.expires_at) == (night, "now", STARTS)


@pytest.mark.parametrize("case", [f"id-{n}" for n in range(40)])
def test_reminders_leave_in_the_window_and_are_held_two_hours(case: str) -> None:
    for due in plan(EARLY, BOTH, id=case)[1:]:
        assert time(9) <= due.not_before.astimezone(PARIS).time() < time(11), "spread over two hours"
        assert due.lane == "bulk" and due.expires_at <= STARTS - timedelta(hours=1)
        held = due.not_before + timedelta(hours=2) if due.channel == "sms" else None
        assert due.release_at == held


def test_a_morning_is_spread_and_the_same_each_time() -> None:
    instants = {plan(EARLY, SMS, id=f"id-{n}")[1].not_before for n in range(200)}
    assert len(instants) > 150
    assert plan(EARLY, BOTH) == plan(EARLY, BOTH)


@pytest.mark.parametrize("minutes", [0, 45, 120, 600, 5000])
def test_in_the_window_the_earliest_appointments_are_reminded_first(minutes: int) -> None:
    """Every quarter of an hour of a day, two persons each; a longer spread than the window is the window."""
    spread = min(timedelta(minutes=minutes), timedelta(hours=10))
    timetable = replace(PLAN, spread=timedelta(minutes=minutes))
    begin = [at(24, hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
    leaves = []
    for start in begin:
        for name in ("one", "another"):
            case = replace(CASE, id=name, starts_at=start)
            due = rules.schedule(case, timetable, now=EARLY, channels=SMS)
            leaves.append((start, due[-1].not_before))
    assert all(at(23, 9) <= instant <= at(23, 9) + spread for _, instant in leaves)
    usual = [(start, instant) for start, instant in leaves if time(7) <= start.time() < time(19)]
    for (start, instant), (later, after) in zip(usual, usual[2:], strict=False):
        assert instant <= after if start < later else True
    if minutes:
        assert usual[-1][1] - usual[0][1] > spread * 0.9


def test_the_outbox_orders_by_the_day_of_the_appointment_at_its_place() -> None:
    noumea = ZoneInfo("Pacific/Noumea")
    early_there = datetime(2026, 11, 25, 8, tzinfo=noumea)  # still the 24th in Paris
    (last,) = plan(EARLY, SMS)[-1:]
    assert rules.urgent_on(last, early_there, "Pacific/Noumea") == date(2026, 11, 25)
    missed = replace(last, not_before=at(26, 9))
    assert rules.urgent_on(missed, STARTS, "Europe/Paris") == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("now", "release_at"),
    [
        (at(20, 12), at(20, 14)),
        (at(20, 16, 49), at(20, 18, 49)),
        (at(20, 18, 30), at(20, 18, 50)),  # let go so long before the close that it leaves inside the window
        (at(20, 18, 49), at(20, 18, 50)),
        (at(20, 18, 50), None),  # too late to wait for the push: both leave now
        (at(20, 18, 59), None),
    ],
)
def test_late_in_the_window_a_held_sms_still_leaves_inside_it(now: datetime, release_at: datetime | None) -> None:
    push, sms, *_ = plan(now, BOTH, changes=frozenset())
    assert (push.occasion, push.not_before, sms.occasion) == ("day-4", now, "day-4")
    assert sms.release_at == release_at and sms.held is (release_at is not None)


def test_a_type_that_is_always_texted_never_holds() -> None:
    due = plan(EARLY, BOTH, sms_always=True)
    assert ("reminder", "sms", "day-1") in spoken(due)
    assert not any(d.held for d in due)


@pytest.mark.parametrize(
    ("now", "occasions"),
    [
        (at(16, 20), ["day-7", "day-4", "day-1"]),
        (at(17, 18, 59), ["day-7", "day-4", "day-1"]),
        (at(17, 19), ["day-4", "day-1"]),
        (at(20, 18, 59), ["day-4", "day-1"]),
        (at(20, 19), ["day-1"]),
        (at(23, 18, 59), ["day-1"]),
        (at(23, 19), []),
        (at(24, 9), []),
    ],
)
def test_a_window_that_has_closed_is_over(now: datetime, occasions: list[str]) -> None:
    """Planned anew with nothing to tell at once: what remains."""
    assert [d.occasion for d in plan(now, PUSH, changes=frozenset())] == occasions


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(23, 20), [("confirmation", "sms", "day-1")]),  # the window of day -1 has passed
        (at(24, 9), [("confirmation", "sms", "day-1")]),
        (at(23, 10), [("confirmation", "sms", "day-1")]),  # told that very day: not twice within hours
        (at(22, 23), [("confirmation", "sms", ""), ("reminder", "sms", "day-1")]),
        (at(20, 10), [("confirmation", "sms", ""), ("reminder", "sms", "day-1")]),
        (at(19, 10), [("confirmation", "sms", ""), ("reminder", "sms", "day-4"), ("reminder", "sms", "day-1")]),
    ],
)
def test_booked_at_short_notice_the_confirmation_counts_as_the_reminder(
    now: datetime, said: list[tuple[str, str, str]]
) -> None:
    assert spoken(plan(now, SMS)) == said


def test_booked_without_telling_still_reminds_in_the_open_window() -> None:
    assert spoken(plan(at(23, 10), SMS, tell_person=False)) == [("reminder", "sms", "day-1")]


@pytest.mark.parametrize(
    ("changes", "left", "kind"),
    [
        ({"move"}, {"confirmation"}, "moved"),
        ({"move"}, {"reminder"}, "moved"),
        ({"move"}, set(), "confirmation"),
        ({"book", "move"}, set(), "confirmation"),
        ({"move", "excuse", "undo"}, {"confirmation"}, "moved"),
        ({"undo"}, {"confirmation"}, None),
        ({"undo"}, {"confirmation", "excused"}, "confirmation"),
        ({"excuse", "undo"}, set(), "confirmation"),
        (set(), {"confirmation"}, None),
        ({"relocate"}, {"confirmation"}, "relocated"),
        ({"book", "relocate"}, set(), "relocated"),  # who was told by nobody may have it on paper
        ({"move", "relocate"}, {"confirmation"}, "moved"),
        ({"book", "move", "relocate"}, set(), "confirmation"),
        ({"excuse", "undo", "relocate"}, {"confirmation", "excused"}, "confirmation"),
    ],
)
def test_what_a_booked_one_is_told(changes: set[str], left: set[str], kind: str | None) -> None:
    case = replace(CASE, changes=frozenset(changes), left=frozenset(left))
    assert rules.notice(case, now=EARLY) == kind


@pytest.mark.parametrize("state", ["cancelled", "excused"])
def test_who_was_told_to_come_is_told_not_to(state: str) -> None:
    changes = frozenset({{"cancelled": "cancel", "excused": "excuse"}[state]})
    left = frozenset({"confirmation"})
    assert spoken(plan(EARLY, SMS, state=state, changes=changes, left=left)) == [(state, "sms", "")]
    assert plan(EARLY, SMS, state=state, changes=changes) == []
    assert plan(STARTS, SMS, state=state, changes=changes, left=left) == []
    # An excuse is the answer that was promised to whoever said "I can't".
    quiet = plan(EARLY, SMS, state=state, changes=changes, left=left, tell_person=False)
    assert spoken(quiet) == ([("excused", "sms", "")] if state == "excused" else [])


def test_nothing_is_said_of_a_past_appointment() -> None:
    assert plan(STARTS, BOTH) == []
    assert plan(STARTS + timedelta(days=3), BOTH, changes=frozenset({"book", "move"})) == []


def test_what_has_left_is_not_said_again() -> None:
    due = plan(at(20, 12), BOTH, changes=frozenset({"undo"}), left=frozenset({"x"}), said=frozenset({"day-4"}))
    assert {d.occasion for d in due} == {"day-1"}


def test_a_push_that_left_and_was_not_shown_leaves_the_sms_to_be_said() -> None:
    """Excused and undone while the push is out: its held SMS was taken back with the older revision."""
    first = plan(EARLY, BOTH)[-1]
    assert first.release_at is not None
    before, late = first.not_before + timedelta(minutes=1), first.release_at + timedelta(minutes=1)
    pushed = {"changes": frozenset({"excuse", "undo"}), "left": frozenset({"reminder"})}
    for half, channels in (({"push"}, BOTH), ({"push", "email"}, replace(BOTH, email=True))):
        known: dict[str, object] = pushed | {"half_said": {"day-1": frozenset(half)}}
        (held,) = plan(before, channels, **known)
        assert (held.channel, held.occasion, held.release_at) == ("sms", "day-1", first.release_at)
        (now,) = plan(late, channels, **known)
        assert (now.channel, now.not_before, now.held) == ("sms", late, False)
        assert plan(before, PUSH, **known) == []
        assert plan(at(23, 19), channels, **known) == []


def test_an_sms_that_is_always_sent_does_not_wait_behind_a_push_that_has_left() -> None:
    (due,) = plan(at(23, 12), BOTH, changes=frozenset(), half_said={"day-1": frozenset({"push"})}, sms_always=True)
    assert (due.channel, due.held, due.not_before) == ("sms", False, at(23, 12))


@pytest.mark.parametrize(
    ("now", "starts", "left", "said"),
    [
        # Moved to tomorrow, its day of reminding is today: told now, once.
        (at(20, 12), at(21, 15), {"reminder"}, [("moved", "sms", "day-1")]),
        # Moved to today: the day of reminding has passed.
        (at(20, 8), at(20, 15), {"confirmation"}, [("moved", "sms", "day-1")]),
        (at(20, 20), at(21, 9), {"confirmation"}, [("moved", "sms", "day-1")]),
        (at(20, 12), at(21, 15), set(), [("confirmation", "sms", "day-1")]),
        # Moved to the day after tomorrow: told now, reminded tomorrow.
        (at(20, 12), at(22, 15), {"confirmation"}, [("moved", "sms", ""), ("reminder", "sms", "day-1")]),
        # Moved to where the day -4 has passed but not the day -1.
        (at(20, 12), at(23, 15), {"confirmation"}, [("moved", "sms", ""), ("reminder", "sms", "day-1")]),
    ],
)
def test_moved_earlier_than_its_own_reminder_the_notice_carries_it(
    now: datetime, starts: datetime, left: set[str], said: list[tuple[str, str, str]]
) -> None:
    changes = frozenset({"move"})
    assert spoken(plan(now, SMS, starts_at=starts, changes=changes, left=frozenset(left))) == said


@pytest.mark.parametrize(
    ("recorded", "leaves"),
    [
        (at(24, 14, 45), at(24, 16, 45)),
        (at(24, 17, 30), at(25, 9)),  # 19:30 is late
        (at(24, 17), at(25, 9)),  # at the close it is closed
        (at(25, 6), at(25, 9)),
        (at(26, 10), at(26, 12)),
    ],
)
def test_a_missed_one_is_called_back_two_hours_later_in_waking_hours(recorded: datetime, leaves: datetime) -> None:
    (due,) = plan(recorded, BOTH, outcome_at=recorded, state="missed", changes=frozenset({"miss"}))
    assert (due.kind, due.channel, due.not_before) == ("missed", "sms", leaves)


def test_some_misses_are_not_texted() -> None:
    recorded, late = at(24, 15), STARTS + timedelta(days=8)
    miss = frozenset({"miss"})
    assert plan(recorded, SMS, outcome_at=recorded, missed_text=False, state="missed", changes=miss) == []
    assert plan(recorded, Channels(), outcome_at=recorded, state="missed", changes=miss) == []
    assert plan(recorded, SMS, outcome_at=recorded, state="missed", changes=frozenset()) == []
    assert plan(late, SMS, outcome_at=late, state="missed", changes=miss) == []
    assert plan(recorded, SMS, outcome_at=recorded, state="came", changes=frozenset({"come"})) == []


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("Pacific/Tahiti", "2026-11-24", 8),
        ("Indian/Reunion", "2026-11-24", 8),
        ("America/Martinique", "2026-11-24", 17),
        ("America/Miquelon", "2026-03-09", 9),  # clocks go forward on 8 March there
        ("Europe/Paris", "2026-03-30", 9),  # the day after the clocks went forward
        ("Europe/Paris", "2026-10-26", 9),  # the day after they went back
    ],
)
def test_the_window_is_that_of_the_place(zone: str, day: str, hour: int) -> None:
    local = ZoneInfo(zone)
    there = datetime.combine(date.fromisoformat(day), time(hour), local)
    due = plan(there - timedelta(days=30), SMS, starts_at=there, time_zone=zone)
    last = due[-1].not_before.astimezone(local)
    assert last.date() == there.date() - timedelta(days=1)
    assert time(9) <= last.time() < time(11)


TAHITI, REUNION, MIQUELON = "Pacific/Tahiti", "Indian/Reunion", "America/Miquelon"


@pytest.mark.parametrize("zone", ["Europe/Paris", TAHITI, REUNION, MIQUELON, "America/Martinique", "Pacific/Noumea"])
def test_at_every_hour_a_late_reminder_leaves_now_or_at_its_place_in_the_next_window_or_never(zone: str) -> None:
    """Every half hour of the last two days, by the place's own clock, over the days on which clocks change too."""
    local = ZoneInfo(zone)
    for day, month in ((24, 11), (9, 3), (30, 3), (26, 10)):
        starts = datetime(2026, month, day, 14, 30, tzinfo=local)
        expected, ends = rules.Expected("5b3c", starts, zone), starts - timedelta(hours=1)
        for half in range(96):
            now = (starts.astimezone(UTC) - timedelta(minutes=30 * half)).astimezone(UTC)
            found = rules.may_leave_at(now, expected, PLAN, occasion="day-1", expires_at=ends)
            hour = now.astimezone(local).time()
            if time(9) <= hour < time(19):
                assert found == now
                continue
            assert found is not None and now < found < ends
            there = found.astimezone(local)
            assert time(9) <= there.time() < time(11) and found - now < timedelta(hours=17)
            assert (there.date() == now.astimezone(local).date()) is (hour < time(9))


@pytest.mark.parametrize(
    ("now", "starts", "leaves"),
    [
        (at(23, 19), at(24, 14, 30), "placed"),
        (at(23, 18, 59), at(24, 14, 30), at(23, 18, 59)),
        (at(24, 8, 59), at(24, 14, 30), "placed"),
        (at(24, 9), at(24, 14, 30), at(24, 9)),
        (at(23, 20), at(24, 10, 5), at(24, 9)),  # at its place it would be of no use any more: at the opening, then
        (at(23, 20), at(24, 10), None),  # expires at nine
        (at(23, 20), at(24, 8, 30), None),
    ],
)
def test_a_reminder_of_the_evening_waits_for_the_morning_while_it_is_of_use(
    now: datetime, starts: datetime, leaves: datetime | str | None
) -> None:
    expected = rules.Expected("5b3c", starts, "Europe/Paris")
    found = rules.may_leave_at(now, expected, PLAN, occasion="day-1", expires_at=starts - timedelta(hours=1))
    if leaves == "placed":
        assert found is not None and at(24, 9) <= found < at(24, 11)
    else:
        assert found == leaves


def test_a_window_that_never_opens_keeps_everything_in() -> None:
    shut = replace(PLAN, opens=time(19), closes=time(9))
    for hour in range(24):
        expected = rules.Expected("5b3c", STARTS, "Europe/Paris")
        found = rules.may_leave_at(at(22, hour), expected, shut, occasion="", expires_at=STARTS)
        assert found != at(22, hour)


def test_without_a_plan_only_what_is_said_at_once_remains() -> None:
    assert spoken(rules.schedule(CASE, Timetable(()), now=EARLY, channels=BOTH)) == [("confirmation", "sms", "")]


@pytest.mark.parametrize(
    ("kind", "state", "ahead", "why"),
    [
        ("reminder", "booked", 1, None),
        ("reminder", "booked", 0, "appointment_past"),
        ("reminder", "cancelled", 1, "appointment_changed"),
        ("cancelled", "cancelled", 1, None),
        ("cancelled", "booked", 1, "appointment_changed"),
        ("excused", "excused", 1, None),
        ("missed", "missed", -5, None),
        ("missed", "booked", -5, "appointment_changed"),
        ("nothing", "booked", 1, "appointment_changed"),
    ],
)
def test_what_is_still_true(kind: str, state: str, ahead: int, why: str | None) -> None:
    assert rules.still_true(kind, state=state, starts_at=STARTS + timedelta(hours=ahead), now=STARTS) == why
