"""What crosses the wire between an agent's browser and `accounts`."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from backend.common.digits import Western
from backend.common.schema import Schema
from backend.common.text import Line, Name, Untouched


class SessionAgent(Schema):
    id: int
    first_name: str
    last_name: str
    email: str
    shares_name: bool
    shared_phone: str


class SessionOrganisation(Schema):
    id: int
    name: str
    kind: Literal["spip", "tj"]
    time_zone: str


class Session(Schema):
    signed_in: bool
    stage: Literal["signed_out", "second_factor", "enrol", "charter", "ready"]
    agent: SessionAgent | None
    organisation: SessionOrganisation | None
    role: str | None
    may: list[str]
    has_own_day: bool  # receives persons herself, and looks for those first
    ways: list[Literal["totp", "security_key", "recovery"]]
    has_spent_codes: bool  # no recovery code is left of those that were made: new ones are to be made
    idle_at: datetime | None
    ends_at: datetime | None
    now: datetime
    environment: str


class Credentials(Schema):
    email: Annotated[str, Field(max_length=254), Line]
    password: Annotated[str, Field(max_length=1000), Untouched]


class PasswordAgain(Schema):
    password: Annotated[str, Field(max_length=1000), Untouched]


class Code(Schema):
    code: Annotated[str, Field(max_length=40), Western]


class KeyProof(Schema):
    credential: dict[str, Any]


class NewKey(Schema):
    name: Annotated[str, Field(min_length=1, max_length=80), Name]
    credential: dict[str, Any]


class KeyForAgent(Schema):
    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


class SecondFactors(Schema):
    totp: bool
    security_keys: list[KeyForAgent]
    recovery_left: int


class TotpSecret(Schema):
    secret: str
    uri: str
    qr_svg: str


class RecoveryCodes(Schema):
    recovery_codes: list[str]


class NewPassword(Schema):
    old: Annotated[str, Field(max_length=1000), Untouched]
    new: Annotated[str, Field(max_length=1000), Untouched]


class ProfileIn(Schema):
    shares_name: bool | None = None
    shared_phone: Annotated[str, Field(max_length=40), Western] | None = None
    password: NewPassword | None = None
