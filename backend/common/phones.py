"""What a number is. Read here and nowhere else, stored as E.164 (a service's may be short: 3949), and written for
readers here and in pwa/kit/numbers.ts alone. A refusal says what was recognised (errors.phone_…)."""

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

import phonenumbers
from django.conf import settings
from phonenumbers import phonemetadata, shortnumberinfo

from backend.common.digits import western
from backend.common.errors import Malformed

# Where ten digits beginning with 0 do not belong to +33 (ARCEP's plan): their first digits say the country code. What
# is missing here (0709, 0976, ranges to come) the library knows.
OVERSEAS: Mapping[str, str] = {
    "262": "262", "263": "262", "269": "262", "639": "262", "692": "262", "693": "262",
    "590": "590", "690": "590", "691": "590",
    "594": "594", "694": "594",
    "596": "596", "696": "596", "697": "596",
}  # fmt: skip
_FICTION = "63998"  # ARCEP keeps 06 39 98 xx xx free: usable as a mainland mobile, although 0639 is Mayotte's
_CLOSED = ("33", "262", "590", "594", "596")  # one plan of nine digits: the prefix and the country code must agree
# Those with plans of their own, where a number without its country is local.
_LOCAL: Mapping[str, str] = {"PM": "508", "WF": "681", "NC": "687", "PF": "689"}
_LOCAL_DIGITS: Mapping[str, int] = {"PM": 6, "WF": 6, "NC": 6, "PF": 8}
_ALONE = (*_CLOSED, *_LOCAL.values(), "377")  # typed without "+" or "00" too, where nothing is in doubt
_ZERO = re.compile(rf"^({'|'.join(_CLOSED)})0")  # +33 (0)6
_REGIONS = ("RE", "YT", "GP", "GF", "MQ", "PM")
_ZONES: Mapping[str, str] = {
    "America/Miquelon": "PM", "Pacific/Wallis": "WF", "Pacific/Noumea": "NC",
    "Pacific/Tahiti": "PF", "Pacific/Marquesas": "PF", "Pacific/Gambier": "PF",
}  # fmt: skip
_SHORT = re.compile(r"[1-9][0-9]{1,3}|11[0-9]{4}")  # those of five digits are written to, not called
_HOMES: Mapping[str, str] = {
    "Indian/Reunion": "262", "Indian/Mayotte": "262", "America/Guadeloupe": "590", "America/St_Barthelemy": "590",
    "America/Marigot": "590", "America/Cayenne": "594", "America/Martinique": "596",
}  # fmt: skip
_GROUPS = re.compile(r"^\d{3}(?=(?:\d\d)*$)|\d\d")
_BETWEEN = frozenset("./()·\u2212")  # besides blanks, dashes and signs that nobody sees

# Why there is no number, and why no SMS goes to one: each has its sentence under `errors.`.
Unread = Literal[
    "phone_unreadable", "phone_letters", "phone_short", "phone_too_few", "phone_too_many", "phone_country",
    "phone_ambiguous", "phone_unknown",
]  # fmt: skip
Unsent = Literal["phone_landline", "phone_special", "phone_foreign", "phone_no_sms"]
_Kind = phonenumbers.PhoneNumberType
_FIXED = frozenset({_Kind.FIXED_LINE, _Kind.FIXED_LINE_OR_MOBILE, _Kind.VOIP})
_TEXTED = frozenset({_Kind.MOBILE, _Kind.UNKNOWN})


def parse(said: str, *, territory: str = "FR", field: str = "phone") -> str:
    """A number that can be dialled from anywhere, in E.164, or Malformed for `field` with one of `Unread`.

    Letters, missing and extra digits are refused. `territory`: where the service or the place stands (`territory_of`).
    """
    number = _read(_signs(said), territory)
    if number is None:
        raise _refused(_why_unread(said, territory), field)
    return number


def mobile(said: str, *, territory: str = "FR") -> str:
    """The same, of a number to which an SMS may go; else Malformed with one of `Unsent`."""
    number = parse(said, territory=territory)
    if not gets_sms(number):
        raise _refused(_why_unsent(number), "phone")
    return number


def to_call(said: str, *, territory: str = "FR") -> str:
    """The same, of a service or a place: it may be a short number, stored as it is dialled."""
    signs = _signs(said)
    if any(_is_short(signs, region) for region in dict.fromkeys((territory, "FR"))):
        return signs
    return parse(said, territory=territory)


def territory_of(*, time_zone: str = "", postcode: str = "") -> str:
    """Where local numbers are read: PM, WF, NC or PF, else FR (overseas departments share the mainland's plan)."""
    by_post = {"975": "PM", "986": "WF", "987": "PF", "988": "NC"}.get(postcode[:3])
    return by_post or _ZONES.get(time_zone, "FR")


def gets_sms(number: str) -> bool:
    """Whether an SMS may go there, whatever it says: to a mobile of the countries that settings.SMS_PREFIXES names."""
    return re.fullmatch(sms_pattern(), number) is not None


def sms_pattern() -> str:
    """The same as a regular expression that Python and PostgreSQL read alike, for queries."""
    return _pattern(tuple(settings.SMS_PREFIXES))


def is_prefix(said: str) -> bool:
    """Whether that is how numbers of some country begin."""
    return bool(re.fullmatch(r"\+[0-9]{1,7}", said) and _country(said))


@functools.lru_cache(16)
def _pattern(prefixes: Sequence[str]) -> str:
    """Mobile ranges as the library has them, wider for ours, within the prefixes."""
    codes = sorted({code for prefix in prefixes if (code := _country(prefix))})
    kinds = "|".join(rf"{code}({_mobiles(code)})" for code in codes) or "!"
    allowed = "|".join(re.escape(prefix.removeprefix("+")) for prefix in prefixes) or "!"
    return rf"^\+(?=({allowed}))({kinds})$"


def _country(prefix: str) -> str:
    bare = prefix.removeprefix("+")
    known = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    return next((bare[:size] for size in (1, 2, 3) if bare[:size].isdecimal() and int(bare[:size]) in known), "")


def _mobiles(code: str) -> str:
    """What follows the country code in a mobile's number."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[int(code)]
    found = [phonemetadata.PhoneMetadata.metadata_for_region(region, None) for region in regions]
    patterns = [each.mobile.national_number_pattern for each in found if each is not None and each.mobile is not None]
    ours = [prefix for prefix, of in OVERSEAS.items() if of == code and prefix[0] == "6"]
    patterns += [rf"{prefix}\d{{6}}" for prefix in ours] + ([rf"{_FICTION}\d{{4}}"] if code == "33" else [])
    return "|".join(re.sub(r"\s", "", pattern) for pattern in patterns if pattern) or "!"


def spoken(number: str, *, zone: str = "") -> str:
    """For reading, as pwa/kit/numbers.ts does: in pairs, three first where the digits are odd.

    The mainland's from nought: 06 39 98 00 01. That of an overseas department from nought where it is read there (the
    time zone `zone`): 0639 69 12 34; elsewhere, as of every other country, with its prefix: +262 639 69 12 34.
    """
    if not number.startswith("+"):
        return number
    code = _country(number)
    groups = " ".join(_GROUPS.findall(number.removeprefix(f"+{code}")))
    if code == "33":
        return " ".join(_GROUPS.findall("0" + number.removeprefix("+33")))
    return f"0{groups}" if code == _HOMES.get(zone) else f"+{code} {groups}"


def masked(e164: str) -> str:
    """The last two digits alone: enough to recognise one's own number, too little to learn one."""
    return "•• •• •• •• " + e164[-2:]


def beginnings(signs: str) -> list[str]:
    """Every number that may begin so, in E.164: what a search compares. `signs`: digits, perhaps a "+" before them."""
    digits = signs.removeprefix("+")
    found = []
    if signs.startswith(("+", "00", *_ALONE)):
        whole = _ZERO.sub(r"\1", digits if signs.startswith("+") else digits.removeprefix("00"))
        found = [_home(whole), "+" + whole]
    elif signs.startswith("0"):
        found = ["+33" + signs[1:], _home("33" + signs[1:])]
    if not signs.startswith("+") and len(digits) == 9 and digits[0] != "0":
        found.append(_home("33" + digits))
    if len(signs) == 6 or (len(signs) == 8 and signs[0] in "48"):
        found += [f"+{code}{signs}" for code in _LOCAL.values() if (code == "689") == (len(signs) == 8)]
    return list(dict.fromkeys(found))


def _home(digits: str) -> str:
    """With the country code that a beginning of a number of the French plan has overseas."""
    national = digits.removeprefix("33")
    if not digits.startswith("33") or national.startswith(_FICTION):
        return "+" + digits
    if national.startswith("508"):
        return "+" + national
    return f"+{OVERSEAS.get(national[:3], '33')}{national}"


def _signs(said: str) -> str:
    """Western digits, perhaps a "+" before them; empty where anything else stands in it."""
    plain = [sign for sign in western(said).replace("\uff0b", "+") if not _is_between(sign)]
    signs = "".join(plain)
    return signs if re.fullmatch(r"\+?[0-9]+", signs) else ""


def _is_between(sign: str) -> bool:
    return sign in _BETWEEN or sign in "\t\r\n" or unicodedata.category(sign) in ("Zs", "Cf", "Pd")


def _read(signs: str, territory: str) -> str | None:
    digits = signs.removeprefix("+")
    if signs.startswith(("+", "00")):
        return _international(digits if signs.startswith("+") else digits[2:])
    local = f"+{_LOCAL[territory]}{digits}" if territory in _LOCAL else ""
    if local and _is_valid(local):
        return local
    if len(digits) == 10 and digits[0] == "0":
        return _national(digits[1:])
    read = [_international(digits)] if digits.startswith(_ALONE) else []
    if len(digits) == 9 and digits[0] != "0":  # a spreadsheet drops the first zero
        read.append(_national(digits))
    found = {number for number in read if number}
    home = _LOCAL.get(territory, "")
    return found.pop() if len(found) == 1 else next((n for n in found if home and n.startswith(f"+{home}")), None)


def _international(digits: str) -> str | None:
    """After "+" or "00"."""
    code = next((code for code in _CLOSED if digits.startswith(code)), None)
    if code is None:
        return _checked("+" + digits)
    national = digits.removeprefix(code)
    national = national[1:] if len(national) == 10 and national[0] == "0" else national
    number = _national(national) if len(national) == 9 else None
    return number if number and (code == "33" or number.startswith(f"+{code}")) else None


def _national(digits: str) -> str | None:
    """Nine digits of the French plan: the mainland's, or overseas by their prefix."""
    if digits[:3] in OVERSEAS and not digits.startswith(_FICTION):
        return f"+{OVERSEAS[digits[:3]]}{digits}"
    if digits.startswith("508"):
        return _checked("+" + digits)
    overseas = () if digits[0] == "8" else _REGIONS  # 08 is the same everywhere
    codes = [phonenumbers.country_code_for_region(region) for region in overseas]
    found = (f"+{code}{digits}" for code in (*codes, 33) if _is_valid(f"+{code}{digits}"))
    return f"+33{digits}" if digits.startswith(_FICTION) else next(found, None)


def _checked(number: str) -> str | None:
    try:
        read = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    is_valid = phonenumbers.is_valid_number(read)
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) if is_valid else None


def _is_valid(number: str) -> bool:
    return _checked(number) == number


def _is_short(signs: str, region: str) -> bool:
    if not _SHORT.fullmatch(signs):
        return False
    number = phonenumbers.PhoneNumber(
        country_code=phonenumbers.country_code_for_region(region), national_number=int(signs)
    )
    return bool(shortnumberinfo.is_valid_short_number_for_region(number, region))


def _why_unread(said: str, territory: str) -> Unread:
    """What was recognised in that which is no number."""
    signs = _signs(said)
    if not signs:
        others = [sign for sign in western(said) if not (_is_between(sign) or sign in "+\uff0b" or sign.isdecimal())]
        return "phone_letters" if others else "phone_unreadable"
    if any(_is_short(signs, region) for region in dict.fromkeys((territory, "FR"))):
        return "phone_short"
    digits = signs.removeprefix("+")
    if signs.startswith(("+", "00")):
        return _why_not_of_country(digits if signs.startswith("+") else digits[2:])
    if territory in _LOCAL_DIGITS and len(digits) < 9:
        return _by_count(len(digits), _LOCAL_DIGITS[territory])
    if digits.startswith(_ALONE) and len(digits) > 9:
        return _why_not_of_country(digits)
    if digits.startswith(_ALONE) and _international(digits):
        return "phone_ambiguous"
    return _by_count(len(digits), 10 if digits[0] == "0" else 9)


def _why_not_of_country(digits: str) -> Unread:
    """After "+" or "00"."""
    code = next((code for code in _CLOSED if digits.startswith(code)), None)
    if code is not None:
        national = digits.removeprefix(code)
        national = national[1:] if len(national) == 10 and national[0] == "0" else national
        return "phone_country" if len(national) == 9 and _national(national) else _by_count(len(national), 9)
    try:
        possible = phonenumbers.is_possible_number_with_reason(phonenumbers.parse("+" + digits, None))
    except phonenumbers.NumberParseException:
        return "phone_unknown"
    counts: Mapping[int, Unread] = {
        phonenumbers.ValidationResult.TOO_SHORT: "phone_too_few",
        phonenumbers.ValidationResult.TOO_LONG: "phone_too_many",
    }
    return counts.get(possible, "phone_unknown")


def _by_count(count: int, wanted: int) -> Unread:
    return "phone_too_few" if count < wanted else "phone_too_many" if count > wanted else "phone_unknown"


def _why_unsent(number: str) -> Unsent:
    """What kind of number it is that gets no SMS."""
    if _country(number) not in {_country(prefix) for prefix in settings.SMS_PREFIXES}:
        return "phone_foreign"
    kind = phonenumbers.number_type(phonenumbers.parse(number, None))
    return "phone_landline" if kind in _FIXED else "phone_no_sms" if kind in _TEXTED else "phone_special"


def _refused(why: Unread | Unsent, field: str) -> Malformed:
    return Malformed(why, fields={field: why})
