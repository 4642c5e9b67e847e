"""`manage.py run_ticks`: the periodic jobs, watched, until SIGTERM."""

import signal
import sys
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from backend.config import schedule
from backend.config.watchdog import Watchdog
from backend.delivery import queries

# Three minutes: the heartbeat is a job of every minute, and the scheduler looks every thirty seconds.
ALLOWED = timedelta(minutes=3)


class Command(BaseCommand):
    help = "django-q2's cluster as a child, started afresh when its heartbeat falls silent."

    def handle(self, *args: Any, **options: Any) -> None:
        watchdog = Watchdog([sys.executable, sys.argv[0], "qcluster"], silence=_silence, allowed=ALLOWED)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, watchdog.stop)
        schedule.first_beat()
        watchdog.run()


def _silence() -> timedelta | None:
    """While the database is away nobody can give a sign: that is not the cluster's fault."""
    try:
        close_old_connections()
        return queries.silence("cluster")
    except Error:
        return timedelta()
