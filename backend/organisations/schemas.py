"""What crosses the wire about services, colleagues and places."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from backend.common.digits import Western
from backend.common.schema import Schema
from backend.common.text import Line, Lines, Name
from backend.organisations.rules_places import PlaceWarning

Language = Literal["fr", "en", "ar"]
Words = dict[Language, str]
Steps = dict[Language, list[str]]
WordIn = Annotated[str, StringConstraints(max_length=400), Lines]
WordsIn = dict[Language, WordIn]
WordsAsJson = Annotated[str, Lines]  # in a form with a file, where no object may stand
StepsIn = dict[Language, Annotated[list[WordIn], Field(max_length=20)]]
StepFree = Literal["yes", "no", "partly", "unknown"]
Postcode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$"), Western]
Means = Literal["train", "bus", "car", "foot", "step_free"]


class OrganisationName(Schema):
    id: int
    name: str


class LinkedOrganisation(OrganisationName):
    kind: Literal["spip", "tj"]


class OrganisationForAgent(LinkedOrganisation):
    time_zone: str
    phone: str
    email: str
    linked: list[LinkedOrganisation]
    features: dict[str, Any]


class Colleague(Schema):
    id: int
    first_name: str
    last_name: str
    role: str
    may_follow: bool  # be somebody's referent
    organisation: OrganisationName


class Colleagues(Schema):
    items: list[Colleague]


class Reached(Schema):
    """Somebody was shown as much as a day's or an hour's work never asks for."""

    agent: int
    name: str
    kind: Literal["opened", "listed", "exported"]
    count: int
    at: datetime


class ReadingEntry(Schema):
    """One act of looking: what kind, and how many were shown; never who, nor what was typed."""

    at: datetime
    verb: str
    count: int | None
    scope: Literal["", "own", "service"]
    page: Literal["", "first", "next"]
    words: Literal["", "name", "number", "none"]
    first: str
    last: str


class Readings(Schema):
    reached: list[Reached]
    items: list[ReadingEntry]
    next: str | None


class PlaceInList(Schema):
    id: int
    name: str
    full_name: str
    neutral_name: str
    address: str
    postcode: str
    city: str
    organisation: OrganisationName
    editable: bool
    archived: bool


class Places(Schema):
    items: list[PlaceInList]


class DirectionsIn(Schema):
    """`checked`: languages whose steps were looked at and are right as they stand."""

    steps: StepsIn
    minutes: int | None = Field(default=None, ge=0, le=240)
    checked: list[Language] = []


class DirectionsForAgent(Schema):
    means: Means
    steps: Steps
    minutes: int | None
    stale: list[Language]  # to be looked at: older than the French, or than the address


class PhotoForAgent(Schema):
    small: str
    medium: str
    large: str
    alternative: Words
    is_older: bool  # than the address: persons are not shown it


class Checked(Schema):
    """By field the languages to be looked at, or that were and are right as they stand."""

    inside: list[Language] = []
    step_free_words: list[Language] = []
    phone_hours: list[Language] = []


class PlaceForAgent(PlaceInList):
    inside: Words
    step_free: StepFree
    step_free_words: Words
    phone: str
    phone_hours: Words
    email: str
    latitude: float | None
    longitude: float | None
    time_zone: str
    in_messages: str  # where an SMS says that it is
    warnings: list[PlaceWarning]
    stale: Checked
    directions: list[DirectionsForAgent]
    photo: PhotoForAgent | None


class PlacePatch(Schema):
    """Only what is sent changes."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120), Name] | None = None
    neutral_name: Annotated[str, StringConstraints(min_length=1, max_length=60), Name] | None = None
    address: Annotated[str, StringConstraints(min_length=1, max_length=200), Name] | None = None
    postcode: Postcode | None = None
    city: Annotated[str, StringConstraints(min_length=1, max_length=80), Name] | None = None
    inside: WordsIn | None = None
    step_free: StepFree | None = None
    step_free_words: WordsIn | None = None
    phone: Annotated[str, StringConstraints(max_length=40), Western] | None = None
    phone_hours: WordsIn | None = None
    email: Annotated[str, StringConstraints(max_length=254), Line] | None = None
    latitude: Annotated[Decimal, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[Decimal, Field(ge=-180, le=180)] | None = None
    time_zone: Annotated[str, StringConstraints(max_length=40), Line] | None = None


class PlaceChange(PlacePatch):
    """`tell`: those who are expected there, where the change sends them to another door; nobody: it is a spelling."""

    tell: Literal["everybody", "nobody"] | None = None
    checked: Checked = Checked()


class PlaceIn(PlacePatch):
    name: Annotated[str, StringConstraints(min_length=1, max_length=120), Name]
    neutral_name: Annotated[str, StringConstraints(min_length=1, max_length=60), Name]
    address: Annotated[str, StringConstraints(min_length=1, max_length=200), Name]
    postcode: Postcode
    city: Annotated[str, StringConstraints(min_length=1, max_length=80), Name]
