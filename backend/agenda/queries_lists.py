"""Lists of appointments: filters, a page at a time, and the whole as a file."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from backend.accounts.models import Agent
from backend.agenda import queries, rules
from backend.agenda.models import Appointment, HeldElsewhere
from backend.common import clock
from backend.common.errors import Malformed
from backend.common.words import say
from backend.organisations import queries as organisations

EXPORTED_AT_MOST = 10_000
EXPORTED_DAYS = 397  # thirteen months: a year beside the same month of the one before
Listed = TypeVar("Listed", Appointment, HeldElsewhere)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; days are those of the agent's own service."""

    first: date | None = None
    last: date | None = None
    place: int | None = None
    agenda: int | None = None
    type: int | None = None
    agent: int | None = None
    slot: int | None = None
    pattern: int | None = None
    state: str | None = None
    without_outcome: bool = False
    sort: Literal["starts_at", "-starts_at"] = "starts_at"

    def order(self, key: str = "id") -> tuple[str, str]:
        return (self.sort, f"-{key}" if self.sort.startswith("-") else key)

    def same(self) -> dict[str, Any]:
        """What is the same of all its rows, by column; of most of these an index of its own begins with it."""
        same = {name: getattr(self, name) for name in ("place", "agenda", "type", "agent", "slot")}
        same["slot__pattern"] = self.pattern
        return {name: value for name, value in same.items() if value is not None}


def zone_of(agent: Agent) -> str:
    membership = organisations.membership_of(agent)
    return membership.organisation.time_zone if membership else "Europe/Paris"


def today(zone: str, *, now: datetime) -> date:
    """The service's own day."""
    return clock.local(now, zone).date()


def start_of(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone))


def wanted(agent: Agent, want: Wanted, *, now: datetime) -> QuerySet[Appointment]:
    """Within the agent's scope."""
    rows = queries.visible_to(agent).filter(**want.same())
    return narrowed(rows, want, zone=zone_of(agent), now=now)


def narrowed(rows: QuerySet[Listed], want: Wanted, *, zone: str, now: datetime) -> QuerySet[Listed]:
    """By days and states."""
    if want.first is not None:
        rows = rows.filter(starts_at__gte=start_of(want.first, zone))
    if want.last is not None:
        rows = rows.filter(starts_at__lt=start_of(want.last + timedelta(days=1), zone))
    if want.state is not None:
        rows = rows.filter(state=want.state)
    return without_outcome(rows, now=now) if want.without_outcome else rows


def without_outcome(rows: QuerySet[Listed], *, now: datetime) -> QuerySet[Listed]:
    """Past its end, still booked."""
    return rows.filter(state=rules.State.BOOKED, starts_at__lt=now)


def check_span(want: Wanted) -> None:
    """Malformed where a file would hold more than anybody reads: both its days are said, thirteen months at most."""
    is_whole = want.first is not None and want.last is not None
    if not is_whole or (want.last or date.max) - (want.first or date.min) >= timedelta(days=EXPORTED_DAYS):
        raise Malformed("export_span", fields={"from": "export_span", "to": "export_span"})


def as_csv(rows: Iterable[Appointment], *, is_cut: bool = False) -> str:
    """What a spreadsheet opens; of one that is cut the first line says so. No receipt and no "I'll be there" (field
    rule 6)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    if is_cut:
        writer.writerow([say("agent.list.export_cut", "fr", n=EXPORTED_AT_MOST)])
    writer.writerow(
        ["date", "heure", "minutes", "type", "lieu", "agenda", "agent", "nom", "prénom", "état", "interprète"]
    )
    for row in rows:
        local = clock.local(row.starts_at, row.time_zone)
        person = row.probationer
        cells = [
            local.strftime("%d/%m/%Y"),
            local.strftime("%H:%M"),
            str(row.minutes),
            row.type.names.get("fr", ""),
            row.place.name if row.place else "",
            row.agenda.name if row.agenda else "",
            f"{row.agent.first_name} {row.agent.last_name}" if row.agent else "",
            person.last_name,
            person.first_name,
            say(f"agent.appointment.state.{row.state}", "fr"),
            (person.spoken_language or "oui") if person.needs_interpreter else "",
        ]
        writer.writerow([_harmless(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
