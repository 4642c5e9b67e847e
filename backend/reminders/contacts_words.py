"""What a contact of trust reads: for whom, which day, which hour, the place's neutral name; nothing else."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from backend.agenda.models import Appointment
from backend.common import clock, words
from backend.delivery import composers
from backend.delivery import queries as delivery
from backend.delivery.composers import Due, Refusal, Text
from backend.delivery.rules_states import Event
from backend.probationers import composers_trust, queries_trust, rules_trust
from backend.probationers.models import TrustedContact
from backend.probationers.states import ContactState
from backend.reminders import hours, queries, rules, wording

PREFIX = "copy_"
# An accepted hindrance is the person's own affair: the contact reads that she need not come.
_SAID_AS = {"excused": "cancelled"}


def register() -> None:
    composers.register(PREFIX, compose)


def compose(batch: Sequence[Due]) -> list[Text | Refusal]:
    """Four queries, whatever the batch: appointments with places, contacts with persons, STOPs, plans."""
    now, rows = clock.now(), _appointments(batch)
    plans = queries.plans({(row.type_id, row.organisation_id) for row in rows.values()})
    said: list[Text | Refusal] = []
    for due, text in zip(batch, _said(batch, rows, {due.id: now for due in batch}), strict=True):
        row = rows.get(due.subject_id)
        plan = row and plans.choose(row.type_id, row.organisation_id)
        late = isinstance(text, Text) and row and plan and hours.asleep(due, row, plan, now=now)
        said.append(late or text)
    return said


def at_their_hour(batch: Sequence[Due], at: Mapping[UUID, datetime]) -> list[Text | Refusal]:
    """What each would say then, as things stand: three queries."""
    return _said(batch, _appointments(batch), at)


def _appointments(batch: Sequence[Due]) -> dict[str, Appointment]:
    ids = [UUID(due.subject_id) for due in batch]
    found = Appointment.objects.select_related("type", "place", "organisation").filter(pk__in=ids)
    return {str(row.pk): row for row in found}


def _said(batch: Sequence[Due], rows: dict[str, Appointment], at: Mapping[UUID, datetime]) -> list[Text | Refusal]:
    contacts = TrustedContact.objects.select_related("probationer").in_bulk([contact_of(due) for due in batch])
    stopped = delivery.opted_out([one.phone for one in contacts.values() if one.phone])
    return [
        _compose(due, rows.get(due.subject_id), contacts.get(contact_of(due)), stopped, at[due.id]) for due in batch
    ]


def contact_of(due: Due) -> int:
    return int(due.occasion.rpartition(":")[2])


def _compose(
    due: Due, row: Appointment | None, contact: TrustedContact | None, stopped: set[str], now: datetime
) -> Text | Refusal:
    if row is None:
        return Refusal("appointment_gone")
    if contact is None or contact.state != ContactState.ACTIVE or contact.probationer_id != row.probationer_id:
        return Refusal("contact_over")
    if row.revision != due.revision:
        return Refusal("older_revision", Event.SUPERSEDE)
    kind = due.kind.removeprefix(PREFIX)
    untrue = rules.still_true(kind, state=row.state, starts_at=row.starts_at, now=now)
    if untrue:
        return Refusal(untrue)
    if queries_trust.is_silent(contact.probationer):
        return Refusal("state_not_messaged")
    if contact.phone in stopped:
        return Refusal("opted_out")
    if (contact.phone or contact.email) in (contact.probationer.phone, contact.probationer.email):
        return Refusal("contact_is_oneself")  # the person has that number now: once is enough
    return _text(_SAID_AS.get(kind, kind), row, contact, now)


def _text(kind: str, row: Appointment, contact: TrustedContact, now: datetime) -> Text:
    channel = "sms" if contact.phone else "email"
    template = wording.Words(
        title="" if contact.phone else _template(f"email.copy_{kind}.title", contact),
        body=_template(f"{channel}.copy_{kind}{'' if contact.phone else '.body'}", contact),
    )
    said = wording.render(template, queries.facts_of(row), language=contact.language, channel=channel, now=now)
    return Text(to=contact.phone or contact.email, title=said.title, body=said.body, language=contact.language)


def _template(key: str, contact: TrustedContact) -> str:
    """The catalogue's words with what only a copy says; day, hour and place are filled in as for any other message."""
    text = words.catalogue(contact.language).get(key) or words.catalogue(words.FALLBACK)[key]
    name = rules_trust.shown_name(contact.probationer.first_name, says_initial=contact.says_initial)
    return text.replace("{name}", name).replace("{link}", composers_trust.link(contact))
