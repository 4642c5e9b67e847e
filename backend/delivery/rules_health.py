"""What is still well and what is not: the promises of delivery (docs/operations/alerts.md), pure decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from backend.delivery.rules_states import Lane

RECEIPT_WITHIN = timedelta(minutes=5)
LEAVES_WITHIN: Mapping[str, timedelta] = {
    Lane.CODE: timedelta(seconds=5),
    Lane.NOW: timedelta(minutes=5),
    Lane.BULK: timedelta(minutes=5),
}
# A code that waits is looked at by somebody in front of a screen.
LATE_AFTER: Mapping[str, timedelta] = {
    Lane.CODE: timedelta(seconds=30),
    Lane.NOW: timedelta(minutes=5),
    Lane.BULK: timedelta(minutes=5),
}
# A reminder of a day so far ahead is as good in the afternoon: it is late once fewer hours are left before it is of no
# more use, in which somebody can still mend what holds it up. Three days: in Nouméa tomorrow may be UTC's day after it.
FAR_AHEAD = timedelta(days=3)
LEFT_TO_MEND = timedelta(hours=4)
PUT_OFF_ON_PURPOSE = frozenset({"quiet_hours"})  # reasons of a row that waits as it should
DOUBTFUL_AFTER = timedelta(minutes=15)
ENOUGH = 20  # a share of fewer says nothing
PROMPT_AT_LEAST = 0.95
CODES_IN_TIME_AT_LEAST = 0.95
REMINDERS_IN_TIME_AT_LEAST = 0.99
FAILED_AT_MOST = 0.10
CODES_USED_AT_LEAST = 0.5


def is_far(lane: str, *, urgent_on: date, now: datetime) -> bool:
    """Whether a message speaks of a day that leaves it time; `urgent_on` is the day of what it speaks of."""
    return lane == Lane.BULK and urgent_on >= far_from(now)


def far_from(now: datetime) -> date:
    """The first day that is far ahead."""
    return (now.astimezone(UTC) + FAR_AHEAD).date()


def late_at(lane: str, *, since: datetime, expires_at: datetime, urgent_on: date, now: datetime) -> datetime:
    """When a message that has waited `since` then is late: by what it is for, and never sooner than promised to all.

    `queries_health` and `actions_tally` say the same in SQL.
    """
    soonest = since + LATE_AFTER[lane]
    return max(soonest, expires_at - LEFT_TO_MEND) if is_far(lane, urgent_on=urgent_on, now=now) else soonest


def patience(every: timedelta) -> timedelta:
    """How long after its last sign a process or job is overdue: three beats, or two hours where it comes but daily."""
    return every + timedelta(hours=2) if every >= timedelta(hours=1) else max(every * 3, timedelta(seconds=15))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is due of one lane and channel; counts end at `queries_health.COUNTED`."""

    lane: str
    channel: str
    due: int
    late: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Stuck:
    """What stands where it should not. `unsettled`: what the planner tried twice and more in vain."""

    retrying: int = 0
    doubtful: int = 0
    lapsed: int = 0
    held_over: int = 0
    unmatched: int = 0
    incoming: int = 0
    unsettled: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """One hour of one lane, channel and gateway. `answered_of` leaves out the last five minutes: their receipts may
    still come."""

    lane: str
    channel: str
    gateway: str
    accepted: int = 0
    in_time: int = 0
    delivered: int = 0
    failed: int = 0
    unconfirmed: int = 0
    expired: int = 0
    lapsed: int = 0
    answered_of: int = 0
    prompt: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)  # of what failed


@dataclass(frozen=True, slots=True)
class Sign:
    """A process or a periodic job: when it last gave a sign, and whether it should have since."""

    name: str
    at: datetime | None
    every: timedelta
    overdue: bool


@dataclass(frozen=True, slots=True)
class Codes:
    """SMS codes against their budgets."""

    hour: int = 0
    hour_budget: int = 0
    day: int = 0
    day_budget: int = 0
    share_used: float | None = None  # of those that left in the last hour, old enough to have been typed in


@dataclass(frozen=True, slots=True)
class Snapshot:
    waiting: list[Waiting]
    stuck: Stuck
    rates: list[Rate]
    signs: list[Sign]
    gateways: Mapping[str, bool]  # name → its breaker lets through
    codes: Codes


@dataclass(frozen=True, slots=True)
class Alarm:
    """`name` is that of the alert in deploy/prometheus/alerts.yaml; `where` a lane, channel, gateway or job."""

    name: str
    where: str = ""
    urgent: bool = False


def share(part: int, whole: int) -> float | None:
    """None where there is too little to say anything."""
    return part / whole if whole >= ENOUGH else None


def alarms(seen: Snapshot) -> list[Alarm]:
    """What somebody should look at, the urgent first; the page and Prometheus sound the same."""
    found = [*_of_waiting(seen.waiting), *_of_stuck(seen.stuck), *_of_signs(seen), *_of_rates(seen.rates)]
    found += _of_codes(seen.codes)
    return sorted(found, key=lambda alarm: not alarm.urgent)


def _of_waiting(waiting: Iterable[Waiting]) -> list[Alarm]:
    return [
        Alarm("codes_late" if each.lane == Lane.CODE else "messages_late", each.channel, urgent=True)
        for each in waiting
        if each.late
    ]


def _of_stuck(stuck: Stuck) -> list[Alarm]:
    faults = {
        "leases_lapsed": stuck.lapsed,
        "messages_doubtful": stuck.doubtful,
        "held_too_long": stuck.held_over,
        "incoming_unread": stuck.incoming,
    }
    # Nobody is told of such an appointment: whatever else sounds is about a message that at least exists.
    unsettled = [Alarm("planner_fails", urgent=True)] if stuck.unsettled else []
    return unsettled + [Alarm(name) for name, count in faults.items() if count]


def _of_signs(seen: Snapshot) -> list[Alarm]:
    silent = [
        Alarm("silent", each.name, urgent=not each.name.startswith("job:")) for each in seen.signs if each.overdue
    ]
    return silent + [Alarm("gateway_open", name, urgent=True) for name, flows in seen.gateways.items() if not flows]


def _of_rates(rates: Iterable[Rate]) -> list[Alarm]:
    found = []
    for each in rates:
        in_time = share(each.in_time, each.accepted)
        least = CODES_IN_TIME_AT_LEAST if each.lane == Lane.CODE else REMINDERS_IN_TIME_AT_LEAST
        if in_time is not None and in_time < least:
            found.append(Alarm("codes_slow" if each.lane == Lane.CODE else "messages_slow", each.channel))
        prompt = share(each.prompt, each.answered_of)
        if each.channel == "sms" and prompt is not None and prompt < PROMPT_AT_LEAST:
            found.append(Alarm("receipts_late", each.gateway))
        failed = share(each.failed, each.failed + each.accepted)
        if failed is not None and failed > FAILED_AT_MOST:
            found.append(Alarm("many_failures", each.gateway or each.channel))
        found += [Alarm("messages_expired", each.channel, urgent=True)] if each.expired else []
    return list(dict.fromkeys(found))


def _of_codes(codes: Codes) -> list[Alarm]:
    spent = [
        (codes.hour, codes.hour_budget, "hour"),
        (codes.day, codes.day_budget, "day"),
    ]
    found = [Alarm("codes_exhausted", name, urgent=True) for used, most, name in spent if most and used >= most]
    found += [Alarm("codes_dear", name) for used, most, name in spent if most and most * 0.8 <= used < most]
    if codes.share_used is not None and codes.share_used < CODES_USED_AT_LEAST:
        found.append(Alarm("codes_unused"))
    return found
