"""What crosses the wire of the screens that read several apps."""

import datetime as dt
from datetime import datetime
from typing import Literal
from uuid import UUID

from backend.agenda.schemas import AppointmentForAgent, EventForAgent, LegalForAgent, Named, TaskOfAppointment
from backend.common.schema import Schema
from backend.desk.rules import Told
from backend.probationers.schemas_agent import ContactChange, FirstFile, PersonName, Relation, SecondFile
from backend.probationers.schemas_trust import TrustedContact
from backend.reminders.schemas import Unreached

Channel = Literal["sms", "push", "email"]
What = Literal["booked", "moved", "relocated", "cancelled"]


class ByChannel(Schema):
    """One message as both sides read it: sent, reached or failed; never opened nor read (field rule 6).

    `words` is a key under `told.`, `why` one under `reasons.`. `at`: the last thing that happened to it, else when it
    is to leave; `leaves_at` only while it has not. `joined`: the appointment whose message says, or will say, this too.
    """

    id: UUID
    channel: Channel
    state: Told
    words: str
    why: str | None
    at: datetime
    leaves_at: datetime | None
    title: str
    text: str
    joined: UUID | None


class MyOccasion(Schema):
    """What was said once, by one channel or several: the same history as the agent's. `id` is its first message's.

    `spoke_of`: the hour that it named, where the appointment was moved since.
    """

    id: UUID
    kind: str
    occasion: str
    at: datetime
    state: Told
    appointment: UUID | None
    spoke_of: datetime | None
    is_copy: bool
    messages: list[ByChannel]


class MyMessages(Schema):
    items: list[MyOccasion]
    next: str | None


class Foreseen(Schema):
    """The words that a message will have at its hour; `refusal`: why it will not leave as things stand."""

    title: str
    text: str
    segments: int
    language: str
    refusal: str | None


class ByChannelForAgent(ByChannel):
    to: str
    segments: int
    foreseen: Foreseen | None


class Occasion(Schema):
    """`by_hand`: an agent had it sent. `is_copy`: to a contact of trust. `spoke_of`: as in MyOccasion."""

    id: UUID
    kind: str
    occasion: str
    at: datetime
    state: Told
    by_hand: bool
    appointment: UUID | None
    spoke_of: datetime | None
    is_copy: bool
    messages: list[ByChannelForAgent]


class AppointmentInFull(AppointmentForAgent):
    """`unreachable`: why nobody told of it; `silence`: why nothing may leave about it now, whatever is done.

    `is_told`: a message about it has left, or may have. `is_planned`: the messages are those of its present hour; else
    they are in a moment.
    """

    place_address: str | None
    unreachable: Unreached | None
    silence: Unreached | None
    is_told: bool
    is_planned: bool
    events: list[EventForAgent]
    occasions: list[Occasion]
    legal_notifications: list[LegalForAgent]
    tasks: list[TaskOfAppointment]


class Unreachable(Unreached):
    probationer: PersonName
    appointment: AppointmentForAgent | None
    since: datetime | None


class PersonToCall(PersonName):
    """What one needs to call or to write. `sensitive_channel`: say nothing to anybody else (field rule 2)."""

    phone: str
    phone_status: str
    email: str
    address: str
    postcode: str
    city: str
    language: str
    spoken_language: str
    needs_interpreter: bool
    needs_sign_language: bool
    reads_little: bool
    sensitive_channel: bool


class ToCall(Unreached):
    """`what` the person does not know; `since` nobody could tell her."""

    probationer: PersonToCall
    appointment: AppointmentForAgent
    what: What
    since: datetime


class PersonsToCall(Schema):
    now: datetime
    time_zone: str
    items: list[ToCall]  # the first ones
    count: int


class AppointmentOfTask(Schema):
    id: UUID
    starts_at: datetime
    time_zone: str


class TaskToDo(Schema):
    id: int
    kind: str
    created_at: datetime
    appointment: AppointmentOfTask
    probationer: PersonName


class EndingFile(Schema):
    """A file nobody seems to need: what will happen to it, and not before when."""

    probationer: PersonName
    step: Literal["archive", "destroy"]
    at: datetime


class ReplyToRead(Schema):
    """A text that came back from the person's number. `shared`: it stood in other files too; whose it is, is asked.

    `shared_with`: those that have it now, of the persons whom the agent sees.
    """

    id: UUID
    at: datetime
    text: str
    meaning: Literal["stop", "start", "yes", "no", "thanks", "other"]
    shared: bool
    shared_with: list[PersonName]
    to_read: bool
    seen_at: datetime | None
    answered: bool
    probationer: PersonName
    appointment: AppointmentOfTask | None


class Counts(Schema):
    """How many wait in each list, however few of them were sent along."""

    answers: int
    replies: int
    unreachable: int
    tasks: int
    second_files: int
    trusted_contacts: int
    contact_changes: int
    ending: int


class Waiting(Schema):
    """How much waits today, without whose."""

    counts: Counts
    without_outcome_count: int


class Morning(Schema):
    date: dt.date
    time_zone: str
    appointments: list[AppointmentForAgent]
    without_outcome: list[AppointmentForAgent]
    without_outcome_count: int
    unreachable: list[Unreachable]
    to_call_count: int
    contact_changes: list[ContactChange]
    answers: list[AppointmentForAgent]
    tasks: list[TaskToDo]
    ending: list[EndingFile]
    replies: list[ReplyToRead]
    trusted_contacts: list[TrustedContact]
    second_files: list[SecondFile]
    counts: Counts
    coming_count: int


class File(Schema):
    """The file, as one screen shows it. `has_more`: of what is long past, the oldest is left out.

    `channels`: by which what we say of appointments leaves now; `silence`: why by none.
    """

    id: UUID
    last_name: str
    first_name: str
    birth_date: dt.date | None
    birth_year: int | None
    appi_number: str
    state: str
    messaging: Literal["all", "none", "codes_only"]
    channels: list[Literal["sms", "push", "email"]]
    silence: Unreached | None
    phone: str
    phone_status: str
    phone_proved_at: datetime | None
    same_phone: list[PersonName]
    opted_out: bool
    email: str
    email_proved: bool
    email_refused_at: datetime | None
    address: str
    postcode: str
    city: str
    language: str
    spoken_language: str
    needs_interpreter: bool
    needs_sign_language: bool
    needs_step_free: bool
    reads_little: bool
    sensitive_channel: bool
    wants_push: bool
    wants_sms: bool
    wants_email: bool
    created_at: datetime
    archived: bool
    organisations: list[Named]
    referent: Named | None
    upcoming: list[AppointmentForAgent]
    past: list[AppointmentForAgent]
    past_count: int
    has_more: bool
    replies: list[ReplyToRead]
    occasions: list[Occasion]
    contact_changes: list[ContactChange]
    relations: list[Relation]
    devices_count: int
    sign_in_stopped: bool
    unreachable: Unreachable | None
    first_files: list[FirstFile]
    second_files: list[SecondFile]
    may: list[str]
