"""Asking for a code and comparing one."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Q
from django.db.models.functions import TruncHour

from backend.accounts import keys, queries_codes, rules, rules_codes
from backend.accounts.models import Agent, Attempt, Challenge, Device, Holder
from backend.accounts.rules import Budget
from backend.common import clock
from backend.common.errors import Slower

log = logging.getLogger(__name__)

_COUNT = """
UPDATE accounts_challenge SET comparisons = comparisons + 1
WHERE id = %s AND kind = %s AND browser = ANY(%s) AND expires_at > %s AND comparisons < %s
  AND (consumed_at IS NULL OR (used_by IS NOT NULL AND consumed_at > %s))
RETURNING *
"""


def open_challenge(
    kind: str,
    address: str,
    *,
    holder: Holder | None,
    agent: Agent | None,
    browser: str,
    language: str,
    life: timedelta | None = None,
    elsewhere: bool = False,
) -> Challenge:
    """A new one, bound to that browser; whoever calls queues its message. `browser` is the cookie, kept as a hash."""
    now = clock.now()
    return Challenge.objects.create(
        kind=kind,
        address=address,
        language=language,
        holder=holder,
        agent=agent,
        browser=keys.hashed("browser", browser),
        elsewhere=elsewhere,
        created_at=now,
        expires_at=now + (life or settings.CHALLENGE_LIFE),
    )


def count_comparison(challenge: UUID, *, kind: str, browser: str) -> Challenge | None:
    """Use up one of the five comparisons, and commit it before anything is compared: no crash gives it back.

    None where there is nothing left to compare with: no such challenge, another browser's, another kind, expired,
    consumed, or five made. One that its own browser used a moment ago is still compared, `consumed_at` set: the answer
    may have been lost on its way. The row lock of the UPDATE makes simultaneous tries queue up.
    """
    with transaction.atomic(durable=True):
        now = clock.now()
        lately = now - rules.ASKED_AGAIN
        values = [challenge, kind, keys.hashes("browser", browser), now, rules.COMPARISONS, lately]
        return next(iter(Challenge.objects.raw(_COUNT, values)), None)


def open_elsewhere(challenge: UUID, *, kind: str, browser: str) -> Challenge | None:
    """Mark that its code also goes another way than by SMS: it proves no number then, and wants the birth date.

    None where there is no such challenge of that browser that could still be answered.
    """
    alive = Challenge.objects.filter(
        pk=challenge, kind=kind, browser__in=keys.hashes("browser", browser), consumed_at__isnull=True,
        expires_at__gt=clock.now(), comparisons__lt=rules.COMPARISONS,
    )  # fmt: skip
    alive.update(elsewhere=True)
    return alive.first()


def consume(challenge: Challenge, *, by: Device | None) -> bool:
    """Use the challenge up, once: of simultaneous right answers one alone gets True. `by`: what may ask again."""
    unused = Challenge.objects.filter(pk=challenge.pk, consumed_at__isnull=True)
    return bool(unused.update(consumed_at=clock.now(), used_by=by and by.pk))


def take(*budgets: Budget, instead: Sequence[Budget] = ()) -> Sequence[Budget]:
    """Count one act against all of these budgets, or Slower and against none: a refused ask costs nothing.

    `instead`: all that the act counts against where `budgets` refuse. Returns those that were counted. Simultaneous
    acts queue up on advisory locks, always in one order; they are held until the caller's transaction ends. Slower
    says the longest of the waits, of the two ways the shorter.
    """
    with transaction.atomic():
        _lock_all([*budgets, *instead])
        now = clock.now()
        refusals = []
        for way in (budgets, instead):
            waits = [(wait, budget.refusal) for budget in way if (wait := _wait(budget, now)) is not None]
            if way and not waits:
                _count(way, now)
                return way
            refusals += [max(waits)] if waits else []
        shortest, refusal = min(refusals)
        raise Slower(refusal, seconds=max(1, ceil(shortest.total_seconds())))


def take_turn(budgets: Sequence[Budget], *, costs: bool, until: datetime) -> datetime:
    """When an SMS may leave that costs: now, or as soon as the budgets have room; `until` where none has before.

    Counted for that moment. One that `costs` nothing, since it never leaves, waits alike and uses up nothing: the work
    is the same. The locks are held until the caller's transaction ends.
    """
    with transaction.atomic():
        _lock_all(budgets)
        now = clock.now()
        at = now + max((wait for budget in budgets if (wait := _wait(budget, now))), default=timedelta())
        if not costs or at >= until:
            budgets = [replace(budget, key="unknown") for budget in budgets]
        _count(budgets, at)
        return min(at, until)


def _count(budgets: Iterable[Budget], at: datetime) -> None:
    Attempt.objects.bulk_create(
        Attempt(act=budget.act, key=keys.hashed("attempt", budget.key), at=at) for budget in budgets
    )


def _wait(budget: Budget, now: datetime) -> timedelta | None:
    longest = max(quota.count for quota in budget.quotas)
    rows = Attempt.objects.filter(act=budget.act, key__in=keys.hashes("attempt", budget.key)).order_by("-at")
    return rules.wait(budget.quotas, list(rows.values_list("at", flat=True)[:longest]), now)


def _lock_all(budgets: Iterable[Budget]) -> None:
    for name in sorted({f"{budget.act}:{keys.hashed('attempt', budget.key)}" for budget in budgets}):
        _lock(name)


def _lock(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def is_noted(act: str, key: str, *, within: timedelta) -> bool:
    """Whether that was counted lately."""
    return Attempt.objects.filter(act=act, key__in=keys.hashes("attempt", key), at__gt=clock.now() - within).exists()


def note(act: str, key: str) -> None:
    """Count one act without asking."""
    Attempt.objects.create(act=act, key=keys.hashed("attempt", key), at=clock.now())


@dataclass(frozen=True)
class Spending:
    """Codes by SMS of the last hour and day; `is_spent`: they are kept for those who have no other way."""

    hour: int
    day: int
    is_spent: bool


def spending() -> Spending:
    """Two queries. Whoever asks next waits for the caller's transaction: codes asked for at once do not pass it."""
    _lock(queries_codes.SENT)
    now = clock.now()
    is_late = Q(at__gt=now - timedelta(hours=1))
    known = Attempt.objects.filter(act=queries_codes.SENT, key__in=keys.hashes("attempt", "known"))
    hours = list(
        known.filter(at__gt=now - timedelta(days=1))
        .values(hour=TruncHour("at"))
        .annotate(late=Count("id", filter=is_late), early=Count("id", filter=~is_late))
    )
    late, early = sum(hour["late"] for hour in hours), [hour["early"] for hour in hours if hour["early"]]
    ceiling = rules_codes.Ceiling(settings.CODES_AN_HOUR, settings.CODES_A_DAY)
    day = late + sum(early)
    return Spending(late, day, rules_codes.is_spent(late, day, early[:23], ceiling))


def spend(before: Spending, *, is_known: bool = True) -> None:
    """Count one code by SMS; one to a number in no file costs nothing, since it never leaves.

    The operators' log hears of each threshold once, and of no number.
    """
    note(queries_codes.SENT, "known" if is_known else "unknown")
    budgets = (("hour", before.hour, settings.CODES_AN_HOUR), ("day", before.day, settings.CODES_A_DAY))
    for window, count, budget in budgets:
        crossed = rules_codes.crossed(count, budget) if is_known else ""
        if crossed:
            log.error("codes by SMS: the budget of %d a %s is %s", budget, window, crossed)


def refuse_while_spent() -> Spending:
    """For whoever has no other way than an SMS, and can call instead."""
    lately = spending()
    if lately.is_spent:
        raise Slower("codes_paused", seconds=600)
    return lately


def failures_lately(act: str, key: str) -> int:
    """In the past hour."""
    since = clock.now() - timedelta(hours=1)
    return Attempt.objects.filter(act=act, key__in=keys.hashes("attempt", key), at__gt=since).count()


def sweep() -> int:
    """Forget attempts past the longest window and challenges that nobody can use; how many rows went."""
    before = clock.now() - timedelta(days=2)
    attempts, _ = Attempt.objects.filter(at__lt=before).delete()
    challenges, _ = Challenge.objects.filter(expires_at__lt=before).delete()
    return attempts + challenges
