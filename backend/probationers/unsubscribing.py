"""The one-click end of reminders by e-mail (RFC 8058): an address of its own for each person and mailbox, no sign-in.

It opens nothing and tells nothing: whoever has it can only stop these e-mails, and gets the same answer whatever it is.
"""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from backend.probationers import actions_contact
from backend.probationers.models import Probationer

BY = "mail:unsubscribe"


def address(file: Probationer) -> str:
    """Bound to the mailbox: after a change of address, the old one's link does nothing."""
    seal = _seal(settings.RECEIPT_KEYS[0], file.holder_id, file.email)
    return f"{settings.PROBATIONER_ORIGIN}/api/unsubscribe/{file.holder_id.hex}-{seal}"


def unsubscribe(token: str) -> None:
    """Reminders by e-mail end, and nothing else; an unknown, forged or old token changes nothing."""
    holder, _, seal = token.partition("-")
    try:
        named = UUID(hex=holder)
    except ValueError:
        return
    with transaction.atomic():
        rows = Probationer.objects.select_for_update(of=("self",)).select_related("holder")
        file = rows.filter(holder=named).first()
        if file is None or not _is_ours(seal, file) or not file.wants_email:
            return
        actions_contact.change_details(file, {"wants_email": False}, by=BY)


def _is_ours(seal: str, file: Probationer) -> bool:
    return any(constant_time_compare(seal, _seal(key, file.holder_id, file.email)) for key in settings.RECEIPT_KEYS)


def _seal(key: str, holder: UUID, email: str) -> str:
    said = f"{holder.hex} {email.casefold()}"
    return salted_hmac("backend.probationers.unsubscribe", said, secret=key, algorithm="sha256").hexdigest()[:32]
