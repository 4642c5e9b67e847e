"""What would tell a stranger why somebody comes: no name, text or title that leaves may hold it (design.md, promise 5).

Pure. The names of places, the words of messages and the files for a calendar are all held against the same list.
"""

import functools
import re

from backend.common.text import plain

REVEALING = {
    "fr": (
        "spip", "probation", "justice", "judici", "tribunal", "juge", "jap", "japat", "peine", "condamn", "prison",
        "detention", "detenu", "ecrou", "infraction", "delit", "crime", "sursis", "convocation", "convoque", "penitent",
        "avocat", "audience", "victime", "bracelet", "tig", "ddse", "cpip", "sap", "bex", "parquet", "procureur",
        "obligation", "sanction", "mesure", "controle", "absence injustifiee", "probatoire", "penal", "greffe",
        "insertion", "tgi", "tj",
    ),
    "en": (
        "probation", "justice", "court", "judge", "sentence", "convict", "offen", "prison", "jail", "crim", "hearing",
        "summons", "prosecut", "lawyer", "victim", "parole", "penal", "sanction", "obligation",
    ),
    "ar": (
        "عدال", "محكم", "قاض", "قضا", "سجن", "عقوب", "جريم", "جناي", "استدعاء", "محام", "ضحي", "نياب", "سراح",
        "مراقبة", "إدانة", "جلسة",
    ),
}  # fmt: skip
# Stems that are whole words: "tig" hides in "vertige", "sap" in "sapin", "court" in "courtesy".
_WHOLE = frozenset(
    (
        "jap", "japat", "tig", "ddse", "sap", "bex", "spip", "cpip", "court", "jail", "juge", "peine", "insertion",
        "tgi", "tj",
    )
)  # fmt: skip

_STREET = re.compile(
    r"(\d+\s*(bis|ter|quater|[a-d])?\s+)?(rue|avenue|av|boulevard|bd|blvd|place|pl|square|allée|allee|impasse|chemin|route|"
    r"quai|cours|passage|esplanade|rond-point|sentier|ruelle|montée|montee|promenade|traverse|villa|voie)\b",
    re.IGNORECASE,
)


def reveals(text: str, language: str | None = None) -> list[str]:
    """Stems in the text that tell why somebody comes; of every language unless one is named."""
    languages = [language] if language else list(REVEALING)
    words, found = plain(text).split(), []
    for stem in (stem for name in languages for stem in REVEALING[name]):
        bare = _bare(stem)
        if not bare:  # Arabic: `plain` keeps Latin letters alone
            found += [stem] if stem in text else []
        elif any(word == bare or (stem not in _WHOLE and word.startswith(bare)) for word in words):
            found.append(stem)
    return found


_bare = functools.cache(plain)


@functools.lru_cache(1000)
def tells(place: str) -> bool:
    """Of a place's name, which a flood of reminders repeats by the thousand."""
    return bool(reveals(place))


@functools.lru_cache(1000)
def bare_address(address: str) -> str:
    """Without the building that somebody wrote before its street ("Tribunal judiciaire, 4 boulevard du Palais").

    A street keeps its name, whatever that is: everybody walks there.
    """
    if not tells(address):
        return address
    said: list[str] = []
    for part in (part.strip() for part in address.split(",")):
        is_street = _STREET.match(part) or (said and said[-1].isdigit())
        said += [part] if part and (is_street or not tells(part)) else []
    return ", ".join(said)
