"""How delivery is doing, from small partial indexes and the minutes' tallies: no question grows with the outbox."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from backend.common import clock
from backend.delivery import rules, rules_health
from backend.delivery.actions_tally import BEFORE
from backend.delivery.models import Heartbeat, Message, Receipt, Tally
from backend.delivery.rules_health import Rate, Sign, Waiting
from backend.delivery.rules_reports import UNRECOGNISED
from backend.delivery.rules_states import Channel, Lane, State

COUNTED = 2_000  # where a count stops: past it the exact figure helps nobody
HOUR = timedelta(hours=1)
_PROCESS = "sender:"  # one of several senders: together they give the sign "sender", alone each may come and go

# As the claim: day by day down its own index, so that what is planned for later is never looked at.
WAITING = """
SELECT l.lane, c.channel, due.count, late.count, oldest.at
FROM unnest(%(lanes)s::text[], %(late)s::interval[]) AS l (lane, late)
CROSS JOIN unnest(%(channels)s::text[]) AS c (channel)
CROSS JOIN LATERAL (
    WITH RECURSIVE days AS (
        (SELECT m.urgent_on FROM delivery_message AS m
         WHERE m.state IN ('pending', 'unknown') AND m.channel = c.channel AND m.lane = l.lane
         ORDER BY m.urgent_on LIMIT 1)
        UNION ALL
        SELECT (SELECT m.urgent_on FROM delivery_message AS m
                WHERE m.state IN ('pending', 'unknown') AND m.channel = c.channel AND m.lane = l.lane
                  AND m.urgent_on > days.urgent_on ORDER BY m.urgent_on LIMIT 1)
        FROM days WHERE days.urgent_on IS NOT NULL
    ) SELECT array_agg(urgent_on) AS days FROM days WHERE urgent_on IS NOT NULL
) AS d
CROSS JOIN LATERAL (
    SELECT min(first.next_try_at) AS at FROM unnest(d.days) AS day CROSS JOIN LATERAL (
        SELECT m.next_try_at FROM delivery_message AS m
        WHERE m.state IN ('pending', 'unknown') AND m.channel = c.channel AND m.lane = l.lane AND m.urgent_on = day
          AND m.next_try_at <= %(now)s ORDER BY m.next_try_at LIMIT 1
    ) AS first
) AS oldest
CROSS JOIN LATERAL (
    SELECT count(*) FROM (
        SELECT FROM unnest(d.days) AS day CROSS JOIN LATERAL (
            SELECT FROM delivery_message AS m
            WHERE m.state IN ('pending', 'unknown') AND m.channel = c.channel AND m.lane = l.lane AND m.urgent_on = day
              AND m.next_try_at <= %(now)s LIMIT %(most)s
        ) AS one LIMIT %(most)s
    ) AS counted
) AS due
CROSS JOIN LATERAL (
    SELECT count(*) FROM (
        SELECT FROM unnest(d.days) AS day CROSS JOIN LATERAL (
            SELECT m.next_try_at, m.reason, m.expires_at, GREATEST(m.not_before, m.release_at) AS wanted
            FROM delivery_message AS m
            WHERE m.state IN ('pending', 'unknown') AND m.channel = c.channel AND m.lane = l.lane AND m.urgent_on = day
              AND m.next_try_at <= %(soon)s ORDER BY m.next_try_at LIMIT %(most)s
        ) AS nearest
        WHERE (nearest.next_try_at <= %(now)s - l.late
            OR (nearest.wanted <= %(now)s - l.late AND nearest.reason <> ALL(%(meant)s)))
          AND (l.lane <> %(bulk)s OR day < %(far)s OR nearest.expires_at - %(left)s <= %(now)s)
        LIMIT %(most)s
    ) AS counted
) AS late
ORDER BY l.lane, c.channel
"""


def waiting() -> list[Waiting]:
    """What is due now, by lane and channel: how many, how many of them late, the oldest. Bounded by `COUNTED` each."""
    late, now = rules_health.LATE_AFTER, clock.now()
    values: dict[str, Any] = {
        "lanes": list(late),
        "late": list(late.values()),
        "channels": Channel.values,
        "now": now,
        # Tried in vain or put off by a full gateway, it waits a quarter of an hour at most, and is late all the same.
        "soon": now + rules.LONGEST_WAIT,
        "meant": list(rules_health.PUT_OFF_ON_PURPOSE),
        "most": COUNTED,
        "bulk": Lane.BULK,
        "far": rules_health.far_from(now),
        "left": rules_health.LEFT_TO_MEND,
    }
    with connection.cursor() as cursor:
        cursor.execute(WAITING, values)
        return [Waiting(lane, channel, due, over, at) for lane, channel, due, over, at in cursor.fetchall()]


def stuck(*, incoming: int) -> rules_health.Stuck:
    """What stands where it should not; `incoming` is known above us."""
    now = clock.now()
    retried = Message.objects.filter(state=State.PENDING, attempts__gt=0)
    # Tried again after fifteen minutes at most: whoever waits longer was forgotten.
    doubtful = Message.objects.filter(state=State.UNKNOWN, next_try_at__lt=now - rules_health.DOUBTFUL_AFTER)
    lapsed = Message.objects.filter(state=State.SENDING, lease_until__lt=clock.real() - timedelta(seconds=10))
    held = Message.objects.filter(state=State.HELD, release_at__lt=now - timedelta(minutes=1))
    return rules_health.Stuck(
        retrying=_count(retried, by="next_try_at"),
        doubtful=_count(doubtful, by="next_try_at"),
        lapsed=_count(lapsed, by="lease_until"),
        held_over=_count(held, by="release_at"),
        unmatched=_count(Receipt.objects.filter(message=None), by="id"),
        incoming=incoming,
        unsettled=_unsettled(),
    )


def _unsettled() -> int:
    """As the planner told with its last sign."""
    told = Heartbeat.objects.filter(name="planner").values_list("detail", flat=True).first() or {}
    return int(told.get("failing", 0))


def _count(rows: QuerySet[Any], *, by: str) -> int:
    """Down the partial index of that column, and no further than needed: the order leaves the planner no other way."""
    return rows.order_by(by)[:COUNTED].count()


@dataclass(frozen=True, slots=True)
class Total:
    """All that was ever counted of one kind: only grows."""

    lane: str
    channel: str
    gateway: str
    outcome: str
    reason: str
    count: int
    in_time: int
    prompt: int


_KEY = ("lane", "channel", "gateway", "outcome", "reason")


def totals() -> list[Total]:
    rows = Tally.objects.values(*_KEY).order_by(*_KEY)
    return [
        Total(**{name: row[name] for name in _KEY}, count=row["n"], in_time=row["t"], prompt=row["p"])
        for row in rows.annotate(n=Sum("count"), t=Sum("in_time"), p=Sum("prompt"))
    ]


def rates() -> list[Rate]:
    """The last hour by lane, channel and gateway."""
    now = clock.now()
    rows = Tally.objects.filter(minute__gt=max(BEFORE, now - HOUR)).exclude(outcome=UNRECOGNISED)
    grouped: dict[tuple[str, str, str], list[Tally]] = defaultdict(list)
    for row in rows.order_by("lane", "channel", "gateway"):
        grouped[row.lane, row.channel, row.gateway].append(row)
    return [_rate(key, found, answered_before=now - rules_health.RECEIPT_WITHIN) for key, found in grouped.items()]


def _rate(key: tuple[str, str, str], rows: Iterable[Tally], *, answered_before: datetime) -> Rate:
    counted: dict[str, int] = defaultdict(int)
    reasons: dict[str, int] = defaultdict(int)
    for row in rows:
        counted[row.outcome] += row.count
        counted["in_time"] += row.in_time
        if row.outcome == "accepted" and row.minute + timedelta(minutes=1) <= answered_before:
            counted["answered_of"] += row.count
            counted["prompt"] += row.prompt
        if row.outcome == State.FAILED:
            reasons[row.reason] += row.count
    lane, channel, gateway = key
    return Rate(
        lane=lane,
        channel=channel,
        gateway=gateway,
        accepted=counted["accepted"],
        in_time=counted["in_time"],
        delivered=counted[State.DELIVERED],
        failed=counted[State.FAILED],
        unconfirmed=counted[State.UNCONFIRMED],
        expired=counted[State.EXPIRED],
        lapsed=counted["lapsed"],
        answered_of=counted["answered_of"],
        prompt=counted["prompt"],
        reasons=dict(reasons),
    )


def signs() -> list[Sign]:
    """Every process and periodic job by its heartbeat; one that never came counts from when it was to come first."""
    now = clock.real()
    return [
        Sign(
            row.name,
            None if row.detail.get("never") else row.at,
            row.every,
            now - row.at > rules_health.patience(row.every),
        )
        for row in Heartbeat.objects.exclude(name__startswith=_PROCESS).order_by("name")
    ]


def gateways() -> Mapping[str, bool]:
    """Whether each gateway carries all it may, as every sender that lives tells in its heartbeat: one that set it aside
    is enough to say that it does not. On trial it is not back yet: an alarm must not come and go with each try."""
    return {name: told <= {"closed"} for name, told in _breakers().items()}


def _breakers() -> Mapping[str, set[str]]:
    told: dict[str, set[str]] = defaultdict(set)
    now = clock.real()
    for row in Heartbeat.objects.filter(name__startswith="sender"):
        if now - row.at > rules_health.patience(row.every):
            continue
        for name, state in dict(row.detail.get("gateways", {})).items():
            told[name].add(state.get("breaker", "closed"))
    return told


_NO_SMS = frozenset({"web_push", "mail"})


def sms_flows() -> bool:
    """Whether any gateway for SMS lets through, as far as the senders have told: silence is no fault of a gateway.

    One on trial does: at night nothing but codes would prove that it is well again.
    """
    sms = [told for name, told in _breakers().items() if name not in _NO_SMS]
    return any("open" not in told for told in sms) or not sms
