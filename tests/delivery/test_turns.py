"""Whose turn it is: the earliest day first, and a claim that reads what it takes, however much is planned."""

import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from backend.common import clock
from backend.delivery import actions, carrying
from backend.delivery.models import Message
from backend.delivery.sending import outbox
from tests.delivery import make
from tests.delivery.asked import asked, claim
from tests.faults.stage import Stage, until

pytestmark = pytest.mark.django_db(transaction=True)
PLANNED, DUE, DAYS = 200_000, 40_000, 60


def test_the_earliest_day_leaves_first_and_of_one_day_the_earliest_planned() -> None:
    now = clock.now()
    wanted = [
        make.order(
            subject=f"appointment:{day}-{minute}", urgent_on=date(2026, 12, day),
            not_before=now - timedelta(hours=3) + timedelta(minutes=minute),
        )
        for day in (1, 2, 24) for minute in range(4)
    ]  # fmt: skip
    shuffled = random.Random(7).sample(wanted, len(wanted))
    actions.queue_many(shuffled)
    found = [one.due.subject for _ in range(4) for one in claim(3)]
    assert found == [order.subject for order in wanted]
    assert claim() == []


def test_what_is_not_due_or_of_no_more_use_is_passed_over() -> None:
    now = clock.now()
    actions.queue_many(
        [
            make.order(subject="a:later", urgent_on=date(2026, 12, 1), not_before=now + timedelta(hours=1)),
            make.order(subject="a:late", urgent_on=date(2026, 12, 1), expires_at=now - timedelta(hours=1)),
            make.order(subject="a:push", urgent_on=date(2026, 12, 1), channel="push"),
            make.order(subject="a:code", urgent_on=date(2026, 12, 1), lane="code"),
            make.order(subject="a:due", urgent_on=date(2026, 12, 30)),
        ]
    )
    assert [one.due.subject for one in claim()] == ["a:due"]


def test_what_an_older_release_queued_without_a_day_is_not_forgotten() -> None:
    """An upgrade in the middle: its INSERT does not know the column."""
    row = make.message()
    names = [f.column for f in Message._meta.fields if f.column and f.column != "urgent_on"]
    values = ", ".join("gen_random_uuid()" if n == "id" else "'a:old'" if n == "subject" else n for n in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO delivery_message ({', '.join(names)}) SELECT {values} FROM delivery_message WHERE id = %s",
            [row.pk],
        )
    assert [one.due.subject for one in claim()] == ["a:old", row.subject]


def test_among_two_hundred_thousand_a_claim_stays_a_walk_down_its_index() -> None:
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(SCATTER, {"count": PLANNED, "due": DUE, "days": DAYS, "now": now})
        cursor.execute(HOLD, {"now": now})
        cursor.execute("VACUUM ANALYZE delivery_message")
    for every_second in (outbox.RELEASE, carrying.SETTLE_CARRIED):
        nodes = list(walk(explained(now, generic=True, query=every_second)["Plan"]))
        assert not [n for n in nodes if n["Node Type"] == "Seq Scan"], every_second
    for generic in (False, True):
        plan = explained(now, generic=generic)
        nodes = list(walk(plan["Plan"]))
        scans = {node["Index Name"] for node in nodes if "Index Name" in node}
        assert "message_turn" in scans and not [n for n in nodes if n["Node Type"] == "Seq Scan"]
        assert not [node for node in nodes if node["Node Type"] == "Sort"], "it sorts what is due"
        read = sum(n["Actual Rows"] * n["Actual Loops"] for n in nodes if n.get("Index Name") == "message_turn")
        assert read <= 100 + 2 * DAYS, f"{read} rows read for a claim of 100"
    assert len(claim(100, now=now)) == 100


def test_a_flood_of_reminders_keeps_neither_a_code_nor_a_confirmation_nor_the_nearest_day_waiting() -> None:
    hands, days = 4, [date(2026, 12, 1 + n % 20) for n in range(120)]
    flood = [make.order(subject=f"appointment:{n}", urgent_on=day) for n, day in enumerate(days)]
    code, notice = make.order(kind="code", lane="code"), make.order(lane="now", urgent_on=date(2027, 1, 1))
    actions.queue_many([*flood, notice, code])
    # So slow that a moment in which the machine does something else is no turn.
    stage = Stage(delay=0.1)
    try:
        stage.sender(MSJ_SEND_CONCURRENCY=str(hands))
        until(lambda: not Message.objects.exclude(state="accepted").exists(), within=90, what="all accepted")
        came = [sms["key"] for sms in stage.messages()]
    finally:
        stage.close()
    assert came.index(str(notice.id)) < hands and came.index(str(code.id)) < 2 * hands
    of_day = {str(order.id): day for order, day in zip(flood, days, strict=True)}
    left = [of_day[key] for key in came if key in of_day]
    early = [place for place, day in enumerate(left) if any(later < day for later in left[place + 2 * hands :])]
    assert early == [], "a later day left before an earlier one that nothing kept waiting"


def test_a_flood_of_codes_by_one_channel_keeps_no_other_channels_code_waiting() -> None:
    stage = Stage(delay=0.2)
    try:
        actions.queue_many([make.order(kind="code", lane="code", subject=f"challenge:{n}") for n in range(200)])
        other = make.message(kind="code", lane="code", channel="push", holder=make.holder().pk)
        stage.sender()
        until(lambda: Message.objects.get(pk=other.pk).state == "failed", within=60, what="nobody listens: it is told")
        assert Message.objects.filter(channel="sms", state="pending").count() > 150
    finally:
        stage.close()


SCATTER = """
INSERT INTO delivery_message (id, subject, revision, kind, channel, occasion, lane, state, not_before, expires_at,
    next_try_at, urgent_on, attempts, doubts, gateway, gateway_ref, recipient, title, text, segments, reason,
    created_at)
SELECT gen_random_uuid(), 'appointment:' || n, 1, 'reminder', 'sms', 'day-1', 'bulk', 'pending',
    %(now)s::timestamptz + at, %(now)s::timestamptz + interval '90 days', %(now)s::timestamptz + at,
    %(now)s::date + n %% %(days)s, 0, 0, '', '', '', '', '', 0, '', %(now)s::timestamptz
FROM (SELECT n, CASE WHEN n <= %(due)s THEN interval '-1 second' ELSE interval '1 second' END * n AS at
      FROM generate_series(1, %(count)s) AS n) AS scattered
"""


HOLD = """
UPDATE delivery_message AS m SET state = 'held', release_at = m.next_try_at + interval '2 hours',
    carrier_id = CASE WHEN one.n %% 10 = 0 THEN one.ahead END, behind_id = one.ahead
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n, lag(id) OVER (ORDER BY id) AS ahead FROM delivery_message
      WHERE next_try_at > %(now)s) AS one
WHERE m.id = one.id AND one.n %% 8 = 0
"""


def explained(now: datetime, *, generic: bool, query: str = outbox.CLAIM) -> dict[str, Any]:
    """What PostgreSQL does with the real statement, undone afterwards."""
    told = {
        "channel": "sms", "lane": "bulk", "limit": 100, "now": now, "lease": timedelta(minutes=1),
        "claim": "00000000-0000-0000-0000-000000000000", "ways": ["demonstration"], "tries": 2,
    }  # fmt: skip

    async def explain(line: outbox.Connection) -> dict[str, Any]:
        await line.execute(f"SET plan_cache_mode = {'force_generic_plan' if generic else 'force_custom_plan'}")
        await line.execute("BEGIN")
        row = await (await line.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + query, told, prepare=True)).fetchone()
        await line.execute("ROLLBACK")
        assert row is not None
        found: dict[str, Any] = row[0][0]
        return found

    return asked(explain)


def walk(node: dict[str, Any]) -> Any:
    yield node
    for child in node.get("Plans", ()):
        yield from walk(child)
