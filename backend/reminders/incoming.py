"""What came back by SMS: an answer where it is certain whose and about what; otherwise an agent reads it.

A number is not a person (promise 6): where it is that of several files (see `rules_incoming.addressed`) nothing is
recorded, and each of them shows the text. A number in no file is nobody's: its words and itself are erased, that
something came stays counted.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from backend.accounts import rules_acts
from backend.agenda import actions_answers as agenda
from backend.agenda.models import Answer, Appointment
from backend.common import clock, phones
from backend.common.errors import Refused, Unseen
from backend.delivery import actions as delivery
from backend.delivery.models import IncomingSms, Message
from backend.delivery.rules_states import Channel, Lane, State
from backend.probationers import actions_trust_answer, queries_trust
from backend.probationers import queries as probationers
from backend.probationers import rules as probationer_rules
from backend.probationers.models import Probationer
from backend.probationers.states import ContactState
from backend.reminders import queries_addressed, rules, rules_incoming
from backend.reminders.models import Reply
from backend.reminders.rules_incoming import Spoken

_KINDS = {"yes": Answer.Kind.COMING, "no": Answer.Kind.CANNOT}
_NAMES = uuid.UUID("6f2f6c0e-3d0e-4d0c-9f4e-0a4b1c5d7e21")
_LOOKED_BACK = 10  # messages


@dataclass(frozen=True)
class Heard:
    """What became of an SMS: the appointment that it answers, if any, and whether it said something new of it."""

    appointment: Appointment | None = None
    changed: bool = False


def key_of(sms_id: int) -> UUID:
    """Derived, so that the same SMS read twice is one answer."""
    return uuid.uuid5(_NAMES, str(sms_id))


def unread(*, limit: int = 500) -> list[int]:
    """One query: what nobody has settled, in the order in which it came."""
    return list(IncomingSms.objects.filter(settled_at=None).order_by("id").values_list("pk", flat=True)[:limit])


@transaction.atomic
def read(sms_id: int) -> None:
    """Settle one SMS, once: of two planners one waits. SMS of one number are settled one after the other."""
    sms = IncomingSms.objects.select_for_update().get(pk=sms_id)
    if sms.settled_at is not None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"incoming:{sms.sender}"])
    if sms.understood_as == "stop":
        actions_trust_answer.heed_stop(sms.sender, said_at=sms.received_at)
    known = list(probationers.with_number(sms.sender).select_related("holder").order_by("pk"))
    files = queries_addressed.addressed(sms, known)
    sms.settled_at = clock.now()
    if files:
        heard = _hear(sms, files)
        _show(sms, files, heard)
        _answer(sms, files, heard)
    else:
        sms.sender = sms.text = ""
    sms.save(update_fields=["settled_at", "answered_with", "sender", "text"])


def _hear(sms: IncomingSms, files: Sequence[Probationer]) -> Heard:
    """1 and 2 of a number that stands in one file, about what the last message to it spoke of."""
    if sms.understood_as not in _KINDS or len(files) > 1:
        return Heard()
    # Read late: what was said after it was heard before, and must not be unsaid by it. An agent reads both.
    if IncomingSms.objects.filter(sender=sms.sender, id__gt=sms.pk, settled_at__isnull=False).exists():
        return Heard()
    spoken = _last_spoken(sms, files[0])
    if spoken is None:
        return Heard()
    kind = _KINDS[sms.understood_as]
    words = sms.text.strip()[:500] if len(sms.text.split()) > 1 else ""
    about = UUID(spoken.appointment)
    earlier = Answer.objects.filter(appointment=about, revision=spoken.revision).order_by("-at").first()
    if not rules_incoming.repeats((earlier.kind, earlier.words) if earlier else None, kind, words):
        act = rules_acts.Act(rules_acts.BY_SMS, sms.pk, sms.received_at, key_of(sms.pk))
        said = agenda.Said(kind=kind, revision=spoken.revision, words=words, channel="sms", act=act)
        try:
            agenda.answer(about, said, holder=files[0].holder, key=key_of(sms.pk))
        except (Refused, Unseen):
            return Heard()
    row = Appointment.objects.get(pk=about)
    return Heard(row, changed=earlier is None or earlier.kind != kind)


def _last_spoken(sms: IncomingSms, file: Probationer) -> Spoken | None:
    said = _spoken(sms, file)
    perhaps = _perhaps_spoken(sms, file, since=said[0].at) if said else set()
    return rules_incoming.spoken_of(said, perhaps)


def _spoken(sms: IncomingSms, file: Probationer) -> list[Spoken]:
    """The last messages about appointments that this number had when the SMS came, newest first.

    Copies that it gets as somebody's contact of trust count too: they ask nothing, and leave a doubt.
    """
    rows = _about_appointments(sms, file).filter(
        state__in=queries_addressed.LEFT, recipient=sms.sender, accepted_at__lte=sms.received_at
    )
    ordered = rows.order_by("-accepted_at").values_list("pk", "subject", "revision", "kind", "accepted_at")
    newest = list(ordered[:_LOOKED_BACK])
    told = {pk: at for pk, _, _, _, at in newest}
    # One that named two appointments spoke of both.
    carried = Message.objects.filter(carrier__in=told).exclude(reason="older_revision")
    named = [row[1:] for row in newest]
    named += [(one.subject, one.revision, one.kind, told[one.carrier_id]) for one in carried if one.carrier_id]
    return [Spoken(subject.rpartition(":")[2], revision, kind, at) for subject, revision, kind, at in named if at]


def _about_appointments(sms: IncomingSms, file: Probationer) -> QuerySet[Message]:
    helped = queries_trust.with_numbers([sms.sender]).filter(state=ContactState.ACTIVE)
    about = Q(holder=file.holder_id, subject__startswith="appointment:") | Q(
        holder__in=helped.values("probationer__holder"), kind__startswith="copy_"
    )
    return Message.objects.filter(about, channel=Channel.SMS)


def _perhaps_spoken(sms: IncomingSms, file: Probationer, *, since: datetime) -> set[str]:
    """Appointments of which the number may have read after that: on its way, or its gateway's answer was lost.

    Such a row was never accepted, and where its sender was killed it holds no number.
    """
    flying = Q(state__in=(State.SENDING, State.UNKNOWN))
    lost = Q(state__in=queries_addressed.LEFT, accepted_at=None, ended_at__gt=since - rules_incoming.TOGETHER)
    rows = _about_appointments(sms, file).filter(flying | lost, not_before__lte=sms.received_at)
    return {subject.rpartition(":")[2] for subject in rows.values_list("subject", flat=True)}


def _show(sms: IncomingSms, files: Sequence[Probationer], heard: Heard) -> None:
    """A line in each file; whoever has to look finds it in the morning's list too."""
    coming = Appointment.objects.filter(
        probationer__in=files, state=rules.State.BOOKED, starts_at__gt=clock.now()
    ).values_list("probationer_id", flat=True)
    expected = set(coming)
    Reply.objects.bulk_create(
        [
            Reply(
                sms=sms, probationer=file, appointment=heard.appointment, is_shared=len(files) > 1, at=sms.received_at,
                to_read=rules_incoming.must_be_read(
                    sms.understood_as, bound=heard.appointment is not None, expected=file.pk in expected
                ),
            )
            for file in files
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _answer(sms: IncomingSms, files: Sequence[Probationer], heard: Heard) -> None:
    """One SMS in return at most, by the usual way; the same one however often this is done."""
    now = clock.now()
    kind = rules_incoming.answer_kind(sms.understood_as, bound=heard.appointment is not None)
    lately = IncomingSms.objects.filter(sender=sms.sender, settled_at__gt=now - rules_incoming.A_DAY)
    case = rules_incoming.Case(
        kind=kind,
        earlier=list(lately.exclude(answered_with="").values_list("answered_with", flat=True)),
        age=now - sms.received_at,
        changed=heard.changed,
        is_mobile=phones.gets_sms(sms.sender),
        messaged=all(probationer_rules.messaging(file.state, kind) for file in files),
    )
    if not rules_incoming.is_answered(case):
        return
    delivery.queue(
        subject=str(sms), revision=1, kind=kind, channel=Channel.SMS, lane=Lane.NOW, not_before=now,
        holder=files[0].holder_id if len(files) == 1 else None, expires_at=now + rules_incoming.ANSWER_WITHIN,
    )  # fmt: skip
    sms.answered_with = kind
