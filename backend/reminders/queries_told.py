"""What an appointment's messages have told so far: what a plan, and a second plan, begin with."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Q

from backend.agenda import queries as agenda
from backend.agenda import rules as agenda_rules
from backend.agenda.models import Appointment, AppointmentEvent
from backend.delivery.models import Message
from backend.delivery.rules_states import FINAL, MAY_HAVE_LEFT, Channel, State
from backend.reminders import rules
from backend.reminders.models import Planned
from backend.reminders.rules import Case
from backend.reminders.rules_occasions import base
from backend.reminders.rules_reach import BY_HAND

NEVER_KNOWN = "older_revision"  # why one in doubt ended: whether it left is not known


def case_of(row: Appointment, planned: Planned) -> Case:
    """Two queries: what happened since the revision planned or told of last, and what has left."""
    events = events_of(row)
    left = [one for one in told(str(row)) if not _left_out(one, events)]
    now_said = [one for one in left if _is_of_now(one, events)]
    said = {base(one.occasion) for one in now_said if one.channel == Channel.SMS or _state(one) == State.DELIVERED}
    return Case(
        id=share_of(row),
        starts_at=row.starts_at,
        time_zone=row.time_zone,
        state=row.state,
        changes=frozenset(one.event for one in events if one.revision > min(planned.revision, told_of(left))),
        left=frozenset(one.kind for one in left),
        said=frozenset(said),
        half_said=_half_said(now_said, said),
        tell_person=row.tell_person,
        sms_always=row.type.sms_always,
        missed_text=row.type.missed_text,
        outcome_at=row.outcome_at,
    )


def share_of(row: Appointment) -> str:
    """Known before the appointment is made, so that a preview says the minute at which its reminder will leave."""
    return f"{row.probationer_id}:{row.starts_at.astimezone(UTC).isoformat()}"


def _half_said(now_said: Iterable[Message], said: Collection[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in now_said:
        if (occasion := base(one.occasion)) not in said:
            found[occasion] = found.get(occasion, frozenset()) | {one.channel}
    return found


def events_of(row: Appointment) -> list[AppointmentEvent]:
    return list(AppointmentEvent.objects.filter(appointment=row).only("event", "revision", "at"))


def since(events: Iterable[AppointmentEvent]) -> int:
    """The revision since which the hour is what it is."""
    return max((one.revision for one in events if one.event in ("book", "move")), default=1)


def told_of(left: Iterable[Message]) -> int:
    """The last revision of which something has left: what was planned of a later one and never left told nobody."""
    return max((one.revision for one in left if _is_true(one)), default=0)


def _is_true(one: Message) -> bool:
    """One in doubt whose appointment changed may or may not have left: it tells of nothing."""
    return one.reason != NEVER_KNOWN


def _is_of_now(one: Message, events: Collection[AppointmentEvent]) -> bool:
    """Whether it told of an occasion of the hour that holds now."""
    is_recent = one.revision >= since(events) and _is_true(one)
    return bool(base(one.occasion)) and is_recent and not _perhaps_left_out(one, events)


def _left_out(one: Message, events: Iterable[AppointmentEvent]) -> bool:
    """Carried by a message that left when its appointment had changed already: that one was silent about it."""
    if one.carrier is None or one.state in MAY_HAVE_LEFT:
        return False
    at = one.carrier.accepted_at
    return at is not None and any(event.revision > one.revision and event.at <= at for event in events)


def _perhaps_left_out(one: Message, events: Iterable[AppointmentEvent]) -> bool:
    """Its carrier is on its way, and nobody knows whether its words were written before the change."""
    on_its_way = one.carrier is not None and one.state not in MAY_HAVE_LEFT and one.carrier.accepted_at is None
    return on_its_way and any(event.revision > one.revision for event in events)


_LEFT = Q(state__in=MAY_HAVE_LEFT) | Q(carrier__state__in=MAY_HAVE_LEFT)


# A notification waits at its service, where a later one takes its place: known once the phone has shown it.
_MET = ~Q(channel=Channel.PUSH) | Q(state=State.DELIVERED) | Q(carrier__state=State.DELIVERED)


def told(subject: str) -> list[Message]:
    """What has left about a subject, or may have: by itself, or said by the message that carried it."""
    return list(Message.objects.filter(_LEFT, subject=subject).select_related("carrier"))


def called_off(subjects: Collection[str]) -> set[str]:
    """Those of which the person was told last that she need not come. One query, none of nothing."""
    if not subjects:
        return set()
    left = Message.objects.filter(_LEFT, subject__in=subjects).exclude(reason=NEVER_KNOWN)
    said = left.order_by("revision", "not_before").values_list("subject", "kind")
    return {subject for subject, kind in dict(said).items() if kind in rules.TAKEN_BACK.values()}


def hours_told(rows: Mapping[str, Appointment], *, is_to_move: bool = False) -> dict[str, datetime]:
    """By subject the hour that was told last before its appointment's present one; two queries, none where none moved.

    The first that it had where nothing was told. `is_to_move`: the present hour is one that was told.
    """
    if not rows:
        return {}
    known: dict[str, int] = {}
    messages = Message.objects.filter(_LEFT & _MET, subject__in=rows).exclude(reason=NEVER_KNOWN)
    for subject, revision in messages.values_list("subject", "revision"):
        if is_to_move or revision < rows[subject].revision:
            known[subject] = max(revision, known.get(subject, 0))
    moves = agenda.moves_of({row.pk for row in rows.values()})
    present = {subject: row.starts_at if is_to_move else None for subject, row in rows.items()}
    found = {
        subject: agenda_rules.hour_at(known.get(subject, 0), now_at=present[subject], moves=moves.get(row.pk, ()))
        for subject, row in rows.items()
    }
    return {subject: hour for subject, hour in found.items() if hour is not None}


def _state(one: Message) -> str:
    return one.carrier.state if one.carrier else one.state


def pushes_ahead(row: Appointment, occasions: Collection[str]) -> dict[str, Message]:
    """The push of each occasion that has left, or may have; no query where there is none."""
    if not occasions:
        return {}
    pushes = [
        one
        for one in told(str(row))
        if (one.kind, one.channel) == (rules.REMINDER, Channel.PUSH) and base(one.occasion) in occasions
    ]
    return {base(one.occasion): one.carrier or one for one in sorted(pushes, key=lambda one: one.revision)}


class Ordered(NamedTuple):
    """A message of this revision that stands in the outbox already."""

    kind: str
    channel: str
    occasion: str
    state: str

    @property
    def waits(self) -> bool:
        return self.state in (State.HELD, State.PENDING)

    @property
    def ended(self) -> bool:
        """Without having told anybody."""
        return self.state in FINAL - MAY_HAVE_LEFT

    @property
    def by_hand(self) -> bool:
        return self.occasion.startswith(BY_HAND)


def ordered(row: Appointment) -> list[Ordered]:
    rows = Message.objects.filter(subject=str(row), revision=row.revision)
    return [Ordered(*one) for one in rows.values_list("kind", "channel", "occasion", "state")]
