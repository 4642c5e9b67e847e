"""`manage.py load_national`: the national types, items to bring, plan and texts; run after every migration."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.agenda import actions_national as agenda
from backend.reminders import actions_national as reminders


class Command(BaseCommand):
    help = "Adds the national types, items, plan and texts that are missing; renews texts and plan nobody edited."

    def handle(self, *args: Any, **options: Any) -> None:
        types, loaded = agenda.load_national(), reminders.load_national()
        if not options["verbosity"]:
            return
        self.stdout.write(f"{types} new types, {loaded.new} new texts, {loaded.renewed} renewed")
        if loaded.kept:
            self.stdout.write(
                f"{len(loaded.kept)} kept as edited here, though other words ship; look whether to follow:"
            )
            self.stdout.write("".join(f"  {one}\n" for one in loaded.kept), ending="")
