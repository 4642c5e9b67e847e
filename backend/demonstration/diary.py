"""What the demonstration's agendas hold, made row by row and saved all at once."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from backend.agenda.models import (
    Agenda,
    Answer,
    Appointment,
    AppointmentEvent,
    AppointmentType,
    LegalNotification,
    Task,
)
from backend.demonstration import calendar, history
from backend.demonstration.people import Person
from backend.demonstration.services import Pilot

State = Appointment.State
FOLLOW_UP = {"spip92": "spip-suivi", "tj92": "jap-suivi", "spip28": "spip-suivi"}
EVENTS: dict[str, str] = {
    State.CAME: "come",
    State.MISSED: "miss",
    State.EXCUSED: "excuse",
    State.CANCELLED: "cancel",
}
OUTCOMES = frozenset({State.CAME, State.MISSED, State.EXCUSED})
WORDS = ("Je travaille ce jour-là, mon patron refuse.", "Mon enfant est malade.")


@dataclass
class Diary:
    """What is being made, row by row; `save` writes it all at once."""

    rng: Random
    pilot: Pilot
    now: datetime
    types: dict[str, AppointmentType]
    agendas: dict[str, Agenda] = field(default_factory=dict)
    columns: dict[str, calendar.Column] = field(default_factory=dict)
    rows: list[Appointment] = field(default_factory=list)
    events: list[AppointmentEvent] = field(default_factory=list)
    legal: list[LegalNotification] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    def add(self, person: Person, day: date, state: str, code: str) -> Appointment | None:
        """One appointment of this person that day at the first free hour of the column, or None if the day is full."""
        at = self.columns.setdefault(self.key_of(person), calendar.Column()).free(day)
        return None if at is None else self.put(person, at, state, code)

    def key_of(self, person: Person) -> str:
        """Of the agenda in which this person is seen."""
        return person.agent.email if person.agent else person.service

    def put(self, person: Person, at: datetime, state: str, code: str) -> Appointment:
        """One appointment at that hour, whatever else there is."""
        row = self._row(person, at, state, code, self.agendas[self.key_of(person)])
        self.rows.append(row)
        self._trace(row)
        return row

    def move(self, row: Appointment, *, former: datetime) -> None:
        """It stood at `former` until yesterday; what was notified in law is void since."""
        row.revision = 2
        detail = {"from": former.isoformat(), "to": row.starts_at.isoformat()}
        by, at = str(row.booked_by or row.organisation), self.now - timedelta(days=1)
        moved = AppointmentEvent(appointment=row, at=at, event="move", by=by, revision=2, detail=detail)
        self.events.append(moved)
        self.tasks.append(Task(appointment=row, kind=Task.Kind.NOTIFY_FORMALLY, revision=2, created_at=at))

    def _row(self, person: Person, at: datetime, state: str, code: str, agenda: Agenda) -> Appointment:
        type_, organisation = self.types[code], self.pilot.organisations[person.service]
        on_site = type_.where == AppointmentType.Where.PLACE
        return Appointment(
            id=uuid.UUID(bytes=self.rng.randbytes(16), version=4),
            probationer=person.file,
            type=type_,
            organisation=organisation,
            place=self.pilot.places[person.service] if on_site else None,
            agenda=agenda,
            agent=person.agent,
            starts_at=at,
            minutes=type_.minutes,
            time_zone=organisation.time_zone,
            state=state,
            reason_told=self._reason() if state == State.MISSED else "",
            revision=2 if state == State.CANCELLED else 1,
            outcome_at=min(at + timedelta(minutes=50), self.now) if state in OUTCOMES else None,
            outcome_by=(person.agent or agenda.agent) if state in OUTCOMES else None,
            booked_at=min(at, self.now) - timedelta(days=self.rng.randint(12, 25)),
            booked_by=person.agent or agenda.agent,
            booked_for=organisation,
        )

    def _reason(self) -> str:
        reasons = Appointment.Reason
        told = ("", reasons.FORGOT, reasons.WORK, reasons.TRANSPORT, reasons.ILLNESS, reasons.MISUNDERSTOOD)
        return self.rng.choices(told, [50, 20, 12, 8, 7, 3])[0]

    def _trace(self, row: Appointment) -> None:
        by = str(row.booked_by or row.organisation)
        self.events.append(AppointmentEvent(appointment=row, at=row.booked_at, event="book", by=by, revision=1))
        if row.state in EVENTS:
            at = row.outcome_at or self.now - timedelta(days=1)
            event = AppointmentEvent(appointment=row, at=at, event=EVENTS[row.state], by=by, revision=row.revision)
            self.events.append(event)
        self.legal.append(
            LegalNotification(
                appointment=row,
                way=LegalNotification.Way.HANDED_OVER,
                on=row.booked_at.date(),
                by=row.booked_by,
                at=row.booked_at,
            )
        )

    def say(self, row: Appointment, kind: str) -> None:
        """The person's answer, given yesterday; who is late says so on the day."""
        is_late, cannot = kind == Answer.Kind.LATE, kind == Answer.Kind.CANNOT
        ago = timedelta(minutes=self.rng.randint(5, 40)) if is_late else timedelta(hours=self.rng.randint(2, 20))
        answer = Answer(
            id=uuid.UUID(bytes=self.rng.randbytes(16), version=4),
            appointment=row,
            kind=kind,
            words=self.rng.choice(WORDS) if cannot else "",
            reason=Appointment.Reason.WORK if cannot else "",
            late_minutes=20 if is_late else None,
            channel="app",
            revision=row.revision,
            at=self.now - ago,
            idempotency_key=uuid.UUID(bytes=self.rng.randbytes(16), version=4),
        )
        self.answers.append(answer)

    def save(self) -> None:
        """Everything, in the order of the foreign keys."""
        Appointment.objects.bulk_create(self.rows, batch_size=1000)
        AppointmentEvent.objects.bulk_create(self.events, batch_size=2000)
        LegalNotification.objects.bulk_create(self.legal, batch_size=2000)
        Answer.objects.bulk_create(self.answers)
        Task.objects.bulk_create(self.tasks)
        history.tell(self.rows, now=self.now)
