"""What a browser's profile says on disk, to somebody who reads the files."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

_ENCODINGS = ("utf-8", "iso-8859-1", "utf-16-le", "utf-16-be")
_GZIP = b"\x1f\x8b\x08"
_MOST_UNPACKED = 5_000_000


def words_of(person: dict[str, Any], *more: str) -> set[str]:
    """All ways in which a screen, an answer of the server or a form writes who that is."""
    digits = "0" + str(person["phone"]).removeprefix("+33")
    year, month, day = str(person["birth_date"]).split("-")
    return {
        person["last_name"], person["first_name"], person["phone"], digits, digits[1:],
        " ".join(digits[at : at + 2] for at in range(0, 10, 2)),
        "\u00a0".join(digits[at : at + 2] for at in range(0, 10, 2)),
        person["birth_date"], f"{day}/{month}/{year}", *more,
    }  # fmt: skip


def found(profile: Path, words: set[str]) -> set[str]:
    """Which of these words stand in some file of it, and where: in any of the encodings that browsers use."""
    needles = [(word, _encoded(word, encoding)) for word, encoding in product(words, _ENCODINGS)]
    kept = set()
    for path in (one for one in profile.rglob("*") if one.is_file() and not one.is_symlink()):
        for part in _parts(path):
            kept |= {f"{word}: {path.relative_to(profile)}" for word, needle in needles if needle.search(part)}
    return kept


def _encoded(word: str, encoding: str) -> re.Pattern[bytes]:
    """In capitals or not: names are written in both."""
    forms = {word, word.upper(), word.lower(), word.capitalize()}
    raw = {form.encode(encoding) for form in forms}
    return re.compile(b"|".join(map(re.escape, sorted(raw))))


def _parts(path: Path) -> Iterator[bytes]:
    """As it stands, and what is packed in it."""
    try:
        raw = path.read_bytes()
    except OSError:
        return  # of a browser that is closing: gone meanwhile
    yield raw
    for at in (match.start() for match in re.finditer(re.escape(_GZIP), raw)):
        try:
            yield zlib.decompressobj(wbits=31).decompress(raw[at:], _MOST_UNPACKED)
        except zlib.error:
            continue
