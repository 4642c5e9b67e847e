"""One place, and what a change of it means to those expected there. Its steps and photo are `organisations`'."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from backend.accounts.guards import calling_agent
from backend.agenda import actions_places
from backend.common.errors import Unseen
from backend.common.refusals import refuses
from backend.organisations import presenting, queries, schemas
from backend.organisations.permits import require

router = Router()


@router.get("/places/{place}", response={200: schemas.PlaceForAgent})
def get_place(request: HttpRequest, place: int) -> dict[str, Any]:
    agent = calling_agent(request)
    found = queries.places_visible_to(agent).select_related("organisation").filter(pk=place).first()
    if found is None:
        raise Unseen
    return presenting.in_full(found, agent=agent)


@router.patch("/places/{place}", response={200: schemas.PlaceForAgent}, openapi_extra=refuses(409))
def update_place(request: HttpRequest, place: int, body: schemas.PlaceChange) -> dict[str, Any]:
    """409 `people_expected_there` where nothing is said of telling those who would go to the old door."""
    agent = require(request, "manage_places")
    values = body.dict(exclude_unset=True)
    tell, checked = values.pop("tell", None), values.pop("checked", {})
    kept = {name: value for name, value in values.items() if value is not None or name in ("latitude", "longitude")}
    found = actions_places.update_place(agent, place=place, values=kept, checked=checked, tell=tell)
    return presenting.in_full(found, agent=agent)
