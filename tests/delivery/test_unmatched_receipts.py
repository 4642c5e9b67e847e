"""Reports of messages that are not ours: an account that several services share sends them by the thousand."""

from datetime import timedelta

import pytest

from backend.common import clock
from backend.delivery import actions_reports, rules, tasks
from backend.delivery.models import Receipt
from backend.delivery.rules_reports import Report
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


def test_strangers_are_forgotten_when_nothing_can_match_them_any_more() -> None:
    strangers(3)
    ours = make.message(state="accepted")
    actions_reports.take_receipts("link_mobility", [Report("delivered", message=str(ours.pk))])
    assert tasks.retain() == 0
    Receipt.objects.update(at=clock.now() - rules.RECEIPTS_COME_WITHIN - timedelta(hours=1))
    assert tasks.retain() == 3
    assert Receipt.objects.get().message_id == ours.pk
