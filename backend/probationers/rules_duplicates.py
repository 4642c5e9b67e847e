"""Whether two files are of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from backend.accounts.rules import Budget, Quota
from backend.probationers import rules_sounds

Likeness = Literal["certain", "possible"]
NEAR = 0.55  # similarity of names by trigrams (pg_trgm): "dupond"/"dupont" 0.56, two strangers seldom above 0.3
# Identities that one agent may ask of the whole country. A counter at its busiest opens a file a minute; nobody opens
# more in a day, and who wants to know of everybody asks for years.
LOOK_UPS = (Quota(60, timedelta(hours=1)), Quota(150, timedelta(days=1)))
YEARS_OFF = 1  # a year of birth may be written down one too early or too late


@dataclass(frozen=True)
class Identity:
    search_key: str
    birth_date: date | None = None
    birth_year: int | None = None
    phone: str = ""
    appi_number: str = ""
    first_name: str = ""  # plain, as the search key is


def likeness(new: Identity, old: Identity, *, similarity: float) -> Likeness | None:
    """Certain: same APPI number, or same name and whole birth date. Possible: a near name of the same year, the same
    number, or what `_may_be_one` says. Two different APPI numbers are two persons, whatever else agrees, unless the
    number is shared."""
    if new.appi_number and new.appi_number == old.appi_number:
        return "certain"
    has_two_numbers = bool(new.appi_number and old.appi_number)
    is_same_day = new.birth_date is not None and new.birth_date == old.birth_date
    if new.search_key == old.search_key and is_same_day and not has_two_numbers:
        return "certain"
    is_near = similarity >= NEAR and _year(new) == _year(old)
    if (is_near or _may_be_one(new, old)) and not has_two_numbers:
        return "possible"
    return "possible" if new.phone and new.phone == old.phone else None


def tells(kind: Likeness, *, is_visible: bool, has_whole_identity: bool) -> bool:
    """Whether the agent is told of that file. Outside the scope only of a certain one, and only if a whole birth date
    or an APPI number was given: else the form would be a way of asking who is followed anywhere in the country."""
    return is_visible or (kind == "certain" and has_whole_identity)


def may_find_elsewhere(identity: Identity) -> bool:
    """Whether such an identity may be answered with a file out of scope: then the question is counted."""
    return bool(identity.birth_date or identity.appi_number)


def look_ups_of(agent: str) -> Budget:
    """What one agent may ask; the refusal does not depend on what was found."""
    return Budget("look_elsewhere", agent, LOOK_UPS, "too_many_look_ups")


def may_be_forced(kind: Likeness, *, is_visible: bool, has_reason: bool) -> bool:
    """Whether a second file may be made all the same: of a possible likeness; or, with a reason, of a certain one that
    the agent can't open (a person leaving court is convened today, the services sort it out after)."""
    return kind == "possible" or (not is_visible and has_reason)


def refusal(found: Sequence[tuple[Likeness, bool]]) -> str:
    """Why no file was made, of how alike each is and whether the agent sees it: a key under `errors.`."""
    if ("certain", True) in found:
        return "duplicate_certain"
    return "duplicate_elsewhere" if ("certain", False) in found else "duplicate_possible"


def _may_be_one(new: Identity, old: Identity) -> bool:
    """Another name since a marriage, another spelling, a year that was written down wrong."""
    if new.birth_date is not None and new.birth_date == old.birth_date:
        if _holds(new.first_name.split(), old.first_name.split()):
            return True
        if rules_sounds.sounds(new.search_key) == rules_sounds.sounds(old.search_key):
            return True
    return _holds(new.search_key.split(), old.search_key.split()) and _may_be_born_together(new, old)


def _holds(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether all the words of one stand among the other's: HOTEL and HOTEL ÉPOUSE INDIGO, Jean and Jean-Noé."""
    return bool(one and other) and (set(one) <= set(other) or set(other) <= set(one))


def _may_be_born_together(new: Identity, old: Identity) -> bool:
    """The same year, or the year before or after: on the same day of it, where both days are known."""
    years = _year(new), _year(old)
    if years[0] is None or years[1] is None or abs(years[0] - years[1]) > YEARS_OFF:
        return False
    if years[0] == years[1] or new.birth_date is None or old.birth_date is None:
        return True
    return (new.birth_date.month, new.birth_date.day) == (old.birth_date.month, old.birth_date.day)


def _year(identity: Identity) -> int | None:
    return identity.birth_date.year if identity.birth_date else identity.birth_year
