"""Twelve months of past appointments with outcomes at the field's rate, a full day, and six weeks to come."""

from datetime import date, datetime, time, timedelta
from random import Random

from backend.agenda.models import Agenda, Answer, Appointment, AppointmentType, Slot, SlotPattern
from backend.demonstration import calendar, workday
from backend.demonstration.diary import FOLLOW_UP, Diary
from backend.demonstration.people import Person
from backend.demonstration.services import Pilot

State = Appointment.State
OTHER = {"spip92": ("spip-premiere", "telephone", "collective"), "tj92": ("jap-debat",), "spip28": ()}
ENOUGH = 6  # appointments of an agenda, cancelled ones too, by which a day counts as filled


def make(rng: Random, pilot: Pilot, people: list[Person], *, now: datetime, months: int) -> Diary:
    """Agendas, past, today and the six weeks to come."""
    diary = Diary(rng, pilot, now, {each.code: each for each in AppointmentType.objects.all()})
    _agendas(diary)
    today = now.astimezone(calendar.ZONE).date()
    followed = [person for person in people if person.file.state == "followed"]
    _past(diary, people, today, months)
    _coming(diary, followed, today)
    diary.save()
    return diary


def reopen(rng: Random, pilot: Pilot, people: list[Person], *, now: datetime) -> Diary:
    """A later day of a demonstration that is there already; nothing where that day has been filled before."""
    diary = Diary(rng, pilot, now, {each.code: each for each in AppointmentType.objects.all()}, _agendas_of(pilot))
    day = now.astimezone(calendar.ZONE).date()
    ends = calendar.instant(day + timedelta(days=1), time.min)
    rows = Appointment.objects.filter(starts_at__gte=calendar.instant(day, time.min), starts_at__lt=ends)
    if rows.filter(agenda__in=diary.agendas.values()).count() < ENOUGH * len(diary.agendas):
        busy = set(rows.values_list("probationer", flat=True))
        workday.fill(diary, [person for person in people if person.file.pk not in busy], day)
    diary.save()
    return diary


def _agendas_of(pilot: Pilot) -> dict[str, Agenda]:
    """As `_agendas` made them; whatever an agent added since stays as it is."""
    keys = {agent.pk: "tj92" if email.startswith("jap") else email for email, agent in pilot.agents.items()}
    own = Agenda.objects.filter(agent__in=keys).order_by("-pk")
    return {keys[agenda.agent_id]: agenda for agenda in own if agenda.agent_id}


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
    """Today is full for everybody who receives; whoever does not come today comes once in the next six weeks."""
    known, others = people[: workday.KNOWN], people[workday.KNOWN :]
    days = calendar.working_days(today + timedelta(days=1), today + timedelta(days=42))
    for person in known:  # an appointment at the place this week, and one more
        for span in (days[2:6], days[15:25]):
            rows = (diary.add(person, day, State.BOOKED, FOLLOW_UP[person.service]) for day in span)
            next(filter(None, rows), None)
    workday.fill(diary, others, today)
    busy = {row.probationer_id for row in diary.rows if row.starts_at >= calendar.instant(today, time.min)}
    for number, person in enumerate(person for person in others if person.file.pk not in busy):
        chosen = diary.rng.sample(days, len(days))
        rows = (diary.add(person, day, State.BOOKED, _code(diary.rng, person)) for day in chosen)
        row = next(filter(None, rows), None)
        if row and number % 3 == 0:
            diary.say(row, Answer.Kind.COMING)
        if row and number in (31, 57):
            diary.say(row, Answer.Kind.CANNOT)


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
