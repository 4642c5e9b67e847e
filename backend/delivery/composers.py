"""The port through which whoever queues a kind of message gives its words; wired in `config/composers.py`.

A composer is called at send time, after the claim, in a thread, with a batch of messages of its kinds, and answers with
as many texts or refusals in the same order, by a constant number of queries. It is the last to say that something is no
longer to be sent: a newer revision, a person who opted out, a code that expired.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from backend.delivery.rules_states import Event


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed message, as its composer sees it."""

    id: uuid.UUID
    subject: str
    revision: int
    kind: str
    channel: str
    occasion: str
    holder_id: uuid.UUID | None
    lane: str
    expires_at: datetime

    @property
    def subject_id(self) -> str:
        """What follows the colon of the label."""
        return self.subject.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Text:
    """What to say. `to` is a number or a proved e-mail address; a push goes to every live subscription of the holder.

    `devices`, where some are named, narrows a push to their browsers.
    `keep` false: neither words nor recipient are written down (a code's never are). `title` is the push's or the
    e-mail's; `url` a path of the app; pushes with the same `tag` replace each other on the device. For an e-mail alone:
    `calendar` is the file that goes with it, `unsubscribe` the address that ends such mail by one click. `packed` is
    made of the rest by whoever has a push written (push_words.py).
    """

    to: str
    body: str
    title: str = ""
    url: str = ""
    tag: str = ""
    language: str = "fr"
    keep: bool = True
    devices: tuple[uuid.UUID, ...] = ()
    calendar: bytes = b""
    unsubscribe: str = ""
    packed: bytes = b""

    def saying(self, body: str) -> "Text":
        """The same with other words."""
        return replace(self, body=body)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why it is not to be sent: a message key, shown to agents.

    WITHDRAW: no longer wanted. SUPERSEDE: its subject has a newer revision. REFUSE: wanted, but this person can't be
    reached this way (no number): it counts as failed, is shown, and frees what waits behind it. POSTPONE: wanted, but
    not before `until`; it does not count as a try. EXPIRE: it will be of no use any more when it could leave.
    """

    reason: str
    event: Event = Event.WITHDRAW
    until: datetime | None = None


Compose = Callable[[Sequence[Due]], "list[Text | Refusal]"]
_composers: dict[str, Compose] = {}
_kept_for = 0.0


def keep(seconds: float) -> None:
    """Let composers say for so long what they read of texts, plans and places; never of an appointment or a person.

    Said by the process that writes for the sender alone: whatever is composed later than that after an edit has the new
    words. Elsewhere (previews, the card) nothing is kept.
    """
    global _kept_for
    _kept_for = seconds


def kept_for() -> float:
    """Seconds."""
    return _kept_for


def register(kind_prefix: str, compose: Compose) -> None:
    """`compose` gives the words of every kind that begins so; the longest prefix wins."""
    _composers[kind_prefix] = compose


def of(kind: str) -> Compose | None:
    """The composer of a kind."""
    matching = [prefix for prefix in _composers if kind.startswith(prefix)]
    return _composers[max(matching, key=len)] if matching else None
