"""`manage.py export_contract`: write shared/openapi.json; with --check only tell whether it is current."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.config import contract
from backend.config.api import api


class Command(BaseCommand):
    help = "Write the contract of the API to shared/openapi.json."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Write nothing; fail if the file is not current.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.HOUSE / "shared" / "openapi.json"
        text = contract.text(api.get_openapi_schema())
        if options["check"]:
            if not path.is_file() or path.read_text("utf-8") != text:
                raise CommandError("shared/openapi.json is not current: manage.py export_contract")
            return
        path.write_text(text, "utf-8")
