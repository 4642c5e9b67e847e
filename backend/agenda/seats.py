"""Seats change hands here alone, under the row lock of their slot. Who locks several locks them by ascending id."""

from collections.abc import Iterable

from backend.agenda.models import Slot
from backend.common.errors import Refused, Unseen


def lock(ids: Iterable[int | None]) -> dict[int, Slot]:
    """The slots, locked until the transaction ends; always in the order of their ids, so that no two wait in a ring."""
    wanted = sorted({i for i in ids if i is not None})
    rows = Slot.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
    return {slot.pk: slot for slot in rows}


def take(slot: Slot | None) -> Slot:
    """One more seat of a locked slot; the table's own check would refuse one too many."""
    if slot is None:
        raise Unseen
    if slot.closed_at is not None:
        raise Refused("slot_closed")
    if slot.taken >= slot.capacity:
        raise Refused("slot_full")
    slot.taken += 1
    slot.save(update_fields=["taken"])
    return slot


def free(slot: Slot) -> None:
    """Gives a seat of a locked slot back."""
    slot.taken -= 1
    slot.save(update_fields=["taken"])
