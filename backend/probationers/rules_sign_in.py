"""Which file a right code opens. A number is not a person: the birth date chooses; where it can't, an agent does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Generic, TypeVar

Row = TypeVar("Row")
# Wrong birth dates after a right code, per file, until an agent allows it again: ten guesses among the 365 of a year
# that somebody knows open 2.7 % of such files, once; five times a day for ever opened all of them.
NOTICE_AFTER, STOP_AFTER = 5, 10
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Candidate(Generic[Row]):
    """A file in which the number stands, and what is known of who asks for it."""

    file: Row
    birth_date: date | None
    birth_year: int | None
    is_sensitive: bool = False
    is_known_device: bool = False  # this browser signed in to this very file before
    is_with_agent: bool = False  # an agent proved the number of this file on the spot, minutes ago
    is_stopped: bool = False  # too many wrong birth dates before this one
    name: str = ""  # as searched for
    is_proved: bool = False  # whether its person showed before that the number is hers
    since: datetime = _NEVER  # when it was opened
    is_over: bool = False  # the measure has ended
    services: frozenset[int] = frozenset()  # where it is followed
    reach: frozenset[int] = frozenset()  # those, and the services linked to one of them


class Outcome(Enum):
    SIGNED_IN = "signed_in"
    REFUSED = "refused"  # also where the code was right: nobody learns which part was wrong
    AMBIGUOUS = "ambiguous"  # all was right for two files
    UNATTENDED = "unattended"  # all was right, but the file wants an agent there; said as REFUSED


def choose(
    candidates: Sequence[Candidate[Row]], *, is_code_right: bool, born: date | None, year: int | None
) -> tuple[Outcome, list[Row]]:
    """The outcome and the files it is about; first the one that opens, then those that it may be told of
    (`tells_of`)."""
    if not is_code_right:
        return Outcome.REFUSED, []
    matching = [one for one in candidates if _opens(one, born, year)]
    if not matching:
        return Outcome.REFUSED, []
    one = matching[0] if len(matching) == 1 else _of_several(matching)
    if one is None:
        return Outcome.AMBIGUOUS, [one.file for one in matching]
    if one.is_sensitive and not (one.is_known_device or one.is_with_agent):
        return Outcome.UNATTENDED, [one.file]
    beside = [other for other in matching if other is not one and tells_of(one, other)]
    return Outcome.SIGNED_IN, [one.file, *(other.file for other in beside)]


def _of_several(matching: Sequence[Candidate[Row]]) -> Candidate[Row] | None:
    """The file that an agent has before her, or that this browser opened before. Else, of one name, what goes on before
    what is over, a proved number before others, and the oldest: nobody shuts a person out by writing her number into
    one more file. Two names that one service sees may be two persons (twins with one phone): None, an agent has to say.
    """
    for chosen in (
        [one for one in matching if one.is_with_agent],
        [one for one in matching if one.is_known_device],
    ):
        if len(chosen) == 1:
            return chosen[0]
    if any(one.is_sensitive for one in matching):
        return None
    if len({one.name for one in matching}) > 1:
        return _only_proved(matching)
    return min(matching, key=lambda one: (one.is_over, not one.is_proved, one.since))


def _only_proved(matching: Sequence[Candidate[Row]]) -> Candidate[Row] | None:
    """The one whose number was proved, where every other one is out of its services' sight and bears it unproved."""
    proved = [one for one in matching if one.is_proved]
    if len(proved) != 1 or any(_sees(proved[0], other) for other in matching if other is not proved[0]):
        return None
    return proved[0]


def tells_of(one: Candidate[Row], other: Candidate[Row]) -> bool:
    """Whether the agents of the one may read that the other is there: they see it, or it is certainly of one person,
    which was told and marked when it was made. Outside their sight nothing else exists."""
    is_marked = other.name == one.name and one.birth_date is not None and one.birth_date == other.birth_date
    return is_marked or _sees(one, other)


def why_not(one: Candidate[Row], others: Sequence[Candidate[Row]], outcome: Outcome) -> str:
    """What the agents of the one read of it. Where its others are out of their sight, what they can do, and no more."""
    if outcome is not Outcome.AMBIGUOUS:
        return "sensitive" if outcome is Outcome.UNATTENDED else ""
    return "two_files" if any(tells_of(one, other) for other in others) else "to_prove"


def _sees(one: Candidate[Row], other: Candidate[Row]) -> bool:
    """Whether a service of the one sees the other."""
    return bool(other.services & one.reach)


def asks_birth(*, is_known_device: bool, is_sensitive: bool) -> bool:
    """Whether the birth date is asked: always on a new device, and on any device of a sensitive file."""
    return is_sensitive or not is_known_device


def _opens(one: Candidate[Row], born: date | None, year: int | None) -> bool:
    asks = asks_birth(is_known_device=one.is_known_device, is_sensitive=one.is_sensitive)
    if asks and one.is_stopped and not one.is_with_agent:
        return False
    return is_birth(one.birth_date, one.birth_year, born=born, year=year) if born or year else not asks


def is_stopped(tries: int) -> bool:
    """Whether the birth date of that try is compared no more; `tries` counts it too."""
    return tries > STOP_AFTER


def notice_of(tries: int) -> str:
    """What the agent reads after so many wrong ones; "" as long as it may be a slip."""
    if tries < NOTICE_AFTER:
        return ""
    return "sign_in_stopped" if tries >= STOP_AFTER else "wrong_birth"


def is_birth(birth_date: date | None, birth_year: int | None, *, born: date | None, year: int | None) -> bool:
    """A known date wants the whole date: the year alone opens only files in which no more is known.

    The first of January stands for an unknown day in registers and on papers: there the year alone says as much.
    """
    if birth_date:
        return born == birth_date or (born is None and year == birth_date.year and is_unknown_day(birth_date))
    return birth_year is not None and birth_year == (born.year if born else year)


def is_unknown_day(birth_date: date) -> bool:
    """Whether the date may be a year that was written as its first day."""
    return (birth_date.month, birth_date.day) == (1, 1)
