"""From rows to what an agent is shown. Everything asked for here was read with `queries.in_full`: no query follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.accounts.models import Agent
from backend.agenda import queries, reach, rules, schemas, schemas_slots
from backend.agenda.actions_slots import Made
from backend.agenda.models import (
    Agenda,
    Answer,
    Appointment,
    AppointmentType,
    ItemToBring,
    LegalNotification,
    Slot,
    SlotPattern,
)
from backend.common import clock
from backend.delivery.rules import Standing
from backend.organisations import queries as organisations
from backend.organisations import rules_places
from backend.organisations.models import Membership, Place
from backend.organisations.rules import Permission


@dataclass(frozen=True)
class Viewer:
    """To whom rows are shown: where she works, and what her role may do there."""

    membership: Membership | None
    role_may: tuple[Permission, ...]


def said(words: Mapping[str, str], language: str = "fr") -> str:
    """One language of words kept by language; French where that one is missing."""
    return words.get(language) or words.get("fr") or ""


def checked(value: Any) -> Any:
    """A choice of the table where the contract wants one of a list: the schema itself compares them as it is made."""
    return value


def agent_named(agent: Agent | None) -> schemas.Named | None:
    return schemas.Named(id=agent.pk, name=f"{agent.first_name} {agent.last_name}") if agent else None


def place_named(place: Place) -> schemas.NamedPlace:
    return schemas.NamedPlace(id=place.pk, name=place.name, full_name=_full_name(place))


def _full_name(place: Place) -> str:
    return rules_places.full_name(place.name, place.organisation.name, place.city)


def place_address(row: Appointment) -> str | None:
    """Where its place stands: on its own page, for whoever is asked on the telephone."""
    return rules_places.street(row.place) if row.place else None


def appointments(rows: Iterable[Appointment], *, to: Agent) -> list[schemas.AppointmentForAgent]:
    """One query more, for all of them: whether the person was reached."""
    listed = list(rows)
    told = reach.standings(listed)
    viewer = Viewer(organisations.membership_of(to), organisations.permissions_of(to))
    now = clock.now()
    return [appointment(row, to=viewer, reach=told[str(row)], now=now) for row in listed]


def appointments_by_key(rows: Iterable[Appointment], *, to: Agent) -> dict[UUID, schemas.AppointmentForAgent]:
    """The same for several lists of one screen, each row once."""
    once = {row.pk: row for row in rows}
    return dict(zip(once, appointments(once.values(), to=to), strict=True))


def appointment(row: Appointment, *, to: Viewer, reach: Standing, now: datetime) -> schemas.AppointmentForAgent:
    person, legal = row.probationer, _last_legal(row)
    sees = "see_replies" in to.role_may  # what the person said, and whether she was reached
    return schemas.AppointmentForAgent(
        id=row.pk,
        revision=row.revision,
        starts_at=row.starts_at,
        time_zone=row.time_zone,
        minutes=row.minutes,
        state=checked(row.state),
        type=schemas.TypeOfAppointment(id=row.type_id, name=said(row.type.names), decider=row.type.decider),
        place=place_named(row.place) if row.place else None,
        agenda=schemas.Named(id=row.agenda.pk, name=row.agenda.name) if row.agenda else None,
        agent=agent_named(row.agent),
        probationer=schemas.PersonOfAppointment(
            id=person.pk,
            last_name=person.last_name,
            first_name=person.first_name,
            needs_interpreter=person.needs_interpreter,
            spoken_language=person.spoken_language,
            state=person.state,
        ),
        answer=answer(last_answer(row)) if sees else None,
        reach=checked(reach.state) if sees else "ok",
        reach_reason=(reach.reason or None) if sees else None,
        legal=schemas.Legal(way=checked(legal.way), on=legal.on, void=legal.void_at is not None) if legal else None,
        prosecutor_number=row.prosecutor_number,
        reason_told=row.reason_told if sees else "",
        may=checked(_may(row, to, now)),
    )


def _may(row: Appointment, to: Viewer, now: datetime) -> list[str]:
    if to.membership is None:
        return []
    stands = queries.stand(row, to.membership)
    return rules.may_happen(row, role_may=to.role_may, decides=stands.decides, records=stands.records, now=now)


def last_answer(row: Appointment) -> Answer | None:
    """What the person said last; said of an earlier revision it no longer counts."""
    given = [a for a in row.answers.all() if a.revision == row.revision or row.state != rules.State.BOOKED]
    return given[-1] if given else None


def _last_legal(row: Appointment) -> LegalNotification | None:
    known = list(row.legal_notifications.all())
    return known[-1] if known else None


def answer(row: Answer | None) -> schemas.AnswerForAgent | None:
    if row is None:
        return None
    return schemas.AnswerForAgent(
        id=row.pk,
        kind=checked(row.kind),
        reason=row.reason,
        words=row.words,
        late_minutes=row.late_minutes,
        at=row.at,
        seen_at=row.seen_at,
    )


def type(row: AppointmentType) -> schemas.TypeForBooking:
    return schemas.TypeForBooking(
        id=row.pk,
        code=row.code,
        name=said(row.names),
        where=checked(row.where),
        by_slot=row.by_slot,
        minutes=row.minutes,
        decider=checked(row.decider),
        prosecutor_number=row.prosecutor_number,
        days_off_allowed=row.days_off_allowed,
        sms_always=row.sms_always,
        maximum_delay_days=row.maximum_delay_days,
        movable_by_person=row.movable_by_person,
    )


def agenda(row: Agenda) -> schemas.AgendaForAgent:
    organisation = row.place.organisation
    return schemas.AgendaForAgent(
        id=row.pk,
        name=row.name,
        place=schemas.PlaceOfAgenda(
            id=row.place.pk,
            name=row.place.name,
            full_name=_full_name(row.place),
            organisation=schemas.Named(id=organisation.pk, name=organisation.name),
        ),
        agent=agent_named(row.agent),
    )


def days_of_seats(slots: Iterable[Slot], *, zone: str) -> list[schemas.DayOfSeats]:
    """By the place's own days, in their order."""
    days: dict[object, schemas.DayOfSeats] = {}
    for slot in slots:
        day = clock.local(slot.starts_at, zone).date()
        seat = schemas.Seat(
            slot=slot.pk,
            agenda=slot.agenda_id,
            starts_at=slot.starts_at,
            left=slot.capacity - slot.taken,
            capacity=slot.capacity,
            full=slot.taken >= slot.capacity,
        )
        days.setdefault(day, schemas.DayOfSeats(date=day, seats=[])).seats.append(seat)
    return list(days.values())


def days_off(found: Iterable[tuple[date, rules.DayOff]]) -> list[schemas.DayOffOut]:
    return [schemas.DayOffOut(date=day, why=why) for day, why in found]


def slot(row: Slot, *, zone: str) -> schemas_slots.SlotForAgent:
    return schemas_slots.SlotForAgent(
        id=row.pk,
        agenda=row.agenda_id,
        type=schemas.Named(id=row.type_id, name=said(row.type.names)),
        starts_at=row.starts_at,
        time_zone=zone,
        minutes=row.minutes,
        capacity=row.capacity,
        taken=row.taken,
        closed=row.closed_at is not None,
    )


def made_slots(made: Made) -> schemas_slots.MadeSlots:
    left_out = [schemas_slots.LeftOut(date=one.day, time=one.time, why=checked(one.why)) for one in made.left_out]
    return schemas_slots.MadeSlots(created=made.created, left_out=left_out)


def pattern(row: SlotPattern) -> schemas_slots.PatternForAgent:
    return schemas_slots.PatternForAgent(
        id=row.pk,
        agenda=row.agenda_id,
        type=schemas.Named(id=row.type_id, name=said(row.type.names)),
        weekday=row.weekday,
        time=row.time,
        minutes=row.minutes,
        capacity=row.capacity,
        since=row.since,
        until=row.until,
    )


def item(row: ItemToBring) -> schemas_slots.ItemForAgent:
    return schemas_slots.ItemForAgent(id=row.pk, national=row.place_id is None, words=row.words)
