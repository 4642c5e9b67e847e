"""What providers' reports and persons' short answers mean."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from backend.delivery.rules_states import Event


@dataclass(frozen=True, slots=True)
class Report:
    """One delivery report. `message` is our id where the gateway gives it back, `reference` is the gateway's own."""

    outcome: str  # delivered, failed, unreachable, shown; anything else is kept and changes nothing
    message: str = ""
    reference: str = ""
    detail: str = ""
    at: str = ""

    @property
    def event(self) -> str:
        """The same report twice has the same hash, two reports of one message have not."""
        parts = (self.message, self.reference, self.outcome, self.detail, self.at)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Incoming:
    """One SMS that came back."""

    reference: str
    sender: str
    text: str = field(repr=False)


EVENTS = {"delivered": Event.ARRIVE, "shown": Event.ARRIVE, "failed": Event.MISS, "unreachable": Event.MISS}

STOP = frozenset({"stop", "arret", "arreter", "arretez", "desabonner", "unsubscribe", "توقف", "قف", "ايقاف"})
START = frozenset({"start", "reprise", "reprendre", "resume", "ابدا"})
YES = frozenset({"1", "oui", "yes", "نعم"})
NO = frozenset({"2", "non", "no", "لا"})


def understood(text: str) -> str:
    """stop, start, yes, no or other; "STOP SMS", "Stop !" and "ARRÊT" are meant alike, a sentence is other."""
    opened = unicodedata.normalize("NFKD", text.replace("أ", "ا").replace("إ", "ا")).casefold()
    words = re.findall(r"\w+", "".join(sign for sign in opened if not unicodedata.combining(sign)))
    if not words or len(words) > 2 or (len(words) == 2 and words[1] not in ("sms", "rdv", "msj")):
        return "other"
    meanings = (("stop", STOP), ("start", START), ("yes", YES), ("no", NO))
    return next((meaning for meaning, said in meanings if words[0] in said), "other")
