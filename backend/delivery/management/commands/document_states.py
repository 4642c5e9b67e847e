"""`manage.py document_states`: draws the table of a message's life into docs/delivery-states.md."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from backend.delivery.rules_states import FINAL, TRANSITIONS, Event, State

PLACE = settings.HOUSE / "docs" / "delivery-states.md"


class Command(BaseCommand):
    help = "Write docs/delivery-states.md from the table of states and events."

    def handle(self, *args: Any, **options: Any) -> None:
        PLACE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Markdown: what may follow what, one line a state; an event that is not named means nothing in that state."""
    lines = [
        "# The life of a message",
        "",
        "Made by `manage.py document_states` from `TRANSITIONS` in `backend/delivery/rules_states.py`.",
        "",
        "| State | Final | Event → next state |",
        "| --- | --- | --- |",
    ]
    for state in State:
        moves = [
            f"{event.value} → **{TRANSITIONS[state, event].value}**" for event in Event if (state, event) in TRANSITIONS
        ]
        lines.append(f"| {state.value} | {'yes' if state in FINAL else ''} | {', '.join(moves) or '-'} |")
    return "\n".join(lines) + "\n"
