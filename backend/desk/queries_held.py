"""The appointments that are an agent's to look after, and what a morning asks of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Case, Count, DateTimeField, Exists, F, Model, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Greatest

from backend.accounts.models import Agent
from backend.agenda import queries as agenda
from backend.agenda import queries_lists
from backend.agenda.models import Answer, Appointment, Task
from backend.common.among import among
from backend.common.compiled import Compiled, any_of
from backend.common.errors import Unseen
from backend.organisations import queries as organisations
from backend.organisations import rules
from backend.probationers import queries as probationers
from backend.probationers import queries_seen
from backend.reminders import queries_reach
from backend.reminders.models import Reply

FEW, MOST = 25, 500
Row = TypeVar("Row", bound=Model)
Keys = tuple[UUID, int]  # of an appointment, and how many there are in all
State, Kind = Appointment.State, Answer.Kind


@dataclass(frozen=True)
class Held:
    """Her own, where she receives people; else her service's. Of them those within her scope."""

    reach: list[int]
    reads_files: bool
    is_own: bool
    whose: int  # the agent, or the service

    @property
    def scope(self) -> dict[str, Any]:
        return {"reach": self.reach, "reads_files": self.reads_files, **self.mine}

    @property
    def mine(self) -> dict[str, Any]:
        """Without the scope."""
        return {"is_own": self.is_own, "whose": self.whose}


def held_by(agent: Agent) -> Held:
    membership = organisations.membership_of(agent)
    if membership is None:
        raise Unseen
    is_own = rules.has_own_day(membership.role)
    whose = agent.pk if is_own else membership.organisation_id
    return Held(organisations.reach_of(agent), organisations.may(agent, "view_files"), is_own, whose)


def _mine(is_own: bool, whose: int) -> QuerySet[Appointment]:
    """What an index gives of them: of files that she does not see too."""
    return Appointment.objects.filter(Q(agent=whose) if is_own else Q(organisation=whose))


def _rows(reach: list[int], reads_files: bool, is_own: bool, whose: int) -> QuerySet[Appointment]:
    """An agent's own are few: for these PostgreSQL would rather read every file in reach."""
    seen = agenda.visible_within(reach, reads_files=reads_files, each=is_own)
    return seen.filter(Q(agent=whose) if is_own else Q(organisation=whose))


def counted(rows: QuerySet[Row], size: int) -> QuerySet[Row]:
    """The first, each with `in_all`: how many there are, whatever is left out."""
    first: QuerySet[Any, Row] = rows.annotate(in_all=Window(Count("pk")))[:size]
    return first


def counted_keys(rows: QuerySet[Appointment], size: int) -> QuerySet[Appointment, Keys]:
    """The keys of the first, over the tables of the filter alone: what is shown of them is read afterwards, once for
    all the lists of a screen (`agenda.in_full`)."""
    return rows.values_list("pk", Window(Count("pk")))[:size]


@Compiled
def keys_of_day(
    *, reach: list[int], reads_files: bool, is_own: bool, whose: int, start: datetime, end: datetime
) -> QuerySet[Appointment, UUID]:
    rows = _rows(reach, reads_files, is_own, whose).filter(starts_at__gte=start, starts_at__lt=end)
    return rows.exclude(state=State.CANCELLED).order_by("starts_at", "pk").values_list("pk", flat=True)


@Compiled
def without_outcome(
    *, reach: list[int], reads_files: bool, is_own: bool, whose: int, now: datetime, before: datetime
) -> QuerySet[Appointment, Keys]:
    past = queries_lists.without_outcome(_rows(reach, reads_files, is_own, whose), now=now)
    return counted_keys(past.filter(starts_at__lt=before).order_by("-starts_at"), FEW)


@Compiled
def tasks_to_tell(*, reach: list[int], reads_files: bool, is_own: bool, whose: int, now: datetime) -> QuerySet[Task]:
    rows = _rows(reach, reads_files, is_own, whose)
    return queries_reach.tasks_to_tell(rows, now=now, of=_mine(is_own, whose))


@Compiled
def soon(
    *, reach: list[int], reads_files: bool, is_own: bool, whose: int, now: datetime, until: datetime
) -> QuerySet[Appointment]:
    return queries_reach.soon(_rows(reach, reads_files, is_own, whose), now=now, until=until)


@Compiled
def standing_answers(*, is_own: bool, whose: int, by: int) -> QuerySet[Answer, tuple[UUID, str]]:
    """The last that was said of the date that stands, of those who can't come, come late or say what happened."""
    since = Answer.objects.filter(appointment=OuterRef("appointment"), at__gt=OuterRef("at"))
    open_ones = _mine(is_own, whose).filter(state__in=(State.BOOKED, State.MISSED))
    standing = Answer.objects.filter(
        among("appointment_id", open_ones.values("pk")),
        revision=F("appointment__revision"),
        kind__in=(Kind.CANNOT, Kind.LATE, Kind.EXPLAIN),
    ).exclude(Exists(since))
    return queries_seen.to_look_at(standing, by=by, label="answer").values_list("appointment", "kind")


@Compiled
def hindered(
    *,
    reach: list[int],
    reads_files: bool,
    is_own: bool,
    whose: int,
    cannot: list[UUID],
    late: list[UUID],
    explained: list[UUID],
    every: list[UUID],
    now: datetime,
    still_here: datetime,
    whole: bool,
) -> QuerySet[Appointment, Keys]:
    still = Q(any_of("id", cannot), starts_at__gt=now) | Q(any_of("id", late), starts_at__gt=still_here)
    wanted = Q(still, state=State.BOOKED) | Q(any_of("id", explained), state=State.MISSED)
    rows = _rows(reach, reads_files, is_own, whose).filter(any_of("id", every), wanted)
    return counted_keys(rows.order_by("starts_at", "pk"), MOST if whole else FEW)


@Compiled
def replies(*, reach: list[int], is_own: bool, whose: int, hers: list[UUID], by: int, whole: bool) -> QuerySet[Reply]:
    """Of those whom the agent looks after and about appointments that she holds; the oldest first."""
    wanted = Q(any_of("probationer_id", hers)) | Q(among("appointment_id", _mine(is_own, whose).values("pk")))
    within = Reply.objects.filter(wanted, probationers.is_within(reach, "probationer"), to_read=True)
    rows = queries_seen.to_look_at(within, by=by, label="reply")
    shown = rows.select_related("sms", "probationer", "appointment").order_by("at", "pk")
    return counted(shown, MOST if whole else FEW)


@Compiled
def tasks(
    *, reach: list[int], reads_files: bool, is_own: bool, whose: int, now: datetime, whole: bool
) -> QuerySet[Task]:
    """What can still be done in time comes first, the nearest appointment before all; what is past never hides it."""
    every = among("appointment_id", _mine(is_own, whose).values("pk"))
    within = _rows(reach, reads_files, is_own, whose)
    open_ones = Task.objects.filter(every, done_at__isnull=True, appointment__in=within)
    at, instant = F("appointment__starts_at"), Value(now, DateTimeField())
    is_past = Case(When(appointment__starts_at__gt=now, then=0), default=1)
    nearest = open_ones.order_by(is_past, Greatest(at - instant, instant - at), "pk")
    return counted(nearest.select_related("appointment__probationer"), MOST if whole else FEW)
