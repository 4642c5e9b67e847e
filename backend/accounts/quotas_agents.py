"""How often somebody may be wrong at the agents' door.

Nobody locks another's account: a browser in which the agent signed in before counts for itself, so that guesses made
elsewhere never close it; and any other browser has a share that its network alone can use up. Every try is counted
before it is compared and given back when right: no race spares one.
"""

from collections.abc import Sequence
from datetime import timedelta

from backend.accounts import actions_challenge, keys, rules
from backend.accounts.models import Agent, Attempt
from backend.accounts.rules import Quota
from backend.accounts.rules_codes import network

Quotas = tuple[Quota, ...]
Act = tuple[str, str, Quotas]  # name, key, how often
_QUARTER, _DAY = timedelta(minutes=15), timedelta(days=1)
HERE: Quotas = (Quota(5, _QUARTER), Quota(20, _DAY))  # one e-mail from one address
NETWORK: Quotas = (Quota(10, _QUARTER), Quota(40, _DAY))  # one e-mail from one network: it uses up no other's tries
STRANGERS: Quotas = (Quota(20, _QUARTER), Quota(100, _DAY))  # one e-mail from every browser it never signed in with
# Past that, a network from which the e-mail was hardly tried has some tries left over.
SPARE_HERE: Quotas = (Quota(3, _DAY),)
SPARES: Quotas = (Quota(60, _QUARTER), Quota(300, _DAY))
# Any e-mails from one address: slows and never stops, since a whole court may stand behind one.
ADDRESS: Quotas = (Quota(20, timedelta(minutes=1)),)
KNOWN: Quotas = (Quota(10, _QUARTER), Quota(40, _DAY))  # one e-mail in a browser it signed in with
FACTOR: Quotas = (Quota(8, _QUARTER), Quota(40, _DAY))  # whoever gets here has the password


def password_tried(email: str, *, address: str, browser: str) -> list[tuple[str, str]]:
    """Count a try, or Slower. Returns what to give back when it is right. `browser`: known, else empty."""
    if browser:
        return _take([("agent_password:known", f"{email} {browser}", KNOWN)])
    near = f"{email} {network(address)}"
    always = [
        ("agent_password:here", f"{email} {address}", HERE),
        ("agent_password:network", near, NETWORK),
        ("agent_password:address", address, ADDRESS),
    ]
    spare = [("agent_password:spare_here", near, SPARE_HERE), ("agent_password:spares", email, SPARES)]
    return _take([*always, ("agent_password:strangers", email, STRANGERS)], instead=[*always, *spare])


def factor_tried(agent: Agent) -> list[tuple[str, str]]:
    """Count a try of a second factor, or Slower."""
    return _take([("agent_factor", str(agent), FACTOR)])


def give_back(counted: list[tuple[str, str]]) -> None:
    """It was right: one act less of each."""
    for act, key in counted:
        rows = Attempt.objects.filter(act=act, key__in=keys.hashes("attempt", key))
        Attempt.objects.filter(id__in=rows.order_by("-at", "-id").values("id")[:1]).delete()


def _take(asked: list[Act], *, instead: Sequence[Act] = ()) -> list[tuple[str, str]]:
    """`instead`: what counts where `asked` refuses."""
    usual, spare = ([rules.Budget(act, key, quotas) for act, key, quotas in acts] for acts in (asked, instead))
    return [(budget.act, budget.key) for budget in actions_challenge.take(*usual, instead=spare)]
