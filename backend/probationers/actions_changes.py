"""Writing down a change of contact details: the values beside each other here, the label alone in the journal."""

from datetime import timedelta

from backend.common import clock
from backend.delivery import actions as delivery
from backend.journal import actions as journal
from backend.probationers.models import ContactChange, Probationer

_SAME_NOTICE = timedelta(days=1)


def record(
    file: Probationer, field: str, *, old: str, new: str, by: object, organisation: object = ""
) -> ContactChange:
    """One change, for the agent's list; in the caller's transaction."""
    change = ContactChange.objects.create(
        probationer=file, field=field, old=old[:400], new=new[:400], by=str(by), at=clock.now()
    )
    journal.write("probationers.change_contact", change, by=by, organisation=organisation, about=file)
    delivery.reach_changed(file.holder_id)
    return change


def notice(file: Probationer, field: str, *, new: str, by: object) -> None:
    """Something to look at that changed no detail; said once a day, not at every try."""
    recent = ContactChange.objects.filter(
        probationer=file, field=field, new=new, seen_at__isnull=True, at__gt=clock.now() - _SAME_NOTICE
    )
    if not recent.exists():
        change = ContactChange.objects.create(probationer=file, field=field, new=new, by=str(by), at=clock.now())
        journal.write(f"probationers.notice_{field}", change, by=by, about=file)
