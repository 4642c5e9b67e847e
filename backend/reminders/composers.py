"""The words of reminders and notices at the moment they leave, and the last refusal of what is no longer true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.agenda import calendar_file
from backend.agenda.models import Appointment
from backend.common import clock
from backend.delivery import composers
from backend.delivery import queries as delivery
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.rules_states import Event, Lane
from backend.probationers import rules as probationer_rules
from backend.probationers import unsubscribing
from backend.probationers.models import Probationer
from backend.reminders import queries, rules, speaking

IN_CALENDAR = frozenset({"confirmation", "moved", rules.REMINDER, "cancelled"})


def register() -> None:
    """Every kind of rules.TRUE_WHILE."""
    for kind in rules.TRUE_WHILE:
        composers.register(kind, compose)


def compose(batch: Sequence[Due]) -> list[Text | Refusal]:
    """Four queries, whatever the batch: appointments with persons and places, numbers that said STOP, texts, plans."""
    rows = {str(row.pk): row for row in appointments([UUID(due.subject_id) for due in batch])}
    pairs = {(row.type_id, row.organisation_id) for row in rows.values()}
    desk = _Desk(
        now=clock.now(),
        stopped=delivery.opted_out([row.probationer.phone for row in rows.values()]),
        texts=queries.texts(pairs, {row.probationer.language for row in rows.values()}),
        plans=queries.plans(pairs),
    )
    return [_compose(due, rows.get(due.subject_id), desk) for due in batch]


@dataclass(frozen=True)
class _Desk:
    """What lies ready for a whole batch."""

    now: datetime
    stopped: set[str]
    texts: queries.Texts
    plans: queries.Plans


def appointments(ids: Sequence[UUID]) -> list[Appointment]:
    rows = Appointment.objects.select_related("type", "place", "organisation", "probationer")
    return list(rows.filter(pk__in=ids))


def _compose(due: Due, row: Appointment | None, desk: _Desk) -> Text | Refusal:
    if row is None:
        return Refusal("appointment_gone")
    refusal = _refusal(due, row, desk.now) or _unwanted(due.channel, row, desk.stopped) or _asleep(due, row, desk)
    if refusal is not None:
        return refusal
    said = speaking.words(row, due.kind, due.channel, due.occasion, desk.texts, now=desk.now)
    if said is None:
        return Refusal("no_text", Event.REFUSE)
    person = row.probationer
    by_email = due.channel == "email"
    return Text(
        to={"sms": person.phone, "email": person.email}.get(due.channel, ""),
        title=said.title,
        body=said.body,
        url=f"/rendez-vous/{row.pk}",
        tag=f"appointment-{row.pk}",
        language=person.language,
        calendar=_calendar(due, row) if by_email else b"",
        unsubscribe=unsubscribing.address(person) if by_email else "",
    )


def _calendar(due: Due, row: Appointment) -> bytes:
    """The app's own file, of what is expected or no more; none where no detail may be said."""
    if due.kind not in IN_CALENDAR or row.probationer.sensitive_channel:
        return b""
    return calendar_file.of(row, language=row.probationer.language)


def _refusal(due: Due, row: Appointment, now: datetime) -> Refusal | None:
    """What became untrue since it was planned."""
    if row.revision != due.revision:
        return Refusal("older_revision", Event.SUPERSEDE)
    untrue = rules.still_true(due.kind, state=row.state, starts_at=row.starts_at, now=now)
    if untrue:
        return Refusal(untrue)
    person = row.probationer
    if person.archived_at is not None or not probationer_rules.messaging(person.state, due.kind):
        return Refusal("state_not_messaged")
    return None


def _asleep(due: Due, row: Appointment, desk: _Desk) -> Refusal | None:
    """A reminder never leaves in the place's quiet hours, whatever made it late; what was asked for at an hour does."""
    if due.lane != Lane.BULK:
        return None
    plan = desk.plans.choose(row.type_id, row.organisation_id)
    expected = rules.Expected(str(row.pk), row.starts_at, row.time_zone)
    at = rules.may_leave_at(desk.now, expected, plan, occasion=due.occasion, expires_at=due.expires_at)
    if at == desk.now:
        return None
    return Refusal("quiet_hours", Event.POSTPONE, at) if at else Refusal("quiet_hours", Event.EXPIRE)


def _unwanted(channel: str, row: Appointment, stopped: set[str]) -> Refusal | None:
    """What the person does not want by this channel, or can't be reached by."""
    person = row.probationer
    wants = {"sms": person.wants_sms, "push": person.wants_push, "email": person.wants_email}[channel]
    if not wants or (channel == "sms" and person.phone in stopped):
        return Refusal("opted_out")
    if channel == "sms" and not person.phone:
        return Refusal("no_number", Event.REFUSE)
    if channel == "sms" and person.phone_status == Probationer.PhoneStatus.WRONG:
        return Refusal("wrong_number", Event.REFUSE)
    if channel == "email" and person.email_proved_at is None:
        return Refusal("email_not_proved", Event.REFUSE)
    return None
