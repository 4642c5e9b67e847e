"""Every statement of the sender, each a compare-and-set: what a row was is asked again when it changes.

Leases are counted by the database's own clock, so that no two machines disagree; what is due, by the domain's clock.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import psycopg
from psycopg.types.json import Jsonb
from pydantic_core import to_json

from backend.delivery.carrying import SETTLE_CARRIED
from backend.delivery.composers import Due
from backend.delivery.gateways import Target
from backend.delivery.rules_routing import TRIES_ON_ONE
from backend.delivery.rules_states import FINAL, TRANSITIONS, State

Connection = psycopg.AsyncConnection[Any]


class Claimed(NamedTuple):
    """A row that is ours until its lease ends."""

    due: Due
    claim: uuid.UUID
    attempts: int
    doubts: int
    gateway: str


# Day by day: the days that something waits for are few, and each is one step down the index; within the day the index
# gives those that are due, in their order. However much is planned for later, a claim reads what it takes.
CLAIM = """
WITH RECURSIVE days AS (
    (SELECT urgent_on FROM delivery_message
     WHERE state IN ('pending', 'unknown') AND channel = %(channel)s AND lane = %(lane)s ORDER BY urgent_on LIMIT 1)
    UNION ALL
    SELECT (SELECT m.urgent_on FROM delivery_message AS m
            WHERE m.state IN ('pending', 'unknown') AND m.channel = %(channel)s AND m.lane = %(lane)s
              AND m.urgent_on > days.urgent_on ORDER BY m.urgent_on LIMIT 1)
    FROM days WHERE days.urgent_on IS NOT NULL
), due AS (
    SELECT one.id FROM days CROSS JOIN LATERAL (
        SELECT m.id FROM delivery_message AS m
        WHERE m.state IN ('pending', 'unknown') AND m.channel = %(channel)s AND m.lane = %(lane)s
          AND m.urgent_on = days.urgent_on AND m.next_try_at <= %(now)s AND m.expires_at > %(now)s
        ORDER BY m.next_try_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    ) AS one LIMIT %(limit)s
)
UPDATE delivery_message AS m
SET state = 'sending', claim = %(claim)s, lease_until = clock_timestamp() + %(lease)s, attempts = attempts + 1,
    gateway = CASE WHEN m.doubts > 0 AND m.gateway <> '' THEN m.gateway
              ELSE (%(ways)s::text[])[1 + m.attempts / %(tries)s %% cardinality(%(ways)s::text[])] END
FROM due WHERE m.id = due.id
RETURNING m.id, m.subject, m.revision, m.kind, m.channel, m.occasion, m.holder_id, m.lane, m.expires_at,
          m.attempts, m.doubts, m.gateway, m.urgent_on, m.next_try_at
"""


async def claim(
    connection: Connection,
    *,
    channel: str,
    lane: str,
    limit: int,
    now: datetime,
    lease: timedelta,
    ways: Sequence[str],
) -> list[Claimed]:
    """Take up to `limit` due rows that nobody else is taking, the most urgent first, and count the try.

    Each is given its gateway here, before anything leaves: whoever finds it after a kill knows where it may be
    (`rules_routing.way_of`).
    """
    name = uuid.uuid4()
    values = {
        "channel": channel, "lane": lane, "limit": limit, "now": now, "lease": lease, "claim": name,
        "ways": list(ways), "tries": TRIES_ON_ONE,
    }  # fmt: skip
    rows = await (await connection.execute(CLAIM, values, prepare=True)).fetchall()
    rows.sort(key=lambda row: row[12:])
    return [Claimed(Due(*row[:9]), name, *row[9:12]) for row in rows]


@dataclass(slots=True)
class Result:
    """What became of one claimed message; empty words are left as they are."""

    id: uuid.UUID
    claim: uuid.UUID
    event: str
    state: str
    next_try_at: datetime | None = None
    doubts: int = 0
    gateway: str = ""
    gateway_ref: str = ""
    recipient: str = ""
    title: str = ""
    text: str = ""
    segments: int = 0
    reason: str = ""


_COLUMNS = {
    "id": "uuid", "claim": "uuid", "event": "text", "next_try_at": "timestamptz", "doubts": "int",
    "gateway": "text", "gateway_ref": "text", "recipient": "text", "title": "text", "text": "text", "segments": "int",
    "reason": "text",
}  # fmt: skip
# The table itself, for the two states in which a sender still has something to say of a message.
_TABLE = ", ".join(
    f"('{was.value}', '{event.value}', '{then.value}')"
    for (was, event), then in TRANSITIONS.items()
    if was in (State.SENDING, State.UNKNOWN)
)
# A receipt may have been faster, or the lease was swept meanwhile: then the facts are kept and the state stays, unless
# the answer that came late still means something.
SETTLE = f"""
WITH r AS MATERIALIZED (SELECT * FROM json_to_recordset(%(results)s::json)
           AS r ({", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())})),
told AS (
    SELECT m.id, m.claim, t.becomes, t.becomes IS NOT NULL AS counts FROM delivery_message AS m JOIN r ON m.id = r.id
    LEFT JOIN (VALUES {_TABLE}) AS t (was, event, becomes) ON t.was = m.state AND t.event = r.event
    WHERE m.claim = r.claim ORDER BY m.id FOR UPDATE OF m
)
UPDATE delivery_message AS m SET
    state = COALESCE(told.becomes, m.state),
    next_try_at = CASE WHEN told.counts THEN COALESCE(r.next_try_at, m.next_try_at) ELSE m.next_try_at END,
    attempts = m.attempts - CASE WHEN told.counts AND r.event IN ('give_back', 'postpone') THEN 1 ELSE 0 END,
    doubts = CASE WHEN told.counts THEN r.doubts ELSE m.doubts END,
    reason = CASE WHEN told.counts THEN r.reason ELSE m.reason END,
    ended_at = CASE WHEN told.becomes = ANY(%(final)s) THEN %(now)s ELSE m.ended_at END,
    accepted_at = CASE WHEN r.event = 'take' THEN COALESCE(m.accepted_at, %(now)s) ELSE m.accepted_at END,
    lease_until = NULL,
    gateway = COALESCE(NULLIF(r.gateway, ''), m.gateway),
    gateway_ref = COALESCE(NULLIF(r.gateway_ref, ''), m.gateway_ref),
    recipient = COALESCE(NULLIF(r.recipient, ''), m.recipient),
    title = COALESCE(NULLIF(r.title, ''), m.title),
    text = COALESCE(NULLIF(r.text, ''), m.text),
    segments = GREATEST(r.segments, m.segments)
FROM r JOIN told ON told.id = r.id AND told.claim = r.claim WHERE m.id = r.id
RETURNING m.id, m.state, m.channel
"""  # noqa: S608  made of the constants above alone


async def settle(connection: Connection, results: Sequence[Result], *, now: datetime) -> int:
    """Write down what became of these messages, all at once, and free what waited behind a push that can't be shown.

    How many rows listened: one whose lease was swept and claimed anew does not. ValueError or DataError: a sign in
    them can't be written. They go as one JSON text: lists are walked by the driver value by value, six times as long.
    """
    values = {"results": to_json(results).decode(), "now": now, "final": sorted(FINAL)}
    rows = await (await connection.execute(SETTLE, values, prepare=True)).fetchall()
    lost = [row[0] for row in rows if row[2] == "push" and row[1] in (State.FAILED, State.CANCELLED, State.EXPIRED)]
    if lost:
        await connection.execute(FREE, {"pushes": lost, "now": now})
    return len(rows)


# In the order of their identifiers, as everybody locks them: two who want the same rows wait, and never for each other.
FREE = """
WITH waiting AS (
    SELECT id FROM delivery_message WHERE behind_id = ANY(%(pushes)s) AND state = 'held' ORDER BY id FOR UPDATE
)
UPDATE delivery_message AS m SET
    state = CASE WHEN m.carrier_id IS NULL THEN 'pending' ELSE m.state END,
    next_try_at = CASE WHEN m.carrier_id IS NULL THEN GREATEST(m.not_before, %(now)s) ELSE m.next_try_at END,
    release_at = CASE WHEN m.carrier_id IS NULL THEN m.release_at ELSE %(now)s END
FROM waiting WHERE m.id = waiting.id
"""
RELEASE = """
WITH due AS (
    SELECT m.id, COALESCE(c.state, p.state) AS ahead FROM delivery_message AS m
    LEFT JOIN delivery_message AS p ON p.id = m.behind_id LEFT JOIN delivery_message AS c ON c.id = p.carrier_id
    WHERE m.state = 'held' AND m.carrier_id IS NULL AND m.release_at <= %(now)s
    ORDER BY m.release_at LIMIT 1000 FOR UPDATE OF m SKIP LOCKED
)
UPDATE delivery_message AS m SET
    state = CASE WHEN due.ahead = 'delivered' THEN 'superseded' ELSE 'pending' END,
    reason = CASE WHEN due.ahead = 'delivered' THEN 'push_shown' ELSE m.reason END,
    ended_at = CASE WHEN due.ahead = 'delivered' THEN %(now)s END
FROM due WHERE m.id = due.id
"""


async def release(connection: Connection, *, now: datetime) -> int:
    """Let go what was held until now: it leaves, unless its push was shown or the words were carried by another."""
    await connection.execute(SETTLE_CARRIED, {"now": now}, prepare=True)
    return (await connection.execute(RELEASE, {"now": now}, prepare=True)).rowcount


class Lapsed(NamedTuple):
    """A row whose sender was not heard of again."""

    id: uuid.UUID
    claim: uuid.UUID
    channel: str
    lane: str
    attempts: int
    doubts: int
    expires_at: datetime
    gateway: str


LAPSED = """
SELECT id, claim, channel, lane, attempts, doubts, expires_at, gateway FROM delivery_message
WHERE state = 'sending' AND lease_until < clock_timestamp() ORDER BY lease_until LIMIT 500 FOR UPDATE SKIP LOCKED
"""


async def lapsed(connection: Connection) -> list[Lapsed]:
    """Rows whose lease is over, locked until the caller's transaction ends."""
    return [Lapsed(*row) for row in await (await connection.execute(LAPSED, prepare=True)).fetchall()]


TARGETS = """
SELECT s.holder_id, s.id, s.endpoint, s.p256dh, s.auth, s.device_id
FROM delivery_pushsubscription AS s JOIN accounts_device AS d ON d.id = s.device_id
WHERE s.holder_id = ANY(%s) AND d.revoked_at IS NULL
"""


async def targets(connection: Connection, holders: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[Target, ...]]:
    """The live subscriptions of these holders."""
    found: dict[uuid.UUID, tuple[Target, ...]] = {}
    for holder, *rest in await (await connection.execute(TARGETS, [list(holders)])).fetchall():
        found[holder] = (*found.get(holder, ()), Target(*rest))
    return found


async def tend(connection: Connection, *, gone: Sequence[int], reached: Sequence[int], now: datetime) -> None:
    """Forget the browsers that are gone, note those that were reached."""
    if gone:
        await connection.execute("DELETE FROM delivery_pushsubscription WHERE id = ANY(%s)", [list(gone)])
    if reached:
        query = "UPDATE delivery_pushsubscription SET last_accepted_at = %s WHERE id = ANY(%s)"
        await connection.execute(query, [now, list(reached)])


BEAT = """
INSERT INTO delivery_heartbeat (name, at, every, detail) VALUES (%s, clock_timestamp(), %s, %s)
ON CONFLICT (name) DO UPDATE SET at = excluded.at, every = excluded.every, detail = excluded.detail
"""


async def beat(connection: Connection, name: str, every: timedelta, detail: dict[str, Any]) -> None:
    await connection.execute(BEAT, [name, every, Jsonb(detail)], prepare=True)


async def forget_beats(connection: Connection, *, prefix: str, older: timedelta) -> None:
    """Those of processes that are no more."""
    query = "DELETE FROM delivery_heartbeat WHERE starts_with(name, %s) AND at < clock_timestamp() - %s"
    await connection.execute(query, [prefix, older], prepare=True)


async def end_beat(connection: Connection, name: str) -> None:
    """That of one process, whose name may be the beginning of another's."""
    await connection.execute("DELETE FROM delivery_heartbeat WHERE name = %s", [name])


SIGNS = """
SELECT extract(epoch FROM clock_timestamp())::float8, name, extract(epoch FROM at)::float8 FROM delivery_heartbeat
WHERE starts_with(name, %s) AND at >= clock_timestamp() - %s
"""


async def signs(connection: Connection, *, prefix: str, younger: timedelta) -> tuple[float, dict[str, float]]:
    """What time it is for the database, and when each process of that kind last gave a sign: seconds of one clock."""
    rows = await (await connection.execute(SIGNS, [prefix, younger], prepare=True)).fetchall()
    return max((row[0] for row in rows), default=0.0), {name: at for _, name, at in rows}


async def silence(connection: Connection, name: str) -> timedelta | None:
    """How long a process has given no sign; None if it never did."""
    query = "SELECT clock_timestamp() - at FROM delivery_heartbeat WHERE name = %s"
    row = await (await connection.execute(query, [name])).fetchone()
    return row[0] if row else None


async def offset(connection: Connection) -> timedelta:
    """How far test and demonstration live ahead of real time."""
    row = await (await connection.execute("SELECT seconds FROM common_clockoffset WHERE id = 1")).fetchone()
    return timedelta(seconds=row[0] if row else 0)
