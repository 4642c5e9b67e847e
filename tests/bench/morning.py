"""A morning's reminders through a provider of 30 SMS a second, and codes meanwhile: `python -m tests.bench.morning`.

Two real senders, real appointments and words; what is due when is told by the product's own rules. Half of the 60,000
are of the day after, half of four days later, and all are due within as long as the provider takes for them, so that
the codes alone make it lag. The clock is moved to the hour at which reminders may begin. MSJ_MORNING_SIZE (0.1) is how
much of it: 1 takes 34 minutes.

Fails where one leaves after another of a later day that it was due before, or of a later hour of its day; where one is
of no use any more when it leaves, or of the day after and so late that somebody is woken; where one does not leave or
the provider had to refuse it; where a code of a hundred waits for more than a second.
"""

import os
import sys
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.config.settings")
    os.environ.setdefault("MSJ_ENV", "test")
    django.setup()

from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from backend.accounts.models import Challenge
from backend.agenda.models import Appointment
from backend.common import clock
from backend.delivery import actions as delivery
from backend.delivery.models import Heartbeat, Lane, Message
from backend.delivery.rules_health import LATE_AFTER
from backend.probationers import actions_codes
from backend.reminders import actions, queries, queries_told, rules
from tests.agenda import make
from tests.bench import country, ground, people
from tests.faults.stage import until
from tests.reminders.hours import PARIS, move_to

WHOLE = 60_000
HANDS = 100
SLACK = 1.0  # seconds: what is made ready for the hands that will be free is overtaken by nobody, nor overtakes
MOST = 1.0  # seconds, of 99 codes in a hundred
QUARTER = timedelta(minutes=15)
OPEN = ("held", "pending", "sending", "unknown")


@dataclass(frozen=True)
class Morning:
    """`spread`: within how long all become due. `pause`: seconds between two codes."""

    reminders: int
    spread: timedelta
    rate: float = 30.0
    senders: int = 2
    pause: float = 1.0


class Left(NamedTuple):
    """One reminder; instants in seconds of the monotonic clock, `quarter` in quarters of an hour of its day."""

    day: date
    quarter: int
    due: float
    too_late: float
    at: float


@dataclass(frozen=True)
class Found:
    left: list[Left]
    unsent: int
    refused: int
    seconds: float
    codes: list[float]  # seconds from the commit until the provider has it, shortest first
    passed: list[int]  # how many reminders left while a code waited, fewest first

    @property
    def rate(self) -> float:
        """SMS a second, codes among them, from when the first reminder was due until the last had left.

        Before that no contract can be used: the day's hours begin an hour after those that the spread makes room for.
        """
        first, last = min(one.due for one in self.left), max(one.at for one in self.left)
        share = (last - first) / self.seconds if self.seconds else 1.0
        return (len(self.left) + share * len(self.codes)) / max(last - first, 0.001)

    @property
    def p99(self) -> float:
        return self.codes[int(len(self.codes) * 0.99)]

    def faults(self) -> list[str]:
        counted = {
            "overtaken": len(overtaken(self.left)),
            "late": sum(one.at > one.too_late for one in self.left),
            "that never left": self.unsent,
            "refused by the provider": self.refused,
        }
        return [f"{many} {what}" for what, many in counted.items() if many]

    def slow(self) -> list[str]:
        """Of use on a machine that does nothing else."""
        return [f"a code waited {self.p99:.1f} s"] if self.p99 > MOST else []

    def __str__(self) -> str:
        many, p50 = len(self.left), self.codes[len(self.codes) // 2]
        return (
            f"{many} reminders in {self.seconds:.0f} s ({self.rate:.1f} SMS a second, codes too, once one is "
            f"due), within {self._lag(0):.0f} s of their instant or, four days before, {self._lag(1):.0f} s; "
            f"{len(self.codes)} codes meanwhile: p50 "
            f"{1000 * p50:.0f} ms, p99 {1000 * self.p99:.0f} ms, most {1000 * self.codes[-1]:.0f} ms; "
            f"{', '.join(self.faults() + self.slow()) or 'in order, none late, none refused'}"
        )

    def _lag(self, day: int) -> float:
        """The longest, of the first day or the second."""
        days = sorted({one.day for one in self.left})
        return max(one.at - one.due for one in self.left if one.day == days[day])


def overtaken(left: Sequence[Left]) -> list[Left]:
    """Those that left after one of a later day although they were due, or after one of a later hour of their day."""
    days: dict[date, list[Left]] = defaultdict(list)
    for one in left:
        days[one.day].append(one)
    found: list[Left] = []
    later: list[float] = []  # when those of later days left
    for day in sorted(days, reverse=True):
        of_day = sorted(days[day], key=lambda one: one.at)
        found += _by_hours(of_day)
        found += [one for one in of_day if _some(later, one.due + SLACK, one.at - SLACK)]
        later = sorted([*later, *(one.at for one in of_day)])
    return found


def _by_hours(of_day: Sequence[Left]) -> Iterator[Left]:
    """`of_day` as they left."""
    gone, latest = iter(of_day), -1
    ahead = next(gone)
    for one in of_day:
        while ahead.at < one.at - SLACK:
            latest, ahead = max(latest, ahead.quarter), next(gone)
        if latest > one.quarter:
            yield one


def _some(instants: Sequence[float], after: float, before: float) -> bool:
    return bisect_left(instants, before) > bisect_left(instants, after)


def fill(of: Morning) -> datetime:
    """Appointments and what is to be said of them, the latest hours first; returns when the first may leave."""
    call_command("load_national", verbosity=0)
    move_to(8)
    scene, now = make.Scene(), clock.now()
    plan = replace(queries.timetable(scene.free_type.pk, scene.service.pk), spread=of.spread)
    hours = [_hour(number, of.reminders) for number in reversed(range(of.reminders))]
    for start in range(0, len(hours), people.AT_ONCE):
        rows = people.book(scene, hours[start : start + people.AT_ONCE], first=start)
        delivery.queue_many([order for row in rows for order in _orders(row, plan, now)])
    Appointment.objects.update(planned_revision=1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return datetime.combine(now.astimezone(PARIS).date(), plan.opens, PARIS)


def _hour(number: int, of: int) -> datetime:
    """From 8:00 to 17:45, by turns tomorrow and in four days."""
    day = clock.now().astimezone(PARIS).date() + timedelta(days=4 if number % 2 else 1)
    return datetime.combine(day, datetime.min.time(), PARIS) + QUARTER * (32 + 40 * number // of)


def _orders(row: Appointment, plan: rules.Timetable, now: datetime) -> list[delivery.Order]:
    told = queries_told.share_of(row), row.starts_at, row.time_zone, row.state
    due = rules.schedule(rules.Case(*told, changes=frozenset()), plan, now=now, channels=rules.Channels(sms=True))
    return actions.orders(row, due, {})


def measure(of: Morning) -> Found:
    with ground.gateway(rate=of.rate) as gateway, ExitStack() as running:
        opens = fill(of)
        for _ in range(of.senders):
            running.enter_context(ground.sender(gateway, HANDS, ground.REAL))
        until(lambda: _shares() == [of.rate / of.senders] * of.senders, within=60, what="each has its share")
        clock.shift(opens - clock.now())
        began, zero = time.monotonic(), clock.now()
        asked = dict(_codes(of, _of_today(opens)))
        took = time.monotonic() - began
        until(lambda: gateway.log().keys() >= asked.keys(), within=30, what="every code")
        log, refused = gateway.log(), int(gateway.report()["refused"])
    waits = sorted(log[key] - at for key, at in asked.items())
    left = _left(log, opens, since=(began, zero))
    gone = sorted(one.at for one in left)
    passed = sorted(bisect_left(gone, log[key]) - bisect_left(gone, at) for key, at in asked.items())
    return Found(left, of.reminders - len(left), refused, took, waits, passed)


def _shares() -> list[float]:
    signs = Heartbeat.objects.filter(name__startswith="sender:").values_list("detail", flat=True)
    return [detail["gateways"]["demonstration"]["rate_limit"] for detail in signs]


def _of_today(opens: datetime) -> "QuerySet[Message]":
    """What is due that day; the second reminders of those in four days are due later."""
    return Message.objects.filter(kind=rules.REMINDER, not_before__lt=opens + timedelta(hours=12))


def _codes(of: Morning, reminders: "QuerySet[Message]") -> Iterator[tuple[str, float]]:
    """One after the other while reminders wait: the key by which the provider knows it, and when it was committed."""
    number = 0
    while reminders.filter(state__in=OPEN).exists():
        asked = actions_codes.ask(
            Challenge.Kind.SIGN_IN, people.number(number), browser=f"browser{number}", language="fr"
        )
        at = time.monotonic()
        yield str(Message.objects.get(subject=str(asked)).pk), at
        number += 1
        time.sleep(of.pause)


def _left(log: Mapping[str, float], opens: datetime, *, since: tuple[float, datetime]) -> list[Left]:
    """Whatever of today the provider has; `since`: one instant by both clocks."""
    (began, zero), tomorrow = since, opens.date() + timedelta(days=1)
    hours = {str(row): row.starts_at.astimezone(PARIS) for row in Appointment.objects.only("starts_at")}
    found = []
    for row in _of_today(opens).only("subject", "not_before", "expires_at").iterator():
        if (at := log.get(str(row.pk))) is not None:
            hour, late = hours[row.subject], row.expires_at
            if hour.date() == tomorrow:
                late = min(late, row.not_before + LATE_AFTER[str(Lane.BULK)])
            due, too_late = (began + (instant - zero).total_seconds() for instant in (row.not_before, late))
            found.append(Left(hour.date(), hour.hour * 4 + hour.minute // 15, due, too_late, at))
    return found


def main() -> int:
    count = round(WHOLE * float(os.environ.get("MSJ_MORNING_SIZE") or 0.1))
    try:
        country.make_template()  # a database with the tables and the national plan
        with country.at(country.template()):
            found = measure(Morning(count, spread=timedelta(seconds=count / Morning.rate)))
    finally:
        country.drop(country.template())
    print(found)  # noqa: T201
    return 1 if found.faults() + found.slow() else 0


if __name__ == "__main__":
    sys.exit(main())
