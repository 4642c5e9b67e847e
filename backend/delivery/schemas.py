"""What crosses the wire: the push payload, the holder's subscription, what gateways report."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.common.schema import Schema
from backend.common.text import Untouched


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
    endpoint: Annotated[str, Field(max_length=1000), Untouched]
    p256dh: Annotated[str, Field(max_length=120), Untouched]
    auth: Annotated[str, Field(max_length=60), Untouched]
    replaces: Annotated[str, Field(max_length=1000), Untouched] | None = None


class SubscriptionOut(Schema):
    endpoint: Annotated[str, Field(max_length=1000), Untouched]


class TestOut(Schema):
    message: str


class ShownIn(Schema):
    token: Annotated[str, Field(max_length=120), Untouched]
