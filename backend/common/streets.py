"""What of a place's address may be said: what leads to the door, without the building that tells why one comes. Pure.

A street keeps its name, whatever that is: everybody walks there (tests/common/tables/addresses.py has what is meant).
"""

import functools
import re
from collections.abc import Iterator, Sequence

from backend.common import text
from backend.common.neutral import tells

_HOUSE = r"(?:n\s*[°º]\s*|no\.?\s+)?\d+(?:\s*(?:bis|ter|quater|[a-f]))?"
_NUMBER = rf"{_HOUSE}(?:\s*(?:-|/|à|et)\s*{_HOUSE})*"
_BEFORE = r"(?:grande?|petite?|vieux|vieille|ancien(?:ne)?|nouveau|nouvelle|haute?|basse?)['\s-]+"
# Words that are a street wherever they stand, and those that are one behind a number: "Cité judiciaire" is a building.
_TYPES = (
    "rue avenue ave av boulevard boul boulv bld blvd bd bvd place plc pl square sq allée allee impasse imp chemin chem "
    "che route rte rt quai cours crs passage psg esplanade esp rond-point rpt sentier sente ruelle venelle montée "
    "montee promenade prom traverse trav voie parvis mail faubourg fbg fg carrefour chaussée chaussee côte "
    "rampe descente digue lotissement lieu-dit lieudit hameau zac zae zi za r. ch. all. pass."
)
_NUMBERED = "r ch all pass clos domaine enclos galerie jardin morne pont port porte résidence villa"
_OR_BUILDING = r"cit[ée](?! judiciaire)|cour(?! d[' ](?:appel|assises))"
_PK = r"(?:pk|km)\s*\d+(?:[.,]\d+)?"


def _any(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


_STREET = re.compile(
    rf"(?<!\w)(?:(?:{_NUMBER})\s*,?\s+(?:{_BEFORE})?(?:{_any(_TYPES + ' ' + _NUMBERED)}|{_OR_BUILDING})(?!\w)"
    rf"|(?:{_BEFORE})?(?:{_any(_TYPES)})(?!\w)|{_PK}(?!\w))",
    re.IGNORECASE,
)
# A comma within a number is none ("PK 12,5"), nor is a dash or a stroke without spaces ("12-14", "c/o").
_BETWEEN = re.compile(r"(\s*(?:(?<!\d),|,(?!\d)|[;:|()\n]|\s[-/•]\s)\s*)")
_ONLY_NUMBER = re.compile(_NUMBER, re.IGNORECASE)
_POSTCODE = re.compile(r"(?:f-?)?\d{5}(?!\d)", re.IGNORECASE)
_DEPARTMENT = re.compile(r"\d{2,3}|2[ab]", re.IGNORECASE)  # in a label of the BAN, before its name and its region's
_BOX = re.compile(r"(?:b\.?p\.?|cs|tsa)\s*[a-z]?\s?\d[\d ]*", re.IGNORECASE)
_CEDEX = re.compile(r"[\s,-]*\bcedex\b\s*\d*\s*$", re.IGNORECASE)
_TAIL = re.compile(rf"\s+(?:{_BOX.pattern}(?!\w)|{_POSTCODE.pattern}\s+\D|cedex\b).*$", re.IGNORECASE)
_BESIDE = re.compile(
    r"\s+(?:en face|face à|face aux?|derrière|devant|à côté|près|proche|sous|contre)\s.*$", re.IGNORECASE
)
_BUILDING = re.compile(
    r"(?<!\w)(?:tribunal|spip|tj|tgi|palais de justice|cité judiciaire|maison d'arrêt|centre pénitentiaire|"
    r"service pénitentiaire|cour d'appel|greffe|parquet|sap|bex)(?!\w)",
    re.IGNORECASE,
)
# A word before a building's that makes both the name of a street.
_LEADS_TO = frozenset(
    (
        "a", "ancien", "ancienne", "au", "aux", "d", "de", "des", "du", "en", "et", "grand", "grande", "l", "la", "le",
        "les", "nouveau", "nouvelle", "petit", "petite", "vieux", "vieille",
    )
)  # fmt: skip


@functools.lru_cache(1000)
def bare_address(address: str, city: str = "") -> str:
    """What may be said of an address beside its town: empty where nothing of it leads to the door.

    Without the building before, behind or around the street, and without what repeats the town, the box or the cedex.
    """
    whole = written(address)
    parts = [part for part in _BETWEEN.split(whole) if part is not None]
    kept = list(_kept(parts[::2], parts[1::2], text.plain(town(city))))
    said = [what for what, _ in kept if what]
    return whole if all(what == was for what, was in kept) else ", ".join(said)


def town(city: str) -> str:
    """Without the cedex, which leads to a sorting office."""
    return _CEDEX.sub("", city) or city


def names_street(address: str) -> bool:
    return _STREET.search(address) is not None


def written(address: str) -> str:
    """The whole on one line, also of what was stored before text was folded on its way in."""
    return "\n".join(filter(None, (text.name(line) for line in text.heard(address).split("\n")))).replace("\n", ", ")


def _kept(parts: Sequence[str], between: Sequence[str], city: str) -> Iterator[tuple[str, str]]:
    """Each part as it is said, empty where it is not, and as it was written."""
    place, is_behind_postcode = 0, False
    while place < len(parts):
        part = parts[place]
        if is_behind_postcode and _DEPARTMENT.fullmatch(part):
            yield "", part
            return
        is_behind_postcode = is_behind_postcode or bool(_POSTCODE.match(part))
        if _ONLY_NUMBER.fullmatch(part) and not _POSTCODE.match(part) and place + 1 < len(parts):
            place += 1
            part = part + between[place - 1] + parts[place]
        yield ("" if _repeats(part, city) else _said(part)), part
        place += 1


def _repeats(part: str, city: str) -> bool:
    """What stands beside every address, and what only a postman reads."""
    is_town = text.plain(_CEDEX.sub("", part)) in (city, "france", "") and bool(part)
    return is_town or bool(_POSTCODE.match(part) or _BOX.fullmatch(part))


def _said(part: str) -> str:
    street = _STREET.search(part)
    if street:
        part = part[: street.end()] + _TAIL.sub("", part[street.end() :])
    if not tells(part):
        return part
    if street is None:
        return ""
    start = street.start() if tells(part[: street.start()]) else 0
    return _without_building(part[: street.end()], part[street.end() :])[start:].strip()


def _without_building(street: str, name: str) -> str:
    """The street's type, and its name up to the building or the landmark that somebody wrote behind it."""
    beside = _BESIDE.search(name)
    if beside and tells(beside.group()):
        name = name[: beside.start()]
    for building in _BUILDING.finditer(name):
        before = text.plain(name[: building.start()]).split()
        if before and before[-1] not in _LEADS_TO:
            return street + name[: building.start()].rstrip(" -,")
    return street + name
