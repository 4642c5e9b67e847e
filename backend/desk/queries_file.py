"""One file, as its screen reads it from several apps. Nothing is written here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from backend.accounts.models import Agent
from backend.agenda import queries as agenda
from backend.agenda.models import Appointment, Task
from backend.common.compiled import Compiled
from backend.delivery import queries_occasions
from backend.delivery.queries_occasions import Occasion
from backend.desk import queries_worklists as worklists
from backend.desk.queries import judged, with_rows
from backend.desk.queries_held import Keys, counted, counted_keys
from backend.desk.queries_worklists import STILL_HERE, Cut
from backend.organisations import queries as organisations
from backend.probationers import queries as probationers
from backend.probationers import queries_duplicates
from backend.probationers.models import ContactChange, Probationer, SecondFile
from backend.reminders import queries_reach
from backend.reminders.models import Reply
from backend.reminders.queries_reach import Unreached
from backend.reminders.rules_reach import Known

MANY, MANY_APPOINTMENTS = 60, 20  # occasions, and past appointments, of a file on its screen; WHOLE when asked for
WHOLE = 1_000


@dataclass(frozen=True)
class File:
    """Rows of one file."""

    file: Probationer
    upcoming: list[Appointment]
    past: Cut[Appointment]
    occasions: list[Occasion]
    has_older_messages: bool
    contact_changes: Cut[ContactChange]
    devices_count: int
    sign_in_stopped: bool
    opted_out: bool
    replies: Cut[Reply]
    now: datetime
    unreached: Unreached | None
    known: Known  # her channels, those open now among them
    hindrance: str  # why the person can't be told of anything, with or without an appointment
    first_files: list[SecondFile]  # what it may be a second file of
    second_files: list[SecondFile]  # opened elsewhere for the same person, to settle
    same_phone: list[Probationer]  # others in sight with the same number

    @property
    def appointments(self) -> list[Appointment]:
        """All that are shown, in whatever list."""
        return [*self.upcoming, *self.past.rows, *([self.unreached.appointment] if self.unreached else [])]

    @property
    def has_more(self) -> bool:
        """Whether something of long ago is left out."""
        return self.has_older_messages or any(
            each.count > len(each.rows) for each in (self.past, self.contact_changes, self.replies)
        )


def file(agent: Agent, probationer: UUID, *, now: datetime, whole: bool = False) -> File:
    """One file within the agent's scope, or Unseen; `whole`: with all that is long past too."""
    found, replied = probationers.of_agent(agent, probationer), organisations.may(agent, "see_replies")
    pk, still_here = found.pk, now - STILL_HERE
    occasions, following = queries_occasions.of_holder(found.holder_id, size=WHOLE if whole else MANY)
    coming = _coming(file=pk, still_here=still_here)
    past = worklists.cut_keys(_past(file=pk, still_here=still_here, whole=whole))
    unreached = _unreached(pk, now=now)
    keys = {*coming, *past.rows, *(one.appointment.pk for one in unreached)}
    rows = {row.pk: row for row in agenda.in_full(keys)}
    known = queries_reach.of_file(found, opted_out=(opted_out := queries_reach.said_stop(found, seen_by=agent)))
    return File(
        file=found,
        upcoming=[rows[pk] for pk in coming if pk in rows],
        past=worklists.filled(past, rows),
        occasions=occasions,
        has_older_messages=following is not None,
        contact_changes=worklists.cut(_contact_changes(file=pk, whole=whole)) if replied else Cut([], 0),
        devices_count=probationers.devices_of(found),
        sign_in_stopped=probationers.is_sign_in_stopped(found),
        opted_out=opted_out,
        replies=worklists.cut(_replies(file=pk, whole=whole)) if replied else Cut([], 0),
        now=now,
        unreached=next(iter(with_rows(unreached, rows)), None),
        known=known,
        hindrance=queries_reach.of_person(found, now=now, known=known),
        first_files=queries_duplicates.first_files_of(found, seen_by=agent),
        second_files=_to_settle(agent, found),
        same_phone=probationers.others_sharing(agent, found),
    )


def _unreached(file: UUID, *, now: datetime) -> list[Unreached]:
    """The soonest appointment that nobody told of."""
    soon = _soon(file=file, now=now, until=now + queries_reach.WITHIN)
    return judged(_tasks_to_tell(file=file, now=now), soon)[:1]


@Compiled
def _tasks_to_tell(*, file: UUID, now: datetime) -> QuerySet[Task]:
    return queries_reach.tasks_to_tell(Appointment.objects.filter(probationer=file), now=now)


@Compiled
def _soon(*, file: UUID, now: datetime, until: datetime) -> QuerySet[Appointment]:
    return queries_reach.soon(Appointment.objects.filter(probationer=file), now=now, until=until)


@Compiled
def _coming(*, file: UUID, still_here: datetime) -> QuerySet[Appointment, UUID]:
    rows = Appointment.objects.filter(probationer=file, state=Appointment.State.BOOKED, starts_at__gt=still_here)
    return rows.order_by("starts_at", "pk").values_list("pk", flat=True)


@Compiled
def _past(*, file: UUID, still_here: datetime, whole: bool) -> QuerySet[Appointment, Keys]:
    """All but those to come."""
    rows = Appointment.objects.filter(probationer=file)
    past = rows.exclude(state=Appointment.State.BOOKED, starts_at__gt=still_here)
    return counted_keys(past.order_by("-starts_at", "-pk"), WHOLE if whole else MANY_APPOINTMENTS)


@Compiled
def _contact_changes(*, file: UUID, whole: bool) -> QuerySet[ContactChange]:
    return counted(probationers.contact_changes_of(file), WHOLE if whole else MANY_APPOINTMENTS)


@Compiled
def _replies(*, file: UUID, whole: bool) -> QuerySet[Reply]:
    """The newest first."""
    rows = Reply.objects.filter(probationer=file).select_related("sms", "probationer", "appointment")
    return counted(rows.order_by("-at", "-pk"), WHOLE if whole else MANY_APPOINTMENTS)


def _to_settle(agent: Agent, file: Probationer) -> list[SecondFile]:
    """Those of her own service, for whoever may settle them."""
    return queries_duplicates.to_settle_of(file, by=agent) if organisations.may(agent, "edit_file") else []
