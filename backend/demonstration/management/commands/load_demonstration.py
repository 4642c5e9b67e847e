"""Load the pilot: reproducible from a seed, evidently invented; and open it on a working day full of work.

Run at each start: what is loaded already is only opened.
"""

import json
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from backend.agenda.models import AppointmentType
from backend.common import clock
from backend.demonstration import appointments, calendar, contacts, hearings, history, people, services, workday
from backend.organisations.models import Organisation

FULL = {"spip92": 200, "tj92": 200, "spip28": 20}
SMALL = {"spip92": 65, "tj92": 15, "spip28": 10}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()  # they would import the whole API, a third of the time at each start

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=92)
        parser.add_argument("--small", action="store_true", help="ninety persons and two months, for tests")
        parser.add_argument("--today", type=datetime.fromisoformat, help="an hour of Paris to start at instead of now")
        parser.add_argument("--credentials", type=Path, help="another file than var/demo.json to tell them in")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_national", verbosity=0)
        now = workday.open_clock(_hour_of(options["today"]))
        if Organisation.objects.exists():
            self._reopen(now)
            return
        with transaction.atomic():
            told = load(options["seed"], small=options["small"], now=now)
        path = options["credentials"] or settings.HOUSE / "var" / "demo.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        self.stdout.write(f"{told['counts']}")

    def _reopen(self, now: datetime) -> None:
        with transaction.atomic():
            pilot = services.again()
            made = appointments.reopen(Random(str(now.date())), pilot, people.all_of(pilot), now=now)
        self.stdout.write(f"loaded already; {len(made.rows)} appointments of {now:%d/%m} added")


def _hour_of(told: datetime | None) -> datetime:
    return told.replace(tzinfo=calendar.ZONE) if told else clock.now()


def load(seed: int, *, small: bool, now: datetime) -> dict[str, Any]:
    """All rows of the pilot; what var/demo.json tells."""
    rng = Random(seed)
    pilot = services.make(rng)
    persons = people.make(rng, pilot, now=now, counts=SMALL if small else FULL)
    people.change_contacts(persons, now=now)
    contacts.make(persons, now=now)
    services.show_entrances(pilot)
    diary = appointments.make(rng, pilot, persons, now=now, months=2 if small else 12)
    history.hear([person.file for person in persons], now=now)
    types = {each.code: each for each in AppointmentType.objects.all()}
    appointments.open_slots(pilot, types, now=now)
    hearings.book(rng, pilot, [person for person in persons if person.service == "tj92"], types, diary)
    return {
        "address": settings.ENVIRONMENT.probationer_origin,
        "counts": {"persons": len(persons), "appointments": len(diary.rows)},
        "agents": [_agent(pilot, *row) for row in (*services.AGENTS, services.PROSECUTOR)],
        "probationers": [_person(person) for person in persons[:12] if person.file.phone],
    }


def _agent(pilot: services.Pilot, email: str, role: str, key: str) -> dict[str, str]:
    return {
        "email": email,
        "password": services.PASSWORD,
        "totp_secret": pilot.secrets[email],
        "name": f"{pilot.agents[email].first_name} {pilot.agents[email].last_name}",
        "role": str(role),
        "service": pilot.organisations[key].name,
    }


def _person(person: people.Person) -> dict[str, Any]:
    file = person.file
    return {
        "first_name": file.first_name,
        "last_name": file.last_name,
        "phone": file.phone,
        "birth_date": file.birth_date.isoformat() if file.birth_date else None,
        "birth_year": file.birth_year,
        "language": file.language,
        "service": person.service,
    }
