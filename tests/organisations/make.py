"""Services, places and roles for a test, with good defaults."""

from itertools import count
from typing import Any

from backend.accounts.models import Agent
from backend.common import clock
from backend.organisations.models import Membership, Organisation, Place, Role

_number = count(1)


def organisation(
    name: str = "", *, kind: str = "spip", linked: list[Organisation] | None = None, **more: Any
) -> Organisation:
    """A service, linked to none unless told."""
    made = Organisation.objects.create(name=name or f"Service EXEMPLE {next(_number)}", kind=kind, **more)
    made.linked.set(linked or [])
    return made


def membership(agent: Agent, of: Organisation | None = None, role: str = Role.CPIP) -> Membership:
    """The agent's present role; a service of its own unless told."""
    agent.__dict__.pop("_membership", None)
    return Membership.objects.create(agent=agent, organisation=of or organisation(), role=role, since=clock.now())


def place(of: Organisation | None = None, **more: Any) -> Place:
    """A place with an address that exists in no town."""
    values: dict[str, Any] = {
        "name": f"Antenne EXEMPLE {next(_number)}",
        "neutral_name": "Maison EXEMPLE",
        "address": "1 rue de l'Essai",
        "postcode": "92000",
        "city": "Nanterre",
    }
    return Place.objects.create(organisation=of or organisation(), **(values | more))
