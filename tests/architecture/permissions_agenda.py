"""The rows of `agenda`, `reminders` and `desk`: permissions.py goes on here."""

from datetime import timedelta
from typing import Any

from tests import moment
from tests.architecture.permissions import KEYED, Of, Row, agent, body, person


def day(days: int = 7) -> str:
    """A Tuesday to come."""
    when = moment.now() + timedelta(days=days)
    return (when + timedelta(days=(1 - when.weekday()) % 7)).date().isoformat()


def booking() -> dict[str, Any]:
    return {
        "probationer": Of("probationer"),
        "type": Of("type"),
        "place": Of("place"),
        "starts_at": f"{day(21)}T10:00:00Z",
        "agent": Of("agent"),
        "force": True,
    }


def at(kind: str) -> dict[str, Any]:
    return {"path": {"appointment": Of(kind)}}


PLACE_AND_TYPE = {"path": {"place": Of("place"), "type": Of("type")}}
TODAY = moment.now().date().isoformat()
YEAR = {"from": day(-170), "to": day(170)}
ITEM = {"words": {"fr": {"title": "Une pièce d'identité"}}}

AGENDA: dict[str, Row] = {
    "list_appointment_types": agent("view_appointments"),
    "list_agendas": agent("view_appointments"),
    "create_agenda": agent("manage_slots", **body(place=Of("place"), name="Agenda ESSAI")),
    "list_free_seats": agent("view_files", query={"type": Of("type"), "agenda": Of("agenda")}),
    "book_appointment": agent("book", body=booking, **KEYED),
    "list_appointments": agent("view_appointments"),
    "export_appointments": agent("view_appointments", query=YEAR),
    "move_appointment": agent("move", **at("appointment"), body=lambda: {"starts_at": f"{day(21)}T14:00:00Z"}),
    "cancel_appointment": agent("cancel", **at("appointment"), **body(tell_person=False, reason="mistake")),
    # The near one is not cancelled.
    "restore_appointment": agent("cancel", **at("appointment"), answers=(409,)),
    "set_probationer_state": agent("set_state", path={"probationer": Of("probationer")}, **body(state="abroad")),
    "record_outcome": agent("record_outcome", **at("past_appointment"), **body(outcome="came")),
    "undo_outcome": agent("record_outcome", **at("missed_appointment")),
    "add_legal_notification": agent("notify_formally", **at("appointment"), **body(way="handed_over", on=TODAY)),
    "see_answer": agent("see_replies", path={"answer": Of("answer")}),
    "finish_task": agent("notify_formally", path={"task": Of("task")}),
    "list_slots": agent("view_files", query={"agenda": Of("agenda"), "from": "2026-01-05", "to": "2026-01-06"}),
    "create_slots": agent(
        "manage_slots",
        body=lambda: {"agenda": Of("agenda"), "type": Of("type"), "dates": [day(28)], "times": ["09:00"]},
    ),
    "update_slot": agent("manage_slots", path={"slot": Of("slot")}, **body(capacity=4)),
    "list_slot_patterns": agent("view_files", query={"agenda": Of("agenda")}),
    "create_slot_pattern": agent(
        "manage_slots",
        body=lambda: {
            "agenda": Of("agenda"),
            "type": Of("type"),
            "weekdays": [2],
            "times": ["09:00"],
            "since": day(28),
        },
    ),
    "end_slot_pattern": agent("manage_slots", path={"pattern": Of("pattern")}, query={"from": day(35)}),
    "list_items_to_bring": agent("view_files", path={"place": Of("place")}, query={"type": Of("type")}),
    "set_items_to_bring": agent("manage_places", **PLACE_AND_TYPE, **body(items=[ITEM])),
    "list_my_appointments": person(),
    "get_my_appointment": person(**at("appointment")),
    "download_my_appointment": person(**at("appointment")),
    "see_my_appointment": person(**at("appointment"), **body(revision=1), **KEYED),
    "answer_my_appointment": person(**at("appointment"), **body(kind="coming", revision=1), **KEYED),
}


def seat() -> dict[str, Any]:
    """By the slot, which names place, agenda and hour."""
    return {"probationer": Of("probationer"), "type": Of("type"), "slot": Of("free_slot"), "force": True}


def in_agenda() -> dict[str, Any]:
    """By the agenda, which names the place."""
    return {name: value for name, value in booking().items() if name != "place"} | {"agenda": Of("agenda")}


def there(kind: str) -> dict[str, Any]:
    return {kind: Of(kind), "starts_at": f"{day(21)}T14:00:00Z", "force": True}


def narrowed(*names: str, **more: str) -> Row:
    return agent("view_files", query={name: Of(name) for name in names} | more, narrows=True)


MOVED = at("appointment")
# Other ways to ask the same operation: every identifier that it may be given stands in its row or in one of these.
ALSO: dict[str, list[Row]] = {
    "book_appointment": [agent("book", body=seat, **KEYED), agent("book", body=in_agenda, **KEYED)],
    "preview_appointment": [
        agent("book", body=seat),
        agent("book", body=in_agenda),
        agent("book", body=lambda: seat() | {"moves": Of("appointment")}),
    ],
    "move_appointment": [
        agent("move", **MOVED, **body(slot=Of("free_slot"), force=True)),
        agent("move", **MOVED, body=lambda: there("place")),
        agent("move", **MOVED, body=lambda: there("agenda")),
    ],
    "list_agendas": [narrowed("type", "place")],
    "list_free_seats": [agent("view_files", query={"type": Of("type"), "place": Of("place")})],
    "list_appointment_types": [narrowed("agenda")],
    "list_appointments": [
        *(narrowed(kind) for kind in ("place", "agenda", "type", "agent")),
        agent("view_files", query={"in_slot": Of("slot")}, narrows=True),
        agent("view_files", query={"in_pattern": Of("pattern")}, narrows=True),
    ],
    "update_slot": [
        agent(
            "manage_slots",
            path={"slot": Of("slot")},
            **body(closed=True, people=[{"appointment": Of("appointment"), "slot": Of("free_slot")}]),
            answers=(204, 409),
        ),
    ],
    "export_appointments": [narrowed(kind, **YEAR) for kind in ("place", "agenda", "type", "agent")],
    "create_agenda": [agent("manage_slots", **body(place=Of("place"), name="Agenda ESSAI", agent=Of("agent")))],
}
REMINDERS: dict[str, Row] = {
    "preview_appointment": agent("book", body=booking),
    "print_summons": agent("print_summons", **at("appointment")),
    "resend_appointment": agent("resend", **at("appointment")),
    "tell_otherwise": agent("resend", **at("appointment"), **body(way="call", on="2026-01-02")),
    "see_reply": agent("see_replies", path={"reply": Of("reply")}),
}
DESK: dict[str, Row] = {
    "get_morning": agent("view_files"),
    "count_waiting": agent("view_files"),
    "list_persons_to_call": agent("resend"),
    "get_appointment": agent("view_appointments", **at("appointment")),
    "get_file": agent("view_files", path={"probationer": Of("probationer")}),
    "get_health": agent("operate"),
    "get_my_home": person(),
    "list_my_messages": person(),
}
