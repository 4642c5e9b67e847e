"""What an agent does with a text that came back: looks at it."""

from uuid import UUID

from django.db import transaction

from backend.accounts.models import Agent
from backend.common import clock
from backend.common.errors import Unseen
from backend.journal import actions as journal
from backend.organisations import queries as organisations
from backend.probationers import actions_seen
from backend.probationers import queries as probationers
from backend.reminders.models import Reply


@transaction.atomic
def see_reply(reply_id: UUID, *, by: Agent) -> None:
    """It leaves the agent's own list, and everybody's where she follows the file. The person is not told."""
    rows = Reply.objects.select_for_update(no_key=True, of=("self",)).filter(pk=reply_id)
    reply = rows.filter(probationer__in=probationers.visible_to(by)).select_related("probationer").first()
    if reply is None:
        raise Unseen
    is_new = actions_seen.mark_seen(reply, file=reply.probationer, by=by)
    if reply.seen_at is None and actions_seen.may_settle(reply.probationer, by=by):
        reply.seen_at, reply.seen_by = clock.now(), by
        reply.save(update_fields=["seen_at", "seen_by"])
    if not is_new:
        return
    membership = organisations.membership_of(by)
    journal.write(
        "reminders.see_reply",
        reply,
        by=by,
        organisation=membership.organisation if membership else "",
        about=f"probationer:{reply.probationer_id}",
    )
