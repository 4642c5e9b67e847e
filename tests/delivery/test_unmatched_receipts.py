"""Reports of messages that are not ours: an account that several services share sends them by the thousand."""

from datetime import timedelta

import pytest
from django.db import connection

from backend.common import clock
from backend.delivery import actions_reports, rules, tasks
from backend.delivery.models import Receipt
from backend.delivery.rules_reports import Report
from tests import plans
from tests.counting import queries_of
from tests.delivery import make

pytestmark = pytest.mark.django_db


def strangers(count: int) -> None:
    rows = [
        Receipt(gateway="link_mobility", event=f"{n}", reference=f"theirs-{n}", outcome="delivered", at=clock.now())
        for n in range(count)
    ]
    Receipt.objects.bulk_create(rows)


def test_strangers_do_not_keep_ours_from_being_found() -> None:
    strangers(1500)
    row = make.message(state="sending")
    actions_reports.take_receipts("link_mobility", [Report("delivered", reference="lm-7")])
    row.state, row.gateway, row.gateway_ref = "accepted", "link_mobility", "lm-7"
    row.save()
    assert actions_reports.match_receipts() == 1
    row.refresh_from_db()
    assert row.state == "delivered"


def test_a_report_waits_six_hours_for_the_reference_of_its_message() -> None:
    """What is older is of others: it is neither looked up again each minute nor matched by an accident."""
    rows = [make.message(state="accepted") for _ in range(2)]
    for hours, row in zip((5, 7), rows, strict=True):
        actions_reports.take_receipts("link_mobility", [Report("delivered", reference=f"lm-{hours}")])
        Receipt.objects.filter(reference=f"lm-{hours}").update(at=clock.now() - timedelta(hours=hours))
        row.gateway, row.gateway_ref = "link_mobility", f"lm-{hours}"
        row.save()
    assert actions_reports.match_receipts() == 1
    for row in rows:
        row.refresh_from_db()
    assert [row.state for row in rows] == ["delivered", "accepted"]


def test_reports_are_looked_up_down_the_index_of_those_that_may_be_matched() -> None:
    strangers(1500)
    Receipt.objects.update(at=clock.now() - timedelta(hours=7))
    plans.rebuild_indexes("delivery_receipt")
    [sql] = [sql for sql in queries_of(actions_reports.match_receipts) if 'FROM "delivery_receipt"' in sql]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "receipt_to_match" in plan, plan


def test_strangers_are_forgotten_when_nothing_can_match_them_any_more() -> None:
    strangers(3)
    ours = make.message(state="accepted")
    actions_reports.take_receipts("link_mobility", [Report("delivered", message=str(ours.pk))])
    assert tasks.retain() == 0
    Receipt.objects.update(at=clock.now() - rules.RECEIPTS_COME_WITHIN - timedelta(hours=1))
    assert tasks.retain() == 3
    assert Receipt.objects.get().message_id == ours.pk
