"""Words as people type them, made comparable."""

import re
import unicodedata

# Letters that Unicode does not take apart.
_OPENED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})


def plain(text: str) -> str:
    """Lower case, no accents, ligatures opened, one space between words: what a search compares."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^0-9a-z]+", " ", bare.casefold().translate(_OPENED)).strip()


def tidy(text: str) -> str:
    """One space between words, none around, composed accents."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
