"""Writes of the agenda. Lock order everywhere: the appointment, the hours of an agent, the slots by ascending id."""

from dataclasses import replace
from uuid import UUID

from django.db import connection, transaction

from backend.accounts import actions_challenge, rules_budgets
from backend.accounts.models import Agent
from backend.agenda import bookings, rules, seats, trace
from backend.agenda.actions_answers import Said as Said
from backend.agenda.actions_answers import answer as answer
from backend.agenda.actions_answers import see_answer as see_answer
from backend.agenda.actions_duties import add_legal_notification as add_legal_notification
from backend.agenda.actions_duties import finish_task as finish_task
from backend.agenda.actions_duties import open_duties, write_legal_notification
from backend.agenda.actions_endings import cancel as cancel
from backend.agenda.actions_endings import raise_revision, refuse_unless
from backend.agenda.actions_endings import record as record
from backend.agenda.actions_endings import restore as restore
from backend.agenda.actions_endings import undo as undo
from backend.agenda.bookings import Booking, Resolved
from backend.agenda.models import Appointment
from backend.agenda.queries import standing
from backend.common import clock
from backend.common.errors import Refused
from backend.common.idempotency import digest_of, refuse_another
from backend.organisations import rules_places


@transaction.atomic
def book(booking: Booking, *, by: Agent, key: UUID | None = None) -> Appointment:
    """Takes a seat (or a free time) for one person; the same key again gives the same appointment back."""
    digest = digest_of(booking)
    if key is not None:
        earlier = _booked_with(key, by=by, digest=digest)
        if earlier is not None:
            return earlier
    found = bookings.resolve(booking, by=by)
    _refuse_faults(found, force=booking.force)
    if booking.tell_person:
        actions_challenge.take(rules_budgets.of_told(str(found.probationer.pk)))
    appointment = _new(booking, found, by=by, key=key)
    appointment.booking_digest = digest if key is not None else None
    if found.where.slot is not None:
        _take_seat(appointment, found.where.slot.pk)
    appointment.save(force_insert=True)
    if booking.legal is not None:
        write_legal_notification(appointment, way=booking.legal[0], on=booking.legal[1], by=by)
    trace.leave(appointment, "book", by=by, organisation=found.membership.organisation)
    return appointment


@transaction.atomic
def move(appointment_id: UUID, wish: Booking, *, by: Agent) -> Appointment:
    """To another seat or time; person, type, agent, prosecutor number and history stay. Gives the old seat back.

    Of `wish` only where and when are read. What was notified in law is void; an agent has to notify again.
    """
    stands = standing(appointment_id, by=by)
    refuse_unless("move", stands)
    appointment = stands.appointment
    found = bookings.resolve(_as_booked(appointment, wish), by=by)
    if found.where.starts_at == appointment.starts_at and found.where.slot == appointment.slot:
        raise Refused("nothing_changes")
    found = replace(found, agent=appointment.agent)
    _refuse_faults(found, force=wish.force, but=appointment.pk)
    if wish.tell_person:
        actions_challenge.take(rules_budgets.of_told(str(found.probationer.pk)))
    before, place = appointment.starts_at, appointment.place
    _change_seat(appointment, found)
    appointment.state = rules.after(appointment.state, rules.Event.MOVE)
    appointment.tell_person = wish.tell_person
    raise_revision(appointment)
    open_duties(appointment)
    moved = {"from": before.isoformat(), "to": appointment.starts_at.isoformat()}
    if place is not None and place != appointment.place:
        moved["from_place"] = rules_places.former(place, appointment.place)
    trace.leave(appointment, "move", by=by, organisation=stands.membership.organisation, detail=moved)
    return appointment


def _as_booked(appointment: Appointment, wish: Booking) -> Booking:
    """What the wish leaves open stays as it was."""
    stays = wish.slot is None and wish.agenda is None and wish.place is None
    return replace(
        wish,
        probationer=appointment.probationer_id,
        type=appointment.type_id,
        agent=None,
        agenda=appointment.agenda_id if stays else wish.agenda,
        place=appointment.place_id if stays else wish.place,
        minutes=wish.minutes or appointment.minutes,
    )


def _booked_with(key: UUID, *, by: Agent, digest: str) -> Appointment | None:
    """Two requests with one key stand in line here: an advisory lock until the transaction ends."""
    _queue_up(f"booking:{key}")
    earlier = Appointment.objects.filter(booking_key=key).first()
    if earlier is None:
        return None
    if earlier.booked_by_id != by.pk:
        raise Refused("key_used_before")
    refuse_another(earlier.booking_digest, digest)
    return earlier


def _new(booking: Booking, found: Resolved, *, by: Agent, key: UUID | None) -> Appointment:
    where = found.where
    return Appointment(
        probationer=found.probationer,
        type=found.type,
        organisation=where.organisation,
        place=where.place,
        agenda=where.agenda,
        slot=where.slot,
        agent=found.agent,
        starts_at=where.starts_at,
        minutes=where.minutes,
        time_zone=where.time_zone,
        tell_person=booking.tell_person,
        prosecutor_number=booking.prosecutor_number if found.type.prosecutor_number else "",
        booked_at=clock.now(),
        booked_by=by,
        booked_for=found.membership.organisation,
        booking_key=key,
    )


def _refuse_faults(found: Resolved, *, force: bool, but: UUID | None = None) -> None:
    now = clock.now()
    faults = bookings.time_faults(found.where, found.type, now=now)
    if faults:
        raise Refused(faults[0], fields={"starts_at": faults[0]})
    if not force and found.agent is not None:
        _queue_up(f"agenda_of:{found.agent.pk}")
        if "agent_busy" in bookings.warnings(found, now=now, but=but):
            raise Refused("agent_busy")


def _queue_up(name: str) -> None:
    """Whoever comes meanwhile waits until this transaction ends, and sees what it wrote."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _take_seat(appointment: Appointment, slot_id: int) -> None:
    slot = seats.lock([slot_id]).get(slot_id)
    same = Appointment.objects.filter(slot_id=slot_id, probationer=appointment.probationer_id)
    if same.filter(state__in=rules.HOLD_A_SEAT).exists():
        raise Refused("already_booked")
    appointment.slot = seats.take(slot)


def _change_seat(appointment: Appointment, found: Resolved) -> None:
    """Both slots are locked in one go, in the order of their ids: two crossing moves can't wait for each other."""
    where, old = found.where, appointment.slot_id
    locked = seats.lock([old, where.slot.pk if where.slot else None])
    if where.slot is not None:
        seats.take(locked.get(where.slot.pk))
    if old is not None:
        seats.free(locked[old])
    appointment.slot, appointment.agenda, appointment.place = where.slot, where.agenda, where.place
    appointment.organisation, appointment.time_zone = where.organisation, where.time_zone
    appointment.starts_at, appointment.minutes = where.starts_at, where.minutes
