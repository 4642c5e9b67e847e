"""What a text costs as an SMS, and how French words fit the alphabet of the network."""

import functools
import re
import unicodedata
from typing import Literal, NamedTuple

from backend.common.text import folded, is_unseen

# GSM 03.38, the basic table, and the signs that cost two.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
_GSM = _BASIC | _EXTENDED
# What no decomposition of Unicode takes apart, or takes apart into something else than people write.
_HARMLESS = {
    "œ": "oe", "Œ": "OE", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i", "ð": "d", "Ð": "D",
    "þ": "th", "Þ": "Th", "ŋ": "ng", "Ŋ": "Ng", "ẞ": "SS", "×": "x", "÷": "/", "©": "(c)", "®": "(R)", "№": "No",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "‹": "'", "›": "'", "‚": "'", "—": "-",
    "―": "-", "⁄": "/", "∕": "/", "•": "-", "·": ".", "°": "o", "º": "o", "ª": "a", "µ": "u", "\t": " ",
    "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip
_QUOTED_SPACES = {"« ": '"', " »": '"', "«\u00a0": '"', "\u00a0»": '"', "«\u202f": '"', "\u202f»": '"'}


_FRACTION = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")


# The app's own name, as its icon has it: it tells nobody why somebody comes.
WRITER = "Mon Suivi"


class Segments(NamedTuple):
    """`segments` are what is paid for; `characters` are counted as the network counts them."""

    segments: int
    characters: int
    alphabet: Literal["gsm7", "ucs2"]


def segments(text: str) -> Segments:
    """How many SMS the text needs: 160 or 153 a part in GSM-7, 70 or 67 in UCS-2; no sign is cut in two."""
    if _GSM.issuperset(text):
        if len(text) <= 160 and _EXTENDED.isdisjoint(text):
            return Segments(1, len(text), "gsm7")
        return _parts([2 if sign in _EXTENDED else 1 for sign in text], 160, 153, "gsm7")
    return _parts([2 if ord(sign) > 0xFFFF else 1 for sign in text], 70, 67, "ucs2")


def signed(text: str) -> str:
    """The words with who writes at their end, where that costs no segment more.

    Not at their beginning: a lock screen shows that, and day and hour are worth more there; in Arabic the first word
    says from which side a phone writes the whole.
    """
    whole = f"{text} {WRITER}"
    return whole if segments(whole).segments == segments(text).segments else text


def _parts(costs: list[int], alone: int, joined: int, alphabet: Literal["gsm7", "ucs2"]) -> Segments:
    total = sum(costs)
    if total <= alone:
        return Segments(1, total, alphabet)
    parts, filled = 1, 0
    for cost in costs:
        if filled + cost > joined:
            parts, filled = parts + 1, 0
        filled += cost
    return Segments(parts, total, alphabet)


def gsm(text: str) -> str:
    """The same words in GSM-7 where the loss is harmless (œ→oe, ê→e, ’→'); as they were where one sign can't be said.

    So Arabic keeps every sign, and so does a French text with one word of Arabic: it is paid as UCS-2 anyway.
    """
    if _GSM.issuperset(text):
        return text
    composed = _FRACTION.sub(" ", unicodedata.normalize("NFC", text))
    for quoted, plain in _QUOTED_SPACES.items():
        composed = composed.replace(quoted, plain)
    if _GSM.issuperset(composed):
        return composed
    said = "".join(map(_said, composed))
    return said if segments(said).alphabet == "gsm7" else text


@functools.lru_cache(1000)
def _said(sign: str) -> str:
    """The sign, or what people write instead of it: ½ is 1/2, ᵉʳ is er, Ł is L, what nobody sees is nothing."""
    if sign in _GSM:
        return sign
    if sign in _HARMLESS:
        return _HARMLESS[sign]
    if is_unseen(sign):
        return ""
    opened = "".join(folded(part) for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    said = "".join(_HARMLESS.get(part, part) for part in opened)
    return said if said and _GSM.issuperset(said) else sign
