"""Who belongs where, and how far one sees: one's own service and those linked to it."""

from typing import Any

from django.db.models import QuerySet

from backend.accounts.belonging import Belonging, Service
from backend.accounts.models import Agent
from backend.common import phones
from backend.common.compiled import Compiled
from backend.organisations import rules
from backend.organisations.models import Membership, Organisation, Place


def membership_of(agent: Agent) -> Membership | None:
    """The agent's present role and service, read once for each request (the agent is the request's own object)."""
    known = agent.__dict__
    if "_membership" not in known:
        known["_membership"] = _memberships.first(agent=agent.pk)
    found: Membership | None = known["_membership"]
    return found


@Compiled
def _memberships(*, agent: int) -> QuerySet[Membership]:
    rows = Membership.objects.filter(agent=agent, until__isnull=True)
    return rows.select_related("organisation").order_by("pk")[:1]


def may(agent: Agent, permission: rules.Permission) -> bool:
    """Whether the agent's role has the permission in his kind of service."""
    role, kind = _role_and_kind(agent)
    return rules.may(role, permission, kind=kind)


def permissions_of(agent: Agent) -> tuple[rules.Permission, ...]:
    """All that the agent's role may do in his kind of service, in the table's order."""
    role, kind = _role_and_kind(agent)
    return rules.permissions(role, kind=kind)


def _role_and_kind(agent: Agent) -> tuple[str, str]:
    """Empty: none; a central administrator has a role and no service."""
    membership = membership_of(agent)
    if membership:
        return membership.role, membership.organisation.kind
    return (rules.CENTRAL if agent.is_central else ""), ""


def belonging_of(agent: Agent) -> Belonging | None:
    """What `accounts` asks through its port."""
    membership = membership_of(agent)
    if membership is None and not agent.is_central:
        return None
    role, _ = _role_and_kind(agent)
    service = membership and Service(
        id=membership.organisation.pk,
        name=membership.organisation.name,
        kind=membership.organisation.kind,
        time_zone=membership.organisation.time_zone,
    )
    has_own_day = rules.has_own_day(role)
    return Belonging(service=service or None, role=role, may=permissions_of(agent), has_own_day=has_own_day)


def territory_of(agent: Agent) -> str:
    """Where the numbers that the agent types without a country are read: as his service's."""
    membership = membership_of(agent)
    return phones.territory_of(time_zone=membership.organisation.time_zone if membership else "")


def reach_of(agent: Agent) -> list[int]:
    """Keys of the agent's own service and those linked to it; every one for a central administrator, none for nobody.

    Read once for each request. A list and no query, for then PostgreSQL knows how few they are.
    """
    known = agent.__dict__
    if "_reach" not in known:
        known["_reach"] = _reach_of(agent)
    found: list[int] = known["_reach"]
    return found


def _reach_of(agent: Agent) -> list[int]:
    membership = membership_of(agent)
    if membership is None:
        return list(Organisation.objects.values_list("pk", flat=True)) if agent.is_central else []
    own = membership.organisation_id
    return [own, *_linked(organisation=own)]


@Compiled
def _linked(*, organisation: int) -> QuerySet[Any, int]:
    links = Organisation.linked.through.objects.filter(from_organisation_id=organisation)
    return links.values_list("to_organisation_id", flat=True)


def places_visible_to(agent: Agent) -> QuerySet[Place]:
    """Places of the services in reach, archived ones too."""
    return Place.objects.filter(organisation__in=reach_of(agent))


def places_editable_by(agent: Agent) -> QuerySet[Place]:
    """Places of the agent's own service alone; every one for a central administrator."""
    membership = membership_of(agent)
    if membership is None:
        return places_visible_to(agent)
    return Place.objects.filter(organisation_id=membership.organisation_id)


def at_work_in(service: int | None) -> QuerySet[Membership]:
    """Those who work there now."""
    return Membership.objects.filter(organisation=service, until__isnull=True, agent__is_active=True)


def colleagues_of(agent: Agent) -> QuerySet[Membership]:
    """Those who work in the services in reach, oneself included."""
    return (
        Membership.objects.filter(organisation__in=reach_of(agent), until__isnull=True, agent__is_active=True)
        .select_related("agent", "organisation")
        .order_by("agent__last_name", "agent__first_name", "id")
    )
