"""How a name sounds in French, roughly: what an ear or an official's pen may have turned into another spelling.

Two names of one sound are not one name. It is asked of files that share a birth date already, to warn, never to join.
No library does this for French and for names that were written down from Arabic, Pulaar or Tamil: those at hand
(Metaphone, Soundex) hear English.
"""

import re

# In this order, over small letters without accents.
_SPELLINGS = (
    ("tch|sch|sh|ch", "$"), ("ph", "f"), ("[kg]h", "g"), ("h", ""),
    ("ou(?=[aeiouy])", "w"), ("gu(?=[eiy])", "G"), ("dj|g(?=[eiy])", "j"), ("qu|ck|q|c(?![eiy])|x", "k"),
    ("c|z", "s"), ("d$", "t"), (r"(.)\1+", r"\1"), ("(?<=.)[aeiouy]+", ""), ("^[eiy]", "e"), ("^[ou]", "o"),
)  # fmt: skip


def sound(word: str) -> str:
    """Of one plain word: its consonants, and the vowel that begins it; "awa" and "hawa" are one."""
    for spelling, heard in _SPELLINGS:
        word = re.sub(spelling, heard, word)
    return word.lower()


def sounds(key: str) -> list[str]:
    """Of each word of a plain name, whatever their order."""
    return sorted(sound(word) for word in key.split())
