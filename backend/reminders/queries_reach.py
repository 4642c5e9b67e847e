"""Whom no message reaches, read when it is asked: what failed this minute is told this minute."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from backend.accounts.models import Agent
from backend.agenda import reach
from backend.agenda.models import Appointment, AppointmentEvent, Task
from backend.common.among import among
from backend.common.compiled import Compiled, any_of
from backend.delivery import queries as delivery
from backend.delivery.models import Channel, Message
from backend.delivery.rules import Standing
from backend.probationers import queries as probationers
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

    `change`: what the task asks to announce, "move" or "relocate" (of the place, at the same hour); else the hour.
    """

    appointment: Appointment
    reason: str
    since: datetime
    task: Task | None = None
    change: str = ""


def soon(rows: QuerySet[Appointment], *, now: datetime, until: datetime) -> QuerySet[Appointment]:
    """Booked ones between the two, as `untold` judges them."""
    return _to_judge(rows.filter(state=Appointment.State.BOOKED, starts_at__gt=now, starts_at__lt=until))


def unreached(rows: QuerySet[Appointment], *, now: datetime, within: timedelta = WITHIN) -> list[Unreached]:
    """Booked appointments of the next fortnight that nothing told of, the soonest first. Four queries."""
    return untold(list(soon(rows, now=now, until=now + within)))


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
    changes = AppointmentEvent.objects.filter(appointment__in=open_ones, event__in=_CHANGES)
    changed = {(pk, revision): event for pk, revision, event in changes.values_list("appointment", "revision", "event")}
    return [_to_tell(row, open_ones[row.pk], changed) for row in found]


def _to_tell(row: Appointment, task: Task, changed: Mapping[tuple[UUID, int], str]) -> Unreached:
    """A task may be of an hour that never changed: an agent wished to tell it to somebody who takes no messages."""
    reason = rules_reach.silence(_known(row)) or "not_told"
    return Unreached(row, reason, task.created_at, task, change=changed.get((row.pk, task.revision), ""))


def of_person(file: Probationer, *, now: datetime, known: Known) -> str:
    """Why this person can't be told of anything, before an appointment is made; nothing where she can.

    What reached her once says nothing of a person to whom nothing may leave any more. `known`: as `of_file` gives it.
    """
    if dumb := rules_reach.silence(known):
        return dumb
    last = delivery.reach_of_holders([file.holder_id], since=now - _LOOKED_BACK, about="appointment:")
    changes = _latest([file.pk])
    return rules_reach.why(known, last[file.holder_id], number_changed_at=changes.get(file.pk))


def said_stop(file: Probationer, *, seen_by: Agent) -> bool:
    """Whether its number said STOP, as far as this file tells it to that agent.

    Where the number stands in a file out of her sight too, only once its person proved it here or an SMS left from
    here for it: else a number written into a file of one's own would be a question about anybody. What leaves or not
    does not depend on it. One query, up to three more of a number that did.
    """
    if not file.phone or not delivery.opted_out([file.phone]):
        return False
    if file.phone_status == Probationer.PhoneStatus.PROVED or _has_spoken(file):
        return True
    within = probationers.visible_to(seen_by).values("pk")
    return not probationers.with_number(file.phone).exclude(pk__in=within).exists()


def _has_spoken(file: Probationer) -> bool:
    since = _latest([file.pk]).get(file.pk, file.created_at)
    sent = Message.objects.filter(holder=file.holder_id, channel=Channel.SMS, subject__startswith="appointment:")
    return sent.filter(accepted_at__gt=since, not_before__gt=since).exists()


def of_appointment(key: UUID) -> Known:
    """Of its person, as the appointment stands: a cancellation is said where nothing else is. One query."""
    (row,) = _with_channels(keys=[key])
    return _known(row)


def of_file(file: Probationer, *, opted_out: bool | None = None) -> Known:
    """Two queries."""
    messaged = probationer_rules.messaging(file.state, rules.REMINDER) and file.archived_at is None
    return Known(file.phone, file.phone_status, messaged, channels_of(file, opted_out=opted_out).mark)


def channels_of(person: Probationer, *, opted_out: bool | None = None) -> Channels:
    """What is open to the person now: at most two queries."""
    found = reach.open_to(person, rules.REMINDER, opted_out=opted_out)
    return Channels(**dict.fromkeys(found, True))


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
