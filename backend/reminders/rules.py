"""When to say what, by which channel. One pure function, `schedule`; docs and tests go through its whole table."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backend.agenda import rules as agenda
from backend.agenda.rules_news import AFTER_A_MISS as AFTER_A_MISS
from backend.delivery.rules_states import Channel, Lane
from backend.reminders.rules_truth import REMINDER as REMINDER
from backend.reminders.rules_truth import TRUE_WHILE as TRUE_WHILE
from backend.reminders.rules_truth import State as State
from backend.reminders.rules_truth import still_true as still_true

BEFORE_THE_HOUR = timedelta(hours=1)  # a reminder is of no use later than that
A_DAY = timedelta(hours=25)  # the longest one is, when the clocks go back
UNDONE_IN = agenda.UNDONE_IN
# So long the news of a place wait, that a person's appointments there, planned one by one, leave as one message; and
# that a slip of the keyboard is mended before anybody reads it.
TOGETHER_IN = timedelta(minutes=1)
TAKEN_BACK: Mapping[str, str] = {"undo": "excused", "restore": "cancelled"}  # event: what the person was told before
_WAITS = {**dict.fromkeys(TAKEN_BACK.values(), UNDONE_IN), "relocated": TOGETHER_IN}
MISS_IS_OLD = timedelta(days=7)
MISS_IS_SAID_WITHIN = timedelta(days=3)
LAST_CALL = timedelta(minutes=10)  # a held SMS is let go so long before the window closes, so that it leaves inside it
AFTER_CLOSING = timedelta(hours=1)  # how late a reminder may be that another one follows
# Appointments begin between these hours; what begins earlier or later is reminded first or last.
DAY_BEGINS, DAY_ENDS, SHARE = timedelta(hours=7), timedelta(hours=19), timedelta(minutes=15)


@dataclass(frozen=True)
class Channels:
    """What is open to the person now: a browser that listens, a number that takes SMS, a proved address."""

    push: bool = False
    sms: bool = False
    email: bool = False

    @property
    def mark(self) -> str:
        """As `Planned` keeps it: when it changes, what is still to be said is planned anew."""
        return ("p" if self.push else "") + ("s" if self.sms else "") + ("e" if self.email else "")

    @classmethod
    def of(cls, mark: str) -> "Channels":
        return cls(push="p" in mark, sms="s" in mark, email="e" in mark)


@dataclass(frozen=True)
class Step:
    """A reminder so many calendar days before; its SMS is held that long behind its push."""

    days_before: int
    channels: frozenset[str]
    hold: timedelta

    @property
    def occasion(self) -> str:
        return f"day-{self.days_before}"


@dataclass(frozen=True)
class Timetable:
    """A plan as read from its row. Hours are the place's."""

    steps: tuple[Step, ...]
    opens: time = time(9)
    closes: time = time(19)
    most_a_day: int = 3  # SMS and notifications that nobody asked for, a person
    spread: timedelta = timedelta(hours=2)  # the reminders of a morning leave over so long, not all at 9:00:00


@dataclass(frozen=True)
class Expected:
    """Somebody is expected somewhere at an instant. `id`: by which the minutes of a morning are shared out."""

    id: str
    starts_at: datetime
    time_zone: str


@dataclass(frozen=True)
class Case(Expected):
    """All that is known of an appointment when its messages are planned."""

    state: str
    # Events since the revision planned last, or, where less was told, since the one told of: "book", "move", "undo", …
    changes: frozenset[str]
    left: frozenset[str] = field(default_factory=frozenset)  # kinds that have left or may have
    said: frozenset[str] = field(default_factory=frozenset)  # occasions of this same hour that have left
    # Occasions of which only some channels have left: a push that no device has shown so far, a mail.
    half_said: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tell_person: bool = True
    sms_always: bool = False
    missed_text: bool = True
    outcome_at: datetime | None = None


@dataclass(frozen=True)
class Due:
    """One message to queue. `held`: it waits behind the push of the same occasion until `release_at`."""

    kind: str
    channel: str
    lane: str
    not_before: datetime
    expires_at: datetime
    occasion: str = ""
    release_at: datetime | None = None

    @property
    def held(self) -> bool:
        return self.release_at is not None


def timetable(steps: list[dict[str, Any]], opens: time, closes: time, **more: Any) -> Timetable:
    """From a plan's JSON, the farthest step first."""
    read = [
        Step(int(s["days_before"]), frozenset(s["channels"]), timedelta(minutes=int(s.get("hold_minutes", 0))))
        for s in steps
    ]
    return Timetable(tuple(sorted(read, key=lambda s: -s.days_before)), opens, closes, **more)


def schedule(case: Case, plan: Timetable, *, now: datetime, channels: Channels) -> list[Due]:
    """Everything that is still to be said of the appointment as it is now."""
    kind = notice(case, now=now)
    due = _now(kind, case, plan, now=now, channels=channels) if kind else []
    told = bool(due)
    if case.state == State.BOOKED:
        for step in plan.steps:
            # Told today or later than that day, the person needs no second message about the same hour.
            if not (told and _today(now, case) >= _day(step, case)):
                due += _remind(step, case, plan, now=now, channels=channels)
    if case.state == State.MISSED and "miss" in case.changes and case.missed_text and "missed" not in case.left:
        due += _after_a_miss(case, plan, now=now, channels=channels)
    return due


def notice(case: Case, *, now: datetime) -> str | None:
    """What is said at once, whatever the hour; None: nothing, or nobody was told what is now untrue."""
    if case.starts_at <= now or not case.changes or not (case.tell_person or _is_owed(case)):
        return None
    if case.state == State.BOOKED:
        return _notice_of_booked(case)
    if case.state == State.CANCELLED and "cancel" in case.changes and case.left:
        return "cancelled"
    if case.state == State.EXCUSED and "excuse" in case.changes and case.left:
        return "excused"
    return None


def _is_owed(case: Case) -> bool:
    """Whoever said "I can't" was promised an answer (field rule 5), whatever was wished at booking; its undo too."""
    return case.state == State.EXCUSED or _is_taken_back(case)


def _is_taken_back(case: Case) -> bool:
    """Told not to come, and now expected again."""
    return any(event in case.changes and kind in case.left for event, kind in TAKEN_BACK.items())


def _notice_of_booked(case: Case) -> str | None:
    """Whoever was never told by a message may have it on paper: of another door she is told all the same."""
    is_relocated = "relocate" in case.changes
    if not case.left and ("move" in case.changes or not is_relocated):
        return "confirmation"  # of what it is now, whatever it was before
    if "move" in case.changes:
        return "moved"
    if _is_taken_back(case):
        return "confirmation"
    return "relocated" if is_relocated else None


def _now(kind: str, case: Case, plan: Timetable, *, now: datetime, channels: Channels) -> list[Due]:
    """SMS; push alone where no SMS can go; e-mail as a copy. On day -1 or later it counts as that day's reminder.

    What can still be taken back waits until it can't, what is said together until the others are there.
    """
    occasion = ""
    last = plan.steps[-1] if plan.steps else None
    if TRUE_WHILE[kind] == State.BOOKED and last and _today(now, case) >= _day(last, case):
        occasion = last.occasion
    chosen = [Channel.SMS] if channels.sms else [Channel.PUSH] if channels.push else []
    chosen += [Channel.EMAIL] if channels.email else []
    at = now + _WAITS.get(kind, timedelta())
    return [Due(kind, str(c), str(Lane.NOW), at, case.starts_at, occasion) for c in chosen if at < case.starts_at]


def _remind(step: Step, case: Case, plan: Timetable, *, now: datetime, channels: Channels) -> list[Due]:
    opens, closes = _window(_day(step, case), case.time_zone, plan)
    if now >= closes or step.occasion in case.said:
        return []
    planned = opens + _place(case, step.occasion, plan, closes - opens)
    at, end = max(now, planned), case.starts_at - BEFORE_THE_HOUR
    if step != plan.steps[-1]:
        end = min(end, closes + AFTER_CLOSING)
    if at >= end:
        return []
    gone = case.half_said.get(step.occasion, frozenset())
    by = _channels(step, channels)
    # It waits behind its push, and no longer than it would have at first where that push has left before.
    waits = Channel.PUSH in {*by, *gone} and not case.sms_always
    held_until = min((planned if gone else at) + step.hold, closes - LAST_CALL)
    release_at = held_until if waits and held_until > at else None
    return [
        Due(REMINDER, str(c), str(Lane.BULK), at, end, step.occasion, release_at if c == Channel.SMS else None)
        for c in by
        if c not in gone
    ]


def closed(case: Case, plan: Timetable, *, now: datetime) -> set[str]:
    """Occasions whose window is over: what waits for them late leaves as it was planned, or says why it can't."""
    return {step.occasion for step in plan.steps if now >= _window(_day(step, case), case.time_zone, plan)[1]}


def _channels(step: Step, channels: Channels) -> list[Channel]:
    """In the order of sending. Who can't be reached otherwise but asked for e-mail gets it where an SMS would go."""
    by_sms = Channel.SMS in step.channels
    wanted = (
        (Channel.PUSH, channels.push and Channel.PUSH in step.channels),
        (Channel.SMS, channels.sms and by_sms),
        (Channel.EMAIL, channels.email and by_sms),
    )
    return [channel for channel, is_open in wanted if is_open]


def _after_a_miss(case: Case, plan: Timetable, *, now: datetime, channels: Channels) -> Iterator[Due]:
    """A neutral "call us", in waking hours of the place."""
    recorded = case.outcome_at or now
    if case.starts_at < now - MISS_IS_OLD or not (channels.sms or channels.push):
        return
    at = opening(max(recorded + AFTER_A_MISS, now), case.time_zone, plan)
    channel = Channel.SMS if channels.sms else Channel.PUSH
    yield Due("missed", str(channel), str(Lane.BULK), at, at + MISS_IS_SAID_WITHIN)


def urgent_on(due: Due, starts_at: datetime, zone: str) -> date:
    """The day by which the outbox orders what is due: the appointment's; once it is past, the message's own."""
    return max(starts_at, due.not_before).astimezone(ZoneInfo(zone)).date()


def opening(at: datetime, zone: str, plan: Timetable) -> datetime:
    """That instant, or the next one at which a reminder may leave: the end of the quiet hours, at the place."""
    day = at.astimezone(ZoneInfo(zone)).date()
    opens, closes = _window(day, zone, plan)
    if at >= closes:
        opens, _ = _window(day + timedelta(days=1), zone, plan)
    return max(at, opens)


def may_leave_at(
    now: datetime, expected: Expected, plan: Timetable, *, occasion: str, expires_at: datetime
) -> datetime | None:
    """When a reminder that is due may leave: now; at its place in the next window, if it is still of use then; never.

    Whatever made it late, an outage, a retry, a release, a clock that was moved: the place's night is respected.
    """
    opens = opening(now, expected.time_zone, plan)
    if opens == now:
        return now
    _, closes = _window(opens.astimezone(ZoneInfo(expected.time_zone)).date(), expected.time_zone, plan)
    at = opens + _place(expected, occasion, plan, closes - opens)
    return next((instant for instant in (at, opens) if instant < expires_at), None)


def _window(day: date, zone: str, plan: Timetable) -> tuple[datetime, datetime]:
    local = ZoneInfo(zone)
    return datetime.combine(day, plan.opens, local), datetime.combine(day, plan.closes, local)


def _day(step: Step, case: Case) -> date:
    """Calendar days of the place, not spans of 24 hours: the clocks change twice a year."""
    return case.starts_at.astimezone(ZoneInfo(case.time_zone)).date() - timedelta(days=step.days_before)


def _today(now: datetime, case: Case) -> date:
    return now.astimezone(ZoneInfo(case.time_zone)).date()


def _place(expected: Expected, occasion: str, plan: Timetable, window: timedelta) -> timedelta:
    """How far into the window: earliest appointments first, those of one quarter of an hour in any order.

    Always the same for the same appointment, so that planning twice plans the same instant.
    """
    local = expected.starts_at.astimezone(ZoneInfo(expected.time_zone))
    begins = timedelta(hours=local.hour, minutes=local.minute)
    share = (min(max(begins, DAY_BEGINS), DAY_ENDS - SHARE) - DAY_BEGINS) // SHARE
    thrown = int.from_bytes(hashlib.sha256(f"{expected.id}:{occasion}".encode()).digest()[:4], "big") / 2**32
    return max(min(plan.spread, window), timedelta()) * ((share + thrown) / ((DAY_ENDS - DAY_BEGINS) // SHARE))
