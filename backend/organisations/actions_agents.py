"""Agents as an administrator makes them: an account and a role in a service, together."""

from django.db import IntegrityError, transaction

from backend.accounts import rules as accounts
from backend.accounts.models import Agent
from backend.common import clock, emails, names
from backend.common.errors import Refused
from backend.journal import actions as journal
from backend.organisations import rules
from backend.organisations.models import Membership, Organisation


def create_agent(
    email: str, *, first_name: str, last_name: str, password: str, service: Organisation | None, role: str, by: object
) -> Agent:
    """Without a service: a central administrator. Refused where the e-mail is taken or the service has no such
    role, Malformed where the e-mail is none, ValueError where a name is none (`names.read`)."""
    if service and not rules.role_fits(role, service.kind):
        raise Refused("role_does_not_fit")
    agent = Agent(
        email=accounts.folded(emails.read(email)),
        first_name=names.read(first_name),
        last_name=names.read(last_name),
        is_central=service is None,
    )
    agent.set_password(password)
    try:
        with transaction.atomic():
            agent.save()
            if service:
                Membership.objects.create(agent=agent, organisation=service, role=role, since=clock.now())
            journal.write("organisations.create_agent", agent, by=by, organisation=service or "")
    except IntegrityError as error:
        raise Refused("email_taken") from error
    return agent
