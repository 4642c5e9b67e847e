"""What a number is. Stored as E.164; French mobile numbers, overseas included, are the only ones that get a code."""

import phonenumbers

from backend.common.errors import Malformed

# Overseas regions have country codes of their own (+262, +590, +594, +596, +687, +689, +681, +508).
FRENCH_REGIONS = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"})

_OVERSEAS = ("RE", "GP", "GF", "MQ", "YT", "PM", "NC", "PF", "WF")


def parse(text: str, *, region: str = "FR") -> str:
    """The number in E.164, or Malformed('phone_unreadable')."""
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise Malformed("phone_unreadable", fields={"phone": "phone_unreadable"}) from error
    if not phonenumbers.is_possible_number(number):
        raise Malformed("phone_unreadable", fields={"phone": "phone_unreadable"})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mobile(text: str) -> str:
    """The number in E.164 if a code may be sent there, or Malformed('phone_unreadable').

    Overseas people write ten digits too: 0692 … is a mobile of La Réunion, unknown on the mainland.
    """
    number = parse(text)
    if is_french_mobile(number):
        return number
    for region in _OVERSEAS:
        local = parse(text, region=region)
        if phonenumbers.is_valid_number(phonenumbers.parse(local, None)) and is_french_mobile(local):
            return local
    raise Malformed("phone_unreadable", fields={"phone": "phone_unreadable"})


def is_french_mobile(e164: str) -> bool:
    """Whether an SMS may be sent there: a mobile of mainland France or overseas. ARCEP's fictional range counts."""
    number = phonenumbers.parse(e164, None)
    if e164.startswith("+3363998"):
        return len(e164) == 12
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return phonenumbers.region_code_for_number(number) in FRENCH_REGIONS and phonenumbers.number_type(number) in kinds


def spoken(e164: str) -> str:
    """As people write it: 06 39 98 00 01."""
    number = phonenumbers.parse(e164, None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def masked(e164: str) -> str:
    """The last two digits alone: enough to recognise one's own number, too little to learn one."""
    return "•• •• •• •• " + e164[-2:]
