"""What crosses the wire between the probationer's app and `probationers`."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.accounts.schemas_acts import ActIn
from backend.common.dates import Day, Moment
from backend.common.digits import Western
from backend.common.schema import Schema
from backend.common.text import Line, Name

# As people type them: digits of any script.
Code = Annotated[str, Field(max_length=12), Western]
Year = Annotated[int, Field(ge=1900, le=2100), Western]


class CodeAsked(Schema):
    """The same for every number: nothing in it says whether a code has left."""

    id: UUID
    expires_at: datetime
    resend_at: datetime
    birth_date_needed: bool
    by: Literal["sms", "push", "email", "elsewhere"]
    other_ways: bool
    address: str


class ElsewhereIn(Schema):
    by: Literal["push", "email"]


class PhoneIn(Schema):
    phone: Annotated[str, Field(max_length=40), Western]
    language: Annotated[str, Field(max_length=5), Line] = "fr"


class Proof(Schema):
    challenge: UUID
    code: Code


class BirthProof(Proof):
    birth_date: Day | None = None
    birth_year: Year | None = None


class NewPhoneIn(Schema):
    phone: Annotated[str, Field(max_length=40), Western]
    birth_date: Day | None = None
    birth_year: Year | None = None


class NewEmailIn(Schema):
    email: Annotated[str, Field(max_length=254), Line]


class MySession(Schema):
    signed_in: bool
    end: str | None
    holder: UUID | None
    device: UUID | None
    language: str
    first_name: str | None
    sensitive: bool
    expires_at: datetime | None
    now: datetime
    copy_days: int
    vapid_public_key: str
    sms_sender: str
    sms_sender_receives: bool


class MyDevice(Schema):
    id: UUID
    label: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


class MyDevices(Schema):
    items: list[MyDevice]


class NoticeSettledIn(Schema):
    """`until`: of the last one that was shown, so that none that came meanwhile is settled unread."""

    kind: Literal["new_device", "number_changed"]
    until: Moment


class Needs(Schema):
    spoken_language: str
    interpreter: bool
    sign_language: bool
    step_free: bool
    reads_little: bool


class Me(Schema):
    first_name: str
    last_name: str
    phone: str
    phone_proved: bool
    email: str | None
    email_proved: bool
    email_refused_at: datetime | None
    address: str
    postcode: str
    city: str
    language: str
    wants_push: bool
    wants_sms: bool
    wants_email: bool
    take_back_until: datetime | None
    needs: Needs


class MeIn(Schema):
    address: Annotated[str, Field(max_length=200), Name] | None = None
    postcode: Annotated[str, Field(max_length=10), Western] | None = None
    city: Annotated[str, Field(max_length=80), Name] | None = None
    language: Annotated[str, Field(max_length=5), Line] | None = None
    wants_push: bool | None = None
    wants_sms: bool | None = None
    wants_email: bool | None = None
    act: ActIn | None = None
