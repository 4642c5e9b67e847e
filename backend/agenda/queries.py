"""Reads of the agenda, scoped: an appointment is seen by whoever sees the person's file."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max, Q, QuerySet

from backend.accounts.models import Agent, Holder
from backend.agenda import rules
from backend.agenda.models import Answer, Appointment, AppointmentEvent, AppointmentType, LegalNotification
from backend.common.compiled import Compiled, any_of, attach
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
    return visible_within(organisations.reach_of(agent), reads_files=organisations.may(agent, "view_files"))


def visible_within(reach: Collection[int], *, reads_files: bool, each: bool = False) -> QuerySet[Appointment]:
    """The same for whoever sees these services, and may read files or not.

    `each`: of a few rows, which an index of their own gives, each is asked by itself.
    """
    seen = probationers.is_each_within if each else probationers.is_within
    return _for_role(Appointment.objects.filter(seen(reach, "probationer")), reads_files)


def _for_role(rows: QuerySet[Appointment], reads_files: bool) -> QuerySet[Appointment]:
    return rows if reads_files else rows.filter(type__prosecutor_number=True)


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
    found: dict[UUID, list[tuple[int, datetime]]] = {}
    for pk, revision, detail in _moves(keys=list(appointments)) if appointments else ():
        found.setdefault(pk, []).append((revision, datetime.fromisoformat(detail["from"])))
    return found


@Compiled
def _moves(*, keys: list[UUID]) -> QuerySet[AppointmentEvent, tuple[UUID, int, dict[str, str]]]:
    rows = AppointmentEvent.objects.filter(any_of("appointment_id", keys), event="move").order_by("revision")
    return rows.values_list("appointment", "revision", "detail")


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


def in_full(keys: Collection[UUID], *, whole_files: bool = False) -> list[Appointment]:
    """With everything a list shows of each, in the order of the keys: three queries. Scope is the caller's matter.

    `whole_files`: with all of the persons, to call or to write to them; otherwise who they are.
    """
    rows = unanswered(keys, whole_files=whole_files)
    attach_answers(rows)
    return rows


def unanswered(keys: Collection[UUID], *, whole_files: bool = False) -> list[Appointment]:
    """The same without what was answered and notified: one query."""
    asked = list(keys)
    found = {row.pk: row for row in _shown(keys=asked, whole_files=whole_files)} if asked else {}
    return [found[pk] for pk in asked if pk in found]


def attach_answers(rows: Sequence[Appointment]) -> None:
    """What was answered and notified, in its order: two queries."""
    if keys := [row.pk for row in rows]:
        attach(rows, "answers", _answers(keys=keys), by="appointment_id")
        attach(rows, "legal_notifications", _legal_notifications(keys=keys), by="appointment_id")


def first_in_full(rows: QuerySet[Appointment]) -> list[Appointment]:
    """In two steps, their keys over the tables of the filter alone: over the eight that are shown PostgreSQL joins the
    scope last, and reads a country."""
    return in_full(list(rows.values_list("pk", flat=True)))


@Compiled
def _shown(*, keys: list[UUID], whole_files: bool) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(any_of("id", keys))
    own, persons = ([field.name for field in model._meta.concrete_fields] for model in (Appointment, Probationer))
    person = [f"probationer__{name}" for name in (persons if whole_files else _PERSON)]
    rows = rows.select_related("type", "place__organisation", "agenda", "agent", "probationer")
    return rows.only(*own, *person, *_BESIDE)


# What is shown of a person in a list, and asked of her to know whether she was told; of what stands beside her: a type
# and a place hold many words for persons, in every language.
_PERSON = ("last_name", "first_name", "needs_interpreter", "spoken_language", "state", "phone")
_BESIDE = (
    "type__names", "type__decider", "agenda__name", "agent__first_name", "agent__last_name",
    "place__name", "place__address", "place__postcode", "place__city", "place__organisation__name",
)  # fmt: skip


@Compiled
def _answers(*, keys: list[UUID]) -> QuerySet[Answer]:
    return Answer.objects.filter(any_of("appointment_id", keys)).order_by("at")


@Compiled
def _legal_notifications(*, keys: list[UUID]) -> QuerySet[LegalNotification]:
    return LegalNotification.objects.filter(any_of("appointment_id", keys)).order_by("at", "pk")


def types_for(agent: Agent, *, kind: str | None = None) -> list[AppointmentType]:
    """Those that the agent's role books, in the order of the field; `kind`: held at a service of that kind."""
    membership = organisations.membership_of(agent)
    if membership is None:
        return []
    types = AppointmentType.objects.filter(archived_at__isnull=True).order_by("position", "pk")
    held = [t for t in types if kind is None or t.organisation_kind in ("", kind)]
    return [t for t in held if membership.role in t.roles]
