"""Types, agendas, slots and appointments as tests need them; hours are Paris' unless told."""

import datetime as dt
from collections.abc import Iterator
from itertools import count, islice
from typing import Any
from zoneinfo import ZoneInfo

from backend.accounts.models import Agent
from backend.agenda import days_off
from backend.agenda.models import Agenda, Appointment, AppointmentType, Slot
from backend.common import clock
from backend.organisations.models import Organisation, Place, Role
from backend.probationers.models import Probationer
from tests.accounts import make as accounts
from tests.organisations import make as organisations
from tests.probationers import make as probationers

_number = count(1)
PARIS = ZoneInfo("Europe/Paris")


def working_day(number: int = 7, *, hour: int = 10, minute: int = 0, zone: ZoneInfo = PARIS) -> dt.datetime:
    """An hour of the so-many-th working day from tomorrow: another number is always another day, whatever today is."""
    day = next(islice(working_days(zone), number - 1, None))
    return dt.datetime.combine(day, dt.time(hour, minute), zone)


def working_days(zone: ZoneInfo = PARIS) -> Iterator[dt.date]:
    """All of them, from tomorrow."""
    day = clock.now().astimezone(zone).date()
    while True:
        day += dt.timedelta(days=1)
        if day.weekday() < 5 and not days_off.is_holiday(day, ""):
            yield day


def whole_year() -> dict[str, str]:
    """The days of a file that holds all which a test makes."""
    today = clock.now().astimezone(PARIS).date()
    return {"from": str(today - dt.timedelta(days=180)), "to": str(today + dt.timedelta(days=180))}


def before_clocks_change(zone: ZoneInfo = PARIS) -> dt.datetime:
    """Two weeks before the clocks there are next put on or back, in the morning; the past where that is nearer."""
    day = clock.now().astimezone(zone).replace(hour=10)
    offset = day.utcoffset()
    while day.utcoffset() == offset:
        day += dt.timedelta(days=1)
    return day - dt.timedelta(days=14)


def type(**fields: Any) -> AppointmentType:
    """A follow-up that a CPIP books at a free time."""
    values: dict[str, Any] = {
        "code": f"type-{next(_number)}",
        "names": {"fr": "Convocation de suivi"},
        "neutral_names": {"fr": "RDV", "en": "Appointment", "ar": "موعد"},
        "roles": [Role.CPIP, Role.JAP, Role.BEX, Role.LOCAL_ADMIN],
    }
    return AppointmentType.objects.create(**(values | fields))


def agenda(place: Place | None = None, *, of: Organisation | None = None, agent: Agent | None = None) -> Agenda:
    return Agenda.objects.create(place=place or organisations.place(of), name=f"Agenda {next(_number)}", agent=agent)


def slot(of: Agenda, type: AppointmentType, *, starts_at: dt.datetime | None = None, **fields: Any) -> Slot:
    return Slot.objects.create(agenda=of, type=type, starts_at=starts_at or working_day(), **fields)


def appointment(probationer: Probationer, **fields: Any) -> Appointment:
    """A row as `book` would leave it, with no seat, no event and no journal entry."""
    place: Place | None = fields.pop("place", None)
    organisation = fields.pop("organisation", None) or (place and place.organisation)
    organisation = organisation or probationer.affiliations.earliest("pk").organisation
    values: dict[str, Any] = {
        "type": fields.pop("type", None) or type(),
        "organisation": organisation,
        "place": place or organisations.place(organisation),
        "starts_at": working_day(),
        "time_zone": "Europe/Paris",
        "booked_at": clock.now(),
        "booked_for": organisation,
    }
    return Appointment.objects.create(probationer=probationer, **(values | fields))


class Scene:
    """A service, its CPIP, a person, a place, an agenda, a type of each sort, and a stranger from elsewhere."""

    def __init__(self, **service: Any) -> None:
        self.service = organisations.organisation(**service)
        self.agent = accounts.agent(self.service)
        self.person = probationers.file(organisation=self.service, agent=self.agent)
        self.place = organisations.place(self.service, phone="+33147000000")
        self.agenda = agenda(self.place)
        self.free_type = type()
        self.slot_type = type(by_slot=True)
        self.stranger = accounts.agent()

    def another(self) -> Probationer:
        return probationers.file(organisation=self.service)
