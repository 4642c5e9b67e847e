"""Of which script a letter is, and what looks like another letter: no word that leaves is dressed up as another."""

import re
import unicodedata
from collections.abc import Iterator

# Written together in one word, in Japanese and Korean names.
_TOGETHER = {"CJK": "EAST", "HIRAGANA": "EAST", "KATAKANA": "EAST", "HANGUL": "EAST", "IDEOGRAPHIC": "EAST"}
_NO_SCRIPT = frozenset({"MODIFIER", "COMBINING", "FEMININE", "MASCULINE", "MICRO"})
_ALIKE_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")  # an accent of its own parts no word
# Cyrillic and Greek letters that are drawn like Latin ones (Unicode's confusables, those that French words need).
_ALIKE = str.maketrans(
    "аАбвВгеЕёЁзЗіІїЇјЈкКмМнНоОӧрРсСтТуУхХьЬѕЅԁԛѡαΑβΒεΕζΖηΗιΙκΚμΜνΝοΟρΡτΤυΥχΧγωσ",
    "aAbBBreEeE33iIiIjJkKmMHHoOopPcCtTyYxXbBsSdqwaAbBeEzZnHiIkKuMvNoOpPtTuYxXyww",
)


def script(letter: str) -> str:
    """LATIN, CYRILLIC, ARABIC …; empty for a letter of any script."""
    first = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    return "" if first in _NO_SCRIPT else _TOGETHER.get(first, first)


def is_mixed(said: str) -> bool:
    """Whether a word of it has letters of several scripts, as « Тribunal » with a Cyrillic Т."""
    return any(len(each) > 1 for each in _scripts(said))


def is_latin(said: str) -> bool:
    """Whether no letter of it is of another script."""
    return said.isascii() or all(script(sign) in ("LATIN", "") for sign in said if sign.isalpha())


def is_dressed_up(said: str) -> bool:
    """The same of scripts whose letters are drawn alike: Arabic may well stick to a Latin word (« بRER »)."""
    return any(len(each & _ALIKE_SCRIPTS) > 1 for each in _scripts(said))


def _scripts(said: str) -> Iterator[set[str]]:
    """Of each word; none of what is ASCII."""
    words = [] if said.isascii() else _WORD.findall(unicodedata.normalize("NFKC", said))
    return ({script(letter) for letter in word} - {""} for word in words)


def undressed(said: str) -> str:
    """With Latin letters for all that is drawn like them."""
    return said if said.isascii() else unicodedata.normalize("NFKC", said).translate(_ALIKE)
