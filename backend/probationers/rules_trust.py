"""Contacts of trust: who may make what of one, what each of the three is shown, whom one may name. Pure decisions."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from backend.accounts.rules import Quota
from backend.common import names
from backend.common.errors import Refused
from backend.probationers.states import ContactState

Who = Literal["person", "agent", "contact", "house"]
S = ContactState

LIVE = frozenset({S.PROPOSED, S.ASKED, S.ACTIVE})
# (state, event) → the state that follows.
TRANSITIONS: dict[tuple[str, str], str] = {
    (S.PROPOSED, "approve"): S.ASKED,
    (S.ASKED, "agree"): S.ACTIVE,
    (S.ASKED, "refuse"): S.REFUSED,
    (S.ASKED, "lapse"): S.LAPSED,
    (S.ACTIVE, "stop"): S.STOPPED,
    **{(state, "block"): S.BLOCKED for state in LIVE},
    **{(state, "revoke"): S.REVOKED for state in LIVE},
    **{(state, "end"): S.ENDED for state in LIVE},
}
# Whose act each event is. Person and agent agree in the contact's name by the code that only she was sent.
MAY: dict[str, frozenset[Who]] = {
    "approve": frozenset({"agent"}),
    "agree": frozenset({"contact", "person", "agent"}),
    "refuse": frozenset({"contact"}),
    "stop": frozenset({"contact"}),
    "block": frozenset({"agent"}),
    "revoke": frozenset({"person", "agent"}),
    "lapse": frozenset({"house"}),
    "end": frozenset({"house"}),
}
MOST = 2  # living contacts of one person; a service may say less (`Organisation.features`)
MOST_ASKS = 3  # of one contact
MOST_PERSONS = 30  # beside whom one number may stand: a social worker has that many
OPENS, CLOSES = time(9), time(19)
_DAY = timedelta(days=1)
NAMINGS = (Quota(4, _DAY),)  # of one person
LINKS = (Quota(60, timedelta(hours=1)),)  # made up, from one address; or one that we made, from anywhere
_ROW, _PROOF = 4, 8  # bytes of a token: 64 bits that nobody guesses, at a thousand tries a second not in 10^8 years


def after(state: str, event: str, *, by: Who) -> ContactState:
    """The state that follows, or Refused('contact_state')."""
    if by not in MAY[event] or (state, event) not in TRANSITIONS:
        raise Refused("contact_state")
    return ContactState(TRANSITIONS[state, event])


def to_person(state: str, *, was_active: bool) -> str:
    """What the person sees: an agent's block looks like the contact's own no, before and after the copies began."""
    if state in (S.REFUSED, S.BLOCKED, S.STOPPED, S.ENDED):
        return "over" if was_active else "not_kept"
    return str(state)


def to_contact(state: str) -> str:
    """What the link shows: every end is the same, and the same as a link that never was."""
    return str(state) if state in (S.ASKED, S.ACTIVE) else "over"


def hindrance(*, sensitive: bool, archived: bool, messaging: str, living: int, most: int) -> str | None:
    """Why nobody can be named now, as a message key."""
    if sensitive or archived or messaging != "all" or most == 0:
        return "contact_not_here"
    return "contact_too_many" if living >= most else None


def most(features: Iterable[Mapping[str, Any]]) -> int:
    """How many the person may have: the most cautious of the file's services decides; 0 switches it off."""
    return min((int(one.get("trusted_contacts", MOST)) for one in features), default=MOST)


def waking(now: datetime, zone: str) -> datetime:
    """That instant, or the next opening there: a question that a person has sent again rings at nobody's at night."""
    local = now.astimezone(ZoneInfo(zone))
    if OPENS <= local.time() < CLOSES:
        return now
    day = local.date() + timedelta(days=local.time() >= CLOSES)
    return datetime.combine(day, OPENS, ZoneInfo(zone))


def is_barred(states_of_file: Collection[str], *, living_anywhere: int, said_stop: bool) -> bool:
    """Whether that address is not asked, in the same words whatever the reason.

    `states_of_file`: what it was for the same person, lately. An agent's block and the contact's own no hold.
    """
    held = {S.BLOCKED, S.REFUSED, S.STOPPED}
    return bool(held & set(states_of_file)) or living_anywhere >= MOST_PERSONS or said_stop


def shown_name(first_name: str, *, says_initial: bool) -> str:
    """Two forms of one word and no free text: nobody writes what he likes to somebody else's phone."""
    word = names.one_word(first_name)
    return f"{word[:1]}." if says_initial else word


def token(secret: str, contact: int) -> str:
    """What the link carries: the row and its proof, 16 signs; recomputed by who sends and who compares, stored nowhere.

    With another secret older links are good no more, and the next message brings one that is.
    """
    named = contact.to_bytes(_ROW, "big")
    digest = hmac.new(secret.encode(), f"trusted_contact:{contact}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(named + digest[:_PROOF]).decode()


def row_of(secret: str, said: str) -> int | None:
    """The row that a token names, if the token is right; compared in constant time."""
    try:
        contact = int.from_bytes(urlsafe_b64decode(said)[:_ROW], "big")
    except ValueError:
        return None
    return contact if hmac.compare_digest(token(secret, contact).encode(), said.encode()) else None
