"""What time alone does to messages: expiry, silence, forgetting. Idempotent; called by the periodic jobs."""

import logging
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from backend.common import clock
from backend.delivery import actions_reports, carrying, rules
from backend.delivery.models import IncomingSms, Message, Receipt
from backend.delivery.rules_states import Channel, Event, State, after

log = logging.getLogger(__name__)

AT_ONCE = 2000
UNSENT_LIFE = timedelta(days=2)  # of what its composer refused and no file would show


def expire() -> int:
    """What can't be of use any more does not leave; what may have left is no longer waited for. How many."""
    carrying.settle_carried()
    return sum(_expire(state) for state in (State.HELD, State.PENDING, State.UNKNOWN))


def _expire(state: State) -> int:
    now = clock.now()
    target = after(state, Event.EXPIRE)
    reason = "expired" if target == State.EXPIRED else "answer_lost"
    total = 0
    rows = Message.objects.filter(state=state, expires_at__lte=now)
    while chosen := _move(rows, target, reason, by="expires_at"):
        total += len(chosen)
        # What waited behind an expired push still has its own time to leave.
        carrying.free_behind(chosen, now=now)
    if total and target == State.EXPIRED:
        log.error("%d messages expired before they could leave (%s)", total, state)
    return total


def fall_silent() -> int:
    """Accepted long ago and no receipt: nothing more will be known. Mail has none: accepted is its end."""
    since = clock.now() - rules.RECEIPTS_COME_WITHIN
    waiting = Message.objects.filter(state=State.ACCEPTED, accepted_at__lt=since).exclude(channel=Channel.EMAIL)
    total = 0
    while chosen := _move(waiting, after(State.ACCEPTED, Event.FALL_SILENT), "no_receipt", by="accepted_at"):
        total += len(chosen)
    return total


def _move(rows: QuerySet[Message], target: State, reason: str, *, by: str) -> list[uuid.UUID]:
    """A batch of them, locked, so that a sender's claim or a receipt is never overwritten.

    `by`: what the partial index of such rows is sorted by. In the order of their keys PostgreSQL walks every message
    that ever was; nobody waits for a lock here, so that the order of locking is free.
    """
    with transaction.atomic():
        locked = rows.order_by(by).select_for_update(of=("self",), skip_locked=True)
        chosen: list[uuid.UUID] = list(locked.values_list("pk", flat=True)[:AT_ONCE])
        Message.objects.filter(pk__in=chosen).update(state=target, reason=reason, ended_at=clock.now())
        return chosen


def match() -> int:
    """Receipts that were faster than us."""
    return actions_reports.match_receipts()


def erase() -> int:
    """Old words and numbers go; that a message was sent, when and how, stays without them. How many rows."""
    before = clock.now() - settings.MESSAGE_TEXT_LIFE
    erased = _erase_words(before)
    deleted, _ = IncomingSms.objects.filter(received_at__lt=before).delete()
    waited = clock.now() - rules.RECEIPTS_COME_WITHIN
    unmatched, _ = Receipt.objects.filter(message=None, at__lt=waited).delete()
    return erased + deleted + unmatched + _forget_nobodys(before) + _forget_unsent()


def _erase_words(before: datetime) -> int:
    """In batches, the oldest first, down the index of those that still have words: each is committed by itself."""
    total = 0
    old = Message.objects.filter(~Q(recipient="") | ~Q(text=""), created_at__lt=before).order_by("created_at")
    while chosen := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        total += Message.objects.filter(pk__in=chosen).update(text="", title="", recipient="")
    return total


def _forget_nobodys(before: datetime) -> int:
    """Codes, answers to a shared number: of no holder, so that no file's end takes them along."""
    return _forget(Message.objects.filter(holder=None, created_at__lt=before))


def _forget_unsent() -> int:
    """Codes asked for numbers in no file: anybody may ask for tens of thousands a day, and nobody asks after them.

    What some nights missed goes with the rest: what is walked through stays small.
    """
    until = clock.now() - UNSENT_LIFE
    lately = Message.objects.filter(holder=None, created_at__lt=until, created_at__gte=until - 10 * UNSENT_LIFE)
    return _forget(lately.filter(state=State.CANCELLED))


def _forget(rows: QuerySet[Message]) -> int:
    """In batches, down the index of a holder's messages."""
    total = 0
    old = rows.order_by("-created_at")
    while chosen := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        Message.objects.filter(pk__in=chosen).delete()
        total += len(chosen)
    return total
