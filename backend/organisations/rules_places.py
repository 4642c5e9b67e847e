"""What the messages will say of a place, and what its agent should know of that before somebody gets one. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Protocol

from backend.common import sms, streets, text
from backend.common.neutral import tells

PlaceWarning = Literal["name_not_said", "address_not_said", "address_shortened", "address_left_out", "signs_cost"]
# Letters of an SMS that are left for where, in the longest French reminder on its longest date
# (tests/reminders/test_addresses.py computes it from the national texts).
ROOM = 49


class Located(Protocol):
    """What of a place tells where somebody has to go."""

    name: str
    neutral_name: str
    address: str
    postcode: str
    city: str
    inside: Mapping[str, str]


def whereabouts(place: Located) -> tuple[str, ...]:
    """Two that differ send a person to another door. A translation that is added or mended does not."""
    inside = place.inside.get("fr", "")
    return (place.name, place.neutral_name, place.address, place.postcode, place.city, inside)


def address(place: Located) -> tuple[str, ...]:
    """What leads there: two that differ need another way, another photo, another point on a map."""
    return (place.address, place.postcode, place.city)


def is_older(photo_added_at: datetime, relocated_at: datetime | None) -> bool:
    """A photo of the entrance that was made at the former address."""
    return relocated_at is not None and photo_added_at < relocated_at


def spoken_name(neutral_name: str, city: str) -> str:
    """What the person knows it by, in SMS, app and calendar alike: neutral, or the town where somebody wrote into it
    what must not leave."""
    return streets.town(city) if tells(neutral_name) else neutral_name


def written(place: Located) -> str:
    """On one line, for whoever knew the place as it was."""
    return f"{spoken_name(place.neutral_name, place.city)}, {place.address}, {place.postcode} {place.city}"


def former(was: Located, now: Located | None) -> str:
    """Its name; of two that are called the same, its address too."""
    name = spoken_name(was.neutral_name, was.city)
    return written(was) if now and spoken_name(now.neutral_name, now.city) == name else name


def street(place: Located) -> str:
    """On one line, for whoever reads the name beside it."""
    return f"{place.address}, {place.postcode} {place.city}"


def full_name(name: str, service: str, city: str) -> str:
    """With whose place it is and where, unless the name says so: « Accueil » is the name of many."""
    whole = name
    for more in (service, streets.town(city)):
        if text.plain(more) not in text.plain(whole):
            whole = f"{whole}, {more}"
    return whole


def said(neutral_name: str, address: str, city: str) -> str:
    """As an SMS that has room for all of it says it."""
    parts = (spoken_name(neutral_name, city), streets.bare_address(address, city), streets.town(city))
    return sms.gsm(", ".join(part for part in dict.fromkeys(parts) if part))


def warnings(neutral_name: str, address: str, city: str) -> list[PlaceWarning]:
    """In the order in which they matter: what is not said, what falls out for want of room, what makes an SMS dear."""
    street, name = streets.bare_address(address, city), sms.gsm(neutral_name)
    found: list[PlaceWarning] = []
    if tells(neutral_name):
        found.append("name_not_said")
    if not street or (tells(streets.written(address)) and not streets.names_street(street)):
        found.append("address_not_said")
    elif street != streets.written(address):
        found.append("address_shortened")
    if street and len(sms.gsm(f"{name}, {street}")) > ROOM:
        found.append("address_left_out")
    if sms.segments(said(neutral_name, address, city)).alphabet == "ucs2":
        found.append("signs_cost")
    return found
