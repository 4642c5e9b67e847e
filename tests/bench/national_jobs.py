"""What runs by itself: every periodic job, the planner's look and what it hears of, the sender's claim.

A job is given as much to do in each country, by `PREPARED`: what it costs then is what it reads besides.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.utils.module_loading import import_string

from backend.agenda.trace import CHANNEL
from backend.common import clock
from backend.config.schedule import JOBS
from backend.delivery import actions_upkeep, carrying
from backend.delivery.actions import REACH
from backend.delivery.rules_routing import TRIES_ON_ONE
from backend.delivery.rules_states import State
from backend.delivery.sending import outbox
from backend.reminders import planner, queries
from backend.reminders.models import Planned
from tests.bench.national_ways import Scene, Way

FEW = 8


def _some(table: str, columns: str, where: str, order: str = "id") -> str:
    """Change a few rows: as many in a country of any size."""
    chosen = f"SELECT id FROM {table} WHERE {where} ORDER BY {order} LIMIT {FEW}"
    return f"UPDATE {table} SET {columns} WHERE id IN ({chosen})"


OVER_SESSIONS = f"""
UPDATE django_session SET expire_date = now() - interval '1 day'
WHERE session_key IN (SELECT md5('session:' || n) FROM generate_series(1, {FEW}) AS n)
"""
# By the job's name: SQL that gives it something to do. A job of the timetable without a row fails.
PREPARED: dict[str, tuple[str, ...]] = {
    "the cluster's heartbeat": (),
    "old attempts and codes": (
        _some("accounts_attempt", "at = %(now)s - interval '3 days'", "true"),
        _some("accounts_challenge", "expires_at = %(now)s - interval '3 days'", "holder_id IS NULL"),
        OVER_SESSIONS,
    ),
    "messages: match receipts, expire, give up waiting": (
        _some(
            "delivery_message",
            "expires_at = %(now)s - interval '1 hour'",
            "state = 'pending' AND channel = 'sms'",
            "expires_at, id",
        ),
        _some(
            "delivery_message",
            "state = 'accepted', ended_at = NULL, delivered_at = NULL",
            "state = 'delivered' AND accepted_at < %(now)s - interval '30 days'",
            "created_at, id",
        ),
    ),
    "messages: count the minutes": (
        _some(
            "delivery_message",
            "accepted_at = %(now)s - interval '5 minutes', ended_at = %(now)s - interval '5 minutes'",
            "state = 'delivered'",
            "created_at, id",
        ),
    ),
    "e-mail addresses that refuse": (
        _some(
            "delivery_message",
            "channel = 'email', state = 'failed', reason = 'address_refused', ended_at = %(now)s, recipient = 'x'",
            "state = 'delivered'",
            "created_at, id",
        ),
    ),
    "messages: erase old words and numbers": (
        _some("delivery_message", "text = 'x'", "state = 'delivered'", "created_at, id"),
    ),
    "files: announce and archive": (
        _some(
            "probationers_probationer",
            "archived_at = NULL, review_at = %(now)s",
            "archived_at IS NOT NULL",
            "created_at, id",
        ),
    ),
    "files: announce and destroy": (
        _some(
            "probationers_probationer",
            "archived_at = %(now)s - interval '300 days', retention_at = %(now)s, review_at = %(now)s",
            "archived_at IS NOT NULL",
            "created_at, id",
        ),
    ),
    "contacts of trust: silent ones, old ones": (
        _some("probationers_trustedcontact", "state = 'asked', answer_until = %(now)s - interval '1 day'", "true"),
    ),
    "refusals of numbers in no file": (_some("delivery_optout", "number = '+3376' || lpad(id::text, 7, '0')", "true"),),
    "seats of the next six months": (_some("agenda_slotpattern", "reached = (%(now)s)::date + 175", "true"),),
}
TO_PLAN = _some(
    "agenda_appointment", "planned_revision = 0", "state = 'booked' AND starts_at > %(now)s", "starts_at, id"
)
OTHERWISE = (
    "UPDATE reminders_planned SET channels = '' WHERE appointment_id IN (SELECT id FROM agenda_appointment "
    "WHERE state = 'booked' AND starts_at > %(now)s ORDER BY starts_at, id LIMIT 20)"
)
DUE = _some("delivery_message", "next_try_at = %(now)s", "state = 'pending' AND channel = 'sms'", "next_try_at, id")
RELEASED = _some("delivery_message", "release_at = %(now)s - interval '1 hour'", "state = 'held'", "release_at, id")


def without_row() -> list[str]:
    names = {job.name for job in JOBS}
    return sorted([f"job: {name}" for name in names ^ PREPARED.keys()])


def ways() -> list[Way]:
    found = [_way(f"job: {job.name}", import_string(job.calls), PREPARED.get(job.name, ())) for job in JOBS]
    found += [
        _way("planner: what changed unheard", lambda: queries.changed(limit=planner.AT_ONCE)),
        _way("planner: a look, nothing to plan", _look),
        _way("planner: a look, some to plan", _look, (TO_PLAN, OTHERWISE)),
        Way("planner: hears of one appointment", _hear_of_one, _book),
        Way("planner: hears of a person", lambda scene: _settle(REACH, scene.world.near.person.holder_id)),
        Way("planner: hears of a number", lambda scene: _settle(REACH, scene.world.near.person.phone)),
        _way("messages: nothing expires", lambda: actions_upkeep._expire(State.PENDING)),
        _way("sender: claims what is due", _claim, (DUE,)),
        _way("sender: nothing is due", _claim),
        _way("sender: releases what was held", _release, (RELEASED,)),
        _way("sender: looks for lapsed leases", lambda: _run(outbox.LAPSED, {})),
    ]
    return found


def _way(name: str, call: Callable[[], Any], prepared: tuple[str, ...] = ()) -> Way:
    def prepare(scene: Scene) -> None:
        for said in prepared:
            _run(said, {"now": clock.now()})

    return Way(name, lambda scene: call(), prepare, varies=True)


def _run(said: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(said, values)


def _look() -> None:
    turns = planner.Turns()
    with patch.object(planner, "close_old_connections"):  # it would end the transaction around the measurement
        planner.look(turns)
    assert not len(turns.aside), "the planner could not settle something"


def _book(scene: Scene) -> None:
    """As if it had just been booked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE agenda_appointment SET planned_revision = 0 WHERE id = %s", [scene.world.near.ids["appointment"]]
        )
    Planned.objects.filter(appointment=scene.world.near.ids["appointment"]).delete()


def _hear_of_one(scene: Scene) -> None:
    _settle(CHANNEL, scene.world.near.ids["appointment"])


def _settle(channel: str, what: object) -> None:
    turns = planner.Turns()
    planner.settle([(channel, str(what))], turns.aside)
    assert not len(turns.aside), "the planner could not settle it"


def _claim() -> None:
    values = {
        "channel": "sms", "lane": "bulk", "limit": 50, "now": clock.now(), "lease": timedelta(minutes=1),
        "claim": uuid.uuid4(), "ways": ["primary"], "tries": TRIES_ON_ONE,
    }  # fmt: skip
    _run(outbox.CLAIM, values)


def _release() -> None:
    _run(carrying.SETTLE_CARRIED, {"now": clock.now()})
    _run(outbox.RELEASE, {"now": clock.now()})
