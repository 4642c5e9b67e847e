"""What crosses the wire about contacts of trust: to the person, to agents, to the contact herself."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from backend.common.dates import Day
from backend.common.digits import Western
from backend.common.schema import Schema
from backend.common.text import Line, Name, Untouched
from backend.probationers.schemas import Code
from backend.probationers.schemas_agent import PersonName

Relation = Literal["social_worker", "family", "association", "other"]
Why = Literal["safety", "role", "doubt", "other"]


class TrustedContactIn(Schema):
    """One number or one address, never both."""

    name: Annotated[str, Field(min_length=1, max_length=80), Name]
    relation: Annotated[str, Field(max_length=14), Line]
    phone: Annotated[str, Field(max_length=40), Western] = ""
    email: Annotated[str, Field(max_length=254), Line] = ""
    language: Annotated[str, Field(max_length=5), Line] = "fr"
    says_initial: bool = False


class TrustedContactByAgentIn(TrustedContactIn):
    """`consented_on`: when the person said that she wishes it."""

    consented_on: Day


class TrustedCode(Schema):
    code: Code


class BlockIn(Schema):
    why: Why


class MyTrustedContact(Schema):
    """Whoever ended it, an agent or the contact, the words are the same."""

    id: int
    name: str
    relation: Relation
    address: str
    state: Literal["proposed", "asked", "active", "lapsed", "revoked", "not_kept", "over"]
    since: datetime
    answer_until: datetime | None
    may_ask_again: bool


class MyTrustedContacts(Schema):
    """`hindrance`: why nobody can be named now, a message key."""

    items: list[MyTrustedContact]
    most: int
    hindrance: str | None


class TrustedContact(Schema):
    id: int
    probationer: PersonName
    name: str
    relation: Relation
    phone: str
    email: str
    language: str
    says_initial: bool
    state: Literal["proposed", "asked", "active", "refused", "lapsed", "blocked", "revoked", "stopped", "ended"]
    by_person: bool
    named_at: datetime
    consented_on: date
    approved_at: datetime | None
    answer_until: datetime | None
    active_at: datetime | None
    ended_at: datetime | None
    blocked_why: Why | None
    may_ask_again: bool


class TrustedContacts(Schema):
    items: list[TrustedContact]
    hindrance: str | None


class TrustLinkIn(Schema):
    token: Annotated[str, Field(max_length=40), Untouched]


class TrustAnswerIn(TrustLinkIn):
    yes: bool


class TrustLink(Schema):
    """All that the link shows: nothing of the person but the name she chose to be called by."""

    state: Literal["asked", "active", "over"]
    name: str | None
    language: str
