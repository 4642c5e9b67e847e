"""Bookings of the end of a hearing, one in each state: what a prosecutor reads, and nothing else."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from backend.agenda.models import Agenda, Appointment, AppointmentType, Slot
from backend.demonstration import calendar
from backend.demonstration.diary import Diary
from backend.demonstration.people import Person
from backend.demonstration.services import Pilot

CODE = "sortie-audience-sap"
State = Appointment.State
# Days from today on, and whether it was moved there.
PLAN = (
    (-5, State.CAME, False),
    (-3, State.MISSED, False),
    (1, State.BOOKED, False),
    (2, State.BOOKED, True),
    (3, State.CANCELLED, False),
    (6, State.BOOKED, False),
)


def book(rng: Random, pilot: Pilot, people: Sequence[Person], types: dict[str, AppointmentType], diary: Diary) -> None:
    """By the counter of the court, in the seats that are there; those that are over have none."""
    seats = Slot.objects.filter(type=types[CODE]).select_related("agenda").order_by("starts_at")
    agenda = Agenda.objects.get(pk=seats[0].agenda_id)
    own = Diary(rng, pilot, diary.now, types, {"tj92": agenda})
    today = diary.now.astimezone(calendar.ZONE).date()
    for number, ((days, state, is_moved), person) in enumerate(zip(PLAN, people, strict=False)):
        day = calendar.next_working(today + timedelta(days=days))
        at = calendar.instant(day, calendar.HOURS[0])
        seat = seats.filter(starts_at=at).first()
        row = own.put(person, at, state, CODE)
        row.prosecutor_number = f"26 098 {number:04d}"
        row.booked_by = pilot.agents["bex@demo.example"]
        if is_moved:
            own.move(row, former=calendar.instant(calendar.next_working(day + timedelta(days=1)), calendar.HOURS[2]))
        if seat and state == State.BOOKED:
            row.slot, row.minutes = seat, seat.minutes
            Slot.objects.filter(pk=seat.pk).update(taken=seat.taken + 1)
    own.save()
