"""What Brevo's events say of a message: what it posts to the address that went out with the message, read. Pure.

Confirmed by its public reference: `msg_status`, `reference`, `date`; sent, delivered, soft_bounce, hard_bounce.
TO BE CONFIRMED with an account: every other name below, which its page on webhooks or its console shows without saying
when it comes; under which key the words of a reply stand (WORDS); whether several events come as one list.
"""

from collections.abc import Mapping
from typing import Any

from backend.delivery.rules_reports import REPLIED, UNRECOGNISED, Report

EVENTS: Mapping[str, str] = {
    "sent": "on_its_way", "accepted": "on_its_way", "request": "on_its_way", "requests": "on_its_way",
    "subscribe": "on_its_way",  # of the person, not of the message: she says START to us by a reply or in the app
    "delivered": "delivered",
    "hard_bounce": "unreachable",
    "soft_bounce": "failed", "rejected": "failed", "blacklisted": "failed", "skip": "failed", "skipped": "failed",
    "error": "failed", "expired": "failed", "invalid": "failed", "blocked": "failed",
    "replied": REPLIED, "reply": REPLIED,
    "unsubscribe": REPLIED, "unsubscribed": REPLIED,
}  # fmt: skip
UNSUBSCRIBED = frozenset({"unsubscribe", "unsubscribed"})
STOP = "STOP"  # what somebody wrote of whom Brevo says no more than that
WORDS = ("reply", "text", "content")


def read(told: Any, message: str) -> list[Report]:
    """One event or a list. Of a list that names several references nothing counts: the word is one message's."""
    events = told if isinstance(told, list) else [told]
    references = {_reference(event) for event in events} - {""}
    return [_report(event, message, is_ours=len(references) <= 1) for event in events]


def _report(event: Mapping[str, Any], message: str, *, is_ours: bool) -> Report:
    name = _name(event)
    words = _words(event, name)
    outcome = EVENTS.get(name, UNRECOGNISED)
    if not is_ours or (outcome == REPLIED and not words):
        outcome = UNRECOGNISED
    return Report(
        outcome,
        message if is_ours else "",
        reference=_reference(event) if is_ours else "",
        detail=name,
        at=str(event.get("date", "")),
        text=words,
    )


def _name(event: Mapping[str, Any]) -> str:
    """KeyError where there is none, as for any other nonsense."""
    return str(event["msg_status"]).strip().casefold().replace(" ", "_").replace("-", "_")


def _words(event: Mapping[str, Any], name: str) -> str:
    if name in UNSUBSCRIBED:
        return STOP
    return next((said for key in WORDS if isinstance(said := event.get(key), str) and said.strip()), "")


def _reference(event: Mapping[str, Any]) -> str:
    return str(event.get("reference", ""))
