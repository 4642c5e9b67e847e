"""After a new key was put in front of MSJ_FACTOR_KEYS: what can be written anew is, the rest is counted."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from backend.accounts import encryption
from backend.accounts.models import HolderSession, RecoveryCode, Totp
from backend.common import clock

AT_ONCE = 200


@dataclass(frozen=True)
class Rewritten:
    """Secrets of code applications: `count` are under the first key from now on, `unreadable` under none."""

    count: int
    unreadable: tuple[str, ...]  # whose: labels


def rewrite_totp() -> Rewritten:
    """In slices, each committed by itself; may be run again, and while agents sign in."""
    count, unreadable, last = 0, [], 0
    while True:
        with transaction.atomic():
            rows = list(Totp.objects.select_for_update().filter(pk__gt=last).order_by("pk")[:AT_ONCE])
            for row in rows:
                if encryption.is_current(row.key, settings.FACTOR_KEYS):
                    continue
                try:
                    row.save(update_fields=["key"])
                    count += 1
                except encryption.Unreadable:
                    unreadable.append(f"agent:{row.user_id}")
        if not rows:
            return Rewritten(count, tuple(unreadable))
        last = rows[-1].pk


def unused_codes() -> dict[str, list[str]]:
    """Agents (labels) who have unused recovery codes, by the name of the key that wrote them; "": of before names."""
    found: dict[str, set[int]] = {}
    rows = RecoveryCode.objects.filter(used_at__isnull=True).values_list("hashed", "agent_id")
    for hashed, agent in rows.iterator():
        name = hashed.partition(".")[0] if "." in hashed else ""
        found.setdefault(name, set()).add(agent)
    return {name: [f"agent:{agent}" for agent in sorted(agents)] for name, agents in found.items()}


def sessions_unused_since(instant: datetime) -> int:
    """Persons' sessions that live and were not used since: what an older session key wrote of them still stands."""
    living = HolderSession.objects.filter(ended_at__isnull=True, expires_at__gt=clock.now())
    return living.filter(last_seen_at__lt=instant).count()
