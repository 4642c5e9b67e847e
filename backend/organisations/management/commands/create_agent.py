"""`manage.py create_agent EMAIL FIRST LAST --service NAME --role ROLE`: a new agent, a first password printed once.

A password rather than a link: a fresh installation may have no mail, and nothing has to be kept for a link to be good
once. It opens nothing alone: the first sign-in asks for a second factor and the charter before any work.
"""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.common.errors import Problem
from backend.organisations import actions_agents
from backend.organisations.models import Organisation, Role


class Command(BaseCommand):
    help = "Create an agent and print a first password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("first_name")
        parser.add_argument("last_name")
        parser.add_argument("--service", help="The service's exact name.")
        parser.add_argument("--role", choices=Role.values)
        parser.add_argument("--central", action="store_true", help="A central administrator: no service, no file.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["central"] == bool(options["service"] and options["role"]):
            raise CommandError("Give --service and --role, or --central alone.")
        service = None
        if options["service"]:
            service = Organisation.objects.filter(name=options["service"]).first()
            if service is None:
                names = ", ".join(Organisation.objects.order_by("name").values_list("name", flat=True))
                raise CommandError(f"No service of that name. There are: {names or 'none'}.")
        password = "-".join(secrets.token_hex(3) for _ in range(4))
        try:
            actions_agents.create_agent(
                options["email"],
                first_name=options["first_name"],
                last_name=options["last_name"],
                password=password,
                service=service,
                role=options["role"] or "",
                by="system:create_agent",
            )
        except Problem as refused:
            raise CommandError(f"Refused: {refused.code}.") from refused
        except ValueError as error:
            raise CommandError(
                "Refused: a name has letters, spaces, hyphens and apostrophes; a dot after an initial."
            ) from error
        self.stdout.write(f"First password of {options['email']}: {password}")
        self.stdout.write("At the first sign-in a second factor is enrolled and the charter accepted.")
