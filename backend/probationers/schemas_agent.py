"""What crosses the wire between an agent's browser and `probationers`."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.common.dates import Day
from backend.common.digits import Western
from backend.common.paging import Cursor
from backend.common.schema import Schema
from backend.common.text import Line, Name
from backend.probationers.schemas import Year


class Named(Schema):
    id: int
    name: str


class PersonName(Schema):
    id: UUID
    last_name: str
    first_name: str


class Found(Schema):
    id: UUID
    last_name: str
    first_name: str
    birth_date: date | None
    birth_year: int | None
    phone: str
    appi_number: str
    state: str
    referent: Named | None
    archived: bool


class FoundPage(Schema):
    """`count`: how many there are on all pages; 1,000 stands for more too."""

    items: list[Found]
    count: int
    next: str | None


class SearchIn(Schema):
    q: Annotated[str, Field(max_length=200), Line] = ""
    mine: bool = False
    cursor: Cursor | None = None


class IdentityIn(Schema):
    last_name: Annotated[str, Field(max_length=80), Name]
    first_name: Annotated[str, Field(max_length=80), Name]
    birth_date: Day | None = None
    birth_year: Year | None = None
    phone: Annotated[str, Field(max_length=40), Western] = ""
    appi_number: Annotated[str, Field(max_length=20), Western] = ""


class Duplicate(Schema):
    """Of a file out of scope (not `visible`), no more than what was typed: neither it nor its service.

    `phone_proved_at` may be empty of a proved number: it is written down since November 2026.
    """

    id: UUID | None
    last_name: str
    first_name: str
    birth_date: date | None
    birth_year: int | None
    phone: str
    phone_status: str
    phone_proved_at: datetime | None
    appi_number: str
    state: str
    referent: Named | None
    archived: bool
    certain: bool
    visible: bool
    same_phone: bool
    organisations: list[str]


class Duplicates(Schema):
    items: list[Duplicate]


class ProbationerPatch(Schema):
    last_name: Annotated[str, Field(max_length=80), Name] | None = None
    first_name: Annotated[str, Field(max_length=80), Name] | None = None
    birth_date: Day | None = None
    birth_year: Year | None = None
    phone: Annotated[str, Field(max_length=40), Western] | None = None
    appi_number: Annotated[str, Field(max_length=20), Western] | None = None
    email: Annotated[str, Field(max_length=254), Line] | None = None
    address: Annotated[str, Field(max_length=200), Name] | None = None
    postcode: Annotated[str, Field(max_length=10), Western] | None = None
    city: Annotated[str, Field(max_length=80), Name] | None = None
    language: Annotated[str, Field(max_length=5), Line] | None = None
    spoken_language: Annotated[str, Field(max_length=40), Name] | None = None
    needs_interpreter: bool | None = None
    needs_sign_language: bool | None = None
    needs_step_free: bool | None = None
    reads_little: bool | None = None
    sensitive_channel: bool | None = None
    wants_push: bool | None = None
    wants_sms: bool | None = None
    wants_email: bool | None = None
    force: bool = False
    reason: Literal["", "present", "hearing", "decision"] = ""  # of a second file, where the first is out of sight


class ProbationerIn(ProbationerPatch):
    last_name: Annotated[str, Field(max_length=80), Name]
    first_name: Annotated[str, Field(max_length=80), Name]
    assign_to: int | None = None


class Created(Schema):
    id: UUID


class SettlementIn(Schema):
    settlement: Literal["linked", "different"]


class SecondFile(Schema):
    """For the service of the first file: another one opened a second, which it can't see."""

    id: int
    at: datetime
    reason: Literal["present", "hearing", "decision"]
    organisation: str
    organisation_phone: str
    probationer: PersonName


class FirstFile(Schema):
    """For whoever reads a second file: there is a first. `probationer`: only where that one is in sight too."""

    at: datetime
    settlement: Literal["", "linked"]
    probationer: PersonName | None


class AssignmentIn(Schema):
    agent: int | None


class CounterIn(Schema):
    phone: Annotated[str, Field(max_length=40), Western]


class RelationIn(Schema):
    kind: Annotated[str, Field(max_length=10), Line]
    name: Annotated[str, Field(min_length=1, max_length=120), Name]
    phone: Annotated[str, Field(max_length=40), Western] = ""
    email: Annotated[str, Field(max_length=254), Line] = ""


class Relation(Schema):
    id: int
    kind: str
    name: str
    phone: str
    email: str


class ContactChange(Schema):
    id: UUID
    probationer: PersonName
    field: str
    old: str
    new: str
    by: str
    at: datetime
    seen_at: datetime | None
    taken_back_at: datetime | None


class ContactChangePage(Schema):
    items: list[ContactChange]
    next: str | None


class JournalEntry(Schema):
    at: datetime
    actor: str
    verb: str
    organisation: str


class JournalPage(Schema):
    items: list[JournalEntry]
    next: str | None
