"""What an agent's browser asks about services, colleagues and places."""

from collections.abc import Mapping
from typing import Annotated, Any, BinaryIO, cast

from django.http import HttpRequest
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile
from pydantic import TypeAdapter, ValidationError

from backend.accounts.guards import calling_agent
from backend.common.errors import Malformed, Unseen
from backend.common.paging import Cursor
from backend.common.refusals import refuses
from backend.organisations import actions, actions_photo, actions_readings, permits, presenting, queries, rules, schemas

router = Router()


@router.get("/organisation", response={200: schemas.OrganisationForAgent}, openapi_extra=refuses(404))
def get_organisation(request: HttpRequest) -> dict[str, Any]:
    """One's own service and those linked to it."""
    membership = queries.membership_of(calling_agent(request))
    if membership is None:
        raise Unseen
    return presenting.service(membership.organisation)


@router.get("/colleagues", response={200: schemas.Colleagues})
def list_colleagues(request: HttpRequest) -> dict[str, Any]:
    """Those of one's own and linked services, to choose from."""
    found = queries.colleagues_of(calling_agent(request))
    return {
        "items": [
            {
                "id": each.agent.pk,
                "first_name": each.agent.first_name,
                "last_name": each.agent.last_name,
                "role": each.role,
                "may_follow": rules.may_follow(each.role),
                "organisation": each.organisation,
            }
            for each in found
        ]
    }


@router.get("/readings", response={200: schemas.Readings}, openapi_extra=refuses(403, 404))
def list_readings(request: HttpRequest, agent: int | None = None, cursor: Cursor | None = None) -> dict[str, Any]:
    """Who met a limit lately; with `agent`, what that colleague of one's own service looked at, the latest first."""
    read = actions_readings.read(permits.require(request, "manage_agents"), of=agent, cursor=cursor)
    return {
        "reached": [presenting.reached(row, read.names) for row in read.reached],
        "items": [presenting.reading(entry) for entry in read.entries],
        "next": read.following,
    }


@router.get("/places", response={200: schemas.Places})
def list_places(request: HttpRequest) -> dict[str, Any]:
    """Of one's own and linked services, the archived ones last."""
    agent = calling_agent(request)
    own = presenting.own_of(agent)
    found = queries.places_visible_to(agent).select_related("organisation")
    ordered = sorted(found, key=lambda place: (place.archived_at is not None, place.organisation_id != own, place.name))
    return {"items": [presenting.in_list(place, own=own) for place in ordered]}


@router.post("/places", response={200: schemas.PlaceForAgent}, openapi_extra=refuses(409))
def create_place(request: HttpRequest, body: schemas.PlaceIn) -> dict[str, Any]:
    agent = permits.require(request, "manage_places")
    made = actions.create_place(agent, values=body.dict(exclude_none=True))
    return presenting.in_full(made, agent=agent)


@router.put("/places/{place}/directions/{means}", response={200: schemas.PlaceForAgent}, openapi_extra=refuses(409))
def set_directions(
    request: HttpRequest, place: int, means: schemas.Means, body: schemas.DirectionsIn
) -> dict[str, Any]:
    """Steps by one means of transport; none removes it."""
    agent = permits.require(request, "manage_places")
    found = actions.set_directions(agent, place=place, means=means, **body.dict())
    return presenting.in_full(found, agent=agent)


@router.put("/places/{place}/photo", response={200: schemas.PlaceForAgent}, openapi_extra=refuses(409))
def set_photo(
    request: HttpRequest,
    place: int,
    photo: File[UploadedFile],
    alternative: Annotated[schemas.WordsAsJson, Form("{}")] = "{}",
) -> dict[str, Any]:
    """The entrance; `alternative` is a JSON object of words by language."""
    agent = permits.require(request, "manage_places")
    try:
        words: Mapping[Any, str] = TypeAdapter(schemas.WordsIn).validate_json(alternative)
    except ValidationError as error:
        raise Malformed("malformed", fields={"alternative": "field_unreadable"}) from error
    found = actions_photo.set_photo(
        agent, place=place, file=cast(BinaryIO, photo.file), size=photo.size or 0, alternative=dict(words)
    )
    return presenting.in_full(found, agent=agent)


@router.delete("/places/{place}/photo", response={200: schemas.PlaceForAgent}, openapi_extra=refuses(409))
def remove_photo(request: HttpRequest, place: int) -> dict[str, Any]:
    agent = permits.require(request, "manage_places")
    return presenting.in_full(actions_photo.remove_photo(agent, place=place), agent=agent)


@router.post("/places/{place}/archive", response={204: None}, openapi_extra=refuses(409))
def archive_place(request: HttpRequest, place: int) -> Status[None]:
    """No longer offered for booking."""
    actions.archive_place(permits.require(request, "manage_places"), place=place)
    return Status(204, None)
