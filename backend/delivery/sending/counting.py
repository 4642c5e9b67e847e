"""What no row of the outbox remembers, counted when it happens: leases that lapsed."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from backend.delivery.sending.outbox import Connection, Lapsed

LAPSED = """
INSERT INTO delivery_tally AS t (minute, lane, channel, gateway, outcome, reason, count, in_time, prompt)
SELECT date_trunc('minute', %s::timestamptz, 'UTC'), lane, channel, '', 'lapsed', '', many, 0, 0
FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS r (lane, channel, many)
ON CONFLICT ON CONSTRAINT tally_once DO UPDATE SET count = t.count + excluded.count
"""


async def lapsed(connection: Connection, rows: Sequence[Lapsed], *, now: datetime) -> None:
    """In the transaction that sweeps them."""
    counted = sorted(Counter((row.lane, row.channel) for row in rows).items())
    lanes, channels, many = ([*column] for column in zip(*[(*key, n) for key, n in counted], strict=True))
    await connection.execute(LAPSED, [now, lanes, channels, many])
