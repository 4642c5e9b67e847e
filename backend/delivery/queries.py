"""What other apps read of the outbox: messages of subjects and holders, who can be reached, what is alive."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, QuerySet

from backend.common import clock
from backend.common.compiled import Compiled, any_of, any_word
from backend.delivery import carrying, rules, rules_health
from backend.delivery.models import Heartbeat, Message, OptOut, PushSubscription
from backend.delivery.rules import Standing
from backend.delivery.rules_states import Lane


@dataclass(frozen=True, slots=True)
class Beat:
    """When a process or periodic job last gave a sign; `at` is None where it never did."""

    name: str
    at: datetime | None
    late: bool


def of_subjects(labels: Collection[str]) -> QuerySet[Message]:
    """Every message of these subjects, in the order in which they were to leave."""
    return (
        Message.objects.filter(subject__in=labels).select_related("carrier").order_by("not_before", "created_at", "id")
    )


def of_holder(holder: uuid.UUID) -> QuerySet[Message]:
    """Every message of a holder, newest first; the codes that she asked for are nobody else's affair."""
    rows = Message.objects.filter(holder_id=holder).exclude(lane=Lane.CODE)
    return rows.select_related("carrier").order_by("-created_at", "-id")


def reach_of_subjects(labels: Collection[str]) -> dict[str, Standing]:
    """Whether the holder was told of each subject's newest revision; one query, a key for every label."""
    grouped: dict[str, list[Message]] = defaultdict(list)
    for row in _judged(labels=list(labels)) if labels else ():
        group = grouped[row.subject]
        if not group or group[0].revision == row.revision:
            group.append(row)
    return {label: _standing(grouped[label]) for label in labels}


@Compiled
def _judged(*, labels: list[str]) -> QuerySet[Message]:
    rows = Message.objects.filter(any_word("subject", labels)).select_related("carrier").only(*_JUDGED)
    return rows.order_by("-revision", "-next_try_at")


def reach_of_holders(holders: Collection[uuid.UUID], *, since: datetime, about: str = "") -> dict[uuid.UUID, Standing]:
    """Whether the last thing said to each holder since then arrived; one query, a key for every holder.

    `about`: how the subjects' labels begin; a code that failed on another number says nothing of the person.
    """
    grouped: dict[uuid.UUID | None, list[Message]] = defaultdict(list)
    for row in _said_to(holders=list(holders), since=since):
        if row.subject.startswith(about):
            grouped[row.holder_id].append(row)
    return {holder: _standing(grouped[holder]) for holder in holders}


@Compiled
def _said_to(*, holders: list[uuid.UUID], since: datetime) -> QuerySet[Message]:
    rows = Message.objects.filter(any_of("holder_id", holders), created_at__gte=since).exclude(lane=Lane.CODE)
    for prefix in rules.TO_OTHERS:
        rows = rows.exclude(subject__startswith=prefix)
    return rows.select_related("carrier").only(*_JUDGED).order_by("-next_try_at")


def reach(holder: uuid.UUID) -> Standing:
    """Whether the last thing said to this holder in the last 60 days arrived."""
    return reach_of_holders([holder], since=clock.now() - timedelta(days=60))[holder]


_JUDGED = (
    "subject", "holder_id", "revision", "state", "channel", "kind", "occasion", "reason", "ended_at", "next_try_at",
    "carrier__state", "carrier__reason", "carrier__ended_at", "carrier__next_try_at",
)  # fmt: skip


def _standing(rows: Iterable[Message]) -> Standing:
    return rules.standing([_said(row, told_by(row)) for row in rows])


def _said(row: Message, told: Message) -> rules.Said:
    return rules.Said(told.state, row.channel, row.kind, row.occasion, told.reason, told.ended_at or told.next_try_at)


def told_by(row: Message) -> Message:
    """The message that said it: itself, or the one that carried its words. Of a row with its carrier at hand."""
    return row.carrier if row.carrier and row.reason == carrying.MERGED else row


def subscribed(holders: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these holders who have at least one browser that listens, on a device that was not revoked."""
    return set(_subscribed(holders=list(holders)))


@Compiled
def _subscribed(*, holders: list[uuid.UUID]) -> QuerySet[PushSubscription, uuid.UUID]:
    live = PushSubscription.objects.filter(any_of("holder_id", holders), device__revoked_at=None)
    return live.values_list("holder_id", flat=True).distinct()


def subscribed_devices(devices: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these devices whose browser listens."""
    live = PushSubscription.objects.filter(device_id__in=devices, device__revoked_at=None)
    return set(live.values_list("device_id", flat=True).distinct())


def opted_out(numbers: Collection[str]) -> set[str]:
    """Those of these numbers that said STOP."""
    return set(_opted_out(numbers=list(numbers))) if numbers else set()


@Compiled
def _opted_out(*, numbers: list[str]) -> QuerySet[OptOut, str]:
    return OptOut.objects.filter(any_word("number", numbers)).values_list("number", flat=True)


def heartbeats(expected: Iterable[str] = ()) -> list[Beat]:
    """Every process and periodic job that has given a sign, and those expected that never did, by name."""
    now = clock.real()
    beats = {
        row.name: Beat(row.name, row.at, now - row.at > rules_health.patience(row.every))
        for row in Heartbeat.objects.all()
    }
    missing = {name: Beat(name, None, True) for name in expected if name not in beats}
    return sorted((beats | missing).values(), key=lambda beat: beat.name)


def silence(name: str) -> timedelta | None:
    """How long a process or job gave no sign, in real time; None if it never did."""
    row = Heartbeat.objects.filter(name=name).first()
    return clock.real() - row.at if row else None


def listens(device: uuid.UUID) -> Exists:
    """Whether this very browser has a subscription; its push service may have called the last one dead."""
    return Exists(PushSubscription.objects.filter(device=device))
