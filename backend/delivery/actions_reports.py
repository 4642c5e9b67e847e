"""Writes that the world outside causes: receipts, shown pushes, incoming SMS. Each is safe to be told twice."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import OuterRef, Q

from backend.common import clock
from backend.common.among import one_by_one
from backend.common.errors import Malformed
from backend.common.phones import parse
from backend.common.text import heard, storable
from backend.delivery import actions, actions_tally, carrying, rules, rules_states
from backend.delivery.models import IncomingSms, Message, Receipt
from backend.delivery.rules_incoming import understood
from backend.delivery.rules_reports import (
    EVENTS,
    REASONS,
    REPLIED,
    UNRECOGNISED,
    Incoming,
    Report,
    event_name,
)  # fmt: skip
from backend.delivery.rules_states import Event, State
from backend.journal import actions as journal


def take_receipts(gateway: str, reports: Iterable[Report]) -> None:
    """Keep each report once and move its message on; one that we do not know (yet) is kept too, and changes nothing."""
    for report in reports:
        with transaction.atomic():
            row, new = Receipt.objects.get_or_create(
                gateway=gateway,
                event=report.event,
                defaults={
                    "reference": storable(report.reference)[:120],
                    "outcome": storable(report.outcome)[:16],
                    "detail": storable(report.detail)[:60],
                    "at": clock.now(),
                },
            )
            if new:
                message = _message(gateway, report.message, row.reference)
                _apply(row, message)
                _hear(gateway, report, message)
                if row.outcome == UNRECOGNISED:
                    actions_tally.count_unrecognised(gateway, event_name(report.detail))


def match_receipts() -> int:
    """Reports that came before the gateway's reference was written down find their message now; how many did."""
    found = 0
    since = clock.now() - rules.RECEIPTS_WAIT_FOR
    written = Message.objects.filter(gateway=OuterRef("gateway"), gateway_ref=OuterRef("reference"))
    # Those of others, on an account that is shared, are not even read; and after some hours not looked up any more.
    ahead = Receipt.objects.filter(message=None, at__gt=since).exclude(reference="")
    for row in ahead.filter(one_by_one(written.exclude(gateway_ref=""))).order_by("at", "id")[:1000]:
        with transaction.atomic():
            message = _message(row.gateway, "", row.reference)
            if message is not None:
                _apply(row, message)
                found += 1
    return found


def show(message: str) -> None:
    """A service worker has shown this push: what was held behind it, and not yet gone, need not leave any more."""
    take_receipts("web_push", [Report("shown", message=message)])


def _message(gateway: str, message: str, reference: str) -> Message | None:
    """The row, locked, and with it those behind it, in the one order in which everybody locks.

    Our own id wins over the gateway's reference, which a retry may have changed.
    """
    try:
        named = uuid.UUID(message) if message else _by_reference(gateway, reference)
    except ValueError:
        return None
    if named is None:
        return None
    rows = Message.objects.select_for_update(of=("self",)).filter(Q(pk=named) | Q(behind=named)).order_by("id")
    return next((row for row in rows if row.pk == named), None)


def _by_reference(gateway: str, reference: str) -> uuid.UUID | None:
    rows = Message.objects.filter(gateway=gateway, gateway_ref=reference)
    return rows.values_list("pk", flat=True).first() if reference else None


def _apply(row: Receipt, message: Message | None) -> None:
    if message is None:
        return
    row.message = message
    row.save(update_fields=["message"])
    event = EVENTS.get(row.outcome)
    never_tried = message.state == State.PENDING and not message.attempts
    if event is None or never_tried or not rules_states.moves(message.state, event):
        return
    now = clock.now()
    message.state = rules_states.after(message.state, event)
    message.ended_at = now
    if event == Event.ARRIVE:
        message.delivered_at, message.reason = now, ""
    else:
        message.reason = row.outcome if row.outcome in REASONS else "failed"
    message.save(update_fields=["state", "ended_at", "delivered_at", "reason"])
    _tell_those_behind(message, event)


def _hear(gateway: str, report: Report, message: Message | None) -> None:
    """An answer that came as an event of the message it answers: from the number that had the message."""
    if report.outcome == REPLIED and message is not None and message.recipient:
        take_incoming(gateway, Incoming(report.event, message.recipient, report.text))


def _tell_those_behind(message: Message, event: Event) -> None:
    """Shown: what waits is needless, even if it was just released. Missed: it leaves at once."""
    now = clock.now()
    waiting = Message.objects.filter(behind=message)
    if event == Event.ARRIVE:
        waiting.filter(state__in=rules_states.sources(Event.SHOWN_AHEAD), attempts=0).update(
            state=State.SUPERSEDED, reason="push_shown", ended_at=now
        )
    else:
        carrying.free_behind([message.pk], now=now)


def take_incoming(gateway: str, incoming: Incoming) -> None:
    """Keep an SMS that came back, once; STOP and START act at once, the rest is for those who read the rows."""
    with transaction.atomic():
        row, new = IncomingSms.objects.get_or_create(
            gateway=gateway,
            gateway_ref=storable(incoming.reference)[:120],
            defaults={
                "sender": _number(storable(incoming.sender)),
                "text": heard(incoming.text)[:1600],
                "received_at": clock.now(),
                "understood_as": understood(incoming.text),
            },
        )
        if new and row.understood_as in ("stop", "start"):
            (actions.opt_out if row.understood_as == "stop" else actions.opt_in)(row.sender)
            journal.write(f"delivery.{row.understood_as}", row, by=f"gateway:{gateway}")


def _number(sender: str) -> str:
    try:
        return parse(sender if sender.startswith(("+", "0")) else f"+{sender}")
    except Malformed:
        return sender[:20]
