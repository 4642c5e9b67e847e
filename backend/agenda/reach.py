"""Whether the person was told of an appointment, as agents are shown it."""

from collections.abc import Sequence
from datetime import datetime

from backend.agenda import rules
from backend.agenda.models import Appointment
from backend.agenda.rules_news import AFTER_A_MISS
from backend.common import phones
from backend.delivery import queries as delivery
from backend.delivery.models import Message
from backend.delivery.rules import Standing, copy_of
from backend.delivery.rules_states import MAY_HAVE_LEFT, Channel
from backend.probationers import rules as probationer_rules
from backend.probationers.models import Probationer

THROUGH_CONTACT = "through_contact"
UNREACHABLE = (Probationer.PhoneStatus.WRONG, Probationer.PhoneStatus.NONE)


def standings(rows: Sequence[Appointment]) -> dict[str, Standing]:
    """One query, a key for every row. A copy to a contact of trust counts only for a person without a phone."""
    copies = {str(row): copy_of(str(row)) for row in rows if not row.probationer.phone}
    found = delivery.reach_of_subjects([str(row) for row in rows] + list(copies.values()))
    for label, copy in copies.items():
        if found[label].state == "none" and found[copy].state != "none":
            found[label] = found[copy]._replace(reason=THROUGH_CONTACT)
    return found


def has_left(row: Appointment, *kinds: str) -> bool:
    """Whether a message about it has left or may have; `kinds`: one of these."""
    left = Message.objects.filter(subject=str(row))
    left = left.filter(state__in=MAY_HAVE_LEFT) | left.filter(carrier__state__in=MAY_HAVE_LEFT)
    return (left.filter(kind__in=kinds) if kinds else left).exists()


def open_to(person: Probationer, kind: str, *, opted_out: bool | None = None) -> set[str]:
    """By which channels such a message would leave now, as the planner finds them. At most two queries.

    `opted_out`: whether the number was told STOP, where that was read.
    """
    if person.archived_at is not None or not probationer_rules.messaging(person.state, kind):
        return set()
    sms = person.wants_sms and phones.gets_sms(person.phone) and person.phone_status not in UNREACHABLE
    if sms:
        sms = not (delivery.opted_out([person.phone]) if opted_out is None else opted_out)
    is_open = {
        Channel.SMS: sms,
        Channel.PUSH: person.wants_push and bool(delivery.subscribed([person.holder_id])),
        Channel.EMAIL: person.wants_email and person.email_proved_at is not None,
    }
    return {str(channel) for channel, yes in is_open.items() if yes}


def tells_from(row: Appointment, *, now: datetime) -> datetime | None:
    """Before when no message tells of the outcome that was just recorded; None: none will."""
    if row.state == rules.State.EXCUSED:
        at, told = now + rules.UNDONE_IN, has_left(row) and bool(open_to(row.probationer, "excused"))
        return at if told and at < row.starts_at else None
    if row.state == rules.State.MISSED and row.type.missed_text and not has_left(row, "missed"):
        # An e-mail is a copy, and says nothing of a miss.
        by_phone = open_to(row.probationer, "missed") - {str(Channel.EMAIL)}
        return (row.outcome_at or now) + AFTER_A_MISS if by_phone else None
    return None
