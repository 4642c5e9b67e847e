"""The whole file as its screen shows it."""

from typing import Any

from backend.accounts.models import Agent
from backend.agenda import shows as agenda
from backend.agenda.schemas import Named
from backend.desk import queries_file, shows, shows_messages, shows_reach
from backend.organisations import queries as organisations
from backend.probationers import presenting_agent
from backend.probationers import queries as probationers
from backend.probationers import rules as probationer_rules
from backend.probationers.models import Probationer
from backend.reminders import rules_reach

_PLAIN = (
    "id", "last_name", "first_name", "birth_date", "birth_year", "appi_number", "state", "phone", "phone_status",
    "phone_proved_at", "email", "address", "postcode", "city", "language", "spoken_language", "needs_interpreter",
    "needs_sign_language", "needs_step_free", "reads_little", "sensitive_channel", "wants_push", "wants_sms",
    "wants_email", "created_at",
)  # fmt: skip


def _referent(row: Probationer) -> Named | None:
    followed_by = probationers.referent_of(row)
    return agenda.agent_named(followed_by.agent) if followed_by else None


def _told(read: queries_file.File) -> dict[str, Any]:
    """Who it is, and what leaves for her."""
    return {name: getattr(read.file, name) for name in _PLAIN} | {
        "messaging": probationer_rules.messaging_of(read.file.state),
        "channels": rules_reach.channels(read.known.mark),
        "silence": shows_reach.silence(read.known),
        "opted_out": read.opted_out,
    }


def file(read: queries_file.File, *, to: Agent) -> dict[str, Any]:
    """A file as its screen shows it."""
    row = read.file
    shown = agenda.appointments_by_key(read.appointments, to=to)
    return _told(read) | {
        "email_proved": row.email_proved_at is not None,
        "email_refused_at": row.email_refused_at,
        "archived": row.archived_at is not None,
        "organisations": [
            Named(id=each.organisation.pk, name=each.organisation.name) for each in probationers.affiliations_of(row)
        ],
        "referent": _referent(row),
        "upcoming": [shown[each.pk] for each in read.upcoming],
        "past": [shown[each.pk] for each in read.past.rows],
        "past_count": read.past.count,
        "has_more": read.has_more,
        "replies": shows.replies(read.replies.rows, to=to),
        "occasions": shows_messages.to_agent(read.occasions, now=read.now, to=to),
        "contact_changes": presenting_agent.contact_changes(read.contact_changes.rows, to=to),
        "relations": [presenting_agent.relation(each) for each in row.relations.all()],
        "devices_count": read.devices_count,
        "sign_in_stopped": read.sign_in_stopped,
        "unreachable": shows_reach.of_file(row, read.unreached, read.hindrance, shown),
        "first_files": [presenting_agent.first_file(each) for each in read.first_files],
        "same_phone": [shows.person(each) for each in read.same_phone],
        "second_files": [presenting_agent.second_file(each) for each in read.second_files],
        "may": list(organisations.permissions_of(to)),
    }
