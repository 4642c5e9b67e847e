"""An agent's acts on files in the journal, in the name of her service."""

from collections.abc import Mapping

from backend.accounts.models import Agent
from backend.journal import actions as journal
from backend.organisations import queries as organisations


def write(
    verb: str, subject: object, *, by: Agent, about: object = "", detail: Mapping[str, str | int] | None = None
) -> None:
    """One entry, in the caller's transaction; `about` is the file."""
    journal.write(f"probationers.{verb}", subject, by=by, organisation=service_of(by), about=about, detail=detail)


def service_of(agent: Agent) -> str:
    """The label of the agent's service."""
    membership = organisations.membership_of(agent)
    return str(membership.organisation) if membership else ""
