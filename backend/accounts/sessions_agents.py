"""An agent's session: Django's own, with its stages and its two ends.

It ends by real time, which nobody moves; its ends are told by the one clock that everybody reads.
"""

import time
from datetime import UTC, datetime
from typing import Literal

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest

from backend.accounts import queries_agents, rules
from backend.accounts.models import Agent
from backend.common import clock
from backend.common.errors import Refused, Unproved

Stage = Literal["second_factor", "enrol", "charter", "ready"]
_TOUCH_EVERY = 20  # seconds: an idle end that is this much too early spares a write at every call


def open_for(request: HttpRequest, agent: Agent) -> None:
    """The password was right: a new session key, and no factor yet."""
    request.session.flush()
    login(request, agent)
    request.session.update({"started": time.time(), "seen": time.time()})


def prove(request: HttpRequest, factor: str) -> None:
    """A second factor was right ("totp:3"): a new key, so that nobody keeps one seen before."""
    request.session.cycle_key()
    request.session["factor"] = factor
    prove_again(request)


def prove_again(request: HttpRequest) -> None:
    """The password was right once more, or a factor: for five minutes either may be changed."""
    request.session["proved"] = request.session["seen"] = time.time()


def demand_proof(request: HttpRequest) -> None:
    """Before what opens the account is changed; Refused('proof_needed') where the last proof is five minutes old.

    A session without a factor has nothing to lose yet: its first one is added after the password alone.
    """
    if has_proved(request) and not rules.is_fresh(request.session.get("proved"), now=time.time()):
        raise Refused("proof_needed")


def has_proved(request: HttpRequest) -> bool:
    """Whether this session is past the second factor."""
    return "factor" in request.session


def demand_factor(request: HttpRequest) -> None:
    """For what stands open before the charter, but not before a factor."""
    if not has_proved(request):
        raise Unproved("enrol_needed")


def keep_challenge(request: HttpRequest, purpose: str, challenge: bytes) -> None:
    """WebAuthn's challenge, for the next answer of this session alone."""
    request.session["challenge"] = [purpose, challenge.hex()]


def take_challenge(request: HttpRequest, purpose: str) -> bytes:
    """Good once: a second answer finds none."""
    kept = request.session.pop("challenge", None)
    if not kept or kept[0] != purpose:
        raise Unproved("security_key_refused")
    return bytes.fromhex(kept[1])


def renew(request: HttpRequest, agent: Agent) -> None:
    """After a change of what opens the account: this session goes on under a new key, every other one ends."""
    agent.refresh_from_db(fields=["password", "sessions_round"])
    update_session_auth_hash(request, agent)


def close(request: HttpRequest) -> None:
    logout(request)


def agent_of(request: HttpRequest) -> Agent | None:
    """Whose password opened this session, unless it is idle or too old: then it is destroyed."""
    agent = request.user
    if not isinstance(agent, Agent) or not agent.is_active:
        return None
    if time.time() >= min(_idle_at(request), _ends_at(request)):
        close(request)
        request.META["msj.session_end"] = "session_expired"
        return None
    return agent


def end_of(request: HttpRequest) -> str:
    """Why there is no session: a code for the catalogue."""
    return str(request.META.get("msj.session_end", "signed_out"))


def stage(request: HttpRequest, agent: Agent) -> Stage:
    """What is still to be done before work."""
    if not has_proved(request):
        return "second_factor" if queries_agents.has_factor(agent) else "enrol"
    return "ready" if agent.charter_accepted_at else "charter"


def touch(request: HttpRequest) -> None:
    """The agent is at work: the idle end moves on."""
    if time.time() - request.session.get("seen", 0) > _TOUCH_EVERY:
        request.session["seen"] = time.time()


def stay(request: HttpRequest) -> None:
    """Asked for by name: the idle end moves on now."""
    request.session["seen"] = time.time()


def idle_at(request: HttpRequest) -> datetime:
    """When the session ends if nothing is done."""
    return _by_the_clock(min(_idle_at(request), _ends_at(request)))


def ends_at(request: HttpRequest) -> datetime:
    """When the session ends whatever is done."""
    return _by_the_clock(_ends_at(request))


def _by_the_clock(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC) + clock.offset()


def _idle_at(request: HttpRequest) -> float:
    return float(request.session.get("seen", 0)) + settings.AGENT_IDLE.total_seconds()


def _ends_at(request: HttpRequest) -> float:
    return float(request.session.get("started", 0)) + settings.AGENT_SESSION_LIFE.total_seconds()
