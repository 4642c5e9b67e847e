"""Whom no message reaches, read when it is asked: what failed this minute is told this minute."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from backend.agenda import reach
from backend.agenda.models import Appointment, AppointmentEvent, Task
from backend.common import phones
from backend.common.among import among
from backend.common.compiled import Compiled, any_of
from backend.delivery import queries as delivery
from backend.delivery.rules import Standing
from backend.probationers import rules as probationer_rules
from backend.probationers.models import ContactChange, Probationer
from backend.reminders import queries, rules, rules_reach
from backend.reminders.rules import Channels
from backend.reminders.rules_reach import Known

WITHIN = timedelta(days=14)
TOLD = "told_otherwise"  # the event of an appointment: an agent told the person herself
_KNOWS = (TOLD, "answer_yes", "answer_no", "answer_late")
_CHANGES = ("move", "relocate")  # after which the person has to be told anew
_LOOKED_BACK = timedelta(days=60)


@dataclass(frozen=True)
class Unreached:
    """`appointment` was read with `queries.with_channels` and its person; `task`: rule 1 asks an agent to tell.

    `is_relocated`: of the place, which is somewhere else now, at the same hour.
    """

    appointment: Appointment
    reason: str
    since: datetime
    task: Task | None = None
    is_relocated: bool = False


def soon(rows: QuerySet[Appointment], *, now: datetime, until: datetime) -> QuerySet[Appointment]:
    """Booked ones between the two, as `untold` judges them."""
    return _to_judge(rows.filter(state=Appointment.State.BOOKED, starts_at__gt=now, starts_at__lt=until))


def unreached(rows: QuerySet[Appointment], *, now: datetime) -> list[Unreached]:
    """Booked appointments of the next fortnight that nothing told of, the soonest first. Four queries."""
    return untold(list(soon(rows, now=now, until=now + WITHIN)))


def untold(found: Sequence[Appointment]) -> list[Unreached]:
    """Of those that `soon` found. Three queries."""
    told = reach.standings(found)
    doubtful = [row for row in found if told[str(row)].state != "ok"]
    changed, otherwise = _number_changes(doubtful), _told_otherwise(doubtful)
    judged = [(row, _why(row, told[str(row)], changed)) for row in doubtful if str(row.pk) not in otherwise]
    return [Unreached(row, reason, told[str(row)].since or row.booked_at) for row, reason in judged if reason]


def each_once(found: Iterable[Unreached]) -> list[Unreached]:
    """One a person: her soonest."""
    once: dict[UUID, Unreached] = {}
    for one in found:
        once.setdefault(one.appointment.probationer_id, one)
    return list(once.values())


def tasks_to_tell(
    rows: QuerySet[Appointment], *, now: datetime, of: QuerySet[Appointment] | None = None
) -> QuerySet[Task]:
    """Of appointments to come, those of which an agent tells the person herself.

    `of`: among which `rows` are, where an index gives those.
    """
    coming = (rows if of is None else of).filter(starts_at__gt=now).values("pk")
    tasks = Task.objects.filter(among("appointment_id", coming), kind=Task.Kind.TELL_BY_HAND, done_at__isnull=True)
    return tasks.filter(appointment__in=rows, appointment__starts_at__gt=now)


def to_tell(tasks: Iterable[Task]) -> list[Unreached]:
    """Moved or cancelled for somebody who takes no messages (field rule 1), until told by hand. Two queries."""
    open_ones = {task.appointment_id: task for task in tasks}
    if not open_ones:
        return []
    found = _with_channels(keys=list(open_ones))
    relocations = AppointmentEvent.objects.filter(appointment__in=open_ones, event="relocate")
    relocated = set(relocations.values_list("appointment", "revision"))
    return [_to_tell(row, open_ones[row.pk], relocated) for row in found]


def _to_tell(row: Appointment, task: Task, relocated: Collection[tuple[UUID, int]]) -> Unreached:
    reason = rules_reach.silence(_known(row)) or "not_told"
    return Unreached(row, reason, task.created_at, task, is_relocated=(row.pk, task.revision) in relocated)


def of_person(file: Probationer, *, now: datetime, opted_out: bool | None = None) -> str:
    """Why this person can't be told of anything, before an appointment is made; nothing where she can.

    `opted_out`: whether her number said STOP, where that is known already.
    """
    known = of_file(file, opted_out=opted_out)
    last = delivery.reach_of_holders([file.holder_id], since=now - _LOOKED_BACK, about="appointment:")
    changes = _latest([file.pk])
    return rules_reach.why(known, last[file.holder_id], number_changed_at=changes.get(file.pk))


def of_file(file: Probationer, *, opted_out: bool | None = None) -> Known:
    """Two queries."""
    messaged = probationer_rules.messaging(file.state, rules.REMINDER) and file.archived_at is None
    return Known(file.phone, file.phone_status, messaged, channels_of(file, opted_out=opted_out).mark)


def channels_of(person: Probationer, *, opted_out: bool | None = None) -> Channels:
    """What is open to the person now: two queries."""
    if person.archived_at or not probationer_rules.messaging(person.state, rules.REMINDER):
        return Channels()
    listens = bool(delivery.subscribed([person.holder_id]))
    reachable = phones.gets_sms(person.phone) and person.phone_status not in queries.UNREACHABLE
    if opted_out is None:
        opted_out = bool(delivery.opted_out([person.phone])) if reachable else False
    return Channels(
        push=person.wants_push and listens,
        sms=person.wants_sms and reachable and not opted_out,
        email=person.wants_email and person.email_proved_at is not None,
    )


def _to_judge(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    return queries.with_channels(rows).select_related("probationer").only(*_JUDGED).order_by("starts_at", "pk")


@Compiled
def _with_channels(*, keys: list[UUID]) -> QuerySet[Appointment]:
    return _to_judge(Appointment.objects.filter(any_of("id", keys)))


_JUDGED = (
    "state", "starts_at", "booked_at", "probationer__state", "probationer__archived_at", "probationer__phone",
    "probationer__phone_status",
)  # fmt: skip


def _known(row: Appointment) -> Known:
    file = row.probationer
    messaged = probationer_rules.messaging(file.state, rules.REMINDER) and file.archived_at is None
    return Known(file.phone, file.phone_status, messaged, queries.channels_of(row).mark)


def _why(row: Appointment, standing: Standing, changed: dict[UUID, datetime]) -> str:
    return rules_reach.why(_known(row), standing, number_changed_at=changed.get(row.probationer_id))


def _number_changes(rows: Collection[Appointment]) -> dict[UUID, datetime]:
    return _latest({row.probationer_id for row in rows})


def _latest(files: Collection[UUID]) -> dict[UUID, datetime]:
    return dict(_last_changes(files=list(files))) if files else {}


@Compiled
def _last_changes(*, files: list[UUID]) -> QuerySet[ContactChange, tuple[UUID, datetime]]:
    changes = ContactChange.objects.filter(any_of("probationer_id", files), field=ContactChange.Field.PHONE)
    return changes.values_list("probationer").annotate(last=Max("at"))


def _told_otherwise(rows: Collection[Appointment]) -> set[str]:
    """Those told by hand of the hour and place that hold now, or who answered about it: whoever answers was reached."""
    if not rows:
        return set()
    changed: dict[UUID, int] = {}
    knew: dict[UUID, int] = {}
    for pk, event, revision in _tellings(keys=[row.pk for row in rows]):
        (changed if event in _CHANGES else knew)[pk] = revision
    return {str(pk) for pk, revision in knew.items() if revision >= changed.get(pk, 0)}


@Compiled
def _tellings(*, keys: list[UUID]) -> QuerySet[AppointmentEvent, tuple[UUID, str, int]]:
    wanted = AppointmentEvent.objects.filter(any_of("appointment_id", keys), event__in=(*_KNOWS, *_CHANGES))
    return wanted.values_list("appointment", "event", "revision").order_by("revision")
