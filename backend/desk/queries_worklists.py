"""What waits for an agent, list by list: the first of each, how many there are, and every one when she asks for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, Literal, TypeVar

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Window

from backend.accounts.models import Agent
from backend.agenda.models import Answer, Appointment, Task
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


def cut(rows: QuerySet[Row], size: int) -> Cut[Row]:
    """One query, whatever is left out."""
    found = list(rows.annotate(in_all=Window(Count("pk")))[:size])
    return Cut(found, getattr(found[0], "in_all", 0) if found else 0)


def hindered(rows: QuerySet[Appointment], *, by: Agent, now: datetime) -> QuerySet[Appointment]:
    """Whoever can't come, is late as long as he or she may still walk in, or says what happened after a miss.

    The last that was said of the date that stands: who has changed her mind, or has another date by now, is no longer
    hindered.
    """
    since = Answer.objects.filter(appointment=OuterRef("appointment"), at__gt=OuterRef("at"))
    standing = Answer.objects.filter(revision=F("appointment__revision")).exclude(Exists(since))
    unseen = queries_seen.to_look_at(standing, by=by, label="answer")
    kinds, state = Answer.Kind, Appointment.State
    cannot, late, explained = (
        unseen.filter(kind=kind).values("appointment") for kind in (kinds.CANNOT, kinds.LATE, kinds.EXPLAIN)
    )
    still = Q(starts_at__gt=now, pk__in=cannot) | Q(starts_at__gt=now - STILL_HERE, pk__in=late)
    wanted = Q(still, state=state.BOOKED) | Q(state=state.MISSED, pk__in=explained)
    return rows.filter(wanted).order_by("starts_at", "pk")


def replies(agent: Agent, held: QuerySet[Appointment]) -> QuerySet[Reply]:
    """Texts that came back and that no rule could settle, of those whom the agent looks after and about appointments
    that she holds; the oldest first."""
    hers = Q(probationer__in=_looked_after(agent)) | Q(appointment__in=held)
    rows = queries_seen.to_look_at(Reply.objects.filter(hers, to_read=True), by=agent, label="reply")
    return rows.select_related("sms", "probationer", "appointment").order_by("at", "pk")


def contact_changes(agent: Agent) -> QuerySet[ContactChange]:
    changes = probationers.contact_changes_visible_to(agent, unseen=True).filter(probationer__in=_looked_after(agent))
    return changes.order_by("-at", "-id")


def ending(agent: Agent, *, now: datetime) -> QuerySet[Probationer]:
    """Announced by the nightly job; whoever was booked since is needed again, and the next night says so."""
    booked = Appointment.objects.filter(probationer=OuterRef("pk"), state=Appointment.State.BOOKED, starts_at__gt=now)
    return probationers.ending(_looked_after(agent)).exclude(Exists(booked))


def trusted_contacts(agent: Agent) -> QuerySet[TrustedContact]:
    """Named by persons, and waiting for somebody who may approve them."""
    if not organisations.may(agent, "approve_contact"):
        return TrustedContact.objects.none()
    return queries_trust.to_approve(agent).filter(probationer__in=_looked_after(agent))


def second_files(agent: Agent) -> QuerySet[SecondFile]:
    """Opened by other services for persons of this one, whom their own agents settle it for."""
    if not organisations.may(agent, "edit_file"):
        return SecondFile.objects.none()
    return queries_duplicates.second_files_to_settle(_looked_after(agent))


def tasks(held: QuerySet[Appointment], *, now: datetime, size: int) -> Cut[Task]:
    """What can still be done in time comes first, the nearest appointment before all; what is past never hides it."""
    open_ones = Task.objects.filter(done_at__isnull=True, appointment__in=held)
    every = open_ones.select_related("appointment__probationer")
    coming = cut(every.filter(appointment__starts_at__gt=now).order_by("appointment__starts_at", "pk"), size)
    past = cut(every.filter(appointment__starts_at__lte=now).order_by("-appointment__starts_at", "pk"), size)
    return Cut([*coming.rows, *past.rows][:size], coming.count + past.count)


def _looked_after(agent: Agent) -> QuerySet[Probationer]:
    """A morning of one's own tells of one's own files and of those nobody follows; a service's, of all its own."""
    membership = organisations.membership_of(agent)
    has_own = membership is not None and rules.has_own_day(membership.role)
    return probationers.looked_after_by(agent) if has_own else probationers.of_own_service(agent)
