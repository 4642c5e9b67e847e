"""What sign-in codes by SMS cost lately, against what they may."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from backend.accounts import keys
from backend.accounts.models import Attempt
from backend.common import clock

# Acts of `Attempt`; key "known": to a number in a file. Sent: under the ceiling, to sign in or prove a new number.
SENT, USED = "codes", "codes_used"


@dataclass(frozen=True)
class Spent:
    """Codes by SMS of the last hour and day, and how many codes were typed in within the hour."""

    hour: int
    day: int
    used: int


def spent() -> Spent:
    """One query over a day of one key: never more rows than the day's budget and what known devices add to it."""
    now = clock.now()
    hour, sent = Q(at__gt=now - timedelta(hours=1)), Q(act=SENT)
    known = keys.hashes("attempt", "known")
    rows = Attempt.objects.filter(act__in=(SENT, USED), key__in=known, at__gt=now - timedelta(days=1))
    counted = rows.aggregate(
        hour=Count("id", filter=sent & hour), day=Count("id", filter=sent), used=Count("id", filter=~sent & hour)
    )
    return Spent(**counted)
