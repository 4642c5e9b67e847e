"""What waits for an agent, list by list: the first of each, how many there are, and every one when she asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Literal, TypeVar
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Greatest

from backend.accounts.models import Agent
from backend.agenda import queries as agenda
from backend.agenda.models import Answer, Appointment, Task
from backend.common.among import among
from backend.common.errors import Unseen
from backend.organisations import queries as organisations
from backend.organisations import rules
from backend.probationers import queries as probationers
from backend.probationers import queries_duplicates, queries_seen, queries_trust
from backend.probationers.models import ContactChange, Probationer, SecondFile, TrustedContact
from backend.reminders.models import Reply

FEW, MOST = 25, 500
STILL_HERE = timedelta(hours=1)  # an appointment stays first on the phone while the person may be sitting in it
Worklist = Literal["answers", "replies", "tasks", "second_files", "trusted_contacts", "contact_changes", "ending"]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Cut(Generic[Row]):
    """The first rows of a list, and how many there are in all."""

    rows: list[Row]
    count: int


@dataclass(frozen=True)
class Held:
    """The appointments that are an agent's to look after: those within her scope, and what an index gives of them."""

    rows: QuerySet[Appointment]
    every: QuerySet[Appointment]  # of files that she does not see too


def held_by(agent: Agent) -> Held:
    """Her own, where she receives people; else her service's."""
    membership = organisations.membership_of(agent)
    if membership is None:
        raise Unseen
    mine = Q(agent=agent) if rules.has_own_day(membership.role) else Q(organisation=membership.organisation)
    return Held(agenda.visible_to(agent).filter(mine), Appointment.objects.filter(mine))


def cut(rows: QuerySet[Row], size: int) -> Cut[Row]:
    """One query, whatever is left out."""
    found = list(rows.annotate(in_all=Window(Count("pk")))[:size])
    return Cut(found, getattr(found[0], "in_all", 0) if found else 0)


def cut_in_full(rows: QuerySet[Appointment], size: int) -> Cut[Appointment]:
    """With all that a list shows of each, in two steps (`paging.take`), the count with the keys."""
    counted = list(rows.values_list("pk", Window(Count("pk")))[:size])
    every = agenda.with_all(Appointment.objects.filter(pk__in=[pk for pk, _ in counted]))
    found = {row.pk: row for row in every} if counted else {}
    return Cut([found[pk] for pk, _ in counted if pk in found], counted[0][1] if counted else 0)


def hindered(held: Held, *, by: Agent, now: datetime) -> QuerySet[Appointment]:
    """Whoever can't come, is late as long as he or she may still walk in, or says what happened after a miss.

    The last that was said of the date that stands: who has changed her mind, or has another date by now, is no longer
    hindered. Their answers first: one query.
    """
    kinds, state = Answer.Kind, Appointment.State
    since = Answer.objects.filter(appointment=OuterRef("appointment"), at__gt=OuterRef("at"))
    standing = Answer.objects.filter(
        among("appointment_id", held.every.filter(state__in=(state.BOOKED, state.MISSED)).values("pk")),
        revision=F("appointment__revision"),
        kind__in=(kinds.CANNOT, kinds.LATE, kinds.EXPLAIN),
    ).exclude(Exists(since))
    said: dict[str, list[UUID]] = {}
    for pk, kind in queries_seen.to_look_at(standing, by=by, label="answer").values_list("appointment", "kind"):
        said.setdefault(kind, []).append(pk)
    cannot, late, explained = (said.get(kind, []) for kind in (kinds.CANNOT, kinds.LATE, kinds.EXPLAIN))
    still = Q(starts_at__gt=now, pk__in=cannot) | Q(starts_at__gt=now - STILL_HERE, pk__in=late)
    wanted = Q(still, state=state.BOOKED) | Q(state=state.MISSED, pk__in=explained)
    rows = held.rows.filter(wanted, pk__in=[*cannot, *late, *explained])
    return rows.order_by("starts_at", "pk")


def replies(agent: Agent, held: Held, hers: Sequence[UUID]) -> QuerySet[Reply]:
    """Texts that came back and that no rule could settle, of those whom the agent looks after and about appointments
    that she holds; the oldest first."""
    wanted = Q(among("probationer_id", hers)) | Q(among("appointment_id", held.every.values("pk")))
    within = Reply.objects.filter(wanted, probationers.is_visible_to(agent, "probationer"), to_read=True)
    rows = queries_seen.to_look_at(within, by=agent, label="reply")
    return rows.select_related("sms", "probationer", "appointment").order_by("at", "pk")


def contact_changes(agent: Agent, hers: Sequence[UUID]) -> QuerySet[ContactChange]:
    changes = ContactChange.objects.filter(among("probationer_id", hers))
    return probationers.changes_to_look_at(changes, by=agent).order_by("-at", "-id")


def ending(hers: Sequence[UUID], *, now: datetime) -> QuerySet[Probationer]:
    """Announced by the nightly job; whoever was booked since is needed again, and the next night says so."""
    booked = Appointment.objects.filter(probationer=OuterRef("pk"), state=Appointment.State.BOOKED, starts_at__gt=now)
    return probationers.ending(Probationer.objects.filter(among("id", hers))).exclude(Exists(booked))


def trusted_contacts(agent: Agent, hers: Sequence[UUID]) -> QuerySet[TrustedContact]:
    """Named by persons, and waiting for somebody who may approve them."""
    if not organisations.may(agent, "approve_contact"):
        return TrustedContact.objects.none()
    return queries_trust.to_approve(among("probationer_id", hers))


def second_files(agent: Agent, hers: Sequence[UUID]) -> QuerySet[SecondFile]:
    """Opened by other services for persons of this one, whom their own agents settle it for."""
    if not organisations.may(agent, "edit_file"):
        return SecondFile.objects.none()
    return queries_duplicates.second_files_to_settle(among("first_id", hers))


def tasks(held: Held, *, now: datetime, size: int) -> Cut[Task]:
    """What can still be done in time comes first, the nearest appointment before all; what is past never hides it."""
    every = among("appointment_id", held.every.values("pk"))
    open_ones = Task.objects.filter(every, done_at__isnull=True, appointment__in=held.rows)
    at, instant = F("appointment__starts_at"), Value(now, DateTimeField())
    is_past = Case(When(appointment__starts_at__gt=now, then=0), default=1)
    nearest = open_ones.order_by(is_past, Greatest(at - instant, instant - at), "pk")
    return cut(nearest.select_related("appointment__probationer"), size)


def looked_after(agent: Agent) -> list[UUID]:
    """A morning of one's own tells of one's own files and of those nobody follows; a service's, of all its own.

    Their keys, asked for once: all that waits is then looked for among these.
    """
    membership = organisations.membership_of(agent)
    has_own = membership is not None and rules.has_own_day(membership.role)
    return probationers.keys_looked_after_by(agent) if has_own else probationers.keys_of_own_service(agent)
