"""Reads of the agenda, scoped: an appointment is seen by whoever sees the person's file."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max, Prefetch, Q, QuerySet

from backend.accounts.models import Agent, Holder
from backend.agenda import rules
from backend.agenda.models import Answer, Appointment, AppointmentEvent, AppointmentType, LegalNotification
from backend.common.among import among
from backend.common.errors import Unseen
from backend.organisations import queries as organisations
from backend.organisations.models import Membership
from backend.probationers import queries as probationers
from backend.probationers.models import Probationer


@dataclass(frozen=True)
class Standing:
    """An appointment and what this agent is to it."""

    appointment: Appointment
    membership: Membership
    decides: bool  # moves, cancels, excuses
    records: bool  # came, missed


def visible_to(agent: Agent) -> QuerySet[Appointment]:
    """Those of the files that the agent sees; of them the bookings of the end of a hearing alone, where her role may
    read no file (field rule 21)."""
    return _for_role(agent, Appointment.objects.filter(probationers.is_visible_to(agent, "probationer")))


def visible_from_files(agent: Agent) -> QuerySet[Appointment]:
    """The same, beginning with the files: for a list that nothing but days or states makes shorter."""
    return _for_role(agent, Appointment.objects.filter(among("probationer_id", probationers.keys_visible_to(agent))))


def _for_role(agent: Agent, rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    return rows if organisations.may(agent, "view_files") else rows.filter(type__prosecutor_number=True)


def of_holder(holder: Holder) -> QuerySet[Appointment]:
    return Appointment.objects.filter(probationer__holder=holder)


def last_of(files: Collection[UUID]) -> dict[UUID, datetime]:
    """When each person was or will be last expected; a cancelled appointment counts for nothing. One query."""
    kept = Appointment.objects.filter(probationer__in=files).exclude(state=Appointment.State.CANCELLED)
    return dict(kept.values_list("probationer").annotate(last=Max("starts_at")).order_by())


def to_come(file: Probationer, *, now: datetime) -> QuerySet[Appointment]:
    """What this person is still expected at, wherever it is held."""
    return Appointment.objects.filter(probationer=file, state=Appointment.State.BOOKED, starts_at__gt=now)


def moves_of(appointments: Collection[UUID]) -> dict[UUID, list[tuple[int, datetime]]]:
    """Of each the revisions that a move made, and the hour before it. One query."""
    rows = AppointmentEvent.objects.filter(appointment__in=appointments, event="move").order_by("revision")
    found: dict[UUID, list[tuple[int, datetime]]] = {}
    for pk, revision, detail in rows.values_list("appointment", "revision", "detail"):
        found.setdefault(pk, []).append((revision, datetime.fromisoformat(detail["from"])))
    return found


def over(rows: QuerySet[Appointment], *, now: datetime) -> QuerySet[Appointment]:
    """What is behind the person. One called off is not, before its hour: somebody may still set out for it."""
    return rows.filter(Q(starts_at__lte=now) | Q(state=Appointment.State.CAME))


def stand(appointment: Appointment, membership: Membership) -> Standing:
    """Needs the appointment's type at hand; asks nothing of the database then."""
    holds = appointment.organisation_id == membership.organisation_id
    booked = appointment.booked_for_id == membership.organisation_id
    decides = rules.decides(appointment.type.decider, role=membership.role, holds=holds, booked=booked)
    own = appointment.agent_id is not None and appointment.agent_id == membership.agent_id
    return Standing(appointment, membership, decides, records=holds or own)


def standing(appointment_id: UUID, *, by: Agent) -> Standing:
    """Within a transaction the appointment's row is locked until its end; Unseen out of scope."""
    rows = visible_to(by).select_related("type", "probationer", "slot", "agent")
    if connection.in_atomic_block:
        rows = rows.select_for_update(no_key=True, of=("self",))
    appointment = rows.filter(pk=appointment_id).first()
    membership = organisations.membership_of(by)
    if appointment is None or membership is None:
        raise Unseen
    return stand(appointment, membership)


def with_all(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Everything a list shows of an appointment, in a constant number of queries."""
    return rows.select_related(
        "type", "place", "agenda", "agent", "probationer", "organisation", "place__organisation"
    ).prefetch_related(
        Prefetch("answers", Answer.objects.order_by("at")),
        Prefetch("legal_notifications", LegalNotification.objects.order_by("at", "pk")),
    )


def types_for(agent: Agent, *, kind: str | None = None) -> list[AppointmentType]:
    """Those that the agent's role books, in the order of the field; `kind`: held at a service of that kind."""
    membership = organisations.membership_of(agent)
    if membership is None:
        return []
    types = AppointmentType.objects.filter(archived_at__isnull=True).order_by("position", "pk")
    held = [t for t in types if kind is None or t.organisation_kind in ("", kind)]
    return [t for t in held if membership.role in t.roles]
