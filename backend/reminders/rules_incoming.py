"""What an SMS that came back speaks of, who must read it, and whether it is answered. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from backend.reminders.rules import REMINDER

Row = TypeVar("Row")
ASKING = frozenset({"confirmation", "moved", REMINDER})  # kinds after which 1 or 2 means something
# Two appointments spoken of within this time: nobody knows which one a short answer means.
TOGETHER = timedelta(hours=1)
A_DAY = timedelta(hours=24)
MOST_ANSWERS_A_DAY = 5  # by number, whatever is written: no loop with a machine, no bill
ANSWER_WITHIN = timedelta(hours=6)  # later, an answer by itself would come out of the blue

YES, NO, STOP, START, OTHER = "reply_yes", "reply_no", "reply_stop", "reply_start", "reply_other"
KINDS = (YES, NO, STOP, START, OTHER)
ABOUT_AN_APPOINTMENT = frozenset({YES, NO})


@dataclass(frozen=True)
class Spoken:
    """A message about an appointment that had left for the number before the SMS came."""

    appointment: str
    revision: int
    kind: str
    at: datetime


@dataclass(frozen=True)
class Claim(Generic[Row]):
    """A file in which the number stands, of several."""

    file: Row
    is_proved: bool = False  # its person showed that the number is hers
    spoken_at: datetime | None = None  # when the last SMS about an appointment of hers left for it
    services: frozenset[int] = frozenset()  # where it is followed
    reach: frozenset[int] = frozenset()  # those, and the services linked to one of them


def addressed(claims: Sequence[Claim[Row]]) -> list[Row]:
    """The files that may read what the number writes.

    Those whose person proved the number; else those from which something was said to it; else all. With them whatever
    one service sees beside them (a mother and her son), and the file that spoke last, for it is answered. Any agent
    can write anybody's number into a file: that alone opens nobody's words.
    """
    strong = (
        [one for one in claims if one.is_proved] or [one for one in claims if one.spoken_at is not None] or list(claims)
    )
    last = max((one.spoken_at for one in claims if one.spoken_at is not None), default=None)
    beside = frozenset[int]().union(*(one.reach for one in strong))
    return [one.file for one in claims if one in strong or one.services & beside or (last and one.spoken_at == last)]


def spoken_of(said: Sequence[Spoken], perhaps: Collection[str] = ()) -> Spoken | None:
    """The last one, of messages newest first; None where it asked nothing or another appointment was just named.

    `perhaps`: appointments of which a message may have come since, unknown to us.
    """
    if not said or said[0].kind not in ASKING:
        return None
    last = said[0]
    others = [one for one in said if one.appointment != last.appointment and one.at > last.at - TOGETHER]
    return None if others or set(perhaps) - {last.appointment} else last


def repeats(earlier: tuple[str, str] | None, kind: str, words: str) -> bool:
    """Whether the person had said the same (kind, words) of the appointment as it stands."""
    return earlier is not None and earlier[0] == kind and (not words or earlier[1] == words)


def must_be_read(meaning: str, *, bound: bool, expected: bool) -> bool:
    """Whether an agent has to look. `bound`: it became an answer; `expected`: an appointment is to come.

    STOP of somebody who is expected is shown (field rule 1): she will not be reminded. Thanks ask nothing of anybody.
    """
    if meaning in ("yes", "no"):
        return not bound
    return expected if meaning == "stop" else meaning == "other"


def answer_kind(meaning: str, *, bound: bool) -> str:
    """What is said in return; "" for thanks."""
    if meaning in ("yes", "no") and not bound:
        return OTHER
    return {"yes": YES, "no": NO, "stop": STOP, "start": START, "other": OTHER}.get(meaning, "")


@dataclass(frozen=True)
class Case:
    """All that decides whether an SMS is answered. `earlier`: kinds answered to the number in the last 24 hours."""

    kind: str
    earlier: Sequence[str]
    age: timedelta  # since it came
    changed: bool  # it said something else than before
    is_mobile: bool
    messaged: bool  # the state of the files allows it


def is_answered(case: Case) -> bool:
    """Once a day for each of STOP, START and what is not understood; for 1 and 2 when the answer changed."""
    if not case.kind or case.age > ANSWER_WITHIN or not case.is_mobile or not case.messaged:
        return False
    if len(case.earlier) >= MOST_ANSWERS_A_DAY:
        return False
    return case.changed if case.kind in ABOUT_AN_APPOINTMENT else case.kind not in case.earlier
