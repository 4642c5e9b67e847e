"""What a file may hold and what is said to a person in its state: pure decisions."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from backend.common import names, scripts, text
from backend.common.digits import western
from backend.common.errors import Malformed, Refused
from backend.probationers.states import State

Messaging = Literal["all", "codes_only", "none"]

# Field rule 10. Detained or in hospital the phone is in other hands, or read by them; what the person would be
# reminded of is brought there by the house. Abroad the person still comes. After the end nothing is left to say, but
# the file stays readable until it is archived. Nobody texts the family of the dead.
_MESSAGING: dict[str, Messaging] = {
    State.FOLLOWED: "all",
    State.ABROAD: "all",
    State.DETAINED: "codes_only",
    State.HOSPITALISED: "codes_only",
    State.ENDED: "codes_only",
    State.DECEASED: "none",
}
# What is owed after the end: who was told to come is told not to. In an institution others hold the phone: an agent
# says it there (a task); nobody is told anything of the dead.
_OWED: dict[str, frozenset[str]] = {State.ENDED: frozenset({"cancelled"})}
# What the person asked for, or must know for her safety: neither the state nor an opposition to reminders stops it.
PERSONAL_KINDS = frozenset({"code", "new_device", "number_changed", "trust_named"})

# A mistake must be mendable: every state can follow every other, but the dead come back only as "followed".
TRANSITIONS: dict[tuple[str, str], str] = {
    (before, after): after
    for before in State.values
    for after in State.values
    if before != after and (before != State.DECEASED or after == State.FOLLOWED)
}

AGE_FLOOR, AGE_CEILING = 16, 120  # 16 and 17: exception, with holders of parental authority (field rule 10)
_APPI = re.compile(r"(?:20[0-2]\d{9}|(?:199|200)\d{5})[A-Z]?", re.ASCII)
_PARTICLES = frozenset({"da", "das", "de", "del", "des", "di", "do", "dos", "du"})
_VOWELS = frozenset("aeiouy")


def messaging_of(state: str) -> Messaging:
    return _MESSAGING[state]


def messaging(state: str, kind: str) -> bool:
    """Whether a message of that kind may leave for a person in that state."""
    allowed = _MESSAGING[state]
    owed = PERSONAL_KINDS | _OWED.get(state, frozenset())
    return allowed == "all" or (allowed == "codes_only" and kind in owed)


def is_reminded(state: str) -> bool:
    """Whether somebody in that state is reminded of what is to come; if not, what is to come is looked at first."""
    return _MESSAGING[state] == "all"


def after(state: str, event: str) -> str:
    """The state that follows; Refused('state_unchanged') where nothing changes or it can't be."""
    try:
        return TRANSITIONS[(state, event)]
    except KeyError as error:
        raise Refused("state_unchanged", fields={"state": "state_unchanged"}) from error


def last_name(said: str) -> str:
    """Capitals, as in the ministry's files, accents kept."""
    return _name(said, "last_name").upper()[:80]


def first_name(said: str) -> str:
    """A capital at each part, whatever its accents: "élodie-anne" is "Élodie-Anne", "maria do carmo" keeps its "do"."""
    words = _name(said, "first_name").split(" ")
    shown = [
        word.lower() if place and word.lower() in _PARTICLES else _capitals(word) for place, word in enumerate(words)
    ]
    return " ".join(shown)[:80]


def _capitals(word: str) -> str:
    """After an apostrophe the letter is left as typed: "Ra'i" and "Faa'a" are one word, in "O'Neil" a second begins.

    A single consonant before it, as in "N'Golo" and "d'Arc", is a word of its own: there the next has a capital.
    """
    parts = re.split(r"([-'.])", word)
    shown = [_capital(parts[:place], part) for place, part in enumerate(parts)]
    if len(parts) > 2 and parts[0] in ("d", "D") and parts[1] == "'":
        shown[0] = "d"
    return "".join(shown)


def _capital(before: Sequence[str], part: str) -> str:
    follows = before[-2] if before and before[-1] == "'" else ""
    is_within = follows and not (len(follows) == 1 and text.plain(follows) not in _VOWELS)
    is_typed_so = part[:1].isupper() and part[1:2].islower()
    small = part.lower()
    return small if is_within and not is_typed_so else small[:1].upper() + small[1:]


def _name(said: str, field: str) -> str:
    try:
        name = names.read(said)
    except ValueError as error:
        raise Malformed("name_unreadable", fields={field: "name_unreadable"}) from error
    # A letter that no search can compare is lost, or stands there in the place of another: papers are in Latin letters.
    if not text.plain(name) or not scripts.is_latin(name) or len(name) > 80:
        raise Malformed("name_unreadable", fields={field: "name_unreadable"})
    return name


def search_key(last: str, first: str) -> str:
    return text.plain(f"{last} {first}")[:170]


def appi_number(said: str) -> str:
    """The ministry's number of a file: 12 digits from 200, or 8 from 199, and perhaps a letter; "" stays ""."""
    number = "".join(western(said).split()).upper()
    if number and not _APPI.fullmatch(number):
        raise Malformed("appi_unreadable", fields={"appi_number": "appi_unreadable"})
    return number


def birth(born: date | None, year: int | None, *, today: date) -> tuple[date | None, int | None]:
    """The date, or the year alone where no more is known; never both, so that neither can contradict the other."""
    if born is None and year is None:
        raise Malformed("birth_missing", fields={"birth_date": "birth_missing"})
    field = "birth_date" if born else "birth_year"
    age = _age(born, today) if born else today.year - (year or 0)
    if not AGE_FLOOR <= age <= AGE_CEILING:
        raise Malformed("birth_unlikely", fields={field: "birth_unlikely"})
    return (born, None) if born else (None, year)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
