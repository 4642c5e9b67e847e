"""Services that know nothing of each other, each with a row of everything.

`near` is a SPIP and `court` a court: each the callers' of its own kind. `far` is nobody's.
"""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.test import Client

from backend.accounts import sessions_holder
from backend.accounts.models import Agent, Challenge, SecurityKey
from backend.agenda.models import (
    Agenda,
    Answer,
    Appointment,
    AppointmentType,
    Slot,
    SlotPattern,
    Task,
)
from backend.common import clock
from backend.delivery.models import IncomingSms
from backend.organisations.models import Directions, Organisation, Place, Role
from backend.probationers.models import ContactChange, Probationer, Relation, SecondFile, TrustedContact
from backend.reminders.models import Reply
from tests.accounts import make as accounts
from tests.architecture.roles import CALLERS, Caller
from tests.organisations import make as organisations
from tests.probationers import make as probationers

NEVER = {int: 999_999_999, str: "0b0c6d3e-0000-4000-8000-00000000dead"}


@dataclass
class Side:
    """One service, the person it follows, and the identifier of one row of each kind."""

    service: Organisation
    person: Probationer
    ids: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)  # of the person's phone

    def phone(self) -> Client:
        return _with(self.cookies)


@dataclass
class World:
    near: Side
    court: Side
    far: Side
    cookies: dict[Caller, dict[str, str]] = field(default_factory=dict)  # of an agent of each role

    def browser(self, caller: Caller) -> Client:
        """An agent with that role in the service of that kind, signed in (or a central administrator)."""
        return _with(self.cookies[caller])

    def side(self, caller: Caller) -> Side:
        """Where the caller's own rows are; a central administrator's are everywhere."""
        return self.court if caller.kind == "tj" else self.near

    def never(self, kind: str) -> Any:
        """An identifier of that kind that no row has."""
        return NEVER[int if isinstance(self.near.ids[kind], int) else str]


def build() -> World:
    kind = appointment_type()
    world = World(_side(kind), _side(kind, court=True), _side(kind))
    for caller in CALLERS:
        service = world.side(caller).service
        agent = accounts.central_agent() if caller.role == "central" else accounts.agent(service, caller.role)
        world.cookies[caller] = cookies_of(agent)
    return world


def appointment_type() -> AppointmentType:
    """One that every role may book, and of which a prosecutor sees the appointments."""
    return AppointmentType.objects.create(
        code="exemple",
        names={"fr": "Rendez-vous EXEMPLE"},
        neutral_names={"fr": "RDV"},
        roles=list(Role),
        by_slot=False,
        days_off_allowed=True,
        prosecutor_number=True,  # of the end of a hearing
    )


def cookies_of(agent: Agent) -> dict[str, str]:
    """Of a browser in which the agent is signed in."""
    return {name: morsel.value for name, morsel in accounts.signed_in_client(agent).cookies.items()}


def _with(cookies: dict[str, str]) -> Client:
    browser = Client()
    for name, value in cookies.items():
        browser.cookies[name] = value
    return browser


def _side(kind: AppointmentType, *, court: bool = False) -> Side:
    service = organisations.organisation(kind="tj" if court else "spip", features={"trusted_contacts": 9})
    colleague = accounts.agent(service, Role.JAP if court else Role.CPIP)
    referent = None if court else colleague
    person = probationers.file(organisation=service, agent=referent, email="camille@exemple.fr")
    return furnish(service, person, colleague, kind)


def furnish(service: Organisation, person: Probationer, colleague: Agent, kind: AppointmentType) -> Side:
    """A row of everything, for a person whom that service follows."""
    side = Side(service, person)
    side.ids = {"agent": colleague.pk, "probationer": str(person.pk), "type": kind.pk, "organisation": service.pk}
    _places(side, kind)
    _appointments(side, kind)
    _file(side)
    _accounts(side, colleague)
    return side


def _places(side: Side, kind: AppointmentType) -> None:
    place = organisations.place(side.service)
    Directions.objects.create(place=place, means="bus", steps={"fr": ["Bus 1"]})
    agenda = Agenda.objects.create(place=place, name="Agenda EXEMPLE")
    pattern = SlotPattern.objects.create(
        agenda=agenda, type=kind, weekday=0, time=time(9), since=clock.now().date() - timedelta(days=7)
    )
    slot = Slot.objects.create(agenda=agenda, type=kind, starts_at=soon(), capacity=3, taken=1, pattern=pattern)
    free = Slot.objects.create(agenda=agenda, type=kind, starts_at=soon() + timedelta(days=1), capacity=3)
    side.ids |= {"place": place.pk, "agenda": agenda.pk, "pattern": pattern.pk, "slot": slot.pk, "free_slot": free.pk}


def _appointments(side: Side, kind: AppointmentType) -> None:
    coming = _appointment(side, kind, starts_at=soon(), slot_id=side.ids["slot"])
    mine = {"agent_id": side.ids["agent"]}
    past = _appointment(side, kind, starts_at=clock.now() - timedelta(days=2), **mine)
    done = _appointment(side, kind, starts_at=clock.now() - timedelta(days=3), state="missed", outcome_at=clock.now())
    answer = Answer.objects.create(
        appointment=coming, kind="cannot", channel="app", revision=1, at=clock.now(), idempotency_key=uuid.uuid4()
    )
    task = Task.objects.create(appointment=coming, kind="tell_by_hand", revision=1, created_at=clock.now())
    side.ids |= {
        "appointment": str(coming.pk),
        "past_appointment": str(past.pk),
        "missed_appointment": str(done.pk),
        "answer": str(answer.pk),
        "task": task.pk,
    }


def _appointment(side: Side, kind: AppointmentType, **more: Any) -> Appointment:
    place = Place.objects.get(pk=side.ids["place"])
    return Appointment.objects.create(
        probationer=side.person,
        type=kind,
        organisation=side.service,
        place=place,
        agenda_id=side.ids["agenda"],
        time_zone="Europe/Paris",
        booked_at=clock.now(),
        booked_for=side.service,
        **more,
    )


def _file(side: Side) -> None:
    change = ContactChange.objects.create(
        probationer=side.person, field="phone", old="", new=side.person.phone, by="holder:x", at=clock.now()
    )
    relation = Relation.objects.create(probationer=side.person, kind="lawyer", name="Maître EXEMPLE")
    sms = IncomingSms.objects.create(
        gateway="x", gateway_ref=str(uuid.uuid4()), sender=side.person.phone, text="?", received_at=clock.now()
    )
    reply = Reply.objects.create(sms=sms, probationer=side.person, to_read=True, at=clock.now())
    contacts = [
        TrustedContact.objects.create(
            probationer=side.person, name="Mme SPECIMEN", relation="family", phone=f"+33639980{number}", state=state,
            named_at=clock.now(), named_by="holder:x", consented_on=clock.now().date(),
        )
        for number, state in ((996, "asked"), (997, "proposed"))
    ]  # fmt: skip
    second = SecondFile.objects.create(
        file=probationers.file("SPECIMEN", "Ida"), first=side.person, organisation=side.service, reason="present",
        at=clock.now(),
    )  # fmt: skip
    side.ids |= {
        "second_file": second.pk, "change": str(change.pk),
        "reply": str(reply.pk), "relation": relation.pk, "contact": contacts[0].pk,
        "proposed_contact": contacts[1].pk,
    }  # fmt: skip


def _accounts(side: Side, colleague: Agent) -> None:
    device, token = sessions_holder.add_device(side.person.holder, label="Firefox, Android")
    session = sessions_holder.open_session(device, life=timedelta(days=1))
    side.cookies = {"msj_device": token, "msj_holder": session, "msj_challenge": "x"}
    key = SecurityKey.objects.create(
        agent=colleague, credential_id=uuid.uuid4().bytes, public_key=b"", name="Clé", created_at=clock.now()
    )
    challenge = Challenge.objects.create(
        kind="counter",
        address=side.person.phone,
        holder=side.person.holder,
        browser="x",
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(minutes=10),
    )
    side.ids |= {"device": str(device.pk), "key": key.pk, "challenge": str(challenge.pk)}


def soon() -> datetime:
    """A Tuesday to come, at an hour when everybody works."""
    day = clock.now() + timedelta(days=7)
    day += timedelta(days=(1 - day.weekday()) % 7)
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
