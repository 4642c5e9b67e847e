"""A new version comes while messages leave: one sender after the other is replaced, the table grows a column."""

import signal
from functools import partial

from django.db import connection

from backend.delivery.models import Message
from tests.faults import account
from tests.faults.killing import hold_at_work
from tests.faults.stage import Stage, until

DUE = 500


def is_busy(stage: Stage, name: str) -> bool:
    """Whether that sender has begun; more comes meanwhile: however long its start takes, the others never run dry."""
    if Message.objects.filter(state="pending").count() < DUE:
        account.queue(DUE)
    return stage.in_flight(name) >= 10


def test_senders_replaced_one_after_the_other_send_each_message_once_even_without_a_key(stage: Stage) -> None:
    hands = {"MSJ_SEND_CONCURRENCY": "20"}
    old = {name: stage.sender(name, keyed=False, **hands) for name in ("a", "b")}
    in_flight = []
    for name, process in old.items():
        until(partial(is_busy, stage, name), within=60, what="work in flight")
        in_flight.append(hold_at_work(stage, process, name))
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGCONT)
        new = stage.sender(f"{name}2", keyed=False, **hands)
        assert process.wait(20) == 0
        until(partial(is_busy, stage, f"{name}2"), within=60, what="the new one at work")
        assert new.poll() is None
    account.wait_for_the_end()
    told = account.draw_up(stage).told(f"two senders replaced, {in_flight} in flight")
    assert min(in_flight) > 0
    due = Message.objects.count()
    assert (told.accepted, told.shown, told.duplicated, told.lost) == (due, due, 0, 0)
    assert stage.report()["requests"] == due and not Message.objects.filter(doubts__gt=0).exists()


def test_the_old_sender_goes_on_over_an_additive_migration(stage: Stage) -> None:
    """Prepared statements and the ORM of the running version, while a column and an index are added under them."""
    account.queue(DUE)
    sender = stage.sender(keyed=False, MSJ_SEND_CONCURRENCY="20")
    until(lambda: stage.in_flight() >= 10, within=60, what="work in flight")
    try:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE delivery_message ADD COLUMN of_tomorrow varchar(20) NULL")
            assert Message.objects.filter(state="pending").count() > 100, "the migration came after the work"
            cursor.execute("CREATE INDEX CONCURRENTLY of_tomorrow_index ON delivery_message (of_tomorrow)")
        account.wait_for_the_end()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE delivery_message DROP COLUMN IF EXISTS of_tomorrow")
    told = account.draw_up(stage).told("a column and an index added")
    assert (told.accepted, told.shown, told.duplicated, told.lost) == (DUE, DUE, 0, 0)
    assert stage.report()["requests"] == DUE and sender.poll() is None
