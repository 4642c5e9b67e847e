"""What an agent typed into a file, made fit for its columns; everything wrong is said at once."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from backend.common import phones, text
from backend.common.errors import Malformed
from backend.probationers import rules
from backend.probationers.rules_duplicates import Identity

LANGUAGES = frozenset({"fr", "en", "ar"})  # of screens and messages: those that shared/messages has


def cleaned(given: Mapping[str, Any], *, today: date, territory: str = "FR") -> dict[str, Any]:
    """The columns to write, for a new file or for the part of one that changes; Malformed names every wrong field.

    `territory`: where the service is that a local number was said to.
    """
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, value in given.items():
        try:
            values[name] = _phone(value, territory) if name == "phone" else _CLEANERS.get(name, _plain)(value)
        except Malformed as fault:
            faults |= {name: fault.code}
    if {"birth_date", "birth_year"} & set(given):
        try:
            born = rules.birth(given.get("birth_date"), given.get("birth_year"), today=today)
            values["birth_date"], values["birth_year"] = born
        except Malformed as fault:
            faults |= fault.fields
    if faults:
        raise Malformed("form_unreadable", fields=faults)
    return values


def identity(values: Mapping[str, Any]) -> Identity:
    """What tells one person from another in cleaned columns."""
    return Identity(
        search_key=rules.search_key(values["last_name"], values["first_name"]),
        birth_date=values.get("birth_date"),
        birth_year=values.get("birth_year"),
        phone=values.get("phone", ""),
        appi_number=values.get("appi_number", ""),
        first_name=text.plain(values["first_name"]),
    )


def check_email_copy(*, wanted: bool, email: str) -> None:
    """Malformed where copies by e-mail are wanted and there is no address: none would come, and nobody would know."""
    if wanted and not email:
        raise Malformed("email_first", fields={"wants_email": "email_first"})


def phone_status(phone: str) -> str:
    """Of a number that an agent has just typed."""
    return "given" if phone else "none"


def _plain(value: Any) -> Any:
    return text.tidy(value) if isinstance(value, str) else value


def _phone(said: str | None, territory: str) -> str:
    """Any number that can be called; whether an SMS may go there is asked of each message."""
    return phones.parse(said, territory=territory) if said and said.strip() else ""


def language(said: str) -> str:
    if said not in LANGUAGES:
        raise Malformed("language_unknown", fields={"language": "language_unknown"})
    return said


_CLEANERS: dict[str, Callable[[Any], Any]] = {
    "last_name": rules.last_name,
    "first_name": rules.first_name,
    "appi_number": lambda said: rules.appi_number(said or ""),
    "language": language,
}
