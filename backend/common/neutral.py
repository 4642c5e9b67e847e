"""What would tell a stranger why somebody comes: no name, text or title that leaves may hold it (design.md, promise 5).

Pure. The names of places, the words of messages and the files for a calendar are all held against the same list.
"""

import functools
import re

from backend.common.scripts import undressed
from backend.common.text import plain

REVEALING = {
    "fr": (
        "spip", "probation", "justice", "judici", "tribunal", "juge", "jap", "japat", "peine", "condamn", "prison",
        "detention", "detenu", "ecrou", "infraction", "delit", "crime", "sursis", "convocation", "convoque", "penitent",
        "avocat", "audience", "victime", "bracelet", "tig", "ddse", "cpip", "sap", "bex", "parquet", "procureur",
        "obligation", "sanction", "mesure", "controle", "absence injustifiee", "probatoire", "penal", "greffe",
        "insertion", "tgi", "tj", "cour d'appel", "cour d'assises", "maison d'arrêt", "milieu ouvert", "semi-liberté",
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

_WITH_DIGITS = re.compile(r"(?=[^\W_]*[0134578])(?=[^\W_]*[^\W\d_])[^\W_]+")
_APART = re.compile(r"(?<= )[a-z](?: [a-z])+(?= )")


def reveals(text: str, language: str | None = None) -> list[str]:
    """Stems in the text that tell why somebody comes; of every language unless one is named."""
    languages = [language] if language else list(REVEALING)
    words, found = plain(text).split(), []
    for stem in (stem for name in languages for stem in REVEALING[name]):
        bare = _bare(stem)
        if not bare:  # Arabic: `plain` keeps Latin letters alone
            found += [stem] if stem in text else []
        elif _says(words, bare, is_whole=stem in _WHOLE):
            found.append(stem)
    return found


def hides(text: str) -> list[str]:
    """The same, behind letters that look alike, digits for letters (« Tr1bunal ») and letters apart (« S.P.I.P. »)."""
    opened = undressed(text)
    shapes = {opened, *(_WITH_DIGITS.sub(functools.partial(_lettered, one=one), opened) for one in "il")}
    shapes |= {_APART.sub(lambda row: row[0].replace(" ", ""), f" {plain(shape)} ") for shape in shapes}
    return sorted({stem for shape in shapes for stem in reveals(shape)})


def _lettered(found: re.Match[str], one: str) -> str:
    """A word of at least three letters and some digits, as it would be read: "7j" is none."""
    word, digits = found[0], str.maketrans("0134578", f"o{one}eastb")
    return word.translate(digits) if sum(map(str.isalpha, word)) > 2 else word


def _says(words: list[str], bare: str, *, is_whole: bool) -> bool:
    """Whether a word is the stem or begins with it; of several words, whether they stand there together."""
    if " " in bare:
        return f" {bare}" in " ".join(["", *words])
    return any(word == bare or (not is_whole and word.startswith(bare)) for word in words)


_bare = functools.cache(plain)


@functools.lru_cache(1000)
def tells(place: str) -> bool:
    """Of a place's name, which a flood of reminders repeats by the thousand."""
    return bool(reveals(place) or hides(place))
