"""What an agent meant by what stands in the search box."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jellyfish import damerau_levenshtein_distance

from backend.common import phones, text
from backend.common.digits import western
from backend.probationers import rules_sounds

_MONTHS = {
    month: number
    for number, names in enumerate(
        ("janvier janv jan", "fevrier fevr fev", "mars", "avril avr", "mai", "juin", "juillet juil jul", "aout aou",
         "septembre sept sep", "octobre oct", "novembre nov", "decembre dec"),
        start=1,
    )
    for month in names.split()
}  # fmt: skip
# Not within a longer run: 06.39.98.00.01 and 0690 12-34-56 are telephones.
_BY_SIGNS = re.compile(
    r"(?<!\d)(?<!\d[/.-])(?:(?<!\d\s)|(?=\d+\s*/))(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})"
    r"(?!\d)(?!\s*[/.-]\s*\d)"
)
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)(?!-\d)")  # 0690-12-34-56 is a telephone
_DAY_BY_WORDS = r"(?<!\d)(\d{1,2})(?:er)?\s+(" + "|".join(_MONTHS) + r")\b\.?"
_BY_WORDS = re.compile(_DAY_BY_WORDS + r"\s+(\d{4}|\d{2})(?!\d)")
_BIRTHDAY_BY_WORDS = re.compile(_DAY_BY_WORDS)
_BIRTHDAY = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})")
_NUMBER = re.compile(r"(?<!\w)(?:\+?\d[\d\s.()/-]{2,}\d(?:[a-z])?|\d[/.-]\d)(?!\w)")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"))
_BORN = re.compile(r"\bne(?:e|\(e\))?\s+(?:(?:le|en)\s+)?(?=\d)")
_SIR = re.compile(r"^m\.(?=\s)")
NEAR_LETTERS = 5  # of shorter words trigrams say little: they are near to half of everybody
_TITLES = frozenset({"mme", "mlle", "mr", "madame", "mademoiselle", "monsieur"})


@dataclass(frozen=True)
class Wanted:
    """Words and date must all match. A run of digits may be several things: of its readings, `numbers`, one must."""

    words: tuple[str, ...] = ()
    born: date | None = None
    numbers: tuple["Number", ...] = ()
    is_unreadable: bool = False  # nobody has a 31 February: found, not ignored


@dataclass(frozen=True)
class Number:
    """One reading of a run of digits; phone and APPI number are beginnings."""

    phone: str = ""
    appi: str = ""
    year: int | None = None
    born: date | None = None
    birthday: tuple[int, int] | None = None  # day and month, of whatever year


def read(said: str, *, today: date) -> Wanted:
    """Names in any order and any accents, a French date, a number in any of its writings, an APPI number."""
    rest, dates = _dates(_BORN.sub("", _bare(text.tidy(said)[:120].lower())), today)
    number = _BIRTHDAY_BY_WORDS.search(rest) or _NUMBER.search(rest)
    numbers = _numbers(number, today) if number else ()
    if number:
        rest = rest[: number.start()] + " " + rest[number.end() :]
    words = _words(rest)
    born = next((found for found in dates if found), None)
    is_nothing = not (words or born or numbers) and bool(text.tidy(said))
    is_unreadable = is_nothing or (bool(dates) and born is None) or (number is not None and not numbers)
    return Wanted(words, born, numbers, is_unreadable)


def kind_of(said: str, *, today: date) -> str:
    """What was searched by, without what was typed: for the journal."""
    wanted = read(said, today=today)
    if wanted.words:
        return "name"
    return "number" if wanted.numbers or wanted.born else "none"


def _bare(said: str) -> str:
    """Without accents, signs kept: months and dates are looked for in it. Digits of every script, one kind of dash."""
    seen = [sign for sign in western(said).translate(_DASHES) if unicodedata.category(sign) != "Cf"]
    return "".join(text.plain(sign) if sign.isalpha() else sign for sign in seen)


def _words(rest: str) -> tuple[str, ...]:
    """Of the name; how one addresses somebody stands in no file, but may begin a name while it is typed."""
    words = [word for word in text.plain(_SIR.sub("", rest)).split() if not word.isdigit()]
    names = [word for word in words if word not in _TITLES]
    return tuple(dict.fromkeys(names or words))


def _dates(rest: str, today: date) -> tuple[str, list[date | None]]:
    found: list[date | None] = []
    for pattern, order in ((_ISO, (2, 1, 0)), (_BY_SIGNS, (0, 1, 2)), (_BY_WORDS, (0, 1, 2))):
        match = pattern.search(rest)
        if match and not found:
            day, month, year = (match.groups()[place] for place in order)
            found.append(_date(int(day), _MONTHS.get(month) or int(month), year, today))
            rest = rest[: match.start()] + " " + rest[match.end() :]
    return rest, found


def _date(day: int, month: int, year: str, today: date) -> date | None:
    number = int(year)
    if len(year) == 2:  # born at least 15 years ago: "08" is 2008 from 2023 on, "60" is 1960
        number += 2000 if 2000 + number <= today.year - 15 else 1900
    try:
        return date(number, month, day)
    except ValueError:
        return None


def _numbers(match: re.Match[str], today: date) -> tuple[Number, ...]:
    """Every reading of a run of digits: telephone, APPI number, year, date without signs, day and month."""
    if match.re is _BIRTHDAY_BY_WORDS:
        return _birthday(match[1], str(_MONTHS[match[2]]))
    said = match.group().strip()
    short = _BIRTHDAY.fullmatch(said)
    birthday = _birthday(short[1], short[3]) if short else ()
    if birthday and short and short[2] == "/":
        return (*birthday, *(Number(phone=phone) for phone in phones.beginnings(short[1] + short[3])))
    return birthday + _runs(said, today)


def _birthday(day: str, month: str) -> tuple[Number, ...]:
    """Without a year; none where no year has such a day."""
    try:
        found = date(2000, int(month), int(day))
    except ValueError:
        return ()
    return (Number(birthday=(found.day, found.month)),)


def _runs(said: str, today: date) -> tuple[Number, ...]:
    letter = said[-1].upper() if said[-1].isalpha() else ""
    digits = re.sub(r"\D", "", said)
    signs = ("+" if said.startswith("+") else "") + digits
    found = [] if letter else [Number(phone=phone) for phone in phones.beginnings(signs)]
    if digits.startswith(("199", "200", "201", "202")):
        found.append(Number(appi=digits + letter))
    if len(digits) == 4 and 1900 <= int(digits) <= today.year and not letter:
        found.append(Number(year=int(digits)))
    born = _date(int(digits[:2]), int(digits[2:4]), digits[4:], today) if len(digits) == 8 and not letter else None
    if born and 1900 <= born.year <= today.year:
        found.append(Number(born=born))
    return tuple(found)


def is_near(words: Sequence[str], name: str, likeness: Sequence[float], *, least: float) -> bool:
    """Whether that name may be meant: each word of it that was typed is written much alike (`likeness` of each, by its
    trigrams), a few letters off, or sounds the same. No two typed words are one word of the name."""
    left = name.split()
    for word, alike in sorted(zip(words, likeness, strict=True), key=lambda one: -len(one[0])):
        meant = min(left, key=lambda other: _off(word, other), default="")
        if not meant or (
            _off(word, meant) > _off_at_most(word, alone=len(words) == 1) and not _is_alike(word, alike, least)
        ):
            return False
        left.remove(meant)
    return True


def _is_alike(word: str, alike: float, least: float) -> bool:
    return len(word) >= NEAR_LETTERS and alike >= least


def _off_at_most(word: str, *, alone: bool) -> int:
    """Letters. Two in a word that stands alone are another name."""
    if len(word) < 3:
        return 0
    return 1 if len(word) < 6 or alone else 2


def _off(word: str, other: str) -> int:
    """Letters missing, wrong, too many or swapped with the next; of a word that is still being typed, up to where it
    is. None where both sound alike."""
    if other.startswith(word) or (len(word) > 3 and rules_sounds.sound(word) == rules_sounds.sound(other)):
        return 0
    return min(damerau_levenshtein_distance(word, other[: len(word) + more]) for more in (0, 1, len(other)))
