"""`manage.py load_national`: the national types, items to bring, plan and texts; run after every migration."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.agenda import actions_national as agenda
from backend.reminders import actions_national as reminders


class Command(BaseCommand):
    help = "Adds the national appointment types, items to bring, plan and texts that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        types, texts = agenda.load_national(), reminders.load_national()
        if options["verbosity"]:
            self.stdout.write(f"{types} new types, {texts} new texts")
