"""What an agent does with a text that came back: looks at it."""

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Agent
from backend.common import clock
from backend.common.errors import Unseen
from backend.journal import actions as journal
from backend.organisations import queries as organisations
from backend.probationers import queries as probationers
from backend.reminders.models import Reply


@transaction.atomic
def see_reply(reply_id: UUID, *, by: Agent) -> None:
    """It leaves the lists of things to do; a second look changes nothing. The person is not told."""
    rows = Reply.objects.select_for_update(no_key=True, of=("self",)).filter(pk=reply_id)
    reply = rows.filter(probationer__in=probationers.visible_to(by)).first()
    if reply is None:
        raise Unseen
    if reply.seen_at is not None:
        return
    reply.seen_at, reply.seen_by = clock.now(), by
    reply.save(update_fields=["seen_at", "seen_by"])
    membership = organisations.membership_of(by)
    journal.write(
        "reminders.see_reply",
        reply,
        by=by,
        organisation=membership.organisation if membership else "",
        about=f"probationer:{reply.probationer_id}",
    )
