"""What an operator looks at: every part of the whole, gathered once for the page and for /metrics."""

from dataclasses import dataclass

from django.conf import settings

from backend.accounts import queries_codes
from backend.delivery import queries_health, rules_health
from backend.delivery.rules_health import Alarm, Codes, Snapshot
from backend.reminders import incoming


@dataclass(frozen=True)
class Whole:
    seen: Snapshot
    alarms: list[Alarm]


def whole() -> Whole:
    """About a dozen small queries, however much there is to send (docs/operations/alerts.md has the figures)."""
    seen = Snapshot(
        waiting=queries_health.waiting(),
        stuck=queries_health.stuck(incoming=len(incoming.unread())),
        rates=queries_health.rates(),
        signs=queries_health.signs(),
        gateways=queries_health.gateways(),
        codes=_codes(),
    )
    return Whole(seen, rules_health.alarms(seen))


def _codes() -> Codes:
    spent = queries_codes.spent()
    return Codes(
        hour=spent.hour,
        hour_budget=settings.CODES_AN_HOUR,
        day=spent.day,
        day_budget=settings.CODES_A_DAY,
        share_used=rules_health.share(spent.used, spent.hour),
    )
