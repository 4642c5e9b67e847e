"""To which service an agent belongs: a port. `accounts` lies below `organisations`, which answers here."""

from collections.abc import Callable
from dataclasses import dataclass

from backend.accounts.models import Agent


@dataclass(frozen=True)
class Service:
    id: int
    name: str
    kind: str
    time_zone: str


@dataclass(frozen=True)
class Belonging:
    """`service` is None for a central administrator, who belongs to the whole country."""

    service: Service | None
    role: str
    may: tuple[str, ...]
    has_own_day: bool


def _nowhere(agent: Agent) -> Belonging | None:
    return None


_answer: Callable[[Agent], Belonging | None] = _nowhere


def register(answer: Callable[[Agent], Belonging | None]) -> None:
    """Who answers; called once, when the apps are ready."""
    global _answer
    _answer = answer


def of(agent: Agent) -> Belonging | None:
    """None: no service, hence no work here."""
    return _answer(agent)
