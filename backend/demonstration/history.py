"""What was already said when the demonstration begins: each coming appointment was confirmed when booked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from backend.agenda.models import Appointment
from backend.delivery.models import Channel, IncomingSms, Lane, Message, State
from backend.delivery.rules import segments
from backend.delivery.rules_incoming import understood
from backend.probationers.models import Probationer
from backend.reminders import incoming, queries, rules_incoming, speaking
from backend.reminders.models import Planned

_NEVER = "-"  # a mark that no person has: the planner looks at the coming ones anew and plans their reminders


def tell(rows: Sequence[Appointment], *, now: datetime) -> None:
    """Confirmations as delivered messages; every row planned, so that nobody is told today what is known for weeks."""
    coming = [row for row in rows if row.starts_at > now and row.probationer.phone and _was_reached(row)]
    Planned.objects.bulk_create(
        Planned(appointment=row, revision=row.revision, channels=_NEVER if row.starts_at > now else "", at=now)
        for row in rows
    )
    for row in rows:
        row.planned_revision = row.revision
    Appointment.objects.bulk_update(rows, ["planned_revision"], batch_size=1000)
    pairs = {(row.type_id, row.organisation_id) for row in coming}
    texts = queries.texts(sorted(pairs), ["fr", "en", "ar"])
    made = [_confirmation(row, texts) for row in coming]
    Message.objects.bulk_create([message for message in made if message])


def _was_reached(row: Appointment) -> bool:
    return row.probationer.phone_status != Probationer.PhoneStatus.WRONG


_TEXTS = {5: "Bonjour, je peux venir l'après-midi plutôt ?", 6: "Je serai en retard de 10 minutes", 10: "merci"}


def hear(files: Sequence[Probationer], *, now: datetime) -> None:
    """Texts that came back lately, settled as the planner would; too old to be answered by themselves."""
    for number, text in _TEXTS.items():
        if files[number].phone:
            _hear(files[number], text, now=now)


def _hear(file: Probationer, text: str, *, now: datetime) -> None:
    sms = IncomingSms.objects.create(
        gateway="demonstration",
        gateway_ref=f"demo-{file.pk}-{len(text)}",
        sender=file.phone,
        text=text,
        understood_as=understood(text),
        received_at=now - rules_incoming.ANSWER_WITHIN - timedelta(minutes=20),
    )
    incoming.read(sms.pk)


def _confirmation(row: Appointment, texts: queries.Texts) -> Message | None:
    at = row.booked_at
    kind = "cancelled" if row.state == Appointment.State.CANCELLED else "moved" if row.revision > 1 else "confirmation"
    words = speaking.words(row, kind, "sms", "", texts, now=at)
    if words is None:
        return None
    return Message(
        subject=str(row),
        revision=row.revision,
        kind=kind,
        channel=Channel.SMS,
        holder_id=row.probationer.holder_id,
        lane=Lane.NOW,
        state=State.DELIVERED,
        not_before=at,
        next_try_at=at,
        expires_at=row.starts_at,
        attempts=1,
        gateway="demonstration",
        recipient=row.probationer.phone,
        text=words.body,
        segments=segments(words.body).segments,
        created_at=at,
        accepted_at=at + timedelta(seconds=1),
        delivered_at=at + timedelta(seconds=4),
        ended_at=at + timedelta(seconds=4),
    )
