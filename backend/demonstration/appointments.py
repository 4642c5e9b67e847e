"""Twelve months of past appointments with outcomes at the field's rate, and six weeks to come."""

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
    Slot,
    SlotPattern,
)
from backend.demonstration import calendar, history
from backend.demonstration.people import Person
from backend.demonstration.services import Pilot

State = Appointment.State
FOLLOW_UP = {"spip92": "spip-suivi", "tj92": "jap-suivi", "spip28": "spip-suivi"}
OTHER = {"spip92": ("spip-premiere", "telephone", "collective"), "tj92": ("jap-debat",), "spip28": ()}
EVENTS: dict[str, str] = {State.CAME: "come", State.MISSED: "miss", State.EXCUSED: "excuse"}
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

    def add(self, person: Person, day: date, state: str, code: str) -> Appointment | None:
        """One appointment of this person that day at the first free hour of the column, or None if the day is full."""
        key = person.agent.email if person.agent else person.service
        at = self.columns.setdefault(key, calendar.Column()).free(day)
        if at is None:
            return None
        row = self._row(person, at, state, code, self.agendas[key])
        self.rows.append(row)
        self._trace(row)
        return row

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
            outcome_at=at + timedelta(minutes=50) if state in EVENTS else None,
            outcome_by=(person.agent or agenda.agent) if state in EVENTS else None,
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
            self.events.append(
                AppointmentEvent(
                    appointment=row, at=row.outcome_at or row.starts_at, event=EVENTS[row.state], by=by, revision=1
                )
            )
        self.legal.append(
            LegalNotification(
                appointment=row,
                way=LegalNotification.Way.HANDED_OVER,
                on=row.booked_at.date(),
                by=row.booked_by,
                at=row.booked_at,
            )
        )

    def say(self, row: Appointment, kind: str, words: str = "", reason: str = "") -> None:
        """The person's answer, given yesterday."""
        answer = Answer(
            id=uuid.UUID(bytes=self.rng.randbytes(16), version=4),
            appointment=row,
            kind=kind,
            words=words,
            reason=reason,
            channel="app",
            revision=1,
            at=self.now - timedelta(hours=self.rng.randint(2, 20)),
            idempotency_key=uuid.UUID(bytes=self.rng.randbytes(16), version=4),
        )
        self.answers.append(answer)

    def save(self) -> None:
        """Everything, in the order of the foreign keys."""
        Appointment.objects.bulk_create(self.rows, batch_size=1000)
        AppointmentEvent.objects.bulk_create(self.events, batch_size=2000)
        LegalNotification.objects.bulk_create(self.legal, batch_size=2000)
        Answer.objects.bulk_create(self.answers)


def make(rng: Random, pilot: Pilot, people: list[Person], *, now: datetime, months: int) -> Diary:
    """Agendas, past, today and the six weeks to come."""
    diary = Diary(rng, pilot, now, {each.code: each for each in AppointmentType.objects.all()})
    _agendas(diary)
    today = now.astimezone(calendar.ZONE).date()
    followed = [person for person in people if person.file.state == "followed"]
    _past(diary, people, today, months)
    _coming(diary, followed, today)
    diary.save()
    history.tell(diary.rows, now=now)
    return diary


def _agendas(diary: Diary) -> None:
    for email, agent in diary.pilot.agents.items():
        key = {"cpip28@demo.example": "spip28"}.get(email, "spip92")
        if email.startswith("cpip"):
            diary.agendas[email] = Agenda.objects.create(
                place=diary.pilot.places[key], name=f"Entretiens {agent.first_name}", agent=agent
            )
    jap = diary.pilot.agents["jap@demo.example"]
    diary.agendas["tj92"] = Agenda.objects.create(place=diary.pilot.places["tj92"], name="Cabinet du juge", agent=jap)


def _past(diary: Diary, people: list[Person], today: date, months: int) -> None:
    """One appointment every four to six weeks, on a working day; the last ones may still lack their outcome."""
    first = today - timedelta(days=30 * months)
    for number, person in enumerate(people):
        day = max(first, person.file.created_at.date()) + timedelta(days=diary.rng.randint(0, 30))
        while day < today:
            day = calendar.next_working(day)
            if day >= today:
                break
            forgotten = number % 12 == 4 and (today - day).days < 12
            diary.add(person, day, State.BOOKED if forgotten else _outcome(diary.rng, person), _code(diary.rng, person))
            day += timedelta(days=diary.rng.randint(28, 42))


def _outcome(rng: Random, person: Person) -> str:
    if rng.random() < person.misses:
        return State.MISSED
    return State.EXCUSED if rng.random() < 0.06 else State.CAME


def _code(rng: Random, person: Person) -> str:
    other = OTHER[person.service]
    return rng.choice(other) if other and rng.random() < 0.15 else FOLLOW_UP[person.service]


def _coming(diary: Diary, people: list[Person], today: date) -> None:
    """Today is full for each officer; then everybody once in the next six weeks."""
    first = calendar.next_working(today)
    days = calendar.working_days(first + timedelta(days=1), first + timedelta(days=42))
    for person in people[:12]:  # those whom var/demo.json names: an appointment at the place this week, and one more
        for span in (days[2:6], days[15:25]):
            rows = (diary.add(person, day, State.BOOKED, FOLLOW_UP[person.service]) for day in span)
            next(filter(None, rows), None)
    for number, person in enumerate(people[12:], 12):
        at_first = (number // 5) % 5 == 1 if person.service == "spip92" else number % 25 == 3
        chosen = [first] if at_first else diary.rng.sample(days, len(days))
        rows = (diary.add(person, day, State.BOOKED, _code(diary.rng, person)) for day in chosen)
        row = next(filter(None, rows), None)
        if row and number % 3 == 0:
            diary.say(row, Answer.Kind.COMING)
        if row and number in (31, 57):
            diary.say(row, Answer.Kind.CANNOT, WORDS[number % 2], Appointment.Reason.WORK)


def open_slots(pilot: Pilot, types: dict[str, AppointmentType], *, now: datetime) -> None:
    """Seats for the counter of the BEX: after a hearing, at the SPIP and before the judge, six weeks ahead."""
    today = now.astimezone(calendar.ZONE).date()
    days = calendar.working_days(today + timedelta(days=1), today + timedelta(days=42))
    for key, code in (("spip92", "sortie-audience-spip"), ("tj92", "sortie-audience-sap")):
        agenda = Agenda.objects.create(place=pilot.places[key], name="Sorties d'audience")
        for weekday in range(5):
            for at in calendar.HOURS[::2]:
                pattern = SlotPattern.objects.create(
                    agenda=agenda, type=types[code], weekday=weekday, time=at, capacity=3, since=today
                )
                Slot.objects.bulk_create(
                    Slot(
                        agenda=agenda,
                        type=types[code],
                        starts_at=calendar.instant(day, at),
                        capacity=3,
                        pattern=pattern,
                    )
                    for day in days
                    if day.weekday() == weekday
                )
