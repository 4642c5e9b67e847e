"""An agent's password, charter and profile."""

from collections.abc import Mapping

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from backend.accounts import belonging, changes, quotas_agents, rules
from backend.accounts.models import Agent
from backend.common import clock, phones, phones_called
from backend.common.errors import Malformed, Unproved
from backend.journal import actions as journal


def check_password(email: str, password: str, *, address: str, browser: str) -> Agent:
    """Whose e-mail and password these are, or Unproved.

    The same work for an unknown e-mail (Django hashes in vain), an inactive agent and a wrong password.
    """
    name = rules.folded(email)
    counted = quotas_agents.password_tried(name, address=address, browser=browser)
    agent = authenticate(username=name, password=password)
    if not isinstance(agent, Agent):
        journal.write("accounts.refuse_password", "door:agents", by="system:web")
        raise Unproved("credentials_refused")
    quotas_agents.give_back(counted)
    return agent


@transaction.atomic
def accept_charter(agent: Agent) -> None:
    """Once: the date of the first time stays."""
    accepted = Agent.objects.filter(pk=agent.pk, charter_accepted_at__isnull=True)
    if accepted.update(charter_accepted_at=clock.now()):
        agent.refresh_from_db(fields=["charter_accepted_at"])
        journal.write("accounts.accept_charter", agent, by=agent)


@transaction.atomic
def update_profile(agent: Agent, *, changes: Mapping[str, str | bool]) -> None:
    """What a probationer may be shown of the agent (field rule 12): nothing unless asked for."""
    if "shares_name" in changes:
        agent.shares_name = bool(changes["shares_name"])
    if "shared_phone" in changes:
        agent.shared_phone = _line(agent, str(changes["shared_phone"]))
    agent.save(update_fields=["shares_name", "shared_phone"])
    journal.write("accounts.update_profile", agent, by=agent)


def _line(agent: Agent, said: str) -> str:
    """One's own direct line, a local one read where one's service is; blank: none."""
    place = belonging.of(agent)
    where = phones.territory_of(time_zone=place.service.time_zone if place and place.service else "")
    return phones_called.line(said, territory=where, field="shared_phone") if said.strip() else ""


def confirm_password(agent: Agent, said: str) -> None:
    """It is still the agent who sits there; Malformed otherwise, and Slower after a few."""
    counted = quotas_agents.factor_tried(agent)
    if not agent.check_password(said):
        raise Malformed("password_refused", fields={"password": "password_refused"})
    quotas_agents.give_back(counted)
    journal.write("accounts.confirm_password", agent, by=agent)


@transaction.atomic
def change_password(agent: Agent, *, old: str, new: str) -> None:
    """The old one proves that it is still the agent who sits there; every other session ends."""
    counted = quotas_agents.factor_tried(agent)
    if not agent.check_password(old):
        raise Malformed("password_refused", fields={"old": "password_refused"})
    quotas_agents.give_back(counted)
    try:
        validate_password(new, agent)
    except ValidationError as error:
        code = str(error.error_list[0].code)
        raise Malformed(code, fields={"new": code}) from error
    agent.set_password(new)
    agent.save(update_fields=["password"])
    journal.write("accounts.change_password", agent, by=agent)
    changes.of(agent, "password")
