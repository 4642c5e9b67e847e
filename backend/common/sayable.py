"""What an agent writes and others read in an SMS, an e-mail or a calendar: nothing in it opens or calls anything. Pure.

The state's name stands before such words: a link or a number of somebody's own would be believed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Literal

from backend.common import scripts
from backend.common.digits import western
from backend.common.errors import Malformed
from backend.common.text import seen

# Each has its sentence under `errors.`.
Fault = Literal["words_link", "words_number", "words_look_alike"]

# Endings that phones open behind any word. Of two letters only what is no shortened French word's neighbour ("av.de la
# Gare" is a street): others count behind a word of five letters or more.
_ENDINGS = (
    "fr|com|net|org|eu|info|io|app|dev|xyz|biz|mobi|online|site|shop|store|club|live|link|click|top|ru|"
    "cn|uk|be|ly|gl|gg|pw|ws|tk|cc|to|nc|pf|pm|wf|yt|gp|mq|gf|re|gouv|paris|bzh|corsica|alsace"
)
_LETTER = r"[^\W\d_]"
_LINKS = re.compile(
    r"://|www\.|@"
    rf"|[\w-]{{2,}}\.(?:{_ENDINGS})(?!\w)"
    rf"|[\w-]{{5,}}\.{_LETTER}{{2}}(?!\w)"
    rf"|{_LETTER}{{3,}}\.(?!(?:aux|des|les|sous|sur)(?!\w)){_LETTER}{{3,}}"
    rf"|\w\.{_LETTER}{{2,}}/\w"
    r"|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])",
    re.IGNORECASE,
)
_DOTS = str.maketrans({"。": ".", "｡": ".", "．": ".", "․": ".", "۔": ".", "﹒": ".", "＠": "@", "﹫": "@", "／": "/"})
# Hours from and to, which are no number: 8.30-12.00.
_HOUR = r"(?:[01]?\d|2[0-4])[.:]?[0-5]\d"
_HOURS = re.compile(rf"(?<![\d.]){_HOUR}\s*[-–à/]\s*{_HOUR}(?![\d.]?\d)")
_DATE = re.compile(r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d(?!\d)")
_DIGITS = re.compile(r"\+?\d(?:(?:,(?=\d)|[\s.\-–—−‐‑/()·_*|+])*\d){9,}")
_BOX_AND_POST = re.compile(r"[1-9]\d{4}\s*[-–,/ ]\s*\d{5}")  # CS 70004 - 92020: a box and a postcode


def fault(said: str) -> Fault | None:
    """Why the words may not leave; None where they may."""
    if scripts.is_dressed_up(said):
        return "words_look_alike"
    opened = unicodedata.normalize("NFKD", seen(said).translate(_DOTS))
    plain = "".join(sign for sign in opened if not unicodedata.combining(sign))
    if _LINKS.search(scripts.undressed(plain)):
        return "words_link"
    numbers = _DIGITS.finditer(_DATE.sub("h", _HOURS.sub("h", western(plain))))
    return "words_number" if any(not _BOX_AND_POST.fullmatch(each.group()) for each in numbers) else None


def check(said: Mapping[str, str | Iterable[str]]) -> None:
    """Malformed names each field whose words may not leave; its code is the first reason."""
    faults: dict[str, str] = {}
    for field, words in said.items():
        found = [why for each in ([words] if isinstance(words, str) else words) if (why := fault(each))]
        faults |= {field: found[0]} if found else {}
    if faults:
        raise Malformed(next(iter(faults.values())), fields=faults)
