"""What crosses the wire between the probationer's app and `probationers`."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema


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
    phone: str = Field(max_length=40)
    language: str = Field("fr", max_length=5)


class Proof(Schema):
    challenge: UUID
    code: str = Field(max_length=12)


class BirthProof(Proof):
    birth_date: date | None = None
    birth_year: int | None = Field(None, ge=1900, le=2100)


class NewPhoneIn(Schema):
    phone: str = Field(max_length=40)
    birth_date: date | None = None
    birth_year: int | None = Field(None, ge=1900, le=2100)


class NewEmailIn(Schema):
    email: str = Field(max_length=254)


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
    address: str | None = Field(None, max_length=200)
    postcode: str | None = Field(None, max_length=10)
    city: str | None = Field(None, max_length=80)
    language: str | None = Field(None, max_length=5)
    wants_push: bool | None = None
    wants_sms: bool | None = None
    wants_email: bool | None = None
