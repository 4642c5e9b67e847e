"""How an appointment ends, and how that is taken back: cancelled, came, missed, excused."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from backend.accounts.models import Agent
from backend.agenda import reach, rules, seats, trace
from backend.agenda.actions_duties import ask_to_tell, close_duties, open_duties, reopen_duties
from backend.agenda.models import Appointment
from backend.agenda.queries import Standing, standing
from backend.common import clock
from backend.common.errors import Refused


@transaction.atomic
def cancel(appointment_id: UUID, *, tell_person: bool, by: Agent, reason: str = "") -> Appointment:
    """The person is told not to come (a booked one only, and before its hour); `restore` takes it back for seconds.

    `reason`: one of schemas.CancelReason, kept in the appointment's history.
    """
    stands = standing(appointment_id, by=by)
    refuse_unless("cancel", stands)
    appointment, now = stands.appointment, clock.now()
    detail: dict[str, str | int] = {"reason": reason, "tells": int(appointment.tell_person)}
    appointment.state = rules.after(appointment.state, rules.Event.CANCEL)
    appointment.tell_person = tell_person
    _free_seat(appointment)
    raise_revision(appointment)
    close_duties(appointment, at=now)
    if tell_person:
        open_duties(appointment, formally=False)
    trace.leave(appointment, "cancel", by=by, organisation=stands.membership.organisation, detail=detail, at=now)
    return appointment


@transaction.atomic
def restore(appointment_id: UUID, *, by: Agent) -> Appointment:
    """A cancellation taken back within rules.RESTORABLE: seat, answer, duties and wishes as before."""
    stands = standing(appointment_id, by=by)
    appointment, now = stands.appointment, clock.now()
    state = rules.after(appointment.state, rules.Event.RESTORE)
    if not stands.decides:
        raise Refused("not_yours_to_decide")
    ended = appointment.events.filter(event="cancel", revision=appointment.revision).first()
    fault = rules.restore_fault(cancelled_at=ended.at if ended else None, starts_at=appointment.starts_at, now=now)
    if fault or ended is None:
        raise Refused(fault or "too_late_to_undo")
    _retake_seat(appointment, now=now)
    appointment.state, appointment.tell_person = state, bool(ended.detail.get("tells", 1))
    reopen_duties(appointment, closed_at=ended.at)
    _stand_again(appointment)
    trace.leave(appointment, "restore", by=by, organisation=stands.membership.organisation)
    return appointment


@transaction.atomic
def record(appointment_id: UUID, *, outcome: str, by: Agent, reason_told: str = "") -> Appointment:
    """Came, missed or excused. The same outcome again only adds the reason that the person told."""
    stands = standing(appointment_id, by=by)
    appointment, now = stands.appointment, clock.now()
    if appointment.state == outcome:
        return _add_reason(stands, reason_told, by=by)
    event = rules.OUTCOMES.get(outcome)
    if event is None:
        raise Refused("appointment_not_in_that_state")
    state = rules.after(appointment.state, event)
    if not (stands.decides if event == rules.Event.EXCUSE else stands.records):
        raise Refused("not_yours_to_decide")
    fault = rules.outcome_fault(outcome, starts_at=appointment.starts_at, now=now)
    if fault:
        raise Refused(fault)
    appointment.state, appointment.outcome_at, appointment.outcome_by = state, now, by
    appointment.reason_told = reason_told
    if state not in rules.HOLD_A_SEAT:
        _free_seat(appointment)
    raise_revision(appointment)
    trace.leave(appointment, event, by=by, organisation=stands.membership.organisation)
    return appointment


@transaction.atomic
def undo(appointment_id: UUID, *, by: Agent, knows: bool = False) -> Appointment:
    """Back to booked, with what the person said of it. An excused seat is taken again; given away meanwhile, a coming
    one is refused.

    Whoever was told that she need not come has to be told that she must: Refused("undo_tells") unless the agent
    `knows`. Where no message can say it, an agent does (field rule 1).
    """
    stands = standing(appointment_id, by=by)
    appointment, before = stands.appointment, stands.appointment.state
    state = rules.after(before, rules.Event.UNDO)
    if not (stands.decides if before == rules.State.EXCUSED else stands.records):
        raise Refused("not_yours_to_decide")
    is_told, can_tell = _called_off(appointment)
    if is_told and not knows:
        raise Refused("undo_tells", detail={"by": "message" if can_tell else "nobody"})
    appointment.state, appointment.outcome_at, appointment.outcome_by = state, None, None
    appointment.reason_told = ""
    if before not in rules.HOLD_A_SEAT:
        _retake_seat(appointment, now=clock.now())
    _stand_again(appointment)
    if is_told and not can_tell:
        ask_to_tell(appointment)
    trace.leave(appointment, "undo", by=by, organisation=stands.membership.organisation, detail={"was": before})
    return appointment


def _called_off(appointment: Appointment) -> tuple[bool, bool]:
    """Whether the person was told that she need not come to what is to come, and can be told that she must."""
    if appointment.state != rules.State.EXCUSED or appointment.starts_at <= clock.now():
        return False, False
    return reach.has_left(appointment, "excused"), bool(reach.open_to(appointment.probationer, "confirmation"))


def refuse_unless(act: str, stands: Standing) -> None:
    """First whether the state allows it, then who decides, then whether it is too late."""
    rules.after(stands.appointment.state, act)
    if not stands.decides:
        raise Refused("not_yours_to_decide")
    if stands.appointment.starts_at <= clock.now():
        raise Refused("appointment_past")


def _stand_again(appointment: Appointment) -> None:
    """What was said of the hour before it ended holds again: it is the same hour."""
    ended = appointment.revision
    raise_revision(appointment)
    appointment.answers.filter(revision=ended - 1).update(revision=appointment.revision)


def _free_seat(appointment: Appointment) -> None:
    if appointment.slot_id is not None:
        seats.free(seats.lock([appointment.slot_id])[appointment.slot_id])


def _retake_seat(appointment: Appointment, *, now: datetime) -> None:
    """What is past needs no seat any more: if it was given away, the appointment keeps its hour without one."""
    if appointment.slot_id is None:
        return
    slot = seats.lock([appointment.slot_id])[appointment.slot_id]
    if slot.taken < slot.capacity:
        slot.taken += 1
        slot.save(update_fields=["taken"])
    elif appointment.starts_at > now:
        raise Refused("slot_full")
    else:
        appointment.slot = None


def _add_reason(stands: Standing, reason_told: str, *, by: Agent) -> Appointment:
    """No new revision: no message speaks of a reason."""
    appointment = stands.appointment
    if not stands.records:
        raise Refused("not_yours_to_decide")
    if reason_told and reason_told != appointment.reason_told:
        appointment.reason_told = reason_told
        appointment.save(update_fields=["reason_told"])
        trace.leave(appointment, "reason", by=by, organisation=stands.membership.organisation)
    return appointment


def raise_revision(appointment: Appointment) -> None:
    appointment.revision += 1
    appointment.save()
