"""How often somebody may be wrong at the agents' door.

Nobody locks another's account: a browser in which the agent signed in before counts for itself, so that guesses made
elsewhere never close it. Every try is counted before it is compared and given back when right: no race spares one.
"""

from datetime import timedelta

from backend.accounts import actions_challenge, keys, rules
from backend.accounts.models import Agent, Attempt
from backend.accounts.rules import Quota

Quotas = tuple[Quota, ...]
_QUARTER, _DAY = timedelta(minutes=15), timedelta(days=1)
HERE: Quotas = (Quota(5, _QUARTER), Quota(20, _DAY))  # one e-mail from one address
STRANGERS: Quotas = (Quota(20, _QUARTER), Quota(100, _DAY))  # one e-mail from every browser it never signed in with
ADDRESS: Quotas = (Quota(60, _QUARTER),)  # a whole court may stand behind one
KNOWN: Quotas = (Quota(10, _QUARTER), Quota(40, _DAY))  # one e-mail in a browser it signed in with
FACTOR: Quotas = (Quota(8, _QUARTER), Quota(40, _DAY))  # whoever gets here has the password


def password_tried(email: str, *, address: str, browser: str) -> list[tuple[str, str]]:
    """Count a try, or Slower. Returns what to give back when it is right. `browser`: known, else empty."""
    if browser:
        asked = [("agent_password:known", f"{email} {browser}", KNOWN)]
    else:
        asked = [
            ("agent_password:here", f"{email} {address}", HERE),
            ("agent_password:strangers", email, STRANGERS),
            ("agent_password:address", address, ADDRESS),
        ]
    return _take(asked)


def factor_tried(agent: Agent) -> list[tuple[str, str]]:
    """Count a try of a second factor, or Slower."""
    return _take([("agent_factor", str(agent), FACTOR)])


def give_back(counted: list[tuple[str, str]]) -> None:
    """It was right: one act less of each."""
    for act, key in counted:
        rows = Attempt.objects.filter(act=act, key__in=keys.hashes("attempt", key))
        Attempt.objects.filter(id__in=rows.order_by("-at", "-id").values("id")[:1]).delete()


def _take(asked: list[tuple[str, str, Quotas]]) -> list[tuple[str, str]]:
    actions_challenge.take(*(rules.Budget(act, key, quotas) for act, key, quotas in asked))
    return [(act, key) for act, key, _ in asked]
