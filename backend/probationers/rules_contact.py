"""Contact details as they are compared and shown beside each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Protocol

_ALWAYS = datetime.min.replace(tzinfo=UTC)


class Reachable(Protocol):
    address: str
    postcode: str
    city: str
    language: str
    wants_push: bool
    wants_sms: bool
    wants_email: bool


@dataclass(frozen=True)
class Details:
    """One text for each kind of change; names are those of ContactChange.Field."""

    address: str
    language: str
    channels: str


def details(file: Reachable) -> Details:
    town = f"{file.postcode} {file.city}".strip()
    wanted = [name for name in ("push", "sms", "email") if getattr(file, f"wants_{name}")]
    return Details(", ".join(filter(None, (file.address, town))), file.language, ",".join(wanted))


def changed(before: Details, after: Details) -> list[str]:
    return [one.name for one in fields(Details) if getattr(before, one.name) != getattr(after, one.name)]


_TOGETHER = {"postcode": "address", "city": "address"} | dict.fromkeys(
    ("wants_push", "wants_sms", "wants_email"), "channels"
)


def subjects(given: Iterable[str]) -> set[str]:
    """What a change speaks of: of two changes of one of these, the one that the person made last counts."""
    return {f"details:{_TOGETHER.get(name, name)}" for name in given}


@dataclass(frozen=True)
class Replaced:
    """A change of a number, as it was written down."""

    at: datetime
    old: str
    new: str


def periods_of(number: str, changes: Sequence[Replaced], *, now: datetime) -> list[tuple[datetime, datetime]]:
    """From when to when the number stood in a file, of all changes of its number in their order; it does until now."""
    began = _ALWAYS if not changes or changes[0].old == number else None
    found = []
    for change in changes:
        if began is not None and change.new != number:
            found.append((began, change.at))
            began = None
        elif began is None and change.new == number:
            began = change.at
    return found if began is None else [*found, (began, now)]
