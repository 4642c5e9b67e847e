"""The pilot's services, places and agents: Hauts-de-Seine and Nanterre, linked; Eure-et-Loir, outside."""

import json
from base64 import b32encode
from binascii import unhexlify
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

from django.contrib.auth.hashers import make_password

from backend.accounts.models import Agent, Totp
from backend.common import clock
from backend.demonstration import entrance, names
from backend.organisations import actions_photo
from backend.organisations.models import Directions, Membership, Organisation, Place, Role

PASSWORD = "demonstration-92"  # noqa: S105  shown on the demonstration's own page; no such account exists elsewhere
TOLD = json.loads((Path(__file__).parent / "places.json").read_text())
AGENTS = (
    *((f"cpip{n}@demo.example", Role.CPIP, "spip92") for n in range(1, 6)),
    ("admin92@demo.example", Role.LOCAL_ADMIN, "spip92"),
    ("jap@demo.example", Role.JAP, "tj92"),
    ("sap@demo.example", Role.CLERK_SAP, "tj92"),
    ("bex@demo.example", Role.BEX, "tj92"),
    ("cpip28@demo.example", Role.CPIP, "spip28"),
)
PROSECUTOR = ("parquet@demo.example", Role.PROSECUTOR, "tj92")  # no morning: reads the bookings of hearings alone


@dataclass(frozen=True)
class Pilot:
    """What was made, by the keys of places.json and by e-mail."""

    organisations: dict[str, Organisation]
    places: dict[str, Place]
    agents: dict[str, Agent]
    secrets: dict[str, str]


def make(rng: Random) -> Pilot:
    """Every service, place and agent."""
    organisations = {key: Organisation.objects.create(**told["organisation"]) for key, told in TOLD.items()}
    organisations["spip92"].linked.add(organisations["tj92"])
    places = {key: _place(organisations[key], told) for key, told in TOLD.items()}
    agents, secrets = _agents(rng, organisations)
    return Pilot(organisations, places, agents, secrets)


def again() -> Pilot:
    """The same from the database; by the order in which they were made, for an agent may have renamed them."""
    organisations, places = Organisation.objects.order_by("pk"), Place.objects.order_by("pk")
    agents = {
        agent.email: agent for agent in Agent.objects.filter(email__in=[email for email, _, _ in (*AGENTS, PROSECUTOR)])
    }
    return Pilot(
        dict(zip(TOLD, organisations, strict=False)), dict(zip(TOLD, places, strict=False)), agents, secrets={}
    )


def _place(organisation: Organisation, told: dict[str, dict[str, object]]) -> Place:
    place = Place.objects.create(organisation=organisation, **told["place"])
    Directions.objects.bulk_create(
        Directions(place=place, means=means, **way)  # type: ignore[arg-type]
        for means, way in told["directions"].items()
    )
    return place


def _agents(rng: Random, organisations: dict[str, Organisation]) -> tuple[dict[str, Agent], dict[str, str]]:
    hashed, now = make_password(PASSWORD), clock.now()
    agents, secrets = {}, {}
    for number, (email, role, key) in enumerate((*AGENTS, PROSECUTOR)):
        agent = Agent.objects.create(
            email=email,
            first_name=names.AGENT_FIRST[number],
            last_name=names.AGENT_LAST,
            password=hashed,
            charter_accepted_at=now,
        )
        Membership.objects.create(agent=agent, organisation=organisations[key], role=role, since=now)
        seed = rng.randbytes(20).hex()
        Totp.objects.create(user=agent, name="Démonstration", key=seed, confirmed=True)
        agents[email], secrets[email] = agent, b32encode(unhexlify(seed)).decode()
    return agents, secrets


def show_entrances(pilot: Pilot) -> None:
    """A drawing of each entrance, put in as an agent would: checked, stripped, made in three sizes."""
    for key, email in (("spip92", "admin92@demo.example"), ("tj92", "jap@demo.example")):
        picture = entrance.draw(key)
        actions_photo.set_photo(
            pilot.agents[email],
            place=pilot.places[key].pk,
            file=BytesIO(picture),
            size=len(picture),
            alternative={"fr": "L'entrée", "en": "The entrance", "ar": "المدخل"},
        )
