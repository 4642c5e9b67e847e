"""Ending sessions and forgetting devices: by the person, or by an agent for a lost phone."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from backend.accounts import sessions_holder
from backend.accounts.models import Agent, Device
from backend.accounts.sessions_holder import Caller
from backend.common.errors import Unseen
from backend.delivery.models import PushSubscription
from backend.journal import actions as journal
from backend.organisations import queries as organisations
from backend.probationers import actions_changes, queries
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


def forget(devices: QuerySet[Device]) -> None:
    """Sessions revoked, notifications stopped; in the caller's transaction, which says why in the journal."""
    _silence(devices)
    sessions_holder.revoke(devices)


def _silence(devices: QuerySet[Device]) -> None:
    PushSubscription.objects.filter(device__in=devices).delete()
