"""Three invented contacts of trust: one that receives copies, one that was asked, one that waits for an agent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from backend.demonstration.people import Person
from backend.probationers import actions_trust_asking
from backend.probationers.models import TrustedContact
from backend.probationers.states import ContactState


@dataclass(frozen=True)
class Told:
    """`person`: which of the pilot's persons; the second has no phone."""

    person: int
    state: str
    name: str
    relation: str
    address: dict[str, str]


CONTACTS = (
    Told(0, ContactState.PROPOSED, "Claire ESSAI", "family", {"phone": "+33639989001"}),
    Told(13, ContactState.ACTIVE, "Mme MODELE, accueil de jour", "social_worker", {"phone": "+33639989002"}),
    Told(20, ContactState.ASKED, "Association SPECIMEN", "association", {"email": "accueil@demo.example"}),
)


def make(people: list[Person], *, now: datetime) -> None:
    for told in CONTACTS:
        person = people[told.person]
        contact = TrustedContact.objects.create(
            probationer=person.file,
            name=told.name,
            relation=told.relation,
            state=told.state,
            named_at=now - timedelta(days=2),
            named_by=f"holder:{person.file.holder_id}" if told.person == 0 else str(person.agent),
            consented_on=(now - timedelta(days=2)).date(),
            **told.address,
            **_approved(told, person, now),
        )
        if told.state == ContactState.ASKED:
            actions_trust_asking.ask(contact, by=person.agent)


def _approved(told: Told, person: Person, now: datetime) -> dict[str, Any]:
    if told.state == ContactState.PROPOSED:
        return {}
    approved = {"approved_at": now - timedelta(days=2), "approved_by": person.agent}
    return approved | ({"active_at": now - timedelta(days=1)} if told.state == ContactState.ACTIVE else {})
