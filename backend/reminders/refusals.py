"""A mailbox that does not exist is written to no more: its address stays in the file, marked, until proved again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from backend.common import clock
from backend.delivery.models import Message
from backend.delivery.rules_states import Channel, State
from backend.journal import actions as journal
from backend.probationers.models import Probationer

ADDRESS_REFUSED = "address_refused"
LOOKED_BACK = timedelta(days=7)


def mark_refused() -> int:
    """Every address refused since it was proved; one query where there is none. How many were marked.

    Another address than the file's is somebody else's (a contact of trust), or was corrected meanwhile.
    """
    held = Probationer.objects.filter(
        holder=OuterRef("holder"), email=OuterRef("recipient"), email_proved_at__lt=OuterRef("ended_at")
    )
    refused = Message.objects.filter(
        Exists(held), channel=Channel.EMAIL, state=State.FAILED, reason=ADDRESS_REFUSED,
        ended_at__gt=clock.now() - LOOKED_BACK,
    )  # fmt: skip
    return sum(_mark(message) for message in refused.order_by("ended_at").only("holder_id", "recipient", "ended_at"))


@transaction.atomic
def _mark(message: Message) -> bool:
    rows = Probationer.objects.select_for_update(of=("self",))
    file = rows.filter(holder=message.holder_id, email=message.recipient, email_proved_at__lt=message.ended_at).first()
    if file is None:
        return False
    file.email_proved_at, file.email_refused_at = None, message.ended_at
    file.save(update_fields=["email_proved_at", "email_refused_at"])
    journal.write("reminders.mark_email_refused", file, by="gateway:mail", about=file)
    return True
