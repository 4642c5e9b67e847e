""" "I'll be there", "I can't", "I'll be late": passed on, never a decision (field rules 5 and 6)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.db.models import F, PositiveIntegerField, Value
from django.db.models.functions import Coalesce, Greatest, Least

from backend.accounts import actions_acts, actions_challenge, rules_acts, rules_budgets
from backend.accounts.models import Agent, Holder
from backend.agenda import rules, rules_news, trace
from backend.agenda.models import Answer, Appointment
from backend.common import clock
from backend.common.errors import Refused, Unseen
from backend.common.idempotency import digest_of, refuse_another
from backend.journal import actions as journal
from backend.organisations import queries as organisations
from backend.probationers import actions_seen
from backend.probationers import queries as probationers

EVENTS: dict[str, str] = {
    Answer.Kind.COMING: "answer_yes",
    Answer.Kind.CANNOT: "answer_no",
    Answer.Kind.LATE: "answer_late",
    Answer.Kind.EXPLAIN: "answer_explain",
}
_FAULTS: dict[str, Callable[..., str | None]] = {
    Answer.Kind.LATE: rules.late_fault,
    Answer.Kind.EXPLAIN: rules_news.explain_fault,
}


@dataclass(frozen=True)
class Said:
    """The person's words, bound to the revision that he or she had read."""

    kind: str
    revision: int
    reason: str = ""
    words: str = ""
    late_minutes: int | None = None
    channel: str = "app"
    act: rules_acts.Act | None = None  # None: said as it arrives


@transaction.atomic
def answer(appointment_id: UUID, said: Said, *, holder: Holder, key: UUID) -> Answer:
    """Idempotent by key; refused when the appointment changed since it was read, or is past, or more was said since."""
    appointment = (
        Appointment.objects.select_for_update(no_key=True).filter(pk=appointment_id, probationer__holder=holder).first()
    )
    if appointment is None:
        raise Unseen
    digest = digest_of(said, appointment.pk, but="act")
    earlier = Answer.objects.filter(idempotency_key=key).first()
    if earlier is not None:
        if earlier.appointment_id != appointment.pk:
            raise Refused("key_used_before")
        refuse_another(earlier.digest, digest)
        return earlier
    actions_challenge.take(rules_budgets.of_answers(str(holder.pk)))
    act = replace(said.act or rules_acts.act_at_once(clock.now(), key), digest=digest)
    actions_acts.take(holder, [str(appointment)], act)
    return _record(appointment, said, holder=holder, key=key, digest=digest)


@transaction.atomic
def put_away(appointment_id: UUID, *, revision: int, holder: Holder, act: rules_acts.Act) -> None:
    """The person has seen the change up to this revision, whichever of her phones said so and in whatever order.

    A revision that does not exist yet is one that nobody saw: it counts as the one that stands.
    Neither the journal nor the appointment's history keeps it: agents are not shown what was read (field rule 6).
    """
    known = Coalesce(F("seen_revision"), Value(0, PositiveIntegerField()))
    seen = Least(Value(revision, PositiveIntegerField()), F("revision"))
    rows = Appointment.objects.filter(pk=appointment_id, probationer__holder=holder)
    if not rows.update(seen_revision=Greatest(known, seen)):
        raise Unseen
    digest = digest_of({"revision": revision}, appointment_id)
    actions_acts.note(holder, f"seen:{appointment_id}", replace(act, digest=digest))


def last_answer(appointment_id: UUID) -> Answer:
    """What counts, whichever act was delivered again."""
    return Answer.objects.filter(appointment=appointment_id).latest("at")


def _record(appointment: Appointment, said: Said, *, holder: Holder, key: UUID, digest: str) -> Answer:
    fault = _FAULTS.get(said.kind, rules.answer_fault)(appointment, revision=said.revision, now=clock.now())
    if fault:
        raise Refused(fault)
    given = Answer.objects.create(
        appointment=appointment,
        kind=said.kind,
        reason=said.reason,
        words=said.words,
        late_minutes=said.late_minutes,
        channel=said.channel,
        revision=said.revision,
        at=clock.now(),
        idempotency_key=key,
        digest=digest,
    )
    detail = {"minutes": said.late_minutes} if said.late_minutes else {}
    trace.leave(appointment, EVENTS[said.kind], by=f"holder:{holder.pk}", detail=detail)
    return given


@transaction.atomic
def see_answer(answer_id: UUID, *, by: Agent) -> None:
    """It leaves the agent's own list. Seen by whoever follows the file or holds the appointment it is settled: then the
    person reads "seen on …"; who saw it is not told."""
    given = (
        Answer.objects.select_for_update(no_key=True, of=("self",))
        .select_related("appointment__probationer")
        .filter(pk=answer_id, appointment__probationer__in=probationers.visible_to(by))
        .first()
    )
    if given is None:
        raise Unseen
    file, membership = given.appointment.probationer, organisations.membership_of(by)
    is_new = actions_seen.mark_seen(given, file=file, by=by)
    if given.seen_at is None and (_holds(given.appointment, by) or actions_seen.may_settle(file, by=by)):
        given.seen_at, given.seen_by = clock.now(), by
        given.save(update_fields=["seen_at", "seen_by"])
    if not is_new:
        return
    journal.write(
        "agenda.see_answer",
        given.appointment,
        by=by,
        organisation=membership.organisation if membership else "",
        about=f"probationer:{given.appointment.probationer_id}",
    )


def _holds(appointment: Appointment, agent: Agent) -> bool:
    """Hers, or her service's where it is nobody's."""
    if appointment.agent_id is not None:
        return appointment.agent_id == agent.pk
    membership = organisations.membership_of(agent)
    return membership is not None and membership.organisation_id == appointment.organisation_id
