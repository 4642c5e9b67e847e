"""`manage.py set_schedules`: the table of periodic jobs, as this version has it. After every migration."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from backend.config import schedule


class Command(BaseCommand):
    help = "Write the periodic jobs of config/schedule.py into the queue's timetable."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            schedule.write()
