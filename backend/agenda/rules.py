"""What may happen to an appointment and by whom. Pure: rows come in as they were read, `now` is an argument."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.db.models import TextChoices

from backend.agenda.models import Appointment, AppointmentType
from backend.common import phones
from backend.common.errors import Refused
from backend.organisations.models import Role
from backend.organisations.rules import Permission

State = Appointment.State
DayOff = Literal["week_end", "holiday"]
Decider = AppointmentType.Decider


class Event(TextChoices):
    MOVE = "move"
    RELOCATE = "relocate"  # same hour; the place itself is somewhere else now
    CANCEL = "cancel"
    COME = "come"
    MISS = "miss"
    EXCUSE = "excuse"
    UNDO = "undo"
    RESTORE = "restore"


# The whole life of an appointment. Cancelled is final, but for the seconds in which nothing has left yet.
TRANSITIONS: Mapping[tuple[str, str], State] = {
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
OUTCOMES: Mapping[str, Event] = {
    State.CAME: Event.COME,
    State.MISSED: Event.MISS,
    State.EXCUSED: Event.EXCUSE,
}
# A seat stays taken for who is expected, came or was missed; Slot.taken counts exactly these appointments.
HOLD_A_SEAT = frozenset({State.BOOKED, State.CAME, State.MISSED})
# Who speaks for the judge (field rule 5): an officer neither excuses nor moves a hearing.
JUDGES = frozenset({Role.JAP, Role.CLERK_SAP, Role.DIRECTOR_SAP})

FURTHEST = timedelta(days=365)
MAY_BE_LATE = timedelta(hours=1)  # "I'm late" may be said that long after the hour
CAME_EARLY = timedelta(hours=1)  # "came" may be recorded that long before the hour
OPENS, CLOSES = 6, 20  # hours of the place's clock between which anybody is convened, from first to last minute
# Ten seconds are shown; the rest is for a slow network. No message of it leaves before (reminders.rules.UNDONE_IN).
RESTORABLE = timedelta(seconds=20)
UNDONE_IN = RESTORABLE + timedelta(
    seconds=10
)  # what one key takes back leaves after it; the rest: an undo that is slow


def after(state: str, event: str) -> State:
    """The state that follows, or Refused."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise Refused("appointment_not_in_that_state") from None


@dataclass(frozen=True)
class Day:
    """What stands in the way of an hour at a place, besides the seats."""

    local: datetime
    holiday: bool
    days_off_allowed: bool
    minutes: int


def day_off(day: date, *, holiday: bool) -> DayOff | None:
    """Why nobody is convened that day unless the type allows it; None: people work."""
    if holiday:
        return "holiday"
    return "week_end" if day.weekday() >= 5 else None


def time_faults(starts_at: datetime, *, day: Day, now: datetime) -> list[str]:
    """Codes of all that forbids this instant; empty: it may be booked."""
    faults = []
    if starts_at <= now:
        faults.append("starts_in_the_past")
    if starts_at > now + FURTHEST:
        faults.append("too_far_ahead")
    off = day_off(day.local.date(), holiday=day.holiday)
    if off and not day.days_off_allowed:
        faults.append(off)
    closes = day.local.replace(hour=CLOSES, minute=0, second=0, microsecond=0)
    if day.local.hour < OPENS or day.local + timedelta(minutes=day.minutes) > closes:
        faults.append("outside_hours")
    return faults


def warnings(
    type: AppointmentType, starts_at: datetime, *, agent_busy: bool, person_busy: bool, now: datetime
) -> list[str]:
    """What the booker should know and may override."""
    found = []
    if agent_busy:
        found.append("agent_busy")
    if person_busy:
        found.append("person_busy")
    if type.maximum_delay_days is not None and starts_at > now + timedelta(days=type.maximum_delay_days):
        found.append("maximum_delay")
    return found


def may_book_type(type: AppointmentType, *, role: str, kind: str | None) -> bool:
    """Whether this role books that type at a place of this kind (None: no place)."""
    if type.archived_at is not None or role not in type.roles:
        return False
    return not type.organisation_kind or kind is None or type.organisation_kind == kind


def decides(decider: str, *, role: str, holds: bool, booked: bool) -> bool:
    """Who may move, cancel, excuse: the service that holds it or booked it; the judge alone for a hearing.

    `holds`: the agent's service holds the appointment; `booked`: it was booked for the agent's service.
    """
    if decider == Decider.JUDGE:
        return holds and role in JUDGES
    return holds or booked


# Which permission of the role each of these acts asks for.
ASKS: dict[str, Permission] = {
    "move": "move",
    "cancel": "cancel",
    "excuse": "record_outcome",
    "outcome": "record_outcome",
    "undo": "record_outcome",
    "print": "print_summons",
}


def may_happen(
    appointment: Appointment, *, role_may: Collection[Permission], decides: bool, records: bool, now: datetime
) -> list[str]:
    """What this agent may do with it now, in the words of the contract; nothing that her role may not do at all."""
    state, allowed = appointment.state, []
    if state == State.BOOKED:
        if decides and appointment.starts_at > now:
            allowed += ["move", "cancel"]
        if decides:
            allowed.append("excuse")
        if appointment.starts_at > now:
            allowed.append("print")
        if records and outcome_fault(State.CAME, starts_at=appointment.starts_at, now=now) is None:
            allowed.append("outcome")
    elif (state == State.EXCUSED and decides) or (state in (State.CAME, State.MISSED) and records):
        allowed.append("undo")
    return [act for act in allowed if ASKS[act] in role_may]


def restore_fault(*, cancelled_at: datetime | None, starts_at: datetime, now: datetime) -> str | None:
    """A cancellation is taken back at once or never: the person may have been told, her seat given away."""
    if starts_at <= now:
        return "appointment_past"
    return None if cancelled_at is not None and now <= cancelled_at + RESTORABLE else "too_late_to_undo"


def hour_at(revision: int, *, now_at: datetime | None, moves: Iterable[tuple[int, datetime]]) -> datetime | None:
    """The hour that an appointment had at that revision; `moves`: of each the revision it made, and the hour before."""
    later = [move for move in moves if move[0] > revision]
    return min(later)[1] if later else now_at


def outcome_fault(outcome: str, *, starts_at: datetime, now: datetime) -> str | None:
    """Nobody came before the day, nobody missed what has not begun; an excuse may come at any time."""
    if outcome == State.CAME and now < starts_at - CAME_EARLY:
        return "too_early_for_outcome"
    if outcome == State.MISSED and now < starts_at:
        return "too_early_for_outcome"
    return None


def reading_fault(appointment: Appointment, revision: int) -> str | None:
    """Why what the person read does not hold any more; of a cancelled one there is no other date to look at."""
    if appointment.state == State.CANCELLED:
        return "appointment_called_off"
    return "appointment_changed" if appointment.revision != revision else None


def answer_fault(appointment: Appointment, *, revision: int, now: datetime) -> str | None:
    """An answer speaks of what the person has read: another revision, a past or a settled one is refused."""
    if fault := reading_fault(appointment, revision):
        return fault
    if appointment.starts_at <= now or appointment.state != State.BOOKED:
        return "appointment_past"
    return None


def late_fault(appointment: Appointment, *, revision: int, now: datetime) -> str | None:
    """ "I'll be late" is said on the day itself, at the place's clock, until an hour after the hour."""
    if fault := reading_fault(appointment, revision):
        return fault
    if appointment.state != State.BOOKED or appointment.starts_at + MAY_BE_LATE <= now:
        return "appointment_past"
    zone = ZoneInfo(appointment.time_zone)
    if now.astimezone(zone).date() < appointment.starts_at.astimezone(zone).date():
        return "too_early_to_be_late"
    return None


def can_be_told(*, phone: str, phone_status: str, wants_sms: bool, opted_out: bool, messaged: bool) -> bool:
    """Whether an SMS may say that an appointment moved; if not an agent does it by hand (field rule 1)."""
    return phones.gets_sms(phone) and phone_status not in ("wrong", "none") and wants_sms and not opted_out and messaged


def overlap(start: datetime, minutes: int, other: datetime, other_minutes: int) -> bool:
    return start < other + timedelta(minutes=other_minutes) and other < start + timedelta(minutes=minutes)


def unmet_needs(needs: Mapping[str, bool], *, where: str, step_free: str) -> list[str]:
    """What the person needs and the booker must see to (field rule 11)."""
    found = [name for name in ("interpreter", "sign_language", "reads_little") if needs.get(name)]
    if needs.get("step_free") and where == AppointmentType.Where.PLACE and step_free != "yes":
        found.append("step_free")
    return found


def dates_of(weekdays: Iterable[int], *, since: date, until: date) -> list[date]:
    """The days from `since` to `until` included that fall on these weekdays (0 = Monday)."""
    wanted = frozenset(weekdays)
    span = (until - since).days
    return [d for d in (since + timedelta(days=n) for n in range(span + 1)) if d.weekday() in wanted]
