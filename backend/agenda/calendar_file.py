"""One appointment as a calendar file: a neutral title, the place's address, nothing of why."""

from datetime import UTC, timedelta

from icalendar import Alarm, Calendar, Event, vText

from backend.agenda.models import Appointment
from backend.agenda.shows import said
from backend.common.streets import bare_address, town
from backend.organisations import rules_places


def of(row: Appointment, *others: Appointment, language: str) -> bytes:
    """The file; `SEQUENCE` grows with the revision so that a second import replaces the first."""
    calendar = Calendar()
    calendar.add("prodid", "-//Mon Suivi//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for each in (row, *others):
        calendar.add_component(_event(each, language))
    return bytes(calendar.to_ical())


def _event(row: Appointment, language: str) -> Event:
    event = Event()
    event.add("uid", f"{row.pk}@mon-suivi")
    event.add("sequence", row.revision)
    event.add("summary", said(row.type.neutral_names, language))
    # Instants in UTC need no time-zone table in the file: each phone shows its own wall clock, right overseas too.
    event.add("dtstart", row.starts_at.astimezone(UTC))
    event.add("dtend", (row.starts_at + timedelta(minutes=row.minutes)).astimezone(UTC))
    event.add("dtstamp", row.booked_at.astimezone(UTC))
    event.add("status", "CANCELLED" if row.state == row.State.CANCELLED else "CONFIRMED")
    event.add("class", "PRIVATE")
    if place := where(row):
        event["location"] = vText(place)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", said(row.type.neutral_names, language))
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    return event


def where(row: Appointment) -> str:
    """Without a building's name that would tell why: a calendar is shown to others, and copied to who knows where."""
    if row.place is None:
        return ""
    street, city = bare_address(row.place.address, row.place.city), town(row.place.city)
    name = rules_places.spoken_name(row.place.neutral_name, row.place.city)
    parts = ("" if name == city else name, street, f"{row.place.postcode} {city}".strip())
    return ", ".join(filter(None, parts))
