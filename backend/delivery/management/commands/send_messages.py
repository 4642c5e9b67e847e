"""`manage.py send_messages`: the sender, until SIGTERM."""

import sys
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from backend.delivery.sending import sender


class Command(BaseCommand):
    help = "Sends what is due, until SIGTERM. Several may run at once."
    # They would import the whole API, twice the time of the start; the sender checks what it uses itself.
    requires_system_checks = ()

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--composers", default="backend.config.composers.register", help="what registers the composers"
        )

    def handle(self, *args: Any, composers: str, **options: Any) -> None:
        import_string(composers)()
        try:
            sender.serve()
        except ImproperlyConfigured as error:
            sys.exit(f"The sender does not start. {error}")
