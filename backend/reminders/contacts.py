"""Copies for contacts of trust: one for each occasion, beside the person's own messages and never instead of them.

They have a subject of their own ("copy:" and the appointment), so that nothing that asks whether the person was told
ever meets them; a row of `PlannedCopy` per appointment and contact says what stands in the outbox.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from backend.agenda.models import Appointment
from backend.common import clock, phones
from backend.common.among import among, one_by_one
from backend.delivery import actions as delivery
from backend.delivery.actions import Order
from backend.delivery.rules import copy_of
from backend.probationers.models import TrustedContact
from backend.probationers.states import ContactState
from backend.reminders import queries, queries_told, rules, together
from backend.reminders.models import Planned, PlannedCopy
from backend.reminders.rules import Case, Channels, Due

Pair = tuple[UUID, int]  # an appointment, a contact
# No "you missed it", no code.
KINDS = frozenset({rules.REMINDER, "confirmation", "moved", "relocated", "cancelled", "excused"})


def waiting(*, now: datetime, of: Q, persons: Sequence[UUID] | None = None, limit: int = 500) -> list[Pair]:
    """Of these appointments, those whose copies for an active contact do not stand as they should.

    The contacts of their persons first, most of whom have none: two queries. `persons`: where they are known.
    """
    whose = Appointment.objects.filter(of).values("probationer") if persons is None else persons
    active = TrustedContact.objects.filter(among("probationer_id", whose), state=ContactState.ACTIVE)
    contacts = list(active.values_list("pk", flat=True))
    if not contacts:
        return []
    planned = PlannedCopy.objects.filter(appointment=OuterRef("pk"), contact=OuterRef("contact"))
    rows = (
        Appointment.objects.filter(of)
        .annotate(contact=F("probationer__trusted_contacts__pk"), planned_to=Subquery(planned.values("revision")[:1]))
        .filter(contact__in=contacts)
    )
    unplanned = Q(planned_to__isnull=True, state=Appointment.State.BOOKED, starts_at__gt=now)
    chosen = rows.filter(unplanned | Q(planned_to__lt=F("revision"))).order_by("starts_at", "pk")
    return list(chosen.values_list("pk", "contact")[:limit])


def over(*, of: Q, limit: int = 500) -> list[Pair]:
    """Of these appointments' copies, those planned for a contact who gets nothing any more: one query."""
    rows = PlannedCopy.objects.filter(among("appointment_id", Appointment.objects.filter(of).values("pk")))
    active = TrustedContact.objects.filter(pk=OuterRef("contact"), state=ContactState.ACTIVE)
    rows = rows.exclude(one_by_one(active))
    return list(rows.values_list("appointment", "contact")[:limit])


def over_of(persons: Sequence[UUID]) -> list[Pair]:
    """The same of all copies for the contacts of these persons, who are few: no appointment is read."""
    theirs = TrustedContact.objects.filter(among("probationer_id", persons)).exclude(state=ContactState.ACTIVE)
    return list(
        PlannedCopy.objects.filter(among("contact_id", theirs.values("pk"))).values_list("appointment", "contact")
    )


@transaction.atomic
def plan(pair: Pair) -> int:
    """As actions.plan, for one contact; returns how many are queued."""
    appointment_id, contact_id = pair
    row = queries.situation(appointment_id)
    # Locked: a contact that is being revoked is waited for, and then found revoked.
    active = TrustedContact.objects.select_for_update(of=("self",)).filter(pk=contact_id, state=ContactState.ACTIVE)
    contact = active.first()
    if row is None or contact is None or contact.probationer_id != row.probationer_id:
        return 0
    now = clock.now()
    PlannedCopy.objects.get_or_create(appointment=row, contact=contact, defaults={"at": now})
    planned = PlannedCopy.objects.select_for_update().get(appointment=row, contact=contact)
    if planned.revision >= row.revision:
        return 0
    delivery.supersede(copy_of(str(row)), below=row.revision, ending=suffix(contact.pk))
    plan = queries.timetable(row.type_id, row.organisation_id)
    channels = Channels(sms=phones.gets_sms(contact.phone), email=bool(contact.email))
    due = rules.schedule(_case(row, contact, planned.revision), plan, now=now, channels=channels)
    made = orders(row, contact, [one for one in due if one.kind in KINDS])
    delivery.queue_many(made)
    together.put_copies(row.probationer_id, ending=suffix(contact.pk), now=now)
    if any(one.kind == together.RELOCATED for one in due):
        together.put_copies_relocated(row, ending=suffix(contact.pk), now=now)
    planned.revision, planned.at = row.revision, now
    planned.save(update_fields=["revision", "at"])
    return len(made)


def orders(row: Appointment, contact: TrustedContact, due: list[Due]) -> list[Order]:
    """The contact stands in the occasion: two contacts get two copies, the same contact gets one."""
    return [
        Order(
            subject=copy_of(str(row)),
            revision=row.revision,
            kind=f"copy_{one.kind}",
            channel=one.channel,
            occasion=f"{one.occasion}{suffix(contact.pk)}",
            holder=row.probationer.holder_id,
            lane=one.lane,
            not_before=one.not_before,
            expires_at=one.expires_at,
            urgent_on=rules.urgent_on(one, row.starts_at, row.time_zone),
        )
        for one in due
    ]


def suffix(contact: int) -> str:
    return f"/contact:{contact}"


@transaction.atomic
def forget(pair: Pair) -> None:
    """What was planned and has not left is taken back; what has left stays in the history."""
    appointment_id, contact = pair
    delivery.cancel(copy_of(f"appointment:{appointment_id}"), reason="contact_over", ending=suffix(contact))
    PlannedCopy.objects.filter(appointment=appointment_id, contact=contact).delete()


def _case(row: Appointment, contact: TrustedContact, planned: int) -> Case:
    """What this contact was told, and what happened since she is one: an earlier booking is reminded, not confirmed."""
    events = queries_told.events_of(row)
    end = suffix(contact.pk)
    left = [one for one in queries_told.told(copy_of(str(row))) if one.occasion.endswith(end)]
    told_to = min(planned, queries_told.told_of(left))
    changes = {one.event for one in events if one.revision > told_to and one.at >= (contact.active_at or one.at)}
    said = {one.occasion.removesuffix(end) for one in left if one.revision >= queries_told.since(events)}
    return replace(
        queries_told.case_of(row, Planned(appointment=row)),  # whatever else a plan looks at
        changes=frozenset(changes),
        left=frozenset(one.kind.removeprefix("copy_") for one in left),
        said=frozenset(said - {""}),
        half_said={},
        missed_text=False,
    )
