"""Ending sessions and forgetting devices: by the person, or by an agent for a lost phone."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from backend.accounts import sessions_holder
from backend.accounts.models import Agent, Device
from backend.accounts.sessions_holder import Caller
from backend.common import clock
from backend.common.errors import Unseen
from backend.delivery.models import PushSubscription
from backend.journal import actions as journal
from backend.organisations import queries as organisations
from backend.probationers import actions_changes, queries, rules_contact, trace
from backend.probationers.models import ContactChange, Probationer


def sign_out(caller: Caller) -> None:
    """End this session; the browser stays known, so that the birth date is not asked again."""
    with transaction.atomic():
        sessions_holder.sign_out(caller)
        _silence(Device.objects.filter(pk=caller.device.pk))
        journal.write("probationers.sign_out", caller.device, by=caller.holder, about=queries.of_holder(caller.holder))


def revoke_device(caller: Caller, device: UUID) -> None:
    """Forget one of one's own devices; its copy is wiped when it next calls."""
    with transaction.atomic():
        mine = Device.objects.filter(holder=caller.holder, pk=device, revoked_at__isnull=True)
        found = mine.first()
        if found is None:
            raise Unseen
        forget(mine)
        journal.write("probationers.revoke_device", found, by=caller.holder, about=queries.of_holder(caller.holder))


def disown(caller: Caller) -> None:
    """ "This is not my phone": end every session on this device, and have an agent look at the number."""
    file = queries.of_holder(caller.holder)
    with transaction.atomic():
        forget(Device.objects.filter(pk=caller.device.pk))
        actions_changes.notice(file, ContactChange.Field.DISOWNED, new=caller.device.label, by=caller.holder)


def revoke_all(file: Probationer, *, by: Agent) -> None:
    """A lost phone: every device forgotten, every session ended."""
    membership = organisations.membership_of(by)
    with transaction.atomic():
        forget(Device.objects.filter(holder=file.holder_id))
        journal.write(
            "probationers.revoke_sessions", file, by=by, organisation=membership and membership.organisation, about=file
        )


def end_of_number(change: ContactChange, *, by: Agent) -> None:
    """An agent put another number in the place of one: every device that came in by the old one is forgotten.

    Each new device came by a code to the number of that moment. A device that proved another number since keeps its
    place; whoever has the new number signs in by it. In the caller's transaction.
    """
    gone = _came_by(change).filter(revoked_at__isnull=True)
    if gone.exists():
        forget(Device.objects.filter(pk__in=list(gone.values_list("pk", flat=True))))
        trace.write("revoke_sessions", change.probationer, by=by, about=change.probationer)


def _came_by(change: ContactChange) -> QuerySet[Device]:
    """By a code to the number that was replaced: added or signed in on while it stood in the file, or proved there."""
    numbers = ContactChange.objects.filter(probationer=change.probationer, field=ContactChange.Field.PHONE)
    rows = list(numbers.order_by("at", "id"))
    replaced = [rules_contact.Replaced(row.at, row.old, row.new) for row in rows]
    came = Q(pk__in=[row.by.removeprefix("device:") for row in rows if _is_proof(row) and row.new == change.old])
    for began, ended in rules_contact.periods_of(change.old, replaced, now=clock.now()):
        came |= Q(created_at__range=(began, ended)) | Q(sessions__created_at__range=(began, ended))
    holder = Device.objects.filter(holder=change.probationer.holder_id).filter(came)
    return holder.exclude(pk__in=_proved_since(rows, change.old))


def _proved_since(rows: Sequence[ContactChange], number: str) -> list[str]:
    """Devices on which another number was proved after that one."""
    last = {row.by.removeprefix("device:"): row.new for row in rows if _is_proof(row)}
    return [device for device, proved in last.items() if proved != number]


def _is_proof(change: ContactChange) -> bool:
    return change.by.startswith("device:")


def forget(devices: QuerySet[Device]) -> None:
    """Sessions revoked, notifications stopped; in the caller's transaction, which says why in the journal."""
    _silence(devices)
    sessions_holder.revoke(devices)


def _silence(devices: QuerySet[Device]) -> None:
    PushSubscription.objects.filter(device__in=devices).delete()
