"""What crosses the wire between an agent's browser and `accounts`."""

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema


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
    ways: list[Literal["totp", "security_key", "recovery"]]
    idle_at: datetime | None
    ends_at: datetime | None
    now: datetime
    environment: str


class Credentials(Schema):
    email: str = Field(max_length=254)
    password: str = Field(max_length=1000)


class Code(Schema):
    code: str = Field(max_length=40)


class KeyProof(Schema):
    credential: dict[str, Any]


class NewKey(Schema):
    name: str = Field(min_length=1, max_length=80)
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
    old: str = Field(max_length=1000)
    new: str = Field(max_length=1000)


class ProfileIn(Schema):
    shares_name: bool | None = None
    shared_phone: str | None = Field(default=None, max_length=40)
    password: NewPassword | None = None
