"""Agents, and browsers in which they are signed in."""

import time
from functools import cache
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from backend.accounts.models import Agent, Totp
from backend.common import clock
from backend.organisations.models import Organisation, Role
from tests.organisations import make as organisations

PASSWORD = "une phrase de test, longue"
_number = count(1)


@cache
def hashed() -> str:
    """Once a run: Argon2 is slow on purpose."""
    return make_password(PASSWORD)


def bare_agent(email: str = "", **more: Any) -> Agent:
    """An agent with the password above and nothing else: no service, no second factor, no charter."""
    values: dict[str, Any] = {"first_name": "Camille", "last_name": "EXEMPLE"}
    email = email or f"agent{next(_number)}@exemple.fr"
    return Agent.objects.create(email=email, password=hashed(), **(values | more))


def agent(of: Organisation | None = None, role: str = Role.CPIP, *, email: str = "", **more: Any) -> Agent:
    """An agent who can work: a service (one of its own unless told), TOTP, the charter accepted."""
    made = bare_agent(email, charter_accepted_at=clock.now(), **more)
    organisations.membership(made, of, role)
    totp(made)
    return made


def central_agent(**more: Any) -> Agent:
    """A central administrator: no service, the whole country."""
    made = bare_agent(charter_accepted_at=clock.now(), is_central=True, **more)
    totp(made)
    return made


def totp(of: Agent) -> Totp:
    """A proved one-time-code application."""
    made: Totp = Totp.objects.create(user=of, name="totp", confirmed=True)
    return made


def signed_in_client(who: Agent, *, csrf: bool = False) -> Client:
    """A browser past every stage. With `csrf` it is checked as in production: send `csrf_headers(client)`."""
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(who)
    session = client.session
    session.update({"started": time.time(), "seen": time.time(), "factor": "totp:0", "proved": time.time()})
    session.save()
    return client


def csrf_headers(client: Client) -> dict[str, str]:
    """What the front sends with an unsafe request."""
    if "msj_csrf" not in client.cookies:
        client.get("/api/agent/session")
    return {"X-CSRFToken": client.cookies["msj_csrf"].value}
