"""What crosses the wire about the agenda, on the agent's side."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.agenda.rules import DayOff
from backend.common.dates import Day, Moment
from backend.common.digits import Western
from backend.common.schema import Schema
from backend.common.text import Line, Name

Words = dict[str, str]
Outcome = Literal["came", "missed", "excused"]
State = Literal["booked", "cancelled", "came", "missed", "excused"]
Reason = Literal[
    "forgot",
    "misunderstood",
    "letter_not_received",
    "work",
    "transport",
    "illness",
    "unwilling",
    "unable",
    "family",
    "talk",
    "other",
]
Where = Literal["place", "phone", "video", "home"]
Decider = Literal["referent", "service", "judge"]
Way = Literal["handed_over", "simple_letter", "registered_letter", "police_officer", "electronic", "none"]
Act = Literal["move", "cancel", "outcome", "excuse", "undo", "print"]
CancelReason = Literal["person", "service", "mistake", "state", "slot", "other"]
Minutes = Annotated[int, Field(ge=5, le=600)]
Capacity = Annotated[int, Field(ge=1, le=200)]


class Named(Schema):
    id: int
    name: str


class TypeForBooking(Schema):
    id: int
    code: str
    name: str
    where: Where
    by_slot: bool
    minutes: int
    decider: Decider
    prosecutor_number: bool
    days_off_allowed: bool
    sms_always: bool
    maximum_delay_days: int | None
    movable_by_person: bool


class Types(Schema):
    items: list[TypeForBooking]


class NamedPlace(Named):
    """`full_name`: with whose place it is and where, unless the name says so."""

    full_name: str


class PlaceOfAgenda(NamedPlace):
    organisation: Named


class AgendaForAgent(Schema):
    id: int
    name: str
    place: PlaceOfAgenda
    agent: Named | None


class Agendas(Schema):
    items: list[AgendaForAgent]


class AgendaIn(Schema):
    place: int
    name: Annotated[str, Field(min_length=1, max_length=120), Name]
    agent: int | None = None


class Seat(Schema):
    slot: int | None
    agenda: int
    starts_at: datetime
    left: int
    capacity: int
    full: bool


class DayOfSeats(Schema):
    date: date
    seats: list[Seat]


class DayOffOut(Schema):
    date: date
    why: DayOff


class FreeSeats(Schema):
    days: list[DayOfSeats]
    days_off: list[DayOffOut]  # of the days asked for; what is not `days_off_allowed` is not held then
    time_zone: str
    next_from: date | None  # where the next free seat is, beyond the days asked for


class LegalIn(Schema):
    way: Way
    on: Day


class LegalNotificationIn(LegalIn):
    returned_on: Day | None = None


class MoveIn(Schema):
    slot: int | None = None
    starts_at: Moment | None = None
    place: int | None = None
    agenda: int | None = None
    minutes: Minutes | None = None
    tell_person: bool = True
    force: bool = False


class BookIn(MoveIn):
    probationer: UUID
    type: int
    agent: int | None = None
    prosecutor_number: Annotated[str, Field(max_length=20), Western] = ""
    legal: LegalIn | None = None


class CancelIn(Schema):
    tell_person: bool = True
    reason: CancelReason


class StateIn(Schema):
    """`coming`: what becomes of the appointments to come, where reminders stop in that state."""

    state: Annotated[str, Field(max_length=12), Line]
    coming: Literal["cancel", "keep"] | None = None
    tell_person: bool = True


class StateSet(Schema):
    """How many appointments to come were cancelled, and how many stay: as wished, or because others decide."""

    cancelled: int
    kept: int


class OutcomeIn(Schema):
    outcome: Outcome
    reason_told: Reason | None = None


class Booked(Schema):
    id: UUID
    revision: int


class TypeOfAppointment(Schema):
    id: int
    name: str
    decider: str


class PersonOfAppointment(Schema):
    id: UUID
    last_name: str
    first_name: str
    needs_interpreter: bool
    spoken_language: str
    state: str


class AnswerForAgent(Schema):
    id: UUID
    kind: Literal["coming", "cannot", "late", "explain"]
    reason: str
    words: str
    late_minutes: int | None
    at: datetime
    seen_at: datetime | None


class Legal(Schema):
    way: Way
    on: date
    void: bool


class LegalForAgent(Legal):
    returned_on: date | None
    at: datetime


class AppointmentForAgent(Schema):
    id: UUID
    revision: int
    starts_at: datetime
    time_zone: str
    minutes: int
    state: State
    type: TypeOfAppointment
    place: NamedPlace | None
    agenda: Named | None
    agent: Named | None
    probationer: PersonOfAppointment
    answer: AnswerForAgent | None
    reach: Literal["ok", "waiting", "failed", "none"]
    reach_reason: str | None
    legal: Legal | None
    prosecutor_number: str
    reason_told: str
    may: list[Act]


class Recorded(AppointmentForAgent):
    """`tells_from`: a message tells the person of the outcome, not before then; until then it is taken back in
    silence. None: no message does."""

    tells_from: datetime | None


class Appointments(Schema):
    items: list[AppointmentForAgent]
    next: str | None


class EventForAgent(Schema):
    at: datetime
    event: str
    by: str
    detail: dict[str, str | int]


class TaskOfAppointment(Schema):
    id: int
    kind: Literal["notify_formally", "tell_by_hand", "not_reminded"]
    created_at: datetime
    done_at: datetime | None
