"""What an agent does with her own hand where messages do not reach: have one sent again, or tell the person herself."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Agent
from backend.agenda import actions_duties, trace
from backend.agenda import queries as agenda
from backend.agenda.models import Appointment, Task
from backend.agenda.queries import Standing
from backend.common import clock
from backend.common.errors import Malformed, Refused
from backend.delivery import actions as delivery
from backend.delivery.models import Message
from backend.delivery.rules_states import MAY_HAVE_LEFT, Lane, State
from backend.reminders import queries, queries_reach, rules, rules_reach
from backend.reminders.rules_reach import Way


def resend(appointment_id: UUID, *, by: Agent) -> Message:
    """Queue it anew by the person's best channel, at most once in half an hour, and not beside one that is leaving.

    The appointment's row is locked: of two agents who press at once the second finds the first's message. Where the
    person said STOP, telling her becomes a task (field rule 1), which stays although this is refused.
    """
    with transaction.atomic():
        stands = agenda.standing(appointment_id, by=by)
        row, now = stands.appointment, clock.now()
        known, last_at = queries_reach.of_file(row.probationer), _last_at(row)
        fault = rules_reach.resend_fault(row, known, last_at=last_at, now=now)
        if fault == "resend_opted_out":
            actions_duties.ask_to_tell(row)
        if fault is None:
            return _queue(stands, mark=known.mark, now=now, by=by)
    raise Refused(fault, detail=_detail(fault, last_at))


def _detail(fault: str, last_at: datetime | None) -> dict[str, str]:
    if fault != "resent_lately" or last_at is None:
        return {}
    return {"at": last_at.isoformat(), "again_at": (last_at + rules_reach.RESEND_AFTER).isoformat()}


def _by_hand(row: Appointment) -> list[datetime]:
    return list(queries.by_hand(row).order_by("created_at").values_list("created_at", flat=True))


def _last_at(row: Appointment) -> datetime | None:
    return max(_by_hand(row), default=None)


def _queue(stands: Standing, *, mark: str, now: datetime, by: Agent) -> Message:
    row = stands.appointment
    rows = Message.objects.filter(subject=str(row)).order_by("next_try_at")
    said = list(rows.values_list("channel", "state"))
    failed = frozenset(channel for channel, state in dict(said).items() if state in (State.FAILED, State.EXPIRED))
    told = any(state in MAY_HAVE_LEFT for _, state in said)
    channel = rules_reach.best_channel(mark, failed)
    if rows.filter(revision=row.revision, channel=channel, state=State.PENDING, not_before__lte=now).exists():
        raise Refused("resend_waiting")
    made = delivery.queue(
        subject=str(row),
        revision=row.revision,
        kind=rules.REMINDER if told else "confirmation",
        channel=channel,
        occasion=f"{rules_reach.BY_HAND}{len(_by_hand(row)) + 1}",
        holder=row.probationer.holder_id,
        lane=Lane.NOW,
        not_before=now,
        expires_at=row.starts_at,
    )
    trace.leave(row, "resend", by=by, organisation=stands.membership.organisation, detail={"channel": made.channel})
    return made


@transaction.atomic
def tell_otherwise(appointment_id: UUID, *, way: Way, on: date, by: Agent) -> None:
    """The agent told the person herself of the hour that holds now: nobody needs to call any more."""
    stands = agenda.standing(appointment_id, by=by)
    row = stands.appointment
    if on > clock.local(clock.now(), row.time_zone).date():
        raise Malformed("date_to_come", fields={"on": "date_to_come"})
    row.tasks.filter(kind=Task.Kind.TELL_BY_HAND, done_at__isnull=True).update(done_at=clock.now(), done_by=by)
    trace.leave(
        row, queries_reach.TOLD, by=by, organisation=stands.membership.organisation,
        detail={"way": way, "on": on.isoformat()},
    )  # fmt: skip
