"""The pilot's persons: 200 followed by five officers, 200 of the court, 20 of the unlinked service. All invented."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from backend.accounts.models import Agent, Holder
from backend.common import text
from backend.demonstration import names
from backend.demonstration.services import Pilot
from backend.probationers.models import Affiliation, Assignment, ContactChange, Probationer

State = Probationer.State
Phone = Probationer.PhoneStatus
# Who lives overseas and is followed from here comes by telephone.
FAR = {"97400": "Saint-Denis de La Réunion", "97600": "Mamoudzou"}


@dataclass(frozen=True)
class Person:
    """A file, its service's key, who follows it, and how likely this person is to miss an appointment."""

    file: Probationer
    service: str
    agent: Agent | None
    misses: float


def make(rng: Random, pilot: Pilot, *, now: datetime, counts: dict[str, int]) -> list[Person]:
    """All the files, with their affiliation and referent."""
    pairs = names.everybody(sum(counts.values()))
    services = [service for service, count in counts.items() for _ in range(count)]
    people = [
        _person(rng, pilot, number, pair, service, now)
        for number, (pair, service) in enumerate(zip(pairs, services, strict=True))
    ]
    _share_numbers(people)
    _date_proofs(people)
    Holder.objects.bulk_create([person.file.holder for person in people])
    Probationer.objects.bulk_create([person.file for person in people])
    Affiliation.objects.bulk_create(
        Affiliation(probationer=p.file, organisation=pilot.organisations[p.service], since=p.file.created_at)
        for p in people
    )
    Assignment.objects.bulk_create(
        Assignment(
            probationer=p.file, agent=p.agent, organisation=pilot.organisations[p.service], since=p.file.created_at
        )
        for p in people
        if p.agent
    )
    return people


def _date_proofs(people: list[Person]) -> None:
    """A proved number was proved soon after the file was made."""
    for person in people:
        if person.file.phone_status == Phone.PROVED:
            person.file.phone_proved_at = person.file.created_at + timedelta(hours=1)


def _person(rng: Random, pilot: Pilot, number: int, pair: tuple[str, str], service: str, now: datetime) -> Person:
    last, first = pair
    language = rng.choices(["fr", "ar", "en"], [86, 9, 5])[0] if number else "fr"
    born = date(rng.randint(1958, 2006), rng.randint(1, 12), rng.randint(1, 28))
    year_alone = number % 40 == 17
    no_phone = number % 25 == 13
    postcode, city = _town(service, number)
    file = Probationer(
        id=uuid.UUID(bytes=rng.randbytes(16), version=4),
        holder=Holder(id=uuid.UUID(bytes=rng.randbytes(16), version=4), language=language),
        last_name=last,
        first_name=first,
        search_key=text.plain(f"{last} {first}"),
        birth_date=None if year_alone else born,
        birth_year=born.year,
        appi_number=f"2019{number:08d}" if number % 3 == 0 else "",
        state=_state(number),
        phone="" if no_phone else f"+3363998{number:04d}",
        phone_status=_phone_status(number, no_phone),
        address=f"{1 + number % 90} rue de l'Exemple",
        postcode=postcode,
        city=city,
        language=language,
        spoken_language={"ar": "arabe", "en": "anglais"}.get(language, ""),
        **_needs(number, language),
        created_at=now - timedelta(days=rng.randint(60, 370)),
    )
    return Person(file, service, _referent(pilot, service, number), rng.betavariate(2, 3.6))


def _town(service: str, number: int) -> tuple[str, str]:
    """Of each officer of the SPIP one in eight lives overseas."""
    if service == "spip92" and number // 5 % 8 == 5:
        return list(FAR.items())[number % len(FAR)]
    return ("28000", "Chartres") if service == "spip28" else ("92000", "Nanterre")


def _needs(number: int, language: str) -> dict[str, bool]:
    return {
        "needs_interpreter": language != "fr" and number % 2 == 0,
        "needs_sign_language": number % 90 == 60,
        "needs_step_free": number % 45 == 20,
        "reads_little": number % 15 == 7,
        "sensitive_channel": number % 70 == 35,
        "wants_sms": number % 60 != 25,
    }


def _state(number: int) -> str:
    return {44: State.DETAINED, 88: State.HOSPITALISED, 132: State.ABROAD, 176: State.ENDED}.get(
        number % 220, State.FOLLOWED
    )


def _phone_status(number: int, no_phone: bool) -> str:
    if no_phone:
        return Phone.NONE
    return Phone.WRONG if number % 50 == 31 else Phone.PROVED if number % 3 else Phone.GIVEN


def _referent(pilot: Pilot, service: str, number: int) -> Agent | None:
    if service == "spip92":
        return pilot.agents[f"cpip{1 + number % 5}@demo.example"]
    return pilot.agents["cpip28@demo.example"] if service == "spip28" else None


def all_of(pilot: Pilot) -> list[Person]:
    """Those who are followed now, as they stand in the database, without the ones whom var/demo.json names."""
    keys = {organisation.pk: key for key, organisation in pilot.organisations.items()}
    followed = Probationer.objects.filter(state=State.FOLLOWED, archived_at=None).exclude(phone__range=_KNOWN)
    agents = dict(Assignment.objects.filter(until=None).values_list("probationer", "agent"))
    by_pk = {agent.pk: agent for agent in pilot.agents.values()}
    found = Affiliation.objects.filter(probationer__in=followed, organisation__in=keys, until=None)
    return [
        Person(each.probationer, keys[each.organisation_id], by_pk.get(agents.get(each.probationer_id, 0)), 0.35)
        for each in found.select_related("probationer__holder").order_by("probationer__phone", "probationer")
    ]


_KNOWN = ("+33639980000", "+33639980011")


def _share_numbers(people: list[Person]) -> None:
    """A number is not a person: two couples of files share one."""
    for one, other in ((5, 6), (10, 11)):
        if len(people) > other:
            people[other].file.phone = people[one].file.phone


def change_contacts(people: list[Person], *, now: datetime) -> None:
    """Some persons corrected their details since yesterday."""
    changed = [person for person in people if person.service == "spip92"][20:26]
    ContactChange.objects.bulk_create(
        ContactChange(
            probationer=person.file,
            field=ContactChange.Field.ADDRESS,
            old="12 rue de l'Essai, 92000 Nanterre",
            new=f"{person.file.address}, {person.file.postcode} {person.file.city}",
            by=f"holder:{person.file.holder_id}",
            at=now - timedelta(hours=3 + place),
        )
        for place, person in enumerate(changed)
    )
