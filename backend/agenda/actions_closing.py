"""A slot that closes with persons in it: each is moved or cancelled in the same act, or it stays open."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Agent
from backend.agenda import actions, actions_slots, queries, seats
from backend.agenda.bookings import wish_to_move
from backend.agenda.models import Slot
from backend.common.errors import Refused, Unseen
from backend.organisations import queries as organisations


@dataclass(frozen=True)
class Reseating:
    """What becomes of one who sits there: a seat in another slot, or None: cancelled."""

    appointment: UUID
    slot: int | None


@transaction.atomic
def close_slot(slot_id: int, *, people: Sequence[Reseating], tell_person: bool, by: Agent) -> Slot:
    """All or nothing. Refused where somebody is expected whom `people` does not name, or is not the agent's to decide.

    Appointments are locked before slots, and slots in the order of their ids, as everywhere.
    """
    own = Slot.objects.filter(pk=slot_id, agenda__place__in=organisations.places_editable_by(by))
    if own.exists():  # otherwise `update_slot` says so, and nothing is touched
        _lock(slot_id, people, by=by)
        for one in sorted(people, key=lambda one: str(one.appointment)):
            _settle(one, tell_person=tell_person, by=by)
    return actions_slots.update_slot(slot_id, closed=True, by=by)


def _lock(slot_id: int, people: Sequence[Reseating], *, by: Agent) -> None:
    wanted = {one.appointment for one in people}
    seen = queries.visible_to(by).filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True, of=("self",))
    rows = {row.pk: row.slot_id for row in seen}
    if wanted - rows.keys():
        raise Unseen
    if set(rows.values()) - {slot_id}:
        raise Refused("slot_people_changed")
    seats.lock([slot_id, *(one.slot for one in people)])


def _settle(one: Reseating, *, tell_person: bool, by: Agent) -> None:
    if one.slot is None:
        actions.cancel(one.appointment, tell_person=tell_person, reason="slot", by=by)
        return
    wish = wish_to_move(one.appointment, slot=one.slot, tell_person=tell_person)
    actions.move(one.appointment, wish, by=by)
