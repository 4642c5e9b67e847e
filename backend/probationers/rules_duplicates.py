"""Whether two files are of one person."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Likeness = Literal["certain", "possible"]
NEAR = 0.55  # similarity of names by trigrams (pg_trgm): "dupond"/"dupont" 0.56, two strangers seldom above 0.3


@dataclass(frozen=True)
class Identity:
    search_key: str
    birth_date: date | None = None
    birth_year: int | None = None
    phone: str = ""
    appi_number: str = ""


def likeness(new: Identity, old: Identity, *, similarity: float) -> Likeness | None:
    """Certain: same APPI number, or same name and whole birth date. Possible: a near name of the same year, or the
    same number. Two different APPI numbers are two persons, whatever else agrees, unless the number is shared."""
    if new.appi_number and new.appi_number == old.appi_number:
        return "certain"
    has_two_numbers = bool(new.appi_number and old.appi_number)
    is_same_day = new.birth_date is not None and new.birth_date == old.birth_date
    if new.search_key == old.search_key and is_same_day and not has_two_numbers:
        return "certain"
    if similarity >= NEAR and _year(new) == _year(old) and not has_two_numbers:
        return "possible"
    return "possible" if new.phone and new.phone == old.phone else None


def tells(kind: Likeness, *, is_visible: bool, has_whole_identity: bool) -> bool:
    """Whether the agent is told of that file. Outside the scope only of a certain one, and only if a whole birth date
    or an APPI number was given: else the form would be a way of asking who is followed anywhere in the country."""
    return is_visible or (kind == "certain" and has_whole_identity)


def may_be_forced(kind: Likeness, *, is_visible: bool, is_same_appi: bool) -> bool:
    """Whether a second file may be made all the same: of a possible likeness, or of a certain one that the agent can't
    open (a person leaving court is convened today, the services sort it out after); never twice one APPI number."""
    return not is_same_appi and (kind == "possible" or not is_visible)


def _year(identity: Identity) -> int | None:
    return identity.birth_date.year if identity.birth_date else identity.birth_year
