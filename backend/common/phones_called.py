"""Which numbers persons may be told to call: who wrote one that costs would earn by each of their calls."""

from typing import Literal

import phonenumbers
from phonenumbers import shortnumberinfo

from backend.common import phones
from backend.common.errors import Malformed

# Each has its sentence under `errors.`.
Uncalled = Literal["phone_costs", "phone_abroad"]
_Kind = phonenumbers.PhoneNumberType
_COSTS = frozenset({_Kind.PREMIUM_RATE, _Kind.SHARED_COST, _Kind.PERSONAL_NUMBER, _Kind.PAGER, _Kind.VOICEMAIL})
_HOME = frozenset({33, 262, 590, 594, 596, 508, 681, 687, 689})  # the mainland and overseas; satellites are abroad
# Short numbers at no more than the price of a call, besides those that the library knows to be free (115, 116 006).
_ORDINARY = frozenset({"3919", "3939", "3949"})


def line(said: str, *, territory: str = "FR", field: str = "phone") -> str:
    """`phones.parse`, of the mainland or overseas and at the price of a call at most; else one of `Uncalled`.

    Of 08 0800 to 0805 are free and 0806 to 0809 cost a call; all others cost more (ARCEP's decision 2012-0856, three
    families of tariffs; `phonenumbers` has the first as toll free, the second as UAN).
    """
    number = phones.parse(said, territory=territory, field=field)
    read = phonenumbers.parse(number, None)
    if read.country_code not in _HOME:
        raise _refused("phone_abroad", field)
    if phonenumbers.number_type(read) in _COSTS:
        raise _refused("phone_costs", field)
    return number


def place_line(said: str, *, territory: str = "FR") -> str:
    """The same, of a place, which may have a short number that is free or costs a call."""
    number = phones.to_call(said, territory=territory)
    if number.startswith("+"):
        return line(number)
    if number not in _ORDINARY and not any(_is_free(number, region) for region in {territory, "FR"}):
        raise _refused("phone_costs", "phone")
    return number


def _is_free(number: str, region: str) -> bool:
    code = phonenumbers.country_code_for_region(region)
    read = phonenumbers.PhoneNumber(country_code=code, national_number=int(number))
    cost = shortnumberinfo.expected_cost_for_region(read, region)
    return bool(cost == phonenumbers.ShortNumberCost.TOLL_FREE)


def _refused(why: Uncalled, field: str) -> Malformed:
    return Malformed(why, fields={field: why})
