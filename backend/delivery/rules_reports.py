"""What providers' reports mean."""

import hashlib
import re
from dataclasses import dataclass, field

from backend.delivery.rules_states import Event


@dataclass(frozen=True, slots=True)
class Report:
    """One delivery report. `message` is our id where the gateway gives it back, `reference` is the gateway's own."""

    outcome: str  # delivered, failed, unreachable, shown, replied; anything else is kept and changes nothing
    message: str = ""
    reference: str = ""
    detail: str = ""
    at: str = ""
    text: str = field(default="", repr=False)  # what the person wrote back, where `replied`

    @property
    def event(self) -> str:
        """The same report twice has the same hash, two reports of one message have not."""
        parts = (self.message, self.reference, self.outcome, self.detail, self.at, *filter(None, [self.text]))
        return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Incoming:
    """One SMS that came back."""

    reference: str
    sender: str
    text: str = field(repr=False)


REPLIED = "replied"  # an answer that comes as an event of the message it answers
UNRECOGNISED = "unrecognised"  # an event whose name we do not know: logged, counted, and nothing else
_NAME = re.compile(r"[a-z0-9_]{1,40}")


def event_name(detail: str) -> str:
    """What may stand in a log and a metric of what a provider calls it: its name, or "other"."""
    return detail if _NAME.fullmatch(detail) else "other"


EVENTS = {
    "delivered": Event.ARRIVE, "shown": Event.ARRIVE, "failed": Event.MISS, "unreachable": Event.MISS,
    "address_refused": Event.MISS, "mail_bounced": Event.MISS,
}  # fmt: skip
# What a report of failure says in its own words; every other one is "failed".
REASONS = frozenset({"unreachable", "address_refused", "mail_bounced"})
