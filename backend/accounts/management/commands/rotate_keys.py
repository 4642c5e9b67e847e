"""`manage.py rotate_keys`: second factors written anew under the first key, and what still needs an older one.

Changes no key: that is done in the environment (docs/operations/keys.md). May be run again at any time.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.accounts import actions_rotation, encryption, keys

SHOWN = 20  # labels of agents


class Command(BaseCommand):
    help = "Write agents' second factors anew under the first key; say which older keys may be taken away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--since", help="YYYY-MM-DD: the day on which the first of MSJ_SESSION_KEYS was put there.")

    def handle(self, *args: Any, **options: Any) -> None:
        since = _day(options["since"])
        for line in (*_factors(), *_sessions(since), *_others()):
            self.stdout.write(line)


def _factors() -> Iterator[str]:
    yield f"MSJ_FACTOR_KEYS ({len(settings.FACTOR_KEYS)})"
    done = actions_rotation.rewrite_totp()
    yield f"  code applications written anew under the first key: {done.count}"
    if done.unreadable:
        yield f"  code applications that no key of the list opens: {_named(done.unreadable)}"
    by_key = actions_rotation.unused_codes()
    names = [encryption.name_of(key) for key in settings.FACTOR_KEYS]
    nameless = by_key.pop("", [])
    for number, name in enumerate(names[1:], 2):
        agents = [*by_key.get(name, []), *nameless]
        if agents:
            yield f"  key {number}: stays, or these make new recovery codes first: {_named(agents)}"
        else:
            yield f"  key {number}: may go now"
    if lost := [agent for name, agents in by_key.items() if name not in names for agent in agents]:
        yield f"  recovery codes under a key that is no more: {_named(lost)}"


def _sessions(since: datetime | None) -> Iterator[str]:
    older = len(keys.session_keys()) - 1
    yield f"MSJ_SESSION_KEYS ({older + 1})"
    if older and since is None:
        yield "  when the older may go: 180 days after the first was put there; say --since for a count"
    elif older and since:
        count = actions_rotation.sessions_unused_since(since)
        yield f"  persons' sessions that end if the older go now: {count}" if count else "  the older may go now"


def _others() -> Iterator[str]:
    for name, older, after in (
        ("MSJ_CODE_KEYS", len(settings.CODE_KEYS) - 1, f"{settings.TRUSTED_CONTACT_ANSWER.days} days"),
        ("MSJ_RECEIPT_KEYS", len(settings.RECEIPT_KEYS) - 1, "4 days, but for the one-click end of older e-mails"),
    ):
        yield f"{name} ({older + 1})"
        if older:
            yield f"  the older may go when the first has been there for {after}"


def _named(agents: Any) -> str:
    shown = ", ".join(agents[:SHOWN])
    return f"{len(agents)} ({shown}{', …' if len(agents) > SHOWN else ''})"


def _day(said: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(said).replace(tzinfo=UTC) if said else None
    except ValueError as error:
        raise CommandError("--since: a day as 2026-12-31") from error
