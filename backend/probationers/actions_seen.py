"""One agent has looked at something: for herself; for all where she follows the file."""

from django.db import transaction

from backend.accounts.models import Agent
from backend.common import clock
from backend.probationers import queries, trace
from backend.probationers.models import ContactChange, Probationer, SeenMark


def mark_seen(subject: object, *, file: Probationer, by: Agent) -> bool:
    """It leaves the agent's own list; False where it had left it before. `subject` is a row by its label."""
    _, is_new = SeenMark.objects.get_or_create(
        agent=by, subject=str(subject), defaults={"probationer": file, "at": clock.now()}
    )
    return is_new


def may_settle(file: Probationer, *, by: Agent) -> bool:
    """Whether what this agent has seen need be looked at by nobody else."""
    return queries.followed_by(by).filter(pk=file.pk).exists()


def see_contact_change(change: ContactChange, *, by: Agent) -> None:
    """Whoever follows the file settles it, and the first one stays written; the others see it for themselves."""
    with transaction.atomic():
        if mark_seen(change, file=change.probationer, by=by):
            trace.write("see_contact_change", change, by=by, about=change.probationer)
        if may_settle(change.probationer, by=by):
            unsettled = ContactChange.objects.filter(pk=change.pk, seen_at__isnull=True)
            unsettled.update(seen_at=clock.now(), seen_by=by)
