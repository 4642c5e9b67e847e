"""The operators' page in the back office: how the whole is doing. Nothing in it is about a person."""

import re
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router

from backend.common import clock
from backend.common.refusals import refuses
from backend.config import operating, schemas
from backend.delivery.queries_health import COUNTED
from backend.delivery.rules_health import Rate, Sign, Waiting, share
from backend.organisations.permits import require

router = Router()


@router.get("/health", response=schemas.Health, openapi_extra=refuses(403))
def get_health(request: HttpRequest) -> dict[str, Any]:
    """What waits, what happened in the last hour, who gave a sign, and what somebody should look at."""
    require(request, "operate")
    whole, now = operating.whole(), clock.now()
    seen = whole.seen
    return {
        "now": now,
        "counted_at_most": COUNTED,
        "alarms": [asdict(alarm) | {"where": key(alarm.where)} for alarm in whole.alarms],
        "waiting": [_waiting(each, now) for each in seen.waiting if each.due],
        "rates": [_rate(each) for each in seen.rates],
        "stuck": asdict(seen.stuck),
        "signs": [_sign(each) for each in seen.signs],
        "gateways": [{"name": name, "flows": flows} for name, flows in sorted(seen.gateways.items())],
        "codes": asdict(seen.codes) | {"used": seen.codes.share_used},
    }


def _waiting(each: Waiting, now: datetime) -> dict[str, Any]:
    oldest = int((now - each.oldest).total_seconds()) if each.oldest else None
    return asdict(each) | {"oldest_seconds": oldest}


def _rate(each: Rate) -> dict[str, Any]:
    shares = {"in_time": share(each.in_time, each.accepted), "prompt": share(each.prompt, each.answered_of)}
    return asdict(each) | shares


def key(name: str) -> str:
    """Under which the catalogues say what it is: agent.health.sign.<key>."""
    return re.sub("[^a-z]+", "_", name.removeprefix("job:").lower()).strip("_")


def _sign(each: Sign) -> dict[str, Any]:
    return {
        "name": key(each.name),
        "is_job": each.name.startswith("job:"),
        "at": each.at,
        "every_seconds": int(each.every.total_seconds()),
        "overdue": each.overdue,
    }
