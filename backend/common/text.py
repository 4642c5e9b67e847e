"""Text that comes in, made the same whoever typed, pasted or sent it; and words made comparable.

The one place for all of it: every text of a schema or a query carries one of the four kinds below
(tests/architecture/test_texts.py), and what comes otherwise (webhooks, commands, files) calls their functions.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

# Letters that Unicode does not take apart.
_OPENED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})
# Drawn by nobody, although they are no format signs: fillers of Hangul, the joiner of graphemes, choices of a variant.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10))))
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")  # format signs that are drawn
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-")
# Everything that is typed or pasted for an apostrophe. The okina and the hamza of Polynesian names among them: the
# registers of New Caledonia and Polynesia write an apostrophe, and both must be one and the same name.
_APOSTROPHES = dict.fromkeys("`´‘’‛′\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\ua78b\ua78c\uff07", "'")
_FOLDED, _NAMED = str.maketrans(_DASHES), str.maketrans(_DASHES | _APOSTROPHES | dict.fromkeys("—―", "-"))
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
UNREADABLE = "sign_unreadable"  # the code of the refusal, for its field


def plain(text: str) -> str:
    """Lower case, no accents, ligatures opened, one space between words: what a search compares."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^0-9a-z]+", " ", bare.casefold().translate(_OPENED)).strip()


def tidy(text: str) -> str:
    """One space between words, none around, composed accents."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def is_unseen(sign: str) -> bool:
    """Zero width, marks and overrides of direction, soft hyphens and their like: in the text, and nobody sees them."""
    return (sign in _UNSEEN or unicodedata.category(sign) == "Cf") and sign not in _SEEN


def seen(text: str) -> str:
    """Without the signs that nobody sees."""
    return text if text.isascii() else "".join(sign for sign in text if not is_unseen(sign))


def folded(text: str) -> str:
    """Hyphens as "-" and all that stands for an apostrophe as "'"."""
    return text.translate(_NAMED)


def one_line(said: str) -> str:
    """What stands on one line: breaks, tabs and every kind of space are one space. ValueError for a control sign."""
    return tidy(_without_controls(_BREAKS.sub(" ", seen(said)).replace("\t", " ")).translate(_FOLDED))


def name(said: str) -> str:
    """The same of a person, a place, a street or a town: one kind of apostrophe too."""
    return folded(one_line(said))


def lines(said: str) -> str:
    """Text of several lines, each ended by one "\\n"; spaces that do not break stay. ValueError for a control sign."""
    whole = _without_controls(_BREAKS.sub("\n", seen(said)).replace("\t", " ").replace("\n", "\u2028"))
    return unicodedata.normalize("NFC", whole.replace("\u2028", "\n")).translate(_FOLDED).strip()


def untouched(said: str) -> str:
    """A password, a token: no sign of it is changed. ValueError for a control sign."""
    return _without_controls(said)


def storable(text: str) -> str:
    """For what is kept as it came, from a machine: without what the database can't hold (zero bytes, halves of signs
    that an operator cut in two), and without other control signs than breaks and tabs."""
    kept = "".join(sign for sign in text if sign in "\n\r\t" or unicodedata.category(sign) != "Cc")
    return kept.encode(errors="replace").decode()


def heard(text: str) -> str:
    """What a person wrote in an SMS: its lines, whatever the network made of its signs."""
    return lines(storable(text))


def _without_controls(said: str) -> str:
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in said):
        raise ValueError(UNREADABLE)
    return said


def _kind(read: Callable[[str], str]) -> BeforeValidator:
    def come_in(said: Any) -> Any:
        if not isinstance(said, str):
            return said
        try:
            return read(said)
        except ValueError as error:
            raise PydanticCustomError(UNREADABLE, "a sign that cannot be read") from error

    return BeforeValidator(come_in)


# The kinds of text of a schema's field, written last: Annotated[str, Field(max_length=80), Name]. Lengths count after.
Line, Name, Lines, Untouched = _kind(one_line), _kind(name), _kind(lines), _kind(untouched)
