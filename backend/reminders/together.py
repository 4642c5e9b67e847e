"""Reminders of one person that fall on one day leave as one, which names every appointment; a contact's copies too."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from backend.agenda.models import Appointment
from backend.common import clock
from backend.delivery import carrying
from backend.delivery.composers import Due
from backend.delivery.models import Message
from backend.delivery.rules import copy_of
from backend.delivery.rules_states import Channel, Lane, State
from backend.reminders import rules, rules_together
from backend.reminders.rules_together import Waiting

NOBODY = UUID(int=0)
DUE = [field.name for field in fields(Due)]
COPY = f"copy_{rules.REMINDER}"
RELOCATED = "relocated"
LIMIT = "daily_limit"
COUNTED = (Channel.PUSH, Channel.SMS)  # what rings; a mail waits until it is looked for


def put_all(row: Appointment, due: Collection[rules.Due], *, now: datetime) -> None:
    """What was planned of one appointment, among all that its person has to be told."""
    put(row.probationer.holder_id, now=now)
    if any(one.kind == RELOCATED for one in due):
        put_relocated(row, now=now)


def put(holder: UUID, *, now: datetime) -> None:
    """Choose anew who carries whom among the reminders of this person.

    The holder's row is locked by the caller.
    """
    rows = {str(row): row for row in _coming(now).filter(probationer__holder=holder)}
    if rows:
        carrying.carry(rows, rules.REMINDER, _choose_among(rows))


def put_copies(probationer: UUID, *, ending: str, now: datetime) -> None:
    """As `put`, among the copies of one contact of trust, whose occasions end so.

    The contact's row is locked by the caller.
    """
    rows = {copy_of(str(row)): row for row in _coming(now).filter(probationer=probationer)}
    if rows:
        carrying.carry(rows, COPY, _choose_among(rows), ending=ending)


def put_relocated(appointment: Appointment, *, now: datetime) -> None:
    """As `put`, among the news of one place, all of whose appointments are somewhere else now.

    The holder's row is locked by the caller.
    """
    of_holder = _coming(now).filter(probationer__holder=appointment.probationer.holder_id, place=appointment.place_id)
    rows = {str(row): row for row in of_holder}
    carrying.carry(rows, RELOCATED, _choose_among(rows), lane=Lane.NOW)


def put_copies_relocated(appointment: Appointment, *, ending: str, now: datetime) -> None:
    """The same, among the copies of one contact of trust. The contact's row is locked by the caller."""
    of_person = _coming(now).filter(probationer=appointment.probationer_id, place=appointment.place_id)
    rows = {copy_of(str(row)): row for row in of_person}
    carrying.carry(rows, f"copy_{RELOCATED}", _choose_among(rows), ending=ending, lane=Lane.NOW)


def _choose_among(rows: Mapping[str, Appointment]) -> carrying.Choose:
    return lambda messages: rules_together.carriers(_waiting(messages, rows))


def _coming(now: datetime) -> QuerySet[Appointment]:
    coming = Appointment.objects.filter(state=rules.State.BOOKED, starts_at__gt=now)
    return coming.only("pk", "starts_at", "time_zone")


def _waiting(messages: Sequence[Message], rows: Mapping[str, Appointment]) -> list[Waiting]:
    chosen_anew = {one.pk for one in messages}
    return [
        Waiting(
            id=one.pk,
            channel=one.channel,
            day=clock.local(one.not_before, rows[one.subject].time_zone).date(),
            starts_at=rows[one.subject].starts_at,
            push=_ahead(one, chosen_anew) if one.release_at and one.state == State.HELD else None,
        )
        for one in messages
    ]


def _ahead(one: Message, chosen_anew: Collection[UUID]) -> UUID | None:
    """The push that it waits behind, or the one that has left with that push's words and stays its carrier."""
    if one.behind is None or one.behind_id in chosen_anew:
        return one.behind_id
    return one.behind.carrier_id or one.behind_id


def carried_by(batch: Collection[Due]) -> dict[UUID, list[Due]]:
    """What each message of the batch carries: one query."""
    found: dict[UUID, list[Due]] = {}
    rows = Message.objects.filter(carrier__in=[due.id for due in batch], state=State.HELD)
    for carrier, *rest in rows.values_list("carrier", *DUE):
        found.setdefault(carrier or NOBODY, []).append(Due(*rest))
    return found


@dataclass(frozen=True)
class Rung:
    """A message that rang, or is about to: `at` is None while it is on its way, claimed in the order of `claimed`.

    One in doubt counts as having rung today.
    """

    id: UUID
    at: datetime | None
    claimed: datetime | None


def rung(batch: Collection[Due], *, now: datetime) -> dict[UUID, list[Rung]]:
    """What left lately for each holder of the batch without being asked for: one query."""
    holders = {due.holder_id for due in batch if due.holder_id and due.lane == Lane.BULK}
    lately = Q(accepted_at__gt=now - rules.A_DAY) | Q(state__in=(State.SENDING, State.UNKNOWN))
    rows = Message.objects.filter(
        lately, holder__in=holders, lane=Lane.BULK, channel__in=COUNTED, kind__in=rules.TRUE_WHILE
    )
    found: dict[UUID, list[Rung]] = {}
    for id, holder, state, at, lease in rows.values_list("pk", "holder", "state", "accepted_at", "lease_until"):
        if holder is not None:
            found.setdefault(holder, []).append(Rung(id, now if state == State.UNKNOWN else at, lease))
    return found


def earlier_today(due: Due, rung: Collection[Rung], *, now: datetime, zone: str) -> int:
    """How many rang before this one on this day of the place; of those on their way, the ones claimed before it."""
    today = clock.local(now, zone).date()
    mine = next((one.claimed for one in rung if one.id == due.id), None)
    return sum(
        1
        for one in rung
        if one.id != due.id
        and (
            clock.local(one.at, zone).date() == today
            if one.at
            else mine is not None and one.claimed is not None and (one.claimed, one.id) < (mine, due.id)
        )
    )
