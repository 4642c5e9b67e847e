"""Codes, quotas and the life of a holder's session: pure decisions."""

import hashlib
import hmac
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from uuid import UUID

from backend.common import digits

PROOF_LIFE = timedelta(minutes=5)  # of an agent, before a change of what opens the account
ASKED_AGAIN = timedelta(minutes=5)  # a used code by its own browser, whose answer may have been lost
COMPARISONS = 5  # of one challenge, right or wrong; models.Challenge holds the same as a constraint
FAILURES_AN_HOUR = 1000  # everywhere: past it, new devices wait (reference: at most 0.024 break-ins a day)
CODES_AN_HOUR = 300  # never thought a rush, whatever the hour


@dataclass(frozen=True)
class Quota:
    """At most `count` acts in any window of that length."""

    count: int
    within: timedelta


@dataclass(frozen=True)
class Budget:
    """What one key (a number, an address, a device, an agent) may do of one act. `refusal`: a key under `errors.`."""

    act: str
    key: str
    quotas: Sequence[Quota]
    refusal: str = "too_many"


def code(secret: str, challenge: UUID | str) -> str:
    """The six digits of a challenge: recomputed by who sends and who compares, stored nowhere."""
    digest = hmac.new(secret.encode(), f"challenge:{challenge}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"


def is_code(secret: str, challenge: UUID | str, said: str) -> bool:
    """Compared in constant time; digits of any script, blanks and dashes forgiven ("123 456")."""
    return hmac.compare_digest(code(secret, challenge).encode(), digits.bare(said).encode())


def keyed(secret: str, purpose: str, value: str) -> str:
    """What is stored of a cookie, a number or an address: enough to recognise, useless to whoever reads the table."""
    return hmac.new(secret.encode(), f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()


def folded(email: str) -> str:
    """The one spelling of an e-mail that agents sign in by: counted, kept and looked up (Unicode's NFKC_Casefold).

    The database folds letters that Python's lower() leaves: a dotless i was counted apart and found the same agent.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", email.strip()).casefold())


def wait(quotas: Sequence[Quota], times: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long until the next act is allowed; None: now. `times` are the past acts, newest first."""
    waits = [
        times[quota.count - 1] + quota.within - now
        for quota in quotas
        if len(times) >= quota.count and times[quota.count - 1] + quota.within > now
    ]
    return max(waits, default=None)


def is_fresh(proved_at: float | None, *, now: float) -> bool:
    """Whether password or factor were given lately enough for a change of either. Seconds of one clock.

    What lies ahead of `now` proves nothing: a clock was set back.
    """
    return proved_at is not None and 0 <= now - proved_at <= PROOF_LIFE.total_seconds()


def is_pumped(last_hour: int, earlier: Sequence[int]) -> bool:
    """Whether codes leave so fast that somebody must be making us pay: five times the median of the day's other hours.

    `earlier` holds those in which any code left; the others count as none.
    """
    usual = median([*earlier, *[0] * (23 - len(earlier))])
    return last_hour >= max(CODES_AN_HOUR, 5 * usual)


def is_paused(failures: int) -> bool:
    """Whether so many codes failed in an hour, all files together, that new devices must wait."""
    return failures >= FAILURES_AN_HOUR


def end(*, how: str, expires_at: datetime, is_device_revoked: bool, now: datetime) -> str:
    """Why a session is over, as the app is told; "" while it lives.

    Revoked wipes the phone's copy, expired keeps it: so a revoked device says so even after its session ran out.
    """
    if is_device_revoked or how == "revoked":
        return "session_revoked"
    if how:
        return {"expired": "session_expired"}.get(how, how)
    return "session_expired" if expires_at <= now else ""


def slides(*, last_seen_at: datetime, life: timedelta, now: datetime) -> bool:
    """Whether the end moves on at this call: not at every one, that would be a write for each read."""
    return now - last_seen_at >= life / 200
