"""What the messages will say of a place, and what its agent should know of that before somebody gets one. Pure."""

from typing import Literal

from backend.common import sms, streets
from backend.common.neutral import tells

PlaceWarning = Literal["name_not_said", "address_not_said", "address_shortened", "address_left_out", "signs_cost"]
# Letters of an SMS that are left for where, in the longest French reminder on its longest date
# (tests/reminders/test_addresses.py computes it from the national texts).
ROOM = 49


def said(neutral_name: str, address: str, city: str) -> str:
    """As an SMS that has room for all of it says it."""
    town = streets.town(city)
    name = town if tells(neutral_name) else neutral_name
    parts = (name, streets.bare_address(address, city), town)
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
