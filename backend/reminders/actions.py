"""Planning: from an appointment as it stands to its messages in the outbox. Planning twice plans once."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Holder
from backend.agenda.models import Appointment
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.actions import Order
from backend.delivery.models import Message
from backend.reminders import queries, queries_told, rules, together
from backend.reminders.models import Planned
from backend.reminders.queries_told import Ordered
from backend.reminders.rules import Case, Due
from backend.reminders.rules_occasions import anew, base


@transaction.atomic
def plan(appointment_id: UUID) -> int:
    """Takes back what older revisions had still to say and queues what is to be said now; returns how many are new.

    The row of `Planned` is locked: of two planners one waits and then finds nothing to do. A change that commits
    meanwhile leaves a revision higher than the one planned here, and is found at the next look.
    """
    row = queries.situation(appointment_id)
    if row is None:
        return 0
    now = clock.now()
    planned = _locked(row)
    channels = queries.channels_of(row)
    if planned.revision >= row.revision and planned.channels == channels.mark:
        _note(row)
        return 0
    delivery.supersede(str(row), below=row.revision)
    timetable = queries.timetable(row.type_id, row.organisation_id)
    if again := planned.revision == row.revision:
        delivery.hold(str(row))  # nothing leaves between what is read here and what follows from it
    case = queries_told.case_of(row, planned)
    stands = _taken_back(row, case, closed=rules.closed(case, timetable, now=now)) if again else []
    due = rules.schedule(case, timetable, now=now, channels=channels)
    made = orders(row, due, queries_told.pushes_ahead(row, case.half_said), stands)
    delivery.queue_many(made)
    together.put_all(row, due, now=now)
    planned.revision, planned.channels, planned.at = row.revision, channels.mark, now
    planned.save(update_fields=["revision", "channels", "at"])
    _note(row)
    return len(made)


def _locked(row: Appointment) -> Planned:
    """Two appointments of one person are planned one after the other: who plans last sees what to put together."""
    Planned.objects.get_or_create(appointment_id=row.pk, defaults={"revision": 0, "at": clock.now()})
    planned = Planned.objects.select_for_update(no_key=True).get(pk=row.pk)
    Holder.objects.select_for_update(no_key=True).filter(pk=row.probationer.holder_id).first()
    return planned


def _note(row: Appointment) -> None:
    """That it is planned up to this revision: a change that commits meanwhile has a higher one, and stays to plan."""
    Appointment.objects.filter(pk=row.pk, planned_revision__lt=row.revision).update(planned_revision=row.revision)


def _taken_back(row: Appointment, case: Case, *, closed: Collection[str]) -> list[Ordered]:
    """Other channels than before: what was never tried is planned anew; what has left stays said. What stood there.

    What an agent sends again by hand is hers; what is late for its window can't be planned anew, and leaves as it was.
    """
    stands = queries_told.ordered(row)
    stays = {*case.said, *case.half_said, *closed}
    kept = {one.occasion for one in stands if one.by_hand or base(one.occasion) in stays}
    delivery.take_back(str(row), revision=row.revision, kind=rules.REMINDER, but=kept)
    return stands


def orders(
    row: Appointment, due: list[Due], ahead: Mapping[str, Message], stands: Collection[Ordered] = ()
) -> list[Order]:
    """A held SMS stands behind the push of its occasion: this plan's, or the one that has left before.

    `stands`: what an earlier plan of the same revision ordered. A notice that still waits is not ordered twice; what
    ended without telling anybody is said anew under another name.
    """
    made: list[Order] = []
    pushes: dict[str, Order | Message] = dict(ahead)
    waits = {(one.kind, one.channel) for one in stands if one.waits and not one.by_hand and one.kind != rules.REMINDER}
    for one in due:
        if (one.kind, one.channel) not in waits:
            behind = pushes.get(one.occasion) if one.held else None
            made.append(_order(row, one, behind, taken=_ended(one, stands)))
            if one.channel == "push":
                pushes[one.occasion] = made[-1]
    return made


def _order(row: Appointment, due: Due, behind: "Order | Message | None", *, taken: Collection[str]) -> Order:
    return Order(
        subject=str(row),
        revision=row.revision,
        kind=due.kind,
        channel=due.channel,
        occasion=anew(due.occasion, taken),
        holder=row.probationer.holder_id,
        lane=due.lane,
        not_before=due.not_before,
        expires_at=due.expires_at,
        urgent_on=rules.urgent_on(due, row.starts_at, row.time_zone),
        release_at=due.release_at,
        behind=behind,
    )


def _ended(of: Due, stands: Collection[Ordered]) -> set[str]:
    return {one.occasion for one in stands if one.ended and (one.kind, one.channel) == (of.kind, of.channel)}


def waiting(*, limit: int = 100_000) -> list[UUID]:
    """Whatever is not planned as it should be, all that is to come compared: no look of the planner's asks for it."""
    now = clock.now()
    found = dict.fromkeys(queries.changed(limit=limit))
    found |= dict.fromkeys(one.pk for one in queries.coming(now=now, after=None, limit=limit) if not one.stands)
    return list(found)


def plan_all() -> int:
    """Everything at once, as the planner does bit by bit; returns how many appointments."""
    while settle_past():
        pass
    found = waiting()
    for appointment_id in found:
        plan(appointment_id)
    return len(found)


@transaction.atomic
def settle_past() -> int:
    """A loaded history is marked planned without a word; returns how many, of which the next call finds no more."""
    now = clock.now()
    rows = queries.never_planned_and_past(now=now)
    Planned.objects.bulk_create(
        [Planned(appointment_id=row.pk, revision=row.revision, at=now) for row in rows], ignore_conflicts=True
    )
    revisions: dict[int, list[UUID]] = {}
    for row in rows:
        revisions.setdefault(row.revision, []).append(row.pk)
    for revision, ids in revisions.items():
        Appointment.objects.filter(pk__in=ids).update(planned_revision=revision)
    return len(rows)
