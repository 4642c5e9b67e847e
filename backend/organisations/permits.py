"""Asked first in every agent's operation: may this role do that? Scope comes after, by `visible_to(agent)`."""

from django.http import HttpRequest

from backend.accounts.guards import calling_agent
from backend.accounts.models import Agent
from backend.common.errors import Forbidden
from backend.organisations import queries, rules


def require(request: HttpRequest, permission: rules.Permission) -> Agent:
    """The calling agent, or Forbidden('role_may_not'): said before anything is looked up, so it tells of no row."""
    agent = calling_agent(request)
    if not queries.may(agent, permission):
        raise Forbidden("role_may_not")
    return agent


def has(agent: Agent, permission: rules.Permission) -> bool:
    """The same question where the answer changes what is done, not whether."""
    return queries.may(agent, permission)
