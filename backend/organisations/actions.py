"""Places and how to reach them, as an agent of their own service keeps them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction

from backend.accounts.models import Agent
from backend.common import clock, emails, neutral, phones, phones_called, sayable
from backend.common.errors import Malformed, Refused, Unseen
from backend.journal import actions as journal
from backend.organisations import queries, rules_places, rules_words
from backend.organisations.models import Directions, Organisation, Place
from backend.organisations.rules_words import Look

SAID = ("name", "neutral_name", "address", "city")
IN_LANGUAGES = ("inside", "step_free_words", "phone_hours")
TELL_THE_WAY = frozenset({"inside", "step_free_words"})  # wrong at another address


@transaction.atomic
def create_place(agent: Agent, *, values: Mapping[str, Any]) -> Place:
    """A place of the agent's own service."""
    membership = queries.membership_of(agent)
    if membership is None:
        raise Refused("service_needed")
    place = Place(organisation=membership.organisation)
    for name, value in _checked(values, place).items():
        setattr(place, name, value)
    place.save(force_insert=True)
    _write("organisations.create_place", place, agent)
    return place


@transaction.atomic
def update_place(
    agent: Agent,
    *,
    place: int,
    values: Mapping[str, Any],
    checked: Mapping[str, Collection[str]] | None = None,
    is_spelling: bool = False,
) -> Place:
    """Change what is given and nothing else.

    Words older than their French are marked, but for the languages that `checked` names by field. Another address makes
    the ways there old, in French too, and forgets the point on the map; `is_spelling`: it is the same place.
    """
    found = editable(agent, place)
    was = rules_places.address(found)
    before = {name: getattr(found, name) for name in IN_LANGUAGES}
    kept = _checked(values, found)
    for name, value in kept.items():
        setattr(found, name, value)
    is_elsewhere = rules_places.address(found) != was and not is_spelling
    for name, words in before.items():
        look = Look((checked or {}).get(name, ()), is_elsewhere and name in TELL_THE_WAY)
        stale = found.stale.get(name, ())
        found.stale[name] = rules_words.stale_after(words, getattr(found, name), stale, look=look)
    if is_elsewhere:
        _put_elsewhere(found, is_on_map="latitude" in kept)
    found.save()
    _write("organisations.update_place", found, agent)
    return found


def _put_elsewhere(place: Place, *, is_on_map: bool) -> None:
    place.relocated_at = clock.now()
    if not is_on_map:
        place.latitude = place.longitude = None
    ways = list(place.directions.all())
    for way in ways:
        way.stale = sorted(way.steps)
    Directions.objects.bulk_update(ways, ["stale"])


@transaction.atomic
def set_directions(
    agent: Agent,
    *,
    place: int,
    means: str,
    steps: Mapping[str, Sequence[str]],
    minutes: int | None,
    checked: Collection[str] = (),
) -> Place:
    """How to come by one means; no step in any language: that way is no longer told.

    Languages older than the French are marked, but for those that are `checked`.
    """
    found = editable(agent, place)
    said = {language: [step for step in those if step] for language, those in steps.items()}
    said = {language: those for language, those in said.items() if those}
    if said:
        if "fr" not in said:
            raise Malformed("malformed", fields={"steps": "french_missing"})
        known = Directions.objects.filter(place=found, means=means).first() or Directions()
        stood = {step for steps_there in known.steps.values() for step in steps_there}
        sayable.check({f"steps.{one}": [step for step in those if step not in stood] for one, those in said.items()})
        stale = rules_words.stale_after(known.steps, said, known.stale, look=Look(checked))
        way = {"steps": said, "minutes": minutes, "stale": stale}
        Directions.objects.update_or_create(place=found, means=means, defaults=way)
    else:
        Directions.objects.filter(place=found, means=means).delete()
    _write("organisations.set_directions", found, agent)
    return found


@transaction.atomic
def archive_place(agent: Agent, *, place: int) -> None:
    """No longer offered; what was booked there stays."""
    found = editable(agent, place)
    if found.archived_at is None:
        found.archived_at = clock.now()
        found.save(update_fields=["archived_at"])
        _write("organisations.archive_place", found, agent)


def editable(agent: Agent, place: int) -> Place:
    """The place, locked; Unseen where it is out of reach, Refused where only another service may change it."""
    found = queries.places_editable_by(agent).select_for_update().filter(pk=place).first()
    if found:
        return found
    if queries.places_visible_to(agent).filter(pk=place).exists():
        raise Refused("place_of_another_service")
    raise Unseen


def _checked(values: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """As stored: numbers in E.164 or short, words without empty languages. `place`: as it stands."""
    checked = dict(values)
    for name in IN_LANGUAGES:
        if name in checked:
            checked[name] = {language: word for language, word in checked[name].items() if word}
    if checked.get("phone"):
        checked["phone"] = _number(checked, place)
    if checked.get("email"):
        checked["email"] = emails.read(checked["email"])
    if checked.get("time_zone") and checked["time_zone"] not in available_timezones():
        raise Malformed("malformed", fields={"time_zone": "field_unreadable"})
    _check_words(checked, place)
    return checked


def _check_words(checked: Mapping[str, Any], place: Place) -> None:
    """What is new may open nothing, and a name may not tell why one comes; what stood there before hinders nothing."""
    new = {name: checked[name] for name in SAID if name in checked and checked[name] != getattr(place, name)}
    for name in IN_LANGUAGES:
        stood = getattr(place, name).values()
        new |= {f"{name}.{one}": word for one, word in checked.get(name, {}).items() if word not in stood}
    sayable.check(new)
    if neutral.tells(checked.get("neutral_name", "")):
        raise Malformed("malformed", fields={"neutral_name": "neutral_name_reveals"})


def _number(values: Mapping[str, Any], place: Place) -> str:
    """Read where the place stands, or will; blank: the service's switchboard."""
    postcode, zone = (values.get(name) or getattr(place, name) for name in ("postcode", "time_zone"))
    where = phones.territory_of(postcode=postcode, time_zone=zone or place.organisation.time_zone)
    return phones_called.place_line(values["phone"], territory=where) if values["phone"].strip() else ""


def _write(verb: str, place: Place, agent: Agent) -> None:
    journal.write(verb, f"place:{place.pk}", by=agent, organisation=_own(agent))


def _own(agent: Agent) -> Organisation | str:
    membership = queries.membership_of(agent)
    return membership.organisation if membership else ""
