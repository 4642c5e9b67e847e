"""What a booking would say, before it is one: the planner's own rules and the composers' own words. Books nothing."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from backend.accounts.models import Agent
from backend.agenda import bookings
from backend.agenda import queries as agenda
from backend.agenda import rules as agenda_rules
from backend.agenda.bookings import Booking, Resolved
from backend.agenda.models import Appointment
from backend.agenda.shows import checked
from backend.common import clock
from backend.common.errors import Unseen
from backend.delivery.rules import segments
from backend.journal import actions as journal
from backend.journal import readings
from backend.organisations import queries as organisations
from backend.probationers import queries as probationers
from backend.probationers.models import Probationer
from backend.reminders import queries, queries_reach, queries_told, rules, schemas, speaking
from backend.reminders.rules import Case, Channels, Due

NO_TEXT = "no_text"  # why nothing leaves to somebody who could be told


def preview(booking: Booking, *, by: Agent, moves: UUID | None = None) -> schemas.Preview:
    """Exact texts with their hours and segments, needs to see to, warnings; Unseen or Refused as booking would be.

    It tells of the person, so it counts as an opening of the file, whose journal has it once a day: it is made anew at
    each change of the form.

    `moves`: the appointment that goes there; whoever was told of it reads that it moved.
    """
    found, now = bookings.resolve(booking, by=by), clock.now()
    _trace(found.probationer, by=by)
    row = _imagined(found, now=now)
    plan = queries.timetable(found.type.pk, found.where.organisation.pk)
    stopped = queries_reach.said_stop(found.probationer, seen_by=by)
    known = queries_reach.of_file(found.probationer, opted_out=stopped)
    told, was = _told(moves, found, by=by)
    due = rules.schedule(_case(row, booking, told=told), plan, now=now, channels=Channels.of(known.mark))
    texts = queries.texts([(found.type.pk, found.where.organisation.pk)], [found.probationer.language])
    shared = Probationer.objects.filter(probationers.shares_number(seen_by=by), pk=found.probationer.pk).exists()
    in_order = sorted(due, key=lambda one: (one.not_before, one.channel))
    said = [_said(row, one, texts, now=now, was=was, shares_number=shared) for one in in_order]
    messages = [message for message in said if message]
    hindrance = queries_reach.of_person(found.probationer, now=now, known=known) or ("" if messages else NO_TEXT)
    return schemas.Preview(
        messages=messages,
        unmet_needs=_needs(found),
        unreachable=schemas.Unreached.of(hindrance) if hindrance else None,
        warnings=bookings.time_faults(found.where, found.type, now=now) + bookings.warnings(found, now=now, but=moves),
    )


@transaction.atomic
def _trace(file: Probationer, *, by: Agent) -> None:
    membership = organisations.membership_of(by)
    service = membership.organisation if membership else ""
    if readings.count("opened", file, shown=1, by=by, organisation=service):
        journal.write("reminders.preview", file, by=by, organisation=service, about=file)


def _imagined(found: Resolved, *, now: datetime) -> Appointment:
    """The row that booking would make, never saved."""
    where = found.where
    return Appointment(
        id=uuid4(),
        probationer=found.probationer,
        type=found.type,
        organisation=where.organisation,
        place=where.place,
        starts_at=where.starts_at,
        minutes=where.minutes,
        time_zone=where.time_zone,
        booked_at=now,
    )


def _told(moves: UUID | None, found: Resolved, *, by: Agent) -> tuple[frozenset[str], datetime | None]:
    """The kinds that left, or may have, about the appointment that moves, and the hour that they told; one of another
    person is unseen."""
    if moves is None:
        return frozenset(), None
    row = agenda.visible_to(by).filter(pk=moves, probationer=found.probationer).first()
    if row is None:
        raise Unseen
    hours = queries_told.hours_told({str(row): row}, is_to_move=True)
    return frozenset(one.kind for one in queries_told.told(str(row))), hours.get(str(row))


def _case(row: Appointment, booking: Booking, *, told: frozenset[str]) -> Case:
    return Case(
        id=queries_told.share_of(row),
        starts_at=row.starts_at,
        time_zone=row.time_zone,
        state=row.state,
        changes=frozenset({"move" if told else "book"}),
        left=told,
        tell_person=booking.tell_person,
        sms_always=row.type.sms_always,
        missed_text=row.type.missed_text,
    )


def _said(
    row: Appointment,
    due: Due,
    texts: queries.Texts,
    *,
    now: datetime,
    was: datetime | None,
    shares_number: bool,
) -> schemas.MessageToCome | None:
    at = max(due.not_before, now)
    words = speaking.words(
        row, due.kind, due.channel, due.occasion, texts, now=at, was=was, shares_number=shares_number
    )
    if words is None:
        return None
    cost = segments(words.body)
    return schemas.MessageToCome(
        kind=due.kind,
        channel=checked(due.channel),
        at=at,
        held_until=due.release_at,
        title=words.title or None,
        text=words.body,
        segments=cost.segments if due.channel == "sms" else 0,
        characters=cost.characters,
        language=row.probationer.language,
    )


def _needs(found: Resolved) -> list[str]:
    person, place = found.probationer, found.where.place
    needs = {
        "interpreter": person.needs_interpreter,
        "sign_language": person.needs_sign_language,
        "reads_little": person.reads_little,
        "step_free": person.needs_step_free,
    }
    return agenda_rules.unmet_needs(needs, where=found.type.where, step_free=place.step_free if place else "unknown")
