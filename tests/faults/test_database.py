"""PostgreSQL crashes and comes back while messages leave: a cluster of this test's own."""

import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from backend.common import clock
from backend.delivery.models import Message
from deploy.launcher import house
from deploy.launcher.postgres import OWNER, Cluster
from tests import moment
from tests.delivery import make
from tests.faults import account
from tests.faults.killing import DAY, finish, hold_at_work
from tests.faults.stage import Stage, until

DUE = 500


@pytest.fixture
def cluster(transactional_db: None) -> Iterator[Cluster]:
    """On disk at each commit, as in production; Django's default connection leads there while the test lasts."""
    house.prepare()
    files = Path(tempfile.mkdtemp(prefix="msj-fault-"))
    files.chmod(0o755)
    cluster = Cluster(files / "data", kept=True)
    cluster.start()
    cluster.query(f"ALTER ROLE {OWNER} SET synchronous_commit = on")
    told = connection.settings_dict
    usual = dict(told)
    connection.close()
    host = {"HOST": str(cluster.socket), "PORT": "", "NAME": "msj", "USER": OWNER, "PASSWORD": ""}
    told.update(host, OPTIONS={**told["OPTIONS"], "host": str(cluster.socket)})
    try:
        call_command("migrate", verbosity=0)
        moment.set_clock()
        yield cluster
    finally:
        connection.close()
        told.update(usual)
        cluster.stop()
        shutil.rmtree(files, ignore_errors=True)
        shutil.rmtree(cluster.files, ignore_errors=True)


def crash(cluster: Cluster) -> None:
    """Immediate shutdown: every backend is cut off in the middle of what it does, nothing is flushed."""
    assert cluster.process is not None
    cluster.process.send_signal(signal.SIGQUIT)
    cluster.process.wait(20)


@pytest.mark.parametrize("keyed", [True, False], ids=["key", "no-key"])
def test_a_database_that_crashes_twice_in_the_middle_costs_no_message_and_repeats_none(
    cluster: Cluster, stage: Stage, keyed: bool
) -> None:
    account.queue(DUE, expires_at=clock.now() + 10 * DAY)
    assert cluster.query("SHOW fsync") == "on"
    sender = stage.sender(keyed=keyed, MSJ_SEND_CONCURRENCY="20", MSJ_LEASE_SECONDS="6")
    in_flight = []
    for _ in range(2):
        until(lambda: stage.in_flight() >= 10, within=60, what="work in flight")
        in_flight.append(hold_at_work(stage, sender))
        crash(cluster)
        sender.send_signal(signal.SIGCONT)
        connection.close()
        cluster.start()
        assert Message.objects.filter(state="pending").exists(), "the database stopped after the work"
    finish()

    told = account.draw_up(stage).told(f"PostgreSQL crashed with {in_flight} in flight, {'' if keyed else 'no '}key")
    assert min(in_flight) > 0
    assert (told.accepted, told.shown, told.duplicated, told.lost) == (DUE, DUE, 0, 0)
    assert sender.poll() is None, "the sender died"


def test_a_database_that_is_read_only_for_a_while_costs_no_result(cluster: Cluster, stage: Stage) -> None:
    """As in a fail-over, or with a full disk: it answers everything, and writes nothing. No key: a loss is a double."""
    account.queue(DUE // 2, expires_at=clock.now() + 10 * DAY)
    sender = stage.sender(keyed=False, MSJ_SEND_CONCURRENCY="20")
    until(lambda: stage.in_flight() >= 10, within=60, what="work in flight")
    for told in ("on", "off"):
        cluster.query(f"ALTER SYSTEM SET default_transaction_read_only = {told}")
        cluster.query("SELECT pg_reload_conf()")
        time.sleep(3)
        if told == "on":
            assert stage.in_flight() == 0, "it was not read-only for the sender: it proves nothing"
            unwritten = Message.objects.filter(state="sending").count()
    finish()

    told_of = account.draw_up(stage).told(f"PostgreSQL read-only with {unwritten} results to write")
    assert unwritten >= 10 and sender.poll() is None, "the sender died"
    assert (told_of.accepted, told_of.shown, told_of.duplicated, told_of.lost) == (DUE // 2, DUE // 2, 0, 0)


def test_what_was_claimed_when_the_connection_broke_is_given_back_at_once(stage: Stage) -> None:
    """The composer is slow; meanwhile the pump's connection is cut, which it needs for the subscriptions."""
    row = make.message(channel="push", subject="slow:1", holder=make.holder().pk)
    stage.sender()
    until(lambda: Message.objects.filter(state="sending").exists(), within=60, what="the claim")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'msj push' AND datname = current_database()"
        )
    # Of no device, so that it ends as failed; the lease of 60 s would make it wait, and doubtful.
    until(lambda: Message.objects.filter(state="failed").exists(), within=20, what="its second try")
    row.refresh_from_db()
    assert (row.reason, row.attempts, row.doubts) == ("no_subscription", 1, 0)
