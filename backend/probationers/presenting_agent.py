"""Rows as agents are shown them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from backend.accounts.models import Agent
from backend.journal.models import Entry
from backend.organisations.models import Organisation
from backend.probationers import queries_seen
from backend.probationers.models import ContactChange, Probationer, Relation, SecondFile
from backend.probationers.queries_search import Duplicate

_IDENTITY = ("last_name", "first_name", "birth_date", "birth_year", "phone", "appi_number")


def found(file: Probationer) -> dict[str, Any]:
    """A line of a list; `file` comes with its referents (queries.with_referents)."""
    referents = getattr(file, "referents", [])
    last = referents[-1].agent if referents else None
    return {name: getattr(file, name) for name in _IDENTITY} | {
        "id": file.pk,
        "state": file.state,
        "referent": last and {"id": last.pk, "name": f"{last.first_name} {last.last_name}"},
        "archived": file.archived_at is not None,
    }


def duplicates(rows: Iterable[Duplicate], *, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of those out of scope, however many: one line of what the agent typed, and nothing of the files or services."""
    listed = list(rows)
    shown = [_duplicate(one) for one in listed if one.is_visible]
    hidden = _typed(given) | {"certain": True, "visible": False, "same_phone": False, "organisations": []}
    return shown if len(shown) == len(listed) else [*shown, hidden]


def _duplicate(one: Duplicate) -> dict[str, Any]:
    return found(one.file) | {
        "phone_status": one.file.phone_status,
        "phone_proved_at": one.file.phone_proved_at,
        "certain": one.kind == "certain",
        "visible": True,
        "same_phone": one.has_same_number,
        "organisations": list(one.organisations),
    }


def _typed(given: Mapping[str, Any]) -> dict[str, Any]:
    typed = {name: given.get(name) for name in _IDENTITY}
    blank = {"phone": typed["phone"] or "", "appi_number": typed["appi_number"] or ""}
    blank |= {"phone_status": "", "phone_proved_at": None}
    return typed | blank | {"id": None, "state": "", "referent": None, "archived": False}


def second_file(row: SecondFile) -> dict[str, Any]:
    """To the first file's service: who opened it and whom to call, nothing of what stands in it."""
    return {
        "id": row.pk,
        "at": row.at,
        "reason": row.reason,
        "organisation": row.organisation.name,
        "organisation_phone": row.organisation.phone,
        "probationer": _person(row.first),
    }


def first_file(row: Any) -> dict[str, Any]:
    """On the second file; `row` comes with `is_visible` (queries_duplicates.first_files_of)."""
    return {"at": row.at, "settlement": row.settlement, "probationer": _person(row.first) if row.is_visible else None}


def _person(file: Probationer) -> dict[str, Any]:
    return {"id": file.pk, "last_name": file.last_name, "first_name": file.first_name}


def relation(row: Relation) -> dict[str, Any]:
    return {"id": row.pk, "kind": row.kind, "name": row.name, "phone": row.phone, "email": row.email}


def contact_changes(changes: Iterable[ContactChange], *, to: Agent) -> list[dict[str, Any]]:
    """Old beside new, each with its probationer; one query more for all, of what this agent has marked as seen."""
    rows = list(changes)
    marks = queries_seen.marked_at(rows, by=to)
    return [_contact_change(row, marks.get(str(row))) for row in rows]


def _contact_change(change: ContactChange, marked_at: datetime | None) -> dict[str, Any]:
    file = change.probationer
    shown = ("id", "field", "old", "new", "at", "taken_back_at")
    return {name: getattr(change, name) for name in shown} | {
        "seen_at": change.seen_at or marked_at,
        "probationer": _person(file),
        "by": "agent" if change.by.startswith("agent:") else "person",
    }


def journal(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Labels made names: two queries, whatever the length of the page."""
    rows = list(entries)
    names = {str(agent): f"{agent.first_name} {agent.last_name}" for agent in _of(Agent, {row.actor for row in rows})}
    services = {str(one): one.name for one in _of(Organisation, {row.organisation for row in rows})}
    return [
        {
            "at": row.at,
            "actor": names.get(row.actor) or row.actor.partition(":")[0],
            "verb": row.verb,
            "organisation": services.get(row.organisation, ""),
        }
        for row in rows
    ]


def _of(table: Any, labels: set[str]) -> Iterable[Any]:
    kind = table._meta.model_name
    keys = [int(label.partition(":")[2]) for label in labels if label.startswith(f"{kind}:")]
    rows: Iterable[Any] = table.objects.filter(pk__in=keys)
    return rows
