"""`manage.py plan_messages`: the planner, until SIGTERM."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.reminders.planner import Planner


class Command(BaseCommand):
    help = "Plans the messages of every appointment that changed, until SIGTERM."
    requires_system_checks = ()  # they would import the whole API: twice the time of the start

    def handle(self, *args: Any, **options: Any) -> None:
        Planner().serve()
