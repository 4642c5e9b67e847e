"""A place and a service as the back office shows them."""

from collections.abc import Mapping
from typing import Any

from backend.accounts.models import Agent
from backend.journal.models import Entry, Reading
from backend.organisations import photos, queries, rules_places
from backend.organisations.models import Organisation, Photo, Place

_BRIEFLY = ("id", "name", "neutral_name", "address", "postcode", "city")
_FULLY = (
    "inside",
    "step_free",
    "step_free_words",
    "phone",
    "phone_hours",
    "email",
    "latitude",
    "longitude",
    "time_zone",
)


def reached(row: Reading, names: Mapping[str, str]) -> dict[str, Any]:
    """`names`: of the agents, by label."""
    agent = int(row.actor.partition(":")[2])
    return {"agent": agent, "name": names[row.actor], "kind": row.kind, "count": row.in_day, "at": row.reached_at}


def reading(entry: Entry) -> dict[str, Any]:
    told = entry.detail
    return {
        "at": entry.at,
        "verb": entry.verb,
        "count": told.get("count", told.get("appointments")),
        **{name: told.get(name, "") for name in ("scope", "page", "words")},
        "first": told.get("from", ""),
        "last": told.get("to", ""),
    }


def in_list(place: Place, *, own: int | None) -> dict[str, Any]:
    """`own`: the service whose places the agent edits; None: every one."""
    return {
        **{name: getattr(place, name) for name in _BRIEFLY},
        "full_name": rules_places.full_name(place.name, place.organisation.name, place.city),
        "organisation": place.organisation,
        "editable": own is None or place.organisation_id == own,
        "archived": place.archived_at is not None,
    }


def in_full(place: Place, *, agent: Agent) -> dict[str, Any]:
    photo = Photo.objects.filter(place=place).first()
    return {
        **in_list(place, own=own_of(agent)),
        **{name: getattr(place, name) for name in _FULLY},
        "in_messages": rules_places.said(place.neutral_name, place.address, place.city),
        "warnings": rules_places.warnings(place.neutral_name, place.address, place.city),
        "directions": list(place.directions.order_by("id")),
        "stale": place.stale,
        "photo": photo
        and {
            **photos.addresses_of(photo.pk),
            "alternative": photo.alternative,
            "is_older": rules_places.is_older(photo.added_at, place.relocated_at),
        },
    }


def service(organisation: Organisation) -> dict[str, Any]:
    plain = {name: getattr(organisation, name) for name in ("id", "name", "kind", "time_zone", "phone", "email")}
    linked = list(organisation.linked.order_by("name"))
    return {**plain, "features": organisation.features, "linked": linked}


def own_of(agent: Agent) -> int | None:
    membership = queries.membership_of(agent)
    return membership.organisation_id if membership else None
