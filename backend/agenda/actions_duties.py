"""What the law and the person still need from an agent: the formal notification, telling by hand (field rule 1)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from backend.accounts.models import Agent
from backend.agenda import rules, trace
from backend.agenda.models import Appointment, LegalNotification, Task
from backend.agenda.queries import standing
from backend.common import clock
from backend.common.errors import Malformed, Refused, Unseen
from backend.delivery import queries as delivery
from backend.delivery.models import OptOut
from backend.journal import actions as journal
from backend.organisations import queries as organisations
from backend.probationers import queries as probationers
from backend.probationers import rules as probationer_rules
from backend.probationers.models import Probationer


@transaction.atomic
def add_legal_notification(
    appointment_id: UUID, *, way: str, on: date, by: Agent, returned_on: date | None = None
) -> LegalNotification:
    """How the convocation was notified in law; ends the task that asked for it."""
    stands = standing(appointment_id, by=by)
    made = write_legal_notification(stands.appointment, way=way, on=on, by=by, returned_on=returned_on)
    open_ones = stands.appointment.tasks.filter(kind=Task.Kind.NOTIFY_FORMALLY, done_at__isnull=True)
    if way != LegalNotification.Way.NONE:
        open_ones.update(done_at=clock.now(), done_by=by)
    trace.leave(stands.appointment, "notify", by=by, organisation=stands.membership.organisation)
    return made


def write_legal_notification(
    appointment: Appointment, *, way: str, on: date, by: Agent, returned_on: date | None = None
) -> LegalNotification:
    """One row, in the caller's transaction."""
    today = clock.local(clock.now(), appointment.time_zone).date()
    if on > today or (returned_on is not None and not on <= returned_on <= today):
        raise Malformed("date_to_come", fields={"on": "date_to_come"})
    if on < clock.local(_stands_since(appointment), appointment.time_zone).date():
        raise Malformed("date_before_booking", fields={"on": "date_before_booking"})
    return LegalNotification.objects.create(
        appointment=appointment, way=way, on=on, returned_on=returned_on, by=by, at=clock.now()
    )


def _stands_since(appointment: Appointment) -> datetime:
    """When its hour was given: nothing before it can have told of it."""
    moved: datetime | None = appointment.events.filter(event="move").aggregate(last=Max("at"))["last"]
    return moved or appointment.booked_at


@transaction.atomic
def finish_task(task_id: int, *, by: Agent) -> None:
    """Done by hand; a second time changes nothing. Refused of one in law, which ends by being written down."""
    task = (
        Task.objects.select_for_update(no_key=True, of=("self",))
        .select_related("appointment")
        .filter(pk=task_id, appointment__probationer__in=probationers.visible_to(by))
        .first()
    )
    if task is None:
        raise Unseen
    if task.done_at is not None:
        return
    if task.kind == Task.Kind.NOTIFY_FORMALLY:
        raise Refused("notification_not_written")
    task.done_at, task.done_by = clock.now(), by
    task.save(update_fields=["done_at", "done_by"])
    membership = organisations.membership_of(by)
    journal.write(
        "agenda.finish_task",
        task.appointment,
        by=by,
        organisation=membership.organisation if membership else "",
        about=f"probationer:{task.appointment.probationer_id}",
        detail={"task": task.kind},
    )


def open_duties(appointment: Appointment, *, formally: bool = True) -> None:
    """After a move or a cancellation; those of earlier revisions are moot.

    A move voids what was notified in law, and that alone is to be notified again: also where it was still to be.
    """
    awaited = appointment.tasks.filter(kind=Task.Kind.NOTIFY_FORMALLY, done_at__isnull=True).exists()
    close_duties(appointment)
    if formally:
        stood = appointment.legal_notifications.filter(void_at__isnull=True)
        void = stood.exclude(way=LegalNotification.Way.NONE).update(void_at=clock.now())
        if void or awaited:
            _open(appointment, Task.Kind.NOTIFY_FORMALLY)
    if appointment.tell_person and not can_be_told(appointment):
        _open(appointment, Task.Kind.TELL_BY_HAND)


def close_duties(appointment: Appointment, *, at: datetime | None = None) -> None:
    """Nobody has to do them any more: `done_by` stays empty. `at`: by which `reopen_duties` finds them again."""
    appointment.tasks.filter(done_at__isnull=True).update(done_at=at or clock.now())


def reopen_duties(appointment: Appointment, *, closed_at: datetime) -> None:
    """After a cancellation that is taken back: what it asked for goes, what it closed is to be done again."""
    appointment.tasks.filter(revision=appointment.revision, done_at__isnull=True).delete()
    appointment.tasks.filter(done_at=closed_at, done_by__isnull=True).update(done_at=None)


def ask_to_tell(appointment: Appointment) -> None:
    """The person takes no messages: somebody has to tell her of this hour by hand; asked twice it is one task."""
    Task.objects.get_or_create(
        appointment=appointment,
        kind=Task.Kind.TELL_BY_HAND,
        revision=appointment.revision,
        defaults={"created_at": clock.now()},
    )


def say_not_reminded(kept: Sequence[Appointment]) -> None:
    """Whoever decides on these has it to do: the state of the file took their reminders away."""
    now = clock.now()
    Task.objects.bulk_create(
        (Task(appointment=row, kind=Task.Kind.NOT_REMINDED, revision=row.revision, created_at=now) for row in kept),
        update_conflicts=True, unique_fields=["appointment", "kind", "revision"], update_fields=["done_at", "done_by"],
    )  # fmt: skip


def take_back_not_reminded(file: Probationer) -> None:
    """They are reminded again: nobody has to do anything, and `done_by` stays empty."""
    mine = Task.objects.filter(appointment__probationer=file, kind=Task.Kind.NOT_REMINDED, done_at__isnull=True)
    mine.update(done_at=clock.now())


def open_duties_alike(rows: Sequence[Appointment]) -> None:
    """As `open_duties` after a move, of many that changed by one act: a constant number of queries."""
    now, ids = clock.now(), [row.pk for row in rows]
    open_ones = Task.objects.filter(appointment__in=ids, done_at__isnull=True)
    awaited = set(open_ones.filter(kind=Task.Kind.NOTIFY_FORMALLY).values_list("appointment", flat=True))
    open_ones.update(done_at=now)
    stood = LegalNotification.objects.filter(appointment__in=ids, void_at__isnull=True)
    void = stood.exclude(way=LegalNotification.Way.NONE)
    awaited |= set(void.values_list("appointment", flat=True))
    void.update(void_at=now)
    stopped = delivery.opted_out([row.probationer.phone for row in rows if row.probationer.phone])
    by_hand = {row.pk for row in rows if not _can_be_told(row, opted_out=row.probationer.phone in stopped)}
    wanted = ((Task.Kind.NOTIFY_FORMALLY, awaited), (Task.Kind.TELL_BY_HAND, by_hand))
    Task.objects.bulk_create(
        Task(appointment=row, kind=kind, revision=row.revision, created_at=now)
        for kind, those in wanted
        for row in rows
        if row.pk in those
    )


def can_be_told(appointment: Appointment) -> bool:
    phone = appointment.probationer.phone
    opted_out = bool(phone) and OptOut.objects.filter(number=phone).exists()
    return _can_be_told(appointment, opted_out=opted_out)


def _can_be_told(appointment: Appointment, *, opted_out: bool) -> bool:
    person, is_cancelled = appointment.probationer, appointment.state == rules.State.CANCELLED
    return rules.can_be_told(
        phone=person.phone,
        phone_status=person.phone_status,
        wants_sms=person.wants_sms,
        opted_out=opted_out,
        messaged=probationer_rules.messaging(person.state, "cancelled" if is_cancelled else "moved"),
    )


def _open(appointment: Appointment, kind: str) -> None:
    Task.objects.create(appointment=appointment, kind=kind, revision=appointment.revision, created_at=clock.now())
