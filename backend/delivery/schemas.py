"""What crosses the wire: the push payload, the holder's subscription, what gateways report."""

from typing import Literal

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field


class PushPayload(BaseModel):
    """What the service worker gets, encrypted; `shared/push.schema.json` says the same to the other side."""

    model_config = ConfigDict(extra="forbid")

    v: Literal[1] = 1
    id: str = Field(min_length=1, max_length=80)
    kind: str = Field(min_length=1, max_length=40)
    title: str = Field(min_length=1, max_length=120)
    body: str = Field(max_length=1000)
    tag: str = Field(min_length=1, max_length=80)
    url: str = Field(pattern=r"^/(?:[^/]|$)", max_length=200)
    badge: int | None = Field(default=None, ge=0)
    shown: str = Field(min_length=1, max_length=600)
    lang: Literal["fr", "en", "ar"]
    dir: Literal["ltr", "rtl"] = "ltr"


class SubscriptionIn(Schema):
    endpoint: str = Field(max_length=1000)
    p256dh: str = Field(max_length=120)
    auth: str = Field(max_length=60)
    replaces: str | None = Field(default=None, max_length=1000)


class SubscriptionOut(Schema):
    endpoint: str = Field(max_length=1000)


class TestOut(Schema):
    message: str


class ShownIn(Schema):
    token: str = Field(max_length=120)
