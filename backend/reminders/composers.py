"""The words of reminders and notices at the moment they leave, and the last refusal of what is no longer true."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from backend.agenda.models import Appointment
from backend.common import clock
from backend.delivery import composers
from backend.delivery import queries as delivery
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.rules_states import Event
from backend.probationers import rules as probationer_rules
from backend.probationers.models import Probationer
from backend.reminders import queries, rules, speaking


def register() -> None:
    """Every kind of rules.TRUE_WHILE."""
    for kind in rules.TRUE_WHILE:
        composers.register(kind, compose)


def compose(batch: Sequence[Due]) -> list[Text | Refusal]:
    """Three queries, whatever the batch: appointments with persons and places, numbers that said STOP, texts."""
    rows = {str(row.pk): row for row in appointments([UUID(due.subject_id) for due in batch])}
    stopped = delivery.opted_out([row.probationer.phone for row in rows.values()])
    pairs = {(row.type_id, row.organisation_id) for row in rows.values()}
    texts = queries.texts(pairs, {row.probationer.language for row in rows.values()})
    now = clock.now()
    return [_compose(due, rows.get(due.subject_id), texts, stopped, now) for due in batch]


def appointments(ids: Sequence[UUID]) -> list[Appointment]:
    rows = Appointment.objects.select_related("type", "place", "organisation", "probationer")
    return list(rows.filter(pk__in=ids))


def _compose(
    due: Due, row: Appointment | None, texts: queries.Texts, stopped: set[str], now: datetime
) -> Text | Refusal:
    refusal = _refusal(due, row, now) or _unwanted(due.channel, row, stopped)
    if refusal is not None or row is None:
        return refusal or Refusal("appointment_gone")
    said = speaking.words(row, due.kind, due.channel, due.occasion, texts, now=now)
    if said is None:
        return Refusal("no_text", Event.REFUSE)
    person = row.probationer
    return Text(
        to={"sms": person.phone, "email": person.email}.get(due.channel, ""),
        title=said.title,
        body=said.body,
        url=f"/rendez-vous/{row.pk}",
        tag=f"appointment-{row.pk}",
        language=person.language,
    )


def _refusal(due: Due, row: Appointment | None, now: datetime) -> Refusal | None:
    """What became untrue since it was planned."""
    if row is None:
        return Refusal("appointment_gone")
    if row.revision != due.revision:
        return Refusal("older_revision", Event.SUPERSEDE)
    untrue = rules.still_true(due.kind, state=row.state, starts_at=row.starts_at, now=now)
    if untrue:
        return Refusal(untrue)
    person = row.probationer
    if person.archived_at is not None or not probationer_rules.messaging(person.state, due.kind):
        return Refusal("state_not_messaged")
    return None


def _unwanted(channel: str, row: Appointment | None, stopped: set[str]) -> Refusal | None:
    """What the person does not want by this channel, or can't be reached by."""
    if row is None:
        return None
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
