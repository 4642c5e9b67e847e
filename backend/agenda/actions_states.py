"""The state of a file, with what is still to come in it: an end, a detention, a death is never silent there."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Agent
from backend.agenda import actions, actions_duties, queries
from backend.agenda.models import Appointment
from backend.common import clock
from backend.common.errors import Refused, Unseen
from backend.organisations import queries as organisations
from backend.probationers import actions_files, rules
from backend.probationers import queries as probationers
from backend.probationers.models import Probationer

Coming = Literal["cancel", "keep"]


@dataclass(frozen=True)
class ComingCounts:
    """What became of the appointments to come. `kept`: as wished, or because others decide."""

    cancelled: int = 0
    kept: int = 0


@transaction.atomic
def set_state(
    probationer: UUID, *, state: str, by: Agent, coming: Coming | None = None, tell_person: bool = True
) -> ComingCounts:
    """Refused('appointments_to_come') where reminders would stop in silence: `coming` says what becomes of them. What
    others decide stays, and is a task for them.

    Of the dead nobody is told, and nothing is kept. The file is locked first: a booking under way is waited for.
    """
    file = probationers.of_agent(by, probationer)
    probationers.refuse_guests(file, by=by)
    Probationer.objects.select_for_update().get(pk=file.pk)
    rows = _in_question(file, state)
    is_dead = state == Probationer.State.DECEASED
    if rows and (coming is None or (is_dead and coming == "keep")):
        raise Refused("appointments_to_come", detail={"count": len(rows)})
    actions_files.set_state(file, by=by, state=state)
    decided = _decided_by(rows, by) if rows else []
    ours = decided if coming == "cancel" else []
    for row in ours:
        actions.cancel(row.pk, tell_person=tell_person and not is_dead, reason="state", by=by)
    actions_duties.say_not_reminded([row for row in rows if row not in decided])
    if rules.is_reminded(state):
        actions_duties.take_back_not_reminded(file)
    return ComingCounts(len(ours), len(rows) - len(ours))


def _in_question(file: Probationer, state: str) -> list[Appointment]:
    """What is to come and would not be reminded any more."""
    if state not in Probationer.State.values or rules.is_reminded(state):
        return []
    return list(queries.to_come(file, now=clock.now()).select_related("type").order_by("pk"))


def _decided_by(rows: list[Appointment], by: Agent) -> list[Appointment]:
    membership = organisations.membership_of(by)
    if membership is None:
        raise Unseen
    return [row for row in rows if queries.stand(row, membership).decides]
