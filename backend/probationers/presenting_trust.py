"""Contacts of trust as each of the three is shown them."""

from typing import Any

from backend.common import phones
from backend.probationers import queries_trust, rules_trust
from backend.probationers.models import Probationer, TrustedContact
from backend.probationers.states import ContactState


def mine(file: Probationer) -> dict[str, Any]:
    """All that stands in the person's own list, and whether one more may be named."""
    return {
        "items": [of_mine(one) for one in queries_trust.of_file(file)[:10]],
        "most": queries_trust.most(file),
        "hindrance": queries_trust.hindrance(file),
    }


def of_mine(row: TrustedContact) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "relation": row.relation,
        "address": phones.masked(row.phone) if row.phone else _masked(row.email),
        "state": rules_trust.to_person(row.state, was_active=row.active_at is not None),
        "since": row.ended_at or row.active_at or row.approved_at or row.named_at,
        "answer_until": row.answer_until if row.state == ContactState.ASKED else None,
        "may_ask_again": _may_ask_again(row),
    }


def _masked(email: str) -> str:
    name, _, host = email.partition("@")
    return f"{name[:1]}•••@{host}"


def _may_ask_again(row: TrustedContact) -> bool:
    return row.state == ContactState.ASKED and row.asks < rules_trust.MOST_ASKS


_PLAIN = (
    "id", "name", "relation", "phone", "email", "language", "says_initial", "state", "named_at", "consented_on",
    "approved_at", "answer_until", "active_at", "ended_at",
)  # fmt: skip


def to_agent(row: TrustedContact) -> dict[str, Any]:
    """`row` comes with its probationer."""
    file = row.probationer
    return {name: getattr(row, name) for name in _PLAIN} | {
        "probationer": {"id": file.pk, "last_name": file.last_name, "first_name": file.first_name},
        "by_person": not row.named_by.startswith("agent:"),
        "blocked_why": row.blocked_why or None,
        "may_ask_again": _may_ask_again(row),
    }


def to_contact(row: TrustedContact | None) -> dict[str, Any]:
    """The same for every end and for a link that never was."""
    state = rules_trust.to_contact(row.state) if row else "over"
    if row is None or state == "over":
        return {"state": "over", "name": None, "language": "fr"}
    name = rules_trust.shown_name(row.probationer.first_name, says_initial=row.says_initial)
    return {"state": state, "name": name, "language": row.language}
